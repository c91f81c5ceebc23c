//! `complex`.

use crate::python::builtins::{Row, add_maker, add_methods, arg, function, given};
use crate::python::code::BinOp;
use crate::python::object::{Instance, Kw, Payload, Str, Value, intern};
use crate::python::text::{float_repr, parse_float};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;

/// A number with a real and an imaginary part.
#[derive(Clone, Copy, PartialEq)]
struct Complex(f64, f64);

pub fn install(vm: &mut Vm) {
    let class = vm.types.complex.clone();
    add_maker(&class, ("complex real imag", new, 0, 2));
    add_methods(&class, ROWS);
    // What a literal compiles to.
    let row: Row = ("__imaginary__", imaginary, 1, 1);
    vm.builtins.set_str(row.0, function(&row));
}

macro_rules! rows {
    ($($name:literal $reflected:literal $op:ident)*) => {
        &[
            $(
                ($name, |vm, args, _| operate(vm, BinOp::$op, args, false), 1, 1),
                ($reflected, |vm, args, _| operate(vm, BinOp::$op, args, true), 1, 1),
            )*
            ("__neg__ /", |vm, args, _| Ok(made(vm, each(args, |part| -part))), 0, 0),
            ("__pos__ /", |_, args, _| Ok(arg(args, 0)), 0, 0),
            ("__abs__ /", |_, args, _| Ok(Value::Float(size(args))), 0, 0),
            ("__bool__ /", |_, args, _| Ok(Value::Bool(size(args) != 0.0)), 0, 0),
            ("__eq__ /", equal, 1, 1),
            ("__hash__ /", hash, 0, 0),
            ("__repr__ /", |_, args, _| Ok(Value::str(shown(this(args)))), 0, 0),
            ("__complex__ /", |_, args, _| Ok(arg(args, 0)), 0, 0),
            ("conjugate /", conjugate, 0, 0),
        ]
    };
}

const ROWS: &[Row] = rows! {
    "__add__ /" "__radd__ /" Add
    "__sub__ /" "__rsub__ /" Sub
    "__mul__ /" "__rmul__ /" Mul
    "__truediv__ /" "__rtruediv__ /" Div
    "__pow__ /" "__rpow__ /" Pow
};

fn held(value: &Value) -> Option<Complex> {
    match value {
        Value::Instance(instance) => instance.native().copied(),
        _ => None,
    }
}

fn this(args: &[Value]) -> Complex {
    args.first().and_then(held).unwrap_or(Complex(0.0, 0.0))
}

fn each(args: &[Value], change: fn(f64) -> f64) -> Complex {
    let Complex(real, imaginary) = this(args);
    Complex(change(real), change(imaginary))
}

fn size(args: &[Value]) -> f64 {
    let Complex(real, imaginary) = this(args);
    real.hypot(imaginary)
}

fn made(vm: &Vm, number: Complex) -> Value {
    let payload = Payload::Native(Box::new(number));
    Value::Instance(Rc::new(Instance::new(vm.types.complex.clone(), payload)))
}

/// Any number as a complex one.
fn number(vm: &mut Vm, value: &Value) -> R<Option<Complex>> {
    match held(value) {
        Some(number) => Ok(Some(number)),
        None => Ok(vm.float_of(value)?.map(|real| Complex(real, 0.0))),
    }
}

/// A complex number that a power of floats gives.
///
/// # Errors
/// None of its own.
pub fn power(vm: &mut Vm, base: f64, exponent: f64) -> R {
    let value = raised(Complex(base, 0.0), Complex(exponent, 0.0));
    Ok(made(vm, value))
}

/// Attributes that are no methods.
pub fn attr(value: &Value, name: &Rc<Str>) -> Option<Value> {
    let Complex(real, imaginary) = held(value)?;
    match name.as_str() {
        "real" => Some(Value::Float(real)),
        "imag" => Some(Value::Float(imaginary)),
        _ => None,
    }
}

/// The parts of a complex number.
pub fn complex_parts(value: &Value) -> Option<(f64, f64)> {
    let Complex(real, imaginary) = held(value)?;
    Some((real, imaginary))
}

fn imaginary(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let part = vm.float_of(&arg(args, 0))?.unwrap_or(0.0);
    Ok(made(vm, Complex(0.0, part)))
}

fn new(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(text) = given(args, 1).and_then(Value::as_str) {
        if given(args, 2).is_some() {
            return vm.type_error("complex() can't take second arg if first is a string");
        }
        return match read(text.trim()) {
            Some(number) => Ok(made(vm, number)),
            None => vm.value_error("complex() arg is a malformed string"),
        };
    }
    let mut parts = [Complex(0.0, 0.0); 2];
    for (place, slot) in parts.iter_mut().enumerate() {
        let Some(value) = given(args, place + 1) else {
            continue;
        };
        let value = match vm.call_special(value, &intern("__complex__"), &[])? {
            Some(value) => value,
            None => value.clone(),
        };
        *slot = match number(vm, &value)? {
            Some(number) => number,
            None => {
                let name = vm.type_name(&value);
                let name = name.as_str();
                return vm.type_error(match place {
                    0 => alloc::format!(
                        "complex() first argument must be a string or a number, not '{name}'"
                    ),
                    _ => alloc::format!("complex() second argument must be a number, not '{name}'"),
                });
            }
        };
    }
    let [one, other] = parts;
    // Nothing added to nothing would lose a zero's sign.
    let imaginary = match one.1 == 0.0 && given(args, 2).is_some() {
        true => other.0,
        false => one.1 + other.0,
    };
    let imaginary = if given(args, 2).is_none() {
        one.1
    } else {
        imaginary
    };
    Ok(made(vm, Complex(one.0 - other.1, imaginary)))
}

fn read(text: &str) -> Option<Complex> {
    let text = match text.strip_prefix('(') {
        Some(inside) => inside.strip_suffix(')')?.trim(),
        None => text,
    };
    let Some(body) = text.strip_suffix(['j', 'J']) else {
        return Some(Complex(parse_float(text)?, 0.0));
    };
    // The sign of the imaginary part: the last that belongs to no exponent.
    let cut = body.char_indices().rev().find(|(at, one)| {
        matches!(one, '+' | '-')
            && !body
                .get(..*at)
                .is_some_and(|before| before.ends_with(['e', 'E']))
    });
    let (real, imaginary) = body.split_at(cut.map_or(0, |(at, _)| at));
    let imaginary = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        other => parse_float(other)?,
    };
    let real = match real {
        "" => 0.0,
        real => parse_float(real)?,
    };
    Some(Complex(real, imaginary))
}

fn shown(Complex(real, imaginary): Complex) -> String {
    let part = |value: f64| {
        let text = float_repr(value);
        text.strip_suffix(".0").map(String::from).unwrap_or(text)
    };
    let sign = match imaginary.is_sign_negative() && !imaginary.is_nan() {
        true => "",
        false => "+",
    };
    match real == 0.0 && !real.is_sign_negative() {
        true => alloc::format!("{}j", part(imaginary)),
        false => alloc::format!("({}{sign}{}j)", part(real), part(imaginary)),
    }
}

fn equal(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(match number(vm, &arg(args, 1))? {
        Some(other) => Value::Bool(this(args) == other),
        None => Value::NotImplemented,
    })
}

fn hash(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Complex(real, imaginary) = this(args);
    let (real, imaginary) = (
        vm.told_hash(&Value::Float(real))?,
        vm.told_hash(&Value::Float(imaginary))?,
    );
    Ok(Value::Int(
        real.wrapping_add(imaginary.wrapping_mul(1_000_003)),
    ))
}

fn conjugate(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Complex(real, imaginary) = this(args);
    Ok(made(vm, Complex(real, -imaginary)))
}

fn times(one: Complex, other: Complex) -> Complex {
    Complex(
        one.0 * other.0 - one.1 * other.1,
        one.0 * other.1 + one.1 * other.0,
    )
}

fn divided(one: Complex, other: Complex) -> Option<Complex> {
    // By the larger part first, which keeps the numbers in range.
    let (real, imaginary) = (other.0, other.1);
    if real == 0.0 && imaginary == 0.0 {
        return None;
    }
    Some(if real.abs() >= imaginary.abs() {
        let ratio = imaginary / real;
        let by = real + imaginary * ratio;
        Complex((one.0 + one.1 * ratio) / by, (one.1 - one.0 * ratio) / by)
    } else {
        let ratio = real / imaginary;
        let by = real * ratio + imaginary;
        Complex((one.0 * ratio + one.1) / by, (one.1 * ratio - one.0) / by)
    })
}

fn raised(base: Complex, exponent: Complex) -> Complex {
    if exponent == Complex(0.0, 0.0) {
        return Complex(1.0, 0.0);
    }
    if exponent.1 == 0.0 && exponent.0.fract() == 0.0 && exponent.0.abs() <= 100.0 {
        let mut made = Complex(1.0, 0.0);
        for _ in 0..exponent.0.abs() as u32 {
            made = times(made, base);
        }
        return match exponent.0 < 0.0 {
            true => divided(Complex(1.0, 0.0), made).unwrap_or(made),
            false => made,
        };
    }
    let (length, angle) = (base.0.hypot(base.1), base.1.atan2(base.0));
    if length == 0.0 {
        return Complex(0.0, 0.0);
    }
    let size = length.powf(exponent.0) * (-angle * exponent.1).exp();
    let turn = angle * exponent.0 + exponent.1 * length.ln();
    Complex(size * turn.cos(), size * turn.sin())
}

fn operate(vm: &mut Vm, op: BinOp, args: &[Value], reflected: bool) -> R {
    let Some(other) = number(vm, &arg(args, 1))? else {
        return Ok(Value::NotImplemented);
    };
    let (one, other) = match reflected {
        true => (other, this(args)),
        false => (this(args), other),
    };
    let value = match op {
        BinOp::Add => Complex(one.0 + other.0, one.1 + other.1),
        BinOp::Sub => Complex(one.0 - other.0, one.1 - other.1),
        BinOp::Mul => times(one, other),
        BinOp::Pow if one == Complex(0.0, 0.0) && (other.0 < 0.0 || other.1 != 0.0) => {
            return vm.raise("ZeroDivisionError", "0.0 to a negative or complex power");
        }
        BinOp::Pow => raised(one, other),
        _ => match divided(one, other) {
            Some(value) => value,
            None => return vm.raise("ZeroDivisionError", "complex division by zero"),
        },
    };
    Ok(made(vm, value))
}
