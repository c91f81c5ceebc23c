//! Numbers: their operators as methods, and the functions that are about them.

mod complex;
mod float;
mod functions;
mod int;

pub use complex::{attr as complex_attr, complex_parts, power as complex_power};
pub use float::rounded;
pub use int::float_to_int;

use super::{add_methods, arg};
use crate::python::code::BinOp;
use crate::python::object::Value;
use crate::python::vm::{R, Vm};

macro_rules! operators {
    ($($name:literal $reflected:literal $op:ident)*) => {
        &[$(
            ($name, |vm, args, _| operate(vm, BinOp::$op, &arg(args, 0), &arg(args, 1)), 1, 1),
            ($reflected, |vm, args, _| operate(vm, BinOp::$op, &arg(args, 1), &arg(args, 0)), 1, 1),
        )*]
    };
}

pub fn install(vm: &mut Vm) {
    let arithmetic: &[super::Row] = operators! {
        "__add__" "__radd__" Add
        "__sub__" "__rsub__" Sub
        "__mul__" "__rmul__" Mul
        "__truediv__" "__rtruediv__" Div
        "__floordiv__" "__rfloordiv__" FloorDiv
        "__mod__" "__rmod__" Mod
        "__pow__" "__rpow__" Pow
    };
    let bits: &[super::Row] = operators! {
        "__and__" "__rand__" And
        "__or__" "__ror__" Or
        "__xor__" "__rxor__" Xor
        "__lshift__" "__rlshift__" Shl
        "__rshift__" "__rrshift__" Shr
    };
    for class in [&vm.types.int, &vm.types.float] {
        add_methods(class, arithmetic);
    }
    add_methods(&vm.types.int, bits);
    int::install(vm);
    float::install(vm);
    complex::install(vm);
    functions::install(vm);
}

/// Between plain numbers; anything else is for the other operand to answer.
fn operate(vm: &mut Vm, op: BinOp, one: &Value, other: &Value) -> R {
    let number = |value: &Value| {
        matches!(
            value,
            Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_)
        )
    };
    match number(one.inner()) && number(other.inner()) {
        true => Ok(vm
            .plain_binary(op, one.inner(), other.inner())?
            .unwrap_or(Value::NotImplemented)),
        false => Ok(Value::NotImplemented),
    }
}
