//! Methods of floats, and rounding.

use crate::python::builtins::{
    Row, add_class_method, add_maker, add_methods, arg, bytes_of, given,
};
use crate::python::object::{Instance, Kw, Layout, Payload, Value};
use crate::python::text::parse_float;
use crate::python::vm::{R, Vm, whole};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, Signed, ToPrimitive, Zero};

pub fn install(vm: &mut Vm) {
    let class = vm.types.float.clone();
    add_maker(&class, ("float /", new_float, 0, 1));
    add_methods(&class, ROWS);
    add_class_method(&class, "fromhex", fromhex);
}

const ROWS: &[Row] = &[
    (
        "is_integer /",
        |_, args, _| {
            let value = float(args);
            Ok(Value::Bool(value.is_finite() && value.fract() == 0.0))
        },
        0,
        0,
    ),
    (
        "conjugate /",
        |_, args, _| Ok(Value::Float(float(args))),
        0,
        0,
    ),
    ("hex /", |_, args, _| Ok(Value::str(hex(float(args)))), 0, 0),
    ("as_integer_ratio /", ratio, 0, 0),
];

fn float(args: &[Value]) -> f64 {
    match args.first().map(Value::inner) {
        Some(Value::Float(value)) => *value,
        _ => 0.0,
    }
}

fn new_float(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let made = Value::Float(to_float(vm, args)?);
    Ok(match arg(args, 0) {
        Value::Class(class) if class.heap && class.layout != Layout::Object => {
            Value::Instance(Rc::new(Instance::new(class, Payload::Value(made))))
        }
        _ => made,
    })
}

fn to_float(vm: &mut Vm, args: &[Value]) -> R<f64> {
    let Some(value) = given(args, 1) else {
        return Ok(0.0);
    };
    let text = match value.as_str() {
        Some(text) => Some(String::from(text)),
        None => bytes_of(value).map(|bytes| crate::python::builtins::wide(&bytes)),
    };
    if let Some(text) = text {
        return match parse_float(&text) {
            Some(float) => Ok(float),
            None => {
                let shown = vm.repr(value)?;
                vm.value_error(alloc::format!("could not convert string to float: {shown}"))
            }
        };
    }
    if let Value::Instance(_) = value {
        let names = [vm.names.float.clone(), vm.names.index.clone()];
        for (place, name) in names.iter().enumerate() {
            if let Some(made) = vm.call_special(value, name, &[])? {
                return match made.inner() {
                    Value::Float(float) if place == 0 => Ok(*float),
                    Value::Int(_) | Value::Big(_) if place == 1 => {
                        Ok(vm.float_of(&made)?.unwrap_or_default())
                    }
                    _ => {
                        let (own, given) = (vm.type_name(value), vm.type_name(&made));
                        vm.type_error(alloc::format!(
                            "{}.__float__ returned non-float (type {})",
                            own.as_str(),
                            given.as_str()
                        ))
                    }
                };
            }
        }
    }
    if let Some(float) = vm.float_of(value)? {
        return Ok(float);
    }
    let name = vm.type_name(value);
    vm.type_error(alloc::format!(
        "float() argument must be a string or a real number, not '{}'",
        name.as_str()
    ))
}

fn hex(value: f64) -> String {
    let sign = if value.is_sign_negative() && !value.is_nan() {
        "-"
    } else {
        ""
    };
    if value.is_nan() || value.is_infinite() {
        let text = if value.is_nan() { "nan" } else { "inf" };
        return alloc::format!("{sign}{text}");
    }
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i64 & 0x7ff, bits & ((1 << 52) - 1));
    match (exponent, fraction) {
        (0, 0) => alloc::format!("{sign}0x0.0p+0"),
        (0, _) => alloc::format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => alloc::format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

fn fromhex(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = arg(args, 1);
    let Some(text) = text.as_str() else {
        return vm.type_error("bad argument type for built-in operation");
    };
    match read_hex(text.trim()) {
        Some(value) if value.is_infinite() && text.contains(|one: char| one.is_ascii_digit()) => vm
            .raise(
                "OverflowError",
                "hexadecimal value too large to represent as a float",
            ),
        Some(value) => Ok(Value::Float(value)),
        None => vm.value_error("invalid hexadecimal floating-point string"),
    }
}

fn read_hex(text: &str) -> Option<f64> {
    let lower = text.to_ascii_lowercase();
    let (negative, rest) = match lower.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, lower.strip_prefix('+').unwrap_or(&lower)),
    };
    let value = match rest {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        rest => {
            let rest = rest.strip_prefix("0x").unwrap_or(rest);
            let (digits, exponent) = match rest.split_once('p') {
                Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
                None => (rest, 0),
            };
            let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
            let all = alloc::format!("{before}{after}");
            let whole = BigInt::parse_bytes(all.as_bytes(), 16)?;
            let shift = i64::from(exponent) - 4 * after.len() as i64;
            if shift.unsigned_abs() > 20_000 {
                return None;
            }
            let one = BigInt::from(1);
            let (top, bottom) = match shift >= 0 {
                true => (whole << shift as usize, one),
                false => (whole, one << shift.unsigned_abs() as usize),
            };
            crate::python::vm::true_divide(&top, &bottom).unwrap_or(f64::INFINITY)
        }
    };
    Some(if negative { -value } else { value })
}

fn ratio(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = float(args);
    if value.is_nan() {
        return vm.value_error("cannot convert NaN to integer ratio");
    }
    if value.is_infinite() {
        return vm.raise("OverflowError", "cannot convert Infinity to integer ratio");
    }
    let (mut top, mut exponent) = (value, 0_usize);
    while top.fract() != 0.0 {
        top *= 2.0;
        exponent += 1;
    }
    let top = BigInt::from_f64(top).unwrap_or_default();
    let bottom = BigInt::from(1) << exponent;
    Ok(Value::tuple(Vec::from([
        Value::big(top),
        Value::big(bottom),
    ])))
}

/// `round(value, digits)` of a builtin number; nothing where it is none.
///
/// # Errors
/// Where a float that is not finite is to become an integer.
pub fn rounded(vm: &mut Vm, value: &Value, digits: Option<&Value>) -> R<Option<Value>> {
    let digits = match digits {
        None | Some(Value::None) => None,
        Some(digits) => Some(vm.small_index(digits)?),
    };
    Ok(Some(match (value.inner(), digits) {
        (Value::Float(float), None) => {
            let even = float.round_ties_even();
            super::int::float_to_int(vm, even)?
        }
        (Value::Float(float), Some(digits)) => Value::Float(round_float(vm, *float, digits)?),
        (inner, digits) => match (whole(inner), digits) {
            (None, _) => return Ok(None),
            (Some(number), Some(digits)) if digits < 0 => round_whole(&number, digits),
            (Some(number), _) => Value::big(number),
        },
    }))
}

fn round_float(vm: &mut Vm, value: f64, digits: i64) -> R<f64> {
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    if digits < -308 {
        return Ok(0.0_f64.copysign(value));
    }
    if digits >= 0 {
        let text = alloc::format!("{value:.*}", digits as usize);
        return Ok(text.parse().unwrap_or(value));
    }
    // The exact value decides, as an integer with what is behind its point.
    let whole = BigInt::from_f64(value.trunc()).unwrap_or_default();
    let ten = num_traits::pow(BigInt::from(10), digits.unsigned_abs() as usize);
    let (quotient, rest) = whole.abs().div_rem(&ten);
    let twice = rest * 2;
    let behind = value.fract() != 0.0;
    let up = twice > ten || (twice == ten && (behind || quotient.is_odd()));
    let rounded = (if up { quotient + 1 } else { quotient }) * ten;
    match rounded.to_f64() {
        Some(made) if made.is_finite() => Ok(made.copysign(value)),
        _ => vm.raise("OverflowError", "rounded value too large to represent"),
    }
}

fn round_whole(number: &BigInt, digits: i64) -> Value {
    let zeros = usize::try_from(digits.unsigned_abs()).unwrap_or(usize::MAX);
    if zeros as u64 > number.bits() {
        return Value::Int(0);
    }
    let ten = num_traits::pow(BigInt::from(10), zeros);
    let (quotient, rest) = number.div_mod_floor(&ten);
    let twice: BigInt = rest * 2;
    let up = twice > ten || (twice == ten && quotient.is_odd());
    let made = (if up { quotient + 1 } else { quotient }) * ten;
    Value::big(if made.is_zero() {
        BigInt::default()
    } else {
        made
    })
}
