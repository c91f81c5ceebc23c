//! `memoryview`: a part of an object's bytes.

use super::array::Array;
use super::hex::hex;
use super::{bytes_of, held, native};
use crate::python::builtins::{Row, arg};
use crate::python::object::{Instance, Kw, Payload, Value};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// What a `memoryview` shows: a part of an object's bytes.
pub(super) struct View {
    pub(super) of: Value,
    pub(super) start: usize,
    pub(super) length: usize,
}

pub(super) const VIEW: &[Row] = &[
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

pub(super) fn new_view(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
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

/// A view of a view is one of the same object.
fn view(vm: &Vm, of: Value, start: usize, length: usize) -> Value {
    let (of, start) = match native::<View>(&of) {
        Some(around) => (around.of.clone(), around.start.saturating_add(start)),
        None => (of, start),
    };
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
