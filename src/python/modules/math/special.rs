//! The gamma and error functions, and lengths.

use crate::python::exact;
use core::f64::consts::PI;

/// The largest number whose factorial a float holds, and one more.
const MOST: usize = 171;

/// C. Lanczos, "A Precision Approximation of the Gamma Function", 1964, with g = 607/128 and the
/// coefficients that P. Godfrey computed.
const G: f64 = 607.0 / 128.0;
const LANCZOS: [f64; 15] = [
    0.999_999_999_999_997_1,
    57.156_235_665_862_92,
    -59.597_960_355_475_49,
    14.136_097_974_741_746,
    -0.491_913_816_097_620_2,
    0.339_946_499_848_118_9e-4,
    0.465_236_289_270_485_8e-4,
    -0.983_744_753_048_795_7e-4,
    0.158_088_703_224_912_5e-3,
    -0.210_264_441_724_104_88e-3,
    0.217_439_618_115_212_64e-3,
    -0.164_318_106_536_763_9e-3,
    0.844_182_239_838_527_4e-4,
    -0.261_908_384_015_814_1e-4,
    0.368_991_826_595_316_25e-5,
];

fn series(x: f64) -> f64 {
    let rest = LANCZOS.iter().enumerate().skip(1);
    LANCZOS[0]
        + rest
            .map(|(place, part)| part / (x + place as f64))
            .sum::<f64>()
}

/// `gamma`; nothing at its poles.
pub fn gamma(x: f64) -> Option<f64> {
    if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
        // It has a pole at zero too, but C tells its sign.
        return None;
    }
    if !x.is_finite() {
        return Some(x);
    }
    if x == x.floor() && x <= MOST as f64 {
        return Some((1..x as usize).fold(1.0, |product, factor| product * factor as f64));
    }
    if x < 0.5 {
        let mirrored = gamma(1.0 - x)?;
        return Some(PI / ((PI * x).sin() * mirrored));
    }
    if x > MOST as f64 + 1.0 {
        return Some(f64::INFINITY);
    }
    let base = x - 1.0;
    let t = base + G + 0.5;
    // The power is taken in halves: the whole is too large before the rest makes it smaller.
    let half = exact::pow(t, (base + 0.5) / 2.0);
    Some((2.0 * PI).sqrt() * half * exact::exp(-t) * half * series(base))
}

/// `lgamma`; nothing at its poles.
pub fn lgamma(x: f64) -> Option<f64> {
    if x.is_infinite() {
        return Some(f64::INFINITY);
    }
    if x.is_nan() {
        return Some(x);
    }
    if x <= 0.0 && x == x.floor() {
        return None;
    }
    if x == 1.0 || x == 2.0 {
        return Some(0.0);
    }
    if x < 0.5 {
        let mirrored = lgamma(1.0 - x)?;
        return Some((PI / (PI * x).sin().abs()).ln() - mirrored);
    }
    if x < 30.0 {
        return Some(gamma(x)?.ln());
    }
    // Stirling's series.
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let tail = inverse
        * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0))));
    Some((x - 0.5) * x.ln() - x + 0.5 * (2.0 * PI).ln() + tail)
}

/// `erf`.
pub fn erf(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    match x.abs() < 2.0 {
        true => erf_series(x),
        false => (1.0 - erfc_fraction(x.abs())).copysign(x),
    }
}

/// `erfc`.
pub fn erfc(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.abs() < 2.0 {
        return 1.0 - erf_series(x);
    }
    let tail = erfc_fraction(x.abs());
    if x > 0.0 { tail } else { 2.0 - tail }
}

fn erf_series(x: f64) -> f64 {
    let square = x * x;
    let (mut sum, mut term) = (0.0, x);
    for place in 0..100 {
        sum += term / (2 * place + 1) as f64;
        term *= -square / (place + 1) as f64;
    }
    2.0 / PI.sqrt() * sum
}

/// The continued fraction, from the bottom up.
fn erfc_fraction(x: f64) -> f64 {
    if x > 30.0 {
        return 0.0;
    }
    let below = (1..=120)
        .rev()
        .fold(x, |below, place| x + place as f64 / 2.0 / below);
    (-x * x).exp() / (PI.sqrt() * below)
}

/// The length of a vector, rounded about once.
pub fn length(parts: &[f64]) -> f64 {
    let most = parts
        .iter()
        .fold(0.0_f64, |most, part| most.max(part.abs()));
    if parts.iter().any(|part| part.is_infinite()) {
        return f64::INFINITY;
    }
    if parts.iter().any(|part| part.is_nan()) {
        return f64::NAN;
    }
    if most == 0.0 {
        return 0.0;
    }
    // A power of two that makes the largest about one: nothing is lost by it.
    let power = most.log2().floor() as i64;
    // Squares as two floats each: what the first has lost is in the second.
    let (mut high, mut low) = (0.0_f64, 0.0_f64);
    for part in parts {
        let part = super::scale(part.abs(), -power);
        let square = part * part;
        low += part.mul_add(part, -square);
        let sum = high + square;
        low += if high >= square {
            (high - sum) + square
        } else {
            (square - sum) + high
        };
        high = sum;
    }
    let root = (high + low).sqrt();
    let missing = (-root).mul_add(root, high) + low;
    super::scale(root + missing / (2.0 * root), power)
}
