//! `math` (<https://docs.python.org/3.11/library/math.html>).

mod special;
mod whole;

use super::kit::names;
use crate::python::builtins::arg;
use crate::python::exact;
use crate::python::object::{Dict, Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

/// Two words are all there is to say about a bad argument.
const DOMAIN: &str = "math domain error";
const RANGE: &str = "math range error";

/// The module.
pub fn module() -> Rc<Dict> {
    use core::f64::consts::{E, PI, TAU};
    names(
        &[
            ("acos /", |vm, args, _| one(vm, args, f64::acos), 1, 1),
            ("acosh /", |vm, args, _| one(vm, args, f64::acosh), 1, 1),
            ("asin /", |vm, args, _| one(vm, args, f64::asin), 1, 1),
            ("asinh /", |vm, args, _| one(vm, args, f64::asinh), 1, 1),
            ("atan /", |vm, args, _| one(vm, args, f64::atan), 1, 1),
            ("atanh /", |vm, args, _| one(vm, args, f64::atanh), 1, 1),
            ("cbrt /", |vm, args, _| one(vm, args, f64::cbrt), 1, 1),
            ("cos /", |vm, args, _| one(vm, args, f64::cos), 1, 1),
            ("cosh /", |vm, args, _| grows(vm, args, exact::cosh), 1, 1),
            (
                "degrees /",
                |vm, args, _| one(vm, args, |x| x * (180.0 / PI)),
                1,
                1,
            ),
            ("erf /", |vm, args, _| one(vm, args, special::erf), 1, 1),
            ("erfc /", |vm, args, _| one(vm, args, special::erfc), 1, 1),
            ("exp /", |vm, args, _| grows(vm, args, exact::exp), 1, 1),
            ("exp2 /", |vm, args, _| grows(vm, args, f64::exp2), 1, 1),
            ("expm1 /", |vm, args, _| grows(vm, args, f64::exp_m1), 1, 1),
            ("fabs /", |vm, args, _| one(vm, args, f64::abs), 1, 1),
            (
                "gamma /",
                |vm, args, _| grows_to(vm, args, special::gamma),
                1,
                1,
            ),
            (
                "lgamma /",
                |vm, args, _| grows_to(vm, args, special::lgamma),
                1,
                1,
            ),
            ("log1p /", |vm, args, _| one(vm, args, f64::ln_1p), 1, 1),
            (
                "radians /",
                |vm, args, _| one(vm, args, |x| x * (PI / 180.0)),
                1,
                1,
            ),
            ("sin /", |vm, args, _| one(vm, args, f64::sin), 1, 1),
            ("sinh /", |vm, args, _| grows(vm, args, f64::sinh), 1, 1),
            ("sqrt /", |vm, args, _| one(vm, args, f64::sqrt), 1, 1),
            ("tan /", |vm, args, _| one(vm, args, f64::tan), 1, 1),
            ("tanh /", |vm, args, _| one(vm, args, f64::tanh), 1, 1),
            ("ulp /", |vm, args, _| ulp(vm, args), 1, 1),
            ("log /", log, 1, 2),
            (
                "log2 /",
                |vm, args, _| logarithm(vm, &arg(args, 0), f64::log2, 1.0).map(Value::Float),
                1,
                1,
            ),
            (
                "log10 /",
                |vm, args, _| {
                    let per_bit = 2.0_f64.log10();
                    logarithm(vm, &arg(args, 0), exact::log10, per_bit).map(Value::Float)
                },
                1,
                1,
            ),
            (
                "isnan /",
                |vm, args, _| Ok(Value::Bool(float(vm, args, 0)?.is_nan())),
                1,
                1,
            ),
            (
                "isinf /",
                |vm, args, _| Ok(Value::Bool(float(vm, args, 0)?.is_infinite())),
                1,
                1,
            ),
            (
                "isfinite /",
                |vm, args, _| Ok(Value::Bool(float(vm, args, 0)?.is_finite())),
                1,
                1,
            ),
            ("atan2 /", |vm, args, _| two(vm, args, f64::atan2), 2, 2),
            (
                "copysign /",
                |vm, args, _| two(vm, args, f64::copysign),
                2,
                2,
            ),
            ("fmod /", |vm, args, _| two(vm, args, fmod), 2, 2),
            ("remainder /", |vm, args, _| two(vm, args, remainder), 2, 2),
            ("nextafter /", |vm, args, _| two(vm, args, next_after), 2, 2),
            ("pow /", pow, 2, 2),
            ("ldexp /", ldexp, 2, 2),
            ("frexp /", frexp, 1, 1),
            ("modf /", modf, 1, 1),
            ("isclose", is_close, 2, 2),
            (
                "floor /",
                |vm, args, _| rounded(vm, args, "__floor__", f64::floor),
                1,
                1,
            ),
            (
                "ceil /",
                |vm, args, _| rounded(vm, args, "__ceil__", f64::ceil),
                1,
                1,
            ),
            (
                "trunc /",
                |vm, args, _| rounded(vm, args, "__trunc__", f64::trunc),
                1,
                1,
            ),
            ("hypot /", hypot, 0, crate::python::builtins::ANY),
            ("dist /", dist, 2, 2),
            ("fsum /", fsum, 1, 1),
            ("prod", whole::prod, 1, 1),
            ("factorial /", whole::factorial, 1, 1),
            ("gcd /", whole::gcd, 0, crate::python::builtins::ANY),
            ("lcm /", whole::lcm, 0, crate::python::builtins::ANY),
            ("isqrt /", whole::isqrt, 1, 1),
            ("comb /", whole::comb, 2, 2),
            ("perm /", whole::perm, 1, 2),
        ],
        [
            ("pi", Value::Float(PI)),
            ("e", Value::Float(E)),
            ("tau", Value::Float(TAU)),
            ("inf", Value::Float(f64::INFINITY)),
            ("nan", Value::Float(f64::NAN)),
        ],
    )
}

/// A float, or what can be made one.
fn float_value(vm: &mut Vm, value: &Value) -> R<f64> {
    if let Some(float) = vm.float_of(value)? {
        return Ok(float);
    }
    for name in [vm.names.float.clone(), vm.names.index.clone()] {
        if matches!(value, Value::Instance(_))
            && let Some(made) = vm.call_special(value, &name, &[])?
            && let Some(float) = vm.float_of(&made)?
        {
            return Ok(float);
        }
    }
    let name = vm.type_name(value);
    vm.type_error(alloc::format!("must be real number, not {}", name.as_str()))
}

fn float(vm: &mut Vm, args: &[Value], place: usize) -> R<f64> {
    float_value(vm, &arg(args, place))
}

fn overflow<T>(vm: &mut Vm) -> R<T> {
    vm.raise("OverflowError", RANGE)
}

/// What a function of one number gives. `NaN` out of a number, and an infinity out of a finite
/// one, are errors.
fn one(vm: &mut Vm, args: &[Value], compute: fn(f64) -> f64) -> R {
    let x = float(vm, args, 0)?;
    let y = compute(x);
    match (y.is_nan() && !x.is_nan()) || (y.is_infinite() && x.is_finite()) {
        true => vm.value_error(DOMAIN),
        false => Ok(Value::Float(y)),
    }
}

fn ulp(vm: &mut Vm, args: &[Value]) -> R {
    let x = float(vm, args, 0)?.abs();
    Ok(Value::Float(match x {
        _ if !x.is_finite() => x,
        f64::MAX => x - x.next_down(),
        _ => x.next_up() - x,
    }))
}

/// As [`one`], where results can grow too large.
fn grows(vm: &mut Vm, args: &[Value], compute: fn(f64) -> f64) -> R {
    let x = float(vm, args, 0)?;
    let y = compute(x);
    match y.is_infinite() && x.is_finite() {
        true => overflow(vm),
        false => Ok(Value::Float(y)),
    }
}

/// As [`grows`], for functions that have no value in some places.
fn grows_to(vm: &mut Vm, args: &[Value], compute: fn(f64) -> Option<f64>) -> R {
    let x = float(vm, args, 0)?;
    match compute(x) {
        None => vm.value_error(DOMAIN),
        Some(y) if y.is_infinite() && x.is_finite() => overflow(vm),
        Some(y) => Ok(Value::Float(y)),
    }
}

fn two(vm: &mut Vm, args: &[Value], compute: fn(f64, f64) -> f64) -> R {
    let (x, y) = (float(vm, args, 0)?, float(vm, args, 1)?);
    let z = compute(x, y);
    match z.is_nan() && !x.is_nan() && !y.is_nan() {
        true => vm.value_error(DOMAIN),
        false => Ok(Value::Float(z)),
    }
}

fn fmod(x: f64, y: f64) -> f64 {
    x % y
}

/// What is left of the multiple of `y` nearest to `x`; of two, the even one.
fn remainder(x: f64, y: f64) -> f64 {
    let y = y.abs();
    let rest = x.abs() % (2.0 * y);
    let over = rest >= y;
    let part = if over { rest - y } else { rest };
    let other = y - part;
    let near = if part < other || (part == other && !over) {
        part
    } else {
        -other
    };
    if x.is_sign_negative() { -near } else { near }
}

fn next_after(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    match x.partial_cmp(&y) {
        Some(core::cmp::Ordering::Less) => x.next_up(),
        Some(core::cmp::Ordering::Greater) => x.next_down(),
        _ => y,
    }
}

fn pow(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (x, y) = (float(vm, args, 0)?, float(vm, args, 1)?);
    let z = exact::pow(x, y);
    if x.is_finite() && y.is_finite() {
        if z.is_nan() || (z.is_infinite() && x == 0.0) {
            return vm.value_error(DOMAIN);
        }
        if z.is_infinite() {
            return overflow(vm);
        }
    }
    Ok(Value::Float(z))
}

/// `mantissa` times two to the power of `exponent`, rounded once.
pub fn scale(mantissa: f64, exponent: i64) -> f64 {
    let power = |exponent: i64| 2.0_f64.powi(exponent.clamp(-1000, 1000) as i32);
    let (fraction, own) = split(mantissa);
    let exponent = own.saturating_add(exponent.clamp(-5000, 5000));
    if fraction == 0.0 || !fraction.is_finite() {
        return mantissa;
    }
    if exponent < -1021 {
        // Only the last step rounds.
        return fraction * power(-1000) * power(exponent + 1000);
    }
    if exponent > 1024 {
        return f64::INFINITY.copysign(mantissa);
    }
    fraction * power(exponent / 2) * power(exponent - exponent / 2)
}

/// A fraction from a half to one, and the power of two that goes with it.
fn split(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, shift) = if x.abs() < f64::MIN_POSITIVE {
        (x * 2.0_f64.powi(60), 60)
    } else {
        (x, 0)
    };
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1022;
    let fraction = f64::from_bits((bits & !(0x7ff << 52)) | (1022 << 52));
    (fraction, exponent - shift)
}

fn ldexp(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let x = float(vm, args, 0)?;
    if !matches!(
        arg(args, 1).inner(),
        Value::Int(_) | Value::Big(_) | Value::Bool(_)
    ) {
        return vm.type_error("Expected an int as second argument to ldexp.");
    }
    let y = scale(x, vm.small_index(&arg(args, 1))?);
    match y.is_infinite() && x.is_finite() {
        true => overflow(vm),
        false => Ok(Value::Float(y)),
    }
}

fn frexp(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (fraction, exponent) = split(float(vm, args, 0)?);
    Ok(Value::tuple(Vec::from([
        Value::Float(fraction),
        Value::Int(exponent),
    ])))
}

fn modf(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let x = float(vm, args, 0)?;
    let part = if x.is_infinite() { 0.0_f64 } else { x.fract() };
    let parts = [part.copysign(x), x.trunc()];
    Ok(Value::tuple(parts.map(Value::Float).to_vec()))
}

/// A logarithm also of integers too large for floats; `per_bit` is that of two.
fn logarithm(vm: &mut Vm, value: &Value, compute: fn(f64) -> f64, per_bit: f64) -> R<f64> {
    let large = match value.inner() {
        Value::Big(number) => Some(number.clone()),
        _ => None,
    };
    let (x, shift) = match large {
        Some(number) if number.bits() > 1000 => {
            let shift = number.bits() - 64;
            (number.as_ref() >> shift, shift)
        }
        _ => {
            let x = float_value(vm, value)?;
            return match x <= 0.0 {
                true => vm.value_error(DOMAIN),
                false => Ok(compute(x)),
            };
        }
    };
    match x.to_f64() {
        Some(x) if x > 0.0 => Ok(compute(x) + per_bit * shift as f64),
        _ => vm.value_error(DOMAIN),
    }
}

fn log(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let natural = core::f64::consts::LN_2;
    let x = logarithm(vm, &arg(args, 0), exact::ln, natural)?;
    let Some(base) = args.get(1) else {
        return Ok(Value::Float(x));
    };
    let base = logarithm(vm, base, exact::ln, natural)?;
    match base == 0.0 {
        true => vm.raise("ZeroDivisionError", "float division by zero"),
        false => Ok(Value::Float(x / base)),
    }
}

fn is_close(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let (a, b) = (float(vm, args, 0)?, float(vm, args, 1)?);
    let mut tolerances = [1e-9, 0.0];
    for (name, value) in kw {
        let place = match name.as_str() {
            "rel_tol" => 0,
            "abs_tol" => 1,
            other => {
                let text = alloc::format!("'{other}' is an invalid keyword argument for isclose()");
                return vm.type_error(text);
            }
        };
        tolerances[place] = float_value(vm, value)?;
    }
    let [relative, absolute] = tolerances;
    if relative < 0.0 || absolute < 0.0 {
        return vm.value_error("tolerances must be non-negative");
    }
    let apart = (a - b).abs();
    let close = apart <= relative * a.abs().max(b.abs()) || apart <= absolute;
    Ok(Value::Bool(
        a == b || (a.is_finite() && b.is_finite() && close),
    ))
}

/// An integer near to a float.
pub fn whole_of(vm: &mut Vm, float: f64) -> R {
    if float.is_nan() {
        return vm.value_error("cannot convert float NaN to integer");
    }
    match BigInt::from_f64(float) {
        Some(number) => Ok(Value::big(number)),
        None => vm.raise("OverflowError", "cannot convert float infinity to integer"),
    }
}

fn rounded(vm: &mut Vm, args: &[Value], method: &str, round: fn(f64) -> f64) -> R {
    let value = arg(args, 0);
    match &value {
        Value::Float(float) => return whole_of(vm, round(*float)),
        Value::Int(_) | Value::Big(_) | Value::Bool(_) => return vm.index(&value),
        _ => {}
    }
    if let Some(given) = vm.call_special(&value, &crate::python::object::intern(method), &[])? {
        return Ok(given);
    }
    if method == "__trunc__" {
        let name = vm.type_name(&value);
        return vm.type_error(alloc::format!(
            "type {} doesn't define __trunc__ method",
            name.as_str()
        ));
    }
    let float = float_value(vm, &value)?;
    whole_of(vm, round(float))
}

fn hypot(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut parts = Vec::with_capacity(args.len());
    for value in args {
        parts.push(float_value(vm, value)?);
    }
    Ok(Value::Float(special::length(&parts)))
}

fn dist(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (p, q) = (vm.collect(&arg(args, 0))?, vm.collect(&arg(args, 1))?);
    if p.len() != q.len() {
        return vm.value_error("both points must have the same number of dimensions");
    }
    let mut parts = Vec::with_capacity(p.len());
    for (one, other) in p.iter().zip(&q) {
        parts.push(float_value(vm, one)? - float_value(vm, other)?);
    }
    Ok(Value::Float(special::length(&parts)))
}

/// The sum as if there were no rounding until the end.
fn fsum(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut exact = BigInt::default();
    let (mut special, mut above, mut below) = (0.0, false, false);
    let iter = vm.iter(&arg(args, 0))?;
    while let Some(value) = vm.next(&iter)? {
        let x = float_value(vm, &value)?;
        if !x.is_finite() {
            above |= x == f64::INFINITY;
            below |= x == f64::NEG_INFINITY;
            special += x;
            continue;
        }
        // Every float is a whole number of these.
        let (fraction, exponent) = split(x);
        let mantissa = BigInt::from((fraction * 2.0_f64.powi(53)) as i64);
        let shift = exponent - 53 + 1126;
        exact += mantissa << usize::try_from(shift).unwrap_or(0);
    }
    if above && below {
        return vm.value_error("-inf + inf in fsum");
    }
    if above || below || f64::is_nan(special) {
        return Ok(Value::Float(special));
    }
    let over = exact.bits().saturating_sub(66);
    let top: BigInt = &exact >> over;
    // One bit tells that something is left below.
    let top: BigInt = match (&top << over) == exact {
        true => top << 1,
        false => (top << 1) | BigInt::from(1),
    };
    let sum = scale(top.to_f64().unwrap_or(0.0), over as i64 - 1127);
    match sum.is_infinite() {
        true => vm.raise("OverflowError", "intermediate overflow in fsum"),
        false => Ok(Value::Float(sum)),
    }
}
