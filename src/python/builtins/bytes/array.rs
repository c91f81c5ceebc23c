//! `bytearray`: bytes that can be changed.

use super::{byte, bytes_of, held, native, source};
use crate::python::builtins::{Row, arg, given};
use crate::python::code::BinOp;
use crate::python::object::{Class, Instance, Kw, Payload, Slice, Value};
use crate::python::text::quote_bytes;
use crate::python::vm::{MOST_ITEMS, R, Vm};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

/// What a `bytearray` holds.
pub struct Array(pub(super) RefCell<Vec<u8>>);

pub(super) const ARRAY: &[Row] = &[
    ("__getitem__ /", getitem, 1, 1),
    ("__delitem__ /", delitem, 1, 1),
    ("__repr__ /", array_repr, 0, 0),
    ("__add__ /", |vm, args, _| added(vm, args), 1, 1),
    ("__iadd__ /", extend, 1, 1),
    (
        "__mul__ /",
        |vm, args, _| operated(vm, args, BinOp::Mul),
        1,
        1,
    ),
    (
        "__rmul__ /",
        |vm, args, _| operated(vm, args, BinOp::Mul),
        1,
        1,
    ),
    (
        "__mod__ /",
        |vm, args, _| operated(vm, args, BinOp::Mod),
        1,
        1,
    ),
    ("__imul__ /", imul, 1, 1),
    ("append /", append, 1, 1),
    ("extend /", extend, 1, 1),
    ("insert /", insert, 2, 2),
    ("pop /", pop, 0, 1),
    ("remove /", remove, 1, 1),
    (
        "clear /",
        |_, args, _| with(args, |bytes| bytes.clear()),
        0,
        0,
    ),
    (
        "reverse /",
        |_, args, _| with(args, |bytes| bytes.reverse()),
        0,
        0,
    ),
    ("copy /", |vm, args, _| Ok(make_array(vm, held(args))), 0, 0),
];

fn with(args: &[Value], act: impl FnOnce(&mut Vec<u8>)) -> R {
    if let Some(Array(bytes)) = args.first().and_then(native) {
        act(&mut bytes.borrow_mut());
    }
    Ok(Value::None)
}

/// A `bytearray`.
pub fn make_array(vm: &Vm, bytes: Vec<u8>) -> Value {
    array_of(vm.types.bytearray.clone(), bytes)
}

fn array_of(class: Rc<Class>, bytes: Vec<u8>) -> Value {
    let payload = Payload::Native(Box::new(Array(RefCell::new(bytes))));
    Value::Instance(Rc::new(Instance::new(class, payload)))
}

pub(super) fn new_array(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let bytes = source(vm, args, "bytearray")?;
    Ok(match arg(args, 0) {
        Value::Class(class) => array_of(class, bytes),
        _ => make_array(vm, bytes),
    })
}

fn getitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let key = arg(args, 1);
    if let Value::Slice(_) = key {
        let Value::Bytes(part) = vm.subscript(&Value::bytes(held(args)), &key)? else {
            return Ok(Value::None);
        };
        return Ok(make_array(vm, part.to_vec()));
    }
    let place = vm.place(&key, held(args).len(), "bytearray")?;
    let byte = held(args).get(place).copied();
    Ok(Value::option(byte.map(|byte| Value::Int(i64::from(byte)))))
}

pub(super) fn set_slice(
    vm: &mut Vm,
    target: &Value,
    slice: &Slice,
    (offset, whole, fixed): (usize, usize, bool),
    value: &Value,
) -> R {
    let new = source(vm, &[Value::None, value.clone()], "bytearray")?;
    let Some(Array(bytes)) = native(target) else {
        return Ok(Value::None);
    };
    let (start, step, count) = vm.slice_places(slice, whole)?;
    if fixed && new.len() != count {
        return vm
            .value_error("memoryview assignment: lvalue and rvalue have different structures");
    }
    let mut bytes = bytes.borrow_mut();
    if step == 1 {
        let from = (offset + start as usize).min(bytes.len());
        let to = (from + count).min(bytes.len());
        bytes.splice(from..to, new);
        return Ok(Value::None);
    }
    if new.len() != count {
        drop(bytes);
        return vm.value_error(alloc::format!(
            "attempt to assign bytes of size {} to extended slice of size {count}",
            new.len()
        ));
    }
    for (nth, byte) in new.into_iter().enumerate() {
        let place = offset + (start + nth as i64 * step) as usize;
        if let Some(slot) = bytes.get_mut(place) {
            *slot = byte;
        }
    }
    Ok(Value::None)
}

fn delitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let list = vm.collect(&Value::bytes(held(args))).map(Value::list)?;
    match vm.del_subscript(&list, &arg(args, 1)) {
        Err(crate::python::vm::Stop::Raise(error)) if vm.is_exception(&error, "IndexError") => {
            return vm.raise("IndexError", "bytearray index out of range");
        }
        other => other?,
    }
    let left = source(vm, &[Value::None, list], "bytearray")?;
    with(args, |bytes| *bytes = left)
}

fn array_repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = vm.type_name(&arg(args, 0));
    Ok(Value::str(alloc::format!(
        "{}({})",
        name.as_str(),
        quote_bytes(&held(args))
    )))
}

fn added(vm: &mut Vm, args: &[Value]) -> R {
    let other = arg(args, 1);
    match bytes_of(&other) {
        Some(other) => Ok(make_array(vm, [held(args).as_slice(), &other].concat())),
        None => {
            let name = vm.type_name(&other);
            vm.type_error(alloc::format!(
                "can't concat {} to bytearray",
                name.as_str()
            ))
        }
    }
}

fn operated(vm: &mut Vm, args: &[Value], op: BinOp) -> R {
    match vm.plain_binary(op, &Value::bytes(held(args)), arg(args, 1).inner())? {
        Some(Value::Bytes(made)) => Ok(make_array(vm, made.to_vec())),
        _ => Ok(Value::NotImplemented),
    }
}

fn imul(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let made = operated(vm, args, BinOp::Mul)?;
    if let Some(new) = bytes_of(&made).map(Cow::into_owned) {
        with(args, |bytes| *bytes = new)?;
        return Ok(arg(args, 0));
    }
    Ok(made)
}

fn append(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let byte = byte(vm, &arg(args, 1), "byte must be in range(0, 256)")?;
    if held(args).len() >= MOST_ITEMS * 8 {
        return vm.bare("MemoryError");
    }
    with(args, |bytes| bytes.push(byte))
}

fn extend(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let other = arg(args, 1);
    if other.as_str().is_some() {
        return vm.type_error("expected iterable of integers; got: 'str'");
    }
    if !vm.is_iterable(&other) {
        let name = vm.type_name(&other);
        return vm.type_error(alloc::format!(
            "can't extend bytearray with {}",
            name.as_str()
        ));
    }
    let more = source(vm, &[Value::None, other], "bytearray")?;
    if held(args).len() + more.len() > MOST_ITEMS * 8 {
        return vm.bare("MemoryError");
    }
    with(args, |bytes| bytes.extend(more))?;
    Ok(arg(args, 0))
}

fn insert(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let place = vm.small_index(&arg(args, 1))?;
    let byte = byte(vm, &arg(args, 2), "byte must be in range(0, 256)")?;
    with(args, |bytes| {
        let length = bytes.len() as i64;
        let place = if place < 0 {
            place.saturating_add(length)
        } else {
            place
        };
        bytes.insert(place.clamp(0, length) as usize, byte);
    })
}

fn pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let length = held(args).len();
    if length == 0 {
        return vm.raise("IndexError", "pop from empty bytearray");
    }
    let place = match given(args, 1) {
        Some(place) => vm.small_index(place)?,
        None => -1,
    };
    let place = if place < 0 {
        place + length as i64
    } else {
        place
    };
    match usize::try_from(place) {
        Ok(place) if place < length => {
            let mut gone = 0;
            with(args, |bytes| gone = bytes.remove(place))?;
            Ok(Value::Int(i64::from(gone)))
        }
        _ => vm.raise("IndexError", "pop index out of range"),
    }
}

fn remove(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let byte = byte(vm, &arg(args, 1), "byte must be in range(0, 256)")?;
    match held(args).iter().position(|known| *known == byte) {
        Some(place) => with(args, |bytes| {
            bytes.remove(place);
        }),
        None => vm.value_error("value not found in bytearray"),
    }
}
