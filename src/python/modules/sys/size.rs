//! `sys.getsizeof`: what the objects take in CPython 3.11 on a 64-bit machine.

use crate::python::builtins::arg;
use crate::python::object::{Kw, Value, intern};
use crate::python::vm::{R, Vm};

pub fn of(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    if let Value::Instance(_) = &value
        && let Some(size) = vm.call_special(&value, &intern("__sizeof__"), &[])?
    {
        return Ok(size);
    }
    let bytes = match value.inner() {
        Value::None | Value::Ellipsis | Value::NotImplemented => 16,
        Value::Bool(one) => 24 + 4 * usize::from(*one),
        Value::Int(0) => 28,
        Value::Int(number) => {
            24 + 4 * (64 - number.unsigned_abs().leading_zeros() as usize).div_ceil(30)
        }
        Value::Big(number) => 24 + 4 * (number.bits() as usize).div_ceil(30),
        Value::Float(_) => 24,
        Value::Str(text) => {
            let widest = text.as_str().chars().max().unwrap_or('a') as u32;
            let (head, each) = match widest {
                0..0x80 => (49, 1),
                0x80..0x100 => (73, 1),
                0x100..0x1_0000 => (74, 2),
                _ => (76, 4),
            };
            head + each * text.chars()
        }
        Value::Bytes(bytes) => 33 + bytes.len(),
        Value::Tuple(tuple) => 40 + 8 * tuple.0.len(),
        Value::List(list) => 56 + 8 * list.0.borrow().len().next_multiple_of(4),
        Value::Dict(dict) => match dict.len() {
            0 => 64,
            count => {
                // Tables grow by doubling, and are filled up to two thirds.
                let slots = (count * 3 / 2 + 1).next_power_of_two().max(8);
                104 + slots + 24 * (slots * 2 / 3)
            }
        },
        Value::Set(set) => match set.map.borrow().len() {
            0..5 => 216,
            count => 200 + 16 * (count * 5 / 3 + 1).next_power_of_two().max(32),
        },
        Value::Range(_) => 48,
        Value::Slice(_) => 56,
        Value::Func(_) => 152,
        Value::Native(_) => 72,
        Value::Bound(_) => 64,
        Value::Class(_) => 1072,
        Value::Gen(_) => 200,
        Value::Module(_) => 72,
        Value::Instance(_) => 56,
        _ => 64,
    };
    Ok(Value::count(bytes))
}
