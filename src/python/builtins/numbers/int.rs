//! Methods of integers, and reading them from text.

use crate::python::builtins::{
    Row, add_class_method, add_maker, add_methods, arg, bytes_of, decimal, given,
};
use crate::python::object::{Instance, Kw, Layout, Payload, Value};
use crate::python::vm::{MOST_ITEMS, R, Vm, whole};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use num_bigint::{BigInt, Sign};
use num_traits::{FromPrimitive, Signed, Zero};

/// More digits than this are not read or written in decimal.
const MOST_DIGITS: usize = 4300;

pub fn install(vm: &mut Vm) {
    let class = vm.types.int.clone();
    add_maker(&class, ("int  base", new_int, 0, 2));
    add_methods(&class, ROWS);
    add_class_method(&class, "from_bytes", from_bytes);
    add_maker(&vm.types.bool.clone(), ("bool /", new_bool, 0, 1));
}

const ROWS: &[Row] = &[
    (
        "bit_length /",
        |_, args, _| Ok(Value::Int(number(args).magnitude().bits() as i64)),
        0,
        0,
    ),
    (
        "bit_count /",
        |_, args, _| Ok(Value::Int(number(args).magnitude().count_ones() as i64)),
        0,
        0,
    ),
    (
        "conjugate /",
        |vm, args, _| vm.index(arg(args, 0).inner()),
        0,
        0,
    ),
    (
        "as_integer_ratio /",
        |vm, args, _| {
            let own = vm.index(arg(args, 0).inner())?;
            Ok(Value::tuple(Vec::from([own, Value::Int(1)])))
        },
        0,
        0,
    ),
    ("to_bytes length byteorder signed", to_bytes, 0, 3),
];

fn number(args: &[Value]) -> BigInt {
    args.first().and_then(whole).unwrap_or_default()
}

fn new_bool(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.truth(&arg(args, 1)).map(Value::Bool)
}

fn new_int(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let made = to_int(vm, given(args, 1), given(args, 2))?;
    Ok(match arg(args, 0) {
        Value::Class(class) if class.heap && class.layout != Layout::Object => Value::Instance(
            Rc::new(Instance::new(class, Payload::Value(made.inner().clone()))),
        ),
        _ => made,
    })
}

fn to_int(vm: &mut Vm, value: Option<&Value>, base: Option<&Value>) -> R {
    let value = match (value, base) {
        (Some(value), _) => value,
        (None, None) => return Ok(Value::Int(0)),
        (None, Some(_)) => return vm.type_error("int() missing string argument"),
    };
    let text = match value.as_str() {
        Some(text) => Some(String::from(text)),
        None => bytes_of(value).map(|bytes| crate::python::builtins::wide(&bytes)),
    };
    if let Some(text) = text {
        let base = match base {
            Some(base) => vm.small_index(base)?,
            None => 10,
        };
        if base != 0 && !(2..=36).contains(&base) {
            return vm.value_error("int() base must be >= 2 and <= 36, or 0");
        }
        return read(vm, &text, base as u32, value);
    }
    if base.is_some() {
        return vm.type_error("int() can't convert non-string with explicit base");
    }
    match value.inner() {
        Value::Float(float) => return float_to_int(vm, *float),
        Value::Int(_) | Value::Big(_) | Value::Bool(_) if !matches!(value, Value::Instance(_)) => {
            return vm.index(value);
        }
        _ => {}
    }
    let names = [
        (vm.names.int.clone(), "__int__ returned non-int"),
        (vm.names.index.clone(), "__index__ returned non-int"),
        (vm.names.trunc.clone(), "__trunc__ returned non-Integral"),
    ];
    for (name, words) in names {
        if let Some(made) = vm.call_special(value, &name, &[])? {
            return match whole(&made) {
                Some(number) => Ok(Value::big(number)),
                None => {
                    let name = vm.type_name(&made);
                    vm.type_error(alloc::format!("{words} (type {})", name.as_str()))
                }
            };
        }
    }
    if whole(value).is_some() {
        return vm.index(value.inner());
    }
    let name = vm.type_name(value);
    vm.type_error(alloc::format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        name.as_str()
    ))
}

/// A float without what is behind its point.
///
/// # Errors
/// Where it is not finite.
pub fn float_to_int(vm: &mut Vm, float: f64) -> R {
    match BigInt::from_f64(float.trunc()) {
        Some(number) => Ok(Value::big(number)),
        None if float.is_nan() => vm.value_error("cannot convert float NaN to integer"),
        None => vm.raise("OverflowError", "cannot convert float infinity to integer"),
    }
}

fn read(vm: &mut Vm, text: &str, base: u32, value: &Value) -> R {
    let digits = digits_of(text, base);
    if let Some((_, digits, base)) = &digits
        && !base.is_power_of_two()
        && digits.len() > MOST_DIGITS
    {
        return vm.value_error(alloc::format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        ));
    }
    let parsed = digits.and_then(|(negative, digits, base)| {
        let number = BigInt::parse_bytes(digits.as_bytes(), base)?;
        Some(if negative { -number } else { number })
    });
    match parsed {
        Some(number) => Ok(Value::big(number)),
        None => {
            let shown = vm.repr(value)?;
            vm.value_error(alloc::format!(
                "invalid literal for int() with base {base}: {shown}"
            ))
        }
    }
}

/// Sign, digits without marks between them, and the base.
fn digits_of(text: &str, base: u32) -> Option<(bool, String, u32)> {
    let text = text.trim_matches(|one: char| one.is_whitespace() || matches!(one, '\x1c'..='\x1f'));
    let plain: String = text
        .chars()
        .map(|one| match decimal(one) {
            Some(digit) => char::from_digit(digit, 10).unwrap_or(one),
            None => one,
        })
        .collect();
    let (negative, rest) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let lower = rest.to_ascii_lowercase();
    let prefix = match lower.get(..2) {
        Some("0x") => Some(16),
        Some("0o") => Some(8),
        Some("0b") => Some(2),
        _ => None,
    };
    let (rest, real) = match (prefix, base) {
        (Some(own), 0) => (rest.get(2..)?, own),
        (Some(own), base) if own == base => (rest.get(2..)?, own),
        (_, 0) => {
            let zeros = rest.trim_start_matches(['0', '_']);
            if rest.starts_with('0') && !zeros.is_empty() {
                return None;
            }
            (rest, 10)
        }
        (_, base) => (rest, base),
    };
    // One mark may stand between digits, and after a prefix.
    let rest = match prefix {
        Some(own) if own == real && (base == 0 || base == own) => {
            rest.strip_prefix('_').unwrap_or(rest)
        }
        _ => rest,
    };
    if rest.is_empty() || rest.starts_with('_') || rest.ends_with('_') || rest.contains("__") {
        return None;
    }
    let digits = rest.replace('_', "");
    digits
        .chars()
        .all(|one| one.is_digit(real))
        .then_some((negative, digits, real))
}

fn order(vm: &mut Vm, value: Option<&Value>) -> R<bool> {
    match value {
        None => Ok(true),
        Some(value) => match value.as_str() {
            Some("big") => Ok(true),
            Some("little") => Ok(false),
            Some(_) => vm.value_error("byteorder must be either 'little' or 'big'"),
            None => {
                let name = vm.given_name(value);
                vm.type_error(alloc::format!(
                    "to_bytes() argument 'byteorder' must be str, not {}",
                    name.as_str()
                ))
            }
        },
    }
}

fn to_bytes(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let number = number(args);
    let length = match given(args, 1) {
        Some(length) => vm.small_index(length)?,
        None => 1,
    };
    let big = order(vm, given(args, 2))?;
    let signed = match given(args, 3) {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else {
        return vm.value_error("length argument must be non-negative");
    };
    if length > MOST_ITEMS {
        return vm.bare("MemoryError");
    }
    if number.is_negative() && !signed {
        return vm.raise("OverflowError", "can't convert negative int to unsigned");
    }
    let fill = if number.is_negative() { 0xff } else { 0 };
    let mut bytes = match signed {
        true => number.to_signed_bytes_le(),
        false => number.magnitude().to_bytes_le(),
    };
    if number.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return vm.raise("OverflowError", "int too big to convert");
    }
    bytes.resize(length, fill);
    if big {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

fn from_bytes(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let named = |name: &str| {
        let found = kw.iter().find(|(known, _)| known.as_str() == name);
        found.map(|(_, value)| value.clone())
    };
    let Some(from) = given(args, 1).cloned().or_else(|| named("bytes")) else {
        return vm.type_error("from_bytes() missing required argument 'bytes' (pos 1)");
    };
    let big = given(args, 2).cloned().or_else(|| named("byteorder"));
    let big = order(vm, big.as_ref())?;
    let signed = match named("signed") {
        Some(signed) => vm.truth(&signed)?,
        None => false,
    };
    let bytes = vm.call_with(&Value::Class(vm.types.bytes.clone()), &[from])?;
    let mut bytes = bytes_of(&bytes)
        .map(|bytes| bytes.into_owned())
        .unwrap_or_default();
    if big {
        bytes.reverse();
    }
    let made = Value::big(match signed {
        true => BigInt::from_signed_bytes_le(&bytes),
        false => BigInt::from_bytes_le(Sign::Plus, &bytes),
    });
    match arg(args, 0) {
        Value::Class(class) if class.heap => vm.call_with(&Value::Class(class), &[made]),
        _ => Ok(made),
    }
}
