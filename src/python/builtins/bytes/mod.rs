//! `bytes`, `bytearray` and `memoryview`.

mod array;
mod hex;
mod view;

pub use array::make_array;
pub use view::attr;

use super::str::encode;
use super::{Row, add_class_method, add_maker, add_methods, arg, given};
use crate::python::code::CmpOp;
use crate::python::object::{Instance, Iter, IterState, Kw, Layout, Payload, Value};
use crate::python::vm::{MOST_ITEMS, R, Vm};
use alloc::borrow::Cow;
use alloc::rc::Rc;
use alloc::vec::Vec;
use array::{ARRAY, Array, new_array, set_slice};
use hex::{fromhex, hex};
use view::{VIEW, View, new_view};

pub fn install(vm: &mut Vm) {
    let (bytes, array, view) = (
        vm.types.bytes.clone(),
        vm.types.bytearray.clone(),
        vm.types.memoryview.clone(),
    );
    add_maker(&bytes, ("bytes source encoding errors", new_bytes, 0, 3));
    add_maker(
        &array,
        ("bytearray source encoding errors", new_array, 0, 3),
    );
    add_maker(&view, ("memoryview object", new_view, 1, 1));
    for class in [&bytes, &array] {
        add_methods(class, &[("hex sep bytes_per_sep", hex, 0, 2)]);
        add_class_method(class, "fromhex", fromhex);
    }
    add_methods(&array, ARRAY);
    add_methods(&array, LIKE);
    add_methods(&view, LIKE);
    add_methods(&view, VIEW);
    array.dict.set_str("__hash__", Value::None);
}

/// What arrays and views have in common.
const LIKE: &[Row] = &[
    (
        "__len__ /",
        |_, args, _| Ok(Value::count(held(args).len())),
        0,
        0,
    ),
    (
        "__iter__ /",
        |_, args, _| Ok(Iter::value(IterState::Bytes(Rc::new(held(args))))),
        0,
        0,
    ),
    (
        "__contains__ /",
        |vm, args, _| {
            let item = like_bytes(&arg(args, 1));
            vm.contains(&Value::bytes(held(args)), &item)
                .map(Value::Bool)
        },
        1,
        1,
    ),
    (
        "__eq__ /",
        |vm, args, _| compared(vm, args, CmpOp::Eq),
        1,
        1,
    ),
    (
        "__ne__ /",
        |vm, args, _| compared(vm, args, CmpOp::Ne),
        1,
        1,
    ),
    (
        "__lt__ /",
        |vm, args, _| compared(vm, args, CmpOp::Lt),
        1,
        1,
    ),
    (
        "__le__ /",
        |vm, args, _| compared(vm, args, CmpOp::Le),
        1,
        1,
    ),
    (
        "__gt__ /",
        |vm, args, _| compared(vm, args, CmpOp::Gt),
        1,
        1,
    ),
    (
        "__ge__ /",
        |vm, args, _| compared(vm, args, CmpOp::Ge),
        1,
        1,
    ),
    ("__setitem__ /", setitem, 2, 2),
];

fn native<T: 'static>(value: &Value) -> Option<&T> {
    match value {
        Value::Instance(instance) => instance.native(),
        _ => None,
    }
}

/// The bytes of anything that has bytes.
pub fn bytes_of(value: &Value) -> Option<Cow<'_, [u8]>> {
    match value.inner() {
        Value::Bytes(bytes) => Some(Cow::Borrowed(bytes.as_slice())),
        Value::Instance(_) => {
            if let Some(Array(bytes)) = native(value) {
                return Some(Cow::Owned(bytes.borrow().clone()));
            }
            let view: &View = native(value)?;
            let whole = bytes_of(&view.of)?;
            let part = whole.get(view.start..view.start + view.length);
            Some(Cow::Owned(part.unwrap_or_default().to_vec()))
        }
        _ => None,
    }
}

/// Bytes, where it is an array or a view.
fn like_bytes(value: &Value) -> Value {
    match (value, bytes_of(value)) {
        (Value::Instance(_), Some(bytes)) => Value::bytes(bytes.into_owned()),
        _ => value.clone(),
    }
}

fn held(args: &[Value]) -> Vec<u8> {
    args.first()
        .and_then(bytes_of)
        .map(Cow::into_owned)
        .unwrap_or_default()
}

fn byte(vm: &mut Vm, value: &Value, words: &str) -> R<u8> {
    match u8::try_from(vm.small_index(value)?) {
        Ok(byte) => Ok(byte),
        Err(_) => vm.value_error(words),
    }
}

/// What `bytes(source, encoding, errors)` is made of.
fn source(vm: &mut Vm, args: &[Value], class: &str) -> R<Vec<u8>> {
    let Some(from) = given(args, 1) else {
        return match given(args, 2).or(given(args, 3)) {
            Some(_) => {
                let which = if given(args, 2).is_some() {
                    "encoding"
                } else {
                    "errors"
                };
                vm.type_error(alloc::format!("{which} without a string argument"))
            }
            None => Ok(Vec::new()),
        };
    };
    if let Some(text) = from.as_str() {
        let Some(encoding) = given(args, 2) else {
            return vm.type_error("string argument without an encoding");
        };
        let Some(encoding) = encoding.as_str() else {
            let name = vm.given_name(encoding);
            return vm.type_error(alloc::format!(
                "{class}() argument 'encoding' must be str, not {}",
                name.as_str()
            ));
        };
        let errors = given(args, 3).and_then(Value::as_str).unwrap_or("strict");
        return encode(vm, text, encoding, errors);
    }
    if given(args, 2).is_some() || given(args, 3).is_some() {
        let which = if given(args, 2).is_some() {
            "encoding"
        } else {
            "errors"
        };
        return vm.type_error(alloc::format!("{which} without a string argument"));
    }
    let name = vm.names.bytes.clone();
    if let Some(made) = vm.call_special(from, &name, &[])? {
        return match bytes_of(&made) {
            Some(bytes) => Ok(bytes.into_owned()),
            None => {
                let name = vm.type_name(&made);
                vm.type_error(alloc::format!(
                    "__bytes__ returned non-bytes (type {})",
                    name.as_str()
                ))
            }
        };
    }
    if let Some(bytes) = bytes_of(from) {
        return Ok(bytes.into_owned());
    }
    let index = vm.names.index.clone();
    let whole = matches!(from.inner(), Value::Int(_) | Value::Bool(_) | Value::Big(_));
    let of = vm.types.of(from);
    if whole || vm.find_in(&of, &index).is_some() && !vm.is_iterable(from) {
        let count = vm.small_index(from)?;
        return match usize::try_from(count) {
            Ok(count) if count <= MOST_ITEMS * 8 => Ok(alloc::vec![0; count]),
            Ok(count) if count as u64 >= i64::MAX as u64 => vm.raise(
                "OverflowError",
                "cannot fit 'int' into an index-sized integer",
            ),
            Ok(_) => vm.bare("MemoryError"),
            Err(_) => vm.value_error("negative count"),
        };
    }
    if !vm.is_iterable(from) {
        let name = vm.type_name(from);
        return vm.type_error(alloc::format!(
            "cannot convert '{}' object to {class}",
            name.as_str()
        ));
    }
    let words = match class {
        "bytes" => "bytes must be in range(0, 256)",
        _ => "byte must be in range(0, 256)",
    };
    let mut bytes = Vec::new();
    for item in vm.collect(from)? {
        bytes.push(byte(vm, &item, words)?);
    }
    Ok(bytes)
}

fn new_bytes(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = match (given(args, 1), given(args, 2)) {
        (Some(known @ Value::Bytes(_)), None) => known.clone(),
        _ => Value::bytes(source(vm, args, "bytes")?),
    };
    Ok(match arg(args, 0) {
        Value::Class(class) if class.heap && class.layout != Layout::Object => {
            Value::Instance(Rc::new(Instance::new(class, Payload::Value(value))))
        }
        _ => value,
    })
}

fn compared(vm: &mut Vm, args: &[Value], op: CmpOp) -> R {
    let other = arg(args, 1);
    match bytes_of(&other) {
        Some(other) => {
            let other = Value::bytes(other.into_owned());
            vm.compare(op, &Value::bytes(held(args)), &other)
        }
        None => Ok(Value::NotImplemented),
    }
}

fn setitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (this, key, value) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let (target, offset, length) = match native::<View>(&this) {
        Some(view) => (view.of.clone(), view.start, Some(view.length)),
        None => (this.clone(), 0, None),
    };
    let Some(Array(bytes)) = native(&target) else {
        return vm.type_error("cannot modify read-only memory");
    };
    let whole = length.unwrap_or_else(|| bytes.borrow().len());
    if let Value::Slice(slice) = &key {
        return set_slice(
            vm,
            &target,
            slice,
            (offset, whole, length.is_some()),
            &value,
        );
    }
    let place = match vm.place(&key, whole, "bytearray") {
        Err(crate::python::vm::Stop::Raise(error)) if vm.is_exception(&error, "IndexError") => {
            return vm.raise("IndexError", "bytearray index out of range");
        }
        other => other?,
    };
    let byte = byte(vm, &value, "byte must be in range(0, 256)")?;
    if let Some(slot) = bytes.borrow_mut().get_mut(offset + place) {
        *slot = byte;
    }
    Ok(Value::None)
}
