//! `bytes`, `bytearray` and `memoryview`.

use super::str::{encode, wide};
use super::{Row, add_class_method, add_maker, add_methods, arg, given};
use crate::python::code::{BinOp, CmpOp};
use crate::python::object::{Instance, Iter, IterState, Kw, Layout, Payload, Slice, Value};
use crate::python::text::quote_bytes;
use crate::python::vm::{MOST_ITEMS, R, Vm};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

/// What a `bytearray` holds.
pub struct Array(RefCell<Vec<u8>>);

/// What a `memoryview` shows: a part of an object's bytes.
struct View {
    of: Value,
    start: usize,
    length: usize,
}

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

const ARRAY: &[Row] = &[
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

const VIEW: &[Row] = &[
    ("__getitem__ /", view_item, 1, 1),
    ("tobytes /", |_, args, _| Ok(Value::bytes(held(args))), 0, 0),
    (
        "tolist /",
        |vm, args, _| vm.collect(&Value::bytes(held(args))).map(Value::list),
        0,
        0,
    ),
    ("hex sep bytes_per_sep", hex, 0, 2),
    ("release /", |_, _, _| Ok(Value::None), 0, 0),
    ("__enter__ /", |_, args, _| Ok(arg(args, 0)), 0, 0),
    ("__exit__ /", |_, _, _| Ok(Value::None), 3, 3),
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

fn array_of(class: Rc<crate::python::object::Class>, bytes: Vec<u8>) -> Value {
    let payload = Payload::Native(Box::new(Array(RefCell::new(bytes))));
    Value::Instance(Rc::new(Instance::new(class, payload)))
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

fn new_array(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let bytes = source(vm, args, "bytearray")?;
    Ok(match arg(args, 0) {
        Value::Class(class) => array_of(class, bytes),
        _ => make_array(vm, bytes),
    })
}

fn new_view(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let of = arg(args, 1);
    let Some(length) = bytes_of(&of).map(|bytes| bytes.len()) else {
        let name = vm.type_name(&of);
        return vm.type_error(alloc::format!(
            "memoryview: a bytes-like object is required, not '{}'",
            name.as_str()
        ));
    };
    Ok(view(vm, of, 0, length))
}

fn view(vm: &Vm, of: Value, start: usize, length: usize) -> Value {
    let payload = Payload::Native(Box::new(View { of, start, length }));
    Value::Instance(Rc::new(Instance::new(vm.types.memoryview.clone(), payload)))
}

/// Attributes of views that are no methods.
pub fn attr(this: &Value, name: &str) -> Option<Value> {
    let view: &View = native(this)?;
    Some(match name {
        "obj" => view.of.clone(),
        "nbytes" => Value::count(view.length),
        "itemsize" | "ndim" => Value::Int(1),
        "format" => Value::str("B"),
        "shape" => Value::tuple(Vec::from([Value::count(view.length)])),
        "strides" => Value::tuple(Vec::from([Value::Int(1)])),
        "readonly" => Value::Bool(native::<Array>(&view.of).is_none()),
        "contiguous" | "c_contiguous" => Value::Bool(true),
        _ => return None,
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

fn view_item(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let (key, Some(of)) = (arg(args, 1), native::<View>(&this)) else {
        return Ok(Value::None);
    };
    if let Value::Slice(slice) = &key {
        let (start, step, count) = vm.slice_places(slice, of.length)?;
        if step != 1 {
            return vm.raise(
                "NotImplementedError",
                "slices of a memoryview with a step are not supported here",
            );
        }
        return Ok(view(vm, of.of.clone(), of.start + start as usize, count));
    }
    let place = vm.place(&key, of.length, "index")?;
    Ok(Value::option(
        held(args)
            .get(place)
            .map(|byte| Value::Int(i64::from(*byte))),
    ))
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

fn set_slice(
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

fn hex(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let bytes = held(args);
    let Some(mark) = given(args, 1) else {
        return Ok(Value::str(digits(&bytes)));
    };
    let mark = match mark.as_str() {
        Some(mark) => String::from(mark),
        None => match bytes_of(mark) {
            Some(mark) => wide(&mark),
            None => return vm.type_error("sep must be str or bytes."),
        },
    };
    if mark.chars().count() != 1 {
        return vm.value_error("sep must be length 1.");
    }
    if !mark.is_ascii() {
        return vm.value_error("sep must be ASCII.");
    }
    let by = match given(args, 2) {
        Some(by) => vm.small_index(by)?,
        None => 1,
    };
    let size = by.unsigned_abs() as usize;
    if size == 0 {
        return Ok(Value::str(digits(&bytes)));
    }
    let groups: Vec<String> = match by > 0 {
        // Counted from the end.
        true => {
            let (head, rest) = bytes.split_at(bytes.len() % size);
            let head = (!head.is_empty()).then(|| digits(head));
            head.into_iter()
                .chain(rest.chunks(size).map(digits))
                .collect()
        }
        false => bytes.chunks(size).map(digits).collect(),
    };
    Ok(Value::str(groups.join(&mark)))
}

fn digits(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| alloc::format!("{byte:02x}"))
        .collect()
}

fn fromhex(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let given = arg(args, 1);
    let Some(text) = given.as_str() else {
        let name = vm.given_name(&given);
        return vm.type_error(alloc::format!(
            "fromhex() argument must be str, not {}",
            name.as_str()
        ));
    };
    let mut bytes = Vec::new();
    let mut characters = text.chars().enumerate();
    while let Some((place, one)) = characters.next() {
        if one.is_ascii_whitespace() {
            continue;
        }
        let second = characters.next();
        let low = second.and_then(|(_, one)| one.to_digit(16));
        let wrong = match (one.to_digit(16), low) {
            (Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                continue;
            }
            (None, _) => place,
            (Some(_), None) => place + 1,
        };
        return vm.value_error(alloc::format!(
            "non-hexadecimal number found in fromhex() arg at position {wrong}"
        ));
    }
    let made = Value::bytes(bytes);
    match arg(args, 0) {
        Value::Class(class) if Rc::ptr_eq(&class, &vm.types.bytes) => Ok(made),
        class => vm.call_with(&class, &[made]),
    }
}
