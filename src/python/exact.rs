//! Exponentials, logarithms and powers, right to the last digit.
//!
//! CPython takes these from the C library, whose results are off by at most 0.52 units in the last
//! place; what Rust has for wasm is off by up to 0.9, so that `math.exp(1)` would not print
//! `math.e`. Here they are computed to some 100 bits, each number as the sum of two floats, and
//! rounded once.

/// An unevaluated sum: the float nearest to it, and what is missing.
#[derive(Clone, Copy)]
struct Sum(f64, f64);

/// ln 2 in three parts, of which the first leaves room for a factor below 2^20.
const LN_2: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN_2_REST: Sum = Sum(1.908_214_929_270_587_7e-10, 1.161_222_722_936_253_2e-26);

/// The reduced argument of an exponential is divided by 2 so many times.
const HALVINGS: u32 = 8;

/// Terms of the series for what is left, below 2^-9.5: the next one is below 2^-110.
const TERMS: u32 = 10;

/// Logarithms of numbers this near to 1 are taken from their series.
const NEAR_ONE: f64 = 1e-6;

fn sum(a: f64, b: f64) -> Sum {
    let whole = a + b;
    let taken = whole - a;
    Sum(whole, (a - (whole - taken)) + (b - taken))
}

fn product(a: f64, b: f64) -> Sum {
    let whole = a * b;
    let (a, b) = (halves(a), halves(b));
    let rest = ((a.0 * b.0 - whole) + a.0 * b.1 + a.1 * b.0) + a.1 * b.1;
    Sum(whole, rest)
}

/// Two numbers of half the length, whose products are exact.
fn halves(a: f64) -> Sum {
    let high = f64::from_bits(a.to_bits() & !0x07ff_ffff);
    Sum(high, a - high)
}

impl Sum {
    fn plus(self, other: Self) -> Self {
        let whole = sum(self.0, other.0);
        let rest = sum(self.1, other.1);
        let whole = sum(whole.0, whole.1 + rest.0);
        sum(whole.0, whole.1 + rest.1)
    }

    fn times(self, other: Self) -> Self {
        let whole = product(self.0, other.0);
        sum(whole.0, whole.1 + (self.0 * other.1 + self.1 * other.0))
    }

    fn over(self, number: f64) -> Self {
        let first = self.0 / number;
        let back = product(first, number);
        let rest = ((self.0 - back.0) - back.1 + self.1) / number;
        sum(first, rest)
    }

    fn scaled(self, factor: f64) -> Self {
        Self(self.0 * factor, self.1 * factor)
    }
}

/// e to this power: a number near 1, and the power of 2 that it is to be multiplied by. For
/// magnitudes below 1000.
fn exponential(x: Sum) -> (Sum, i32) {
    let count = (x.0 * core::f64::consts::LOG2_E).round();
    let rest = x
        .plus(sum(-count * LN_2, 0.0))
        .plus(LN_2_REST.times(Sum(-count, 0.0)));
    let part = rest.scaled(1.0 / f64::from(1 << HALVINGS));
    let one = Sum(1.0, 0.0);
    let mut series = one;
    for term in (2..=TERMS).rev() {
        series = one.plus(series.times(part).over(f64::from(term)));
    }
    // Without the one, which would take up the digits that are still needed.
    let mut over_one = series.times(part);
    for _ in 0..HALVINGS {
        over_one = over_one.scaled(2.0).plus(over_one.times(over_one));
    }
    (one.plus(over_one), count as i32)
}

/// A number times a power of 2, also where that power alone is none.
fn scale(number: f64, power: i32) -> f64 {
    let half = power / 2;
    number * 2.0_f64.powi(half) * 2.0_f64.powi(power - half)
}

/// The natural logarithm of a normal, positive number.
fn logarithm(x: f64) -> Sum {
    let past_one = x - 1.0;
    if past_one.abs() < NEAR_ONE {
        let past_one = Sum(past_one, 0.0);
        let mut series = Sum(0.0, 0.0);
        for term in (1..=6).rev() {
            let sign = if term % 2 == 0 { -1.0 } else { 1.0 };
            series = Sum(sign, 0.0)
                .over(f64::from(term))
                .plus(series.times(past_one));
        }
        return series.times(past_one);
    }
    // One step of Newton's method doubles the digits.
    let guess = x.ln();
    let (back, power) = exponential(Sum(-guess, 0.0));
    let off = back.times(Sum(scale(x, power), 0.0)).plus(Sum(-1.0, 0.0));
    let step = off.plus(off.times(off).scaled(-0.5));
    Sum(guess, 0.0).plus(step)
}

/// `math.exp` (<https://docs.python.org/3.11/library/math.html#math.exp>); infinite where it is
/// too large.
pub fn exp(x: f64) -> f64 {
    match x.abs() < 700.0 {
        true => {
            let (value, power) = exponential(Sum(x, 0.0));
            scale(value.0, power)
        }
        false => x.exp(),
    }
}

/// The natural logarithm, as Rust has it for what is not positive.
pub fn ln(x: f64) -> f64 {
    match x.is_normal() && x > 0.0 && x != 1.0 {
        true => logarithm(x).0,
        false => x.ln(),
    }
}

/// `math.log10`: from the logarithm of a number between 1/2 and 2, as the C library has it, so that
/// powers of ten have whole ones.
pub fn log10(x: f64) -> f64 {
    const LOG10_2: Sum = Sum(
        f64::from_bits(0x3fd3_4413_509f_6000),
        3.694_239_077_158_931e-13,
    );
    if !x.is_normal() || x < 0.0 {
        return x.log10();
    }
    let exponent = (x.to_bits() >> 52) as i32 - 1023;
    let power = exponent + i32::from(exponent < 0);
    let small =
        f64::from_bits(x.to_bits() & !(0x7ff << 52) | ((1023 + exponent - power) as u64) << 52);
    let power = f64::from(power);
    let rest = power * LOG10_2.1 + core::f64::consts::LOG10_E * ln(small);
    rest + power * LOG10_2.0
}

/// `math.cosh`; infinite where it is too large. Half the sum of an exponential and its inverse, as
/// the C library has it, where that is exact enough.
pub fn cosh(x: f64) -> f64 {
    let x = x.abs();
    match (0.5 * core::f64::consts::LN_2..22.0).contains(&x) {
        true => {
            let half = exp(x) / 2.0;
            half + 0.25 / half
        }
        false => x.cosh(),
    }
}

/// `x` to the power `y`, for zeros, infinities and the like as in IEEE 754; NaN for a negative `x`
/// and a fraction.
pub fn pow(x: f64, y: f64) -> f64 {
    if !x.is_normal() || !y.is_normal() || x == 1.0 {
        return x.powf(y);
    }
    if x < 0.0 {
        let odd = match y.fract() == 0.0 {
            true => y % 2.0 != 0.0,
            false => return f64::NAN,
        };
        let size = pow(-x, y);
        return if odd { -size } else { size };
    }
    match y {
        1.0 => return x,
        2.0 => return x * x,
        0.5 => return x.sqrt(),
        _ => {}
    }
    let rough = x.ln() * y;
    if rough.abs() >= 700.0 {
        return x.powf(y);
    }
    let (value, power) = exponential(logarithm(x).times(Sum(y, 0.0)));
    scale(value.0, power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_is_right() {
        // From a computation with 60 digits.
        assert_eq!(exp(1.0), core::f64::consts::E);
        assert_eq!(cosh(1.0), 1.543_080_634_815_243_7);
        assert_eq!(pow(7.0, -2.0), 0.020_408_163_265_306_12);
        assert_eq!(log10(1000.0), 3.0);
        assert_eq!(log10(0.001), -3.0);
        assert_eq!(ln(1.0 + 1e-9), 1.000_000_082_240_371e-9);
        assert_eq!(pow(1.0 + f64::EPSILON, 1e15), 1.248_627_071_539_086_1);
    }

    #[test]
    fn what_is_no_plain_number_is_as_in_ieee_754() {
        assert_eq!(pow(0.0, -1.0), f64::INFINITY);
        assert_eq!(pow(-0.0, 3.0).to_bits(), (-0.0_f64).to_bits());
        assert_eq!(pow(f64::INFINITY, 0.0), 1.0);
        assert_eq!(pow(1.0, f64::NAN), 1.0);
        assert_eq!(pow(-2.0, 3.0), -8.0);
        assert_eq!(pow(-2.0, 1e300), f64::INFINITY);
        assert_eq!(pow(2.0, 1023.0), 2.0_f64.powi(1023));
        assert_eq!(pow(2.0, 1024.0), f64::INFINITY);
        assert_eq!(pow(2.0, -1074.0), f64::from_bits(1));
        assert!(pow(-2.0, 0.5).is_nan());
        assert!(ln(-1.0).is_nan());
        assert_eq!(ln(0.0), f64::NEG_INFINITY);
        assert_eq!(exp(710.0), f64::INFINITY);
        assert_eq!(exp(-750.0), 0.0);
    }
}
