//! What `keys`, `values` and `items` of a dictionary give.

use crate::python::builtins::{Row, add_methods, arg};
use crate::python::code::{BinOp, CmpOp};
use crate::python::object::{Dict, Instance, Iter, IterState, Kw, Payload, Value};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;

/// Keys (0), values (1) or items (2) of a dictionary, as it is at any time.
struct View(Rc<Dict>, u8);

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    for class in [&types.dict_keys, &types.dict_values, &types.dict_items] {
        add_methods(class, COMMON);
    }
    for class in [&types.dict_keys, &types.dict_items] {
        add_methods(class, LIKE_SETS);
        class.dict.set_str("__hash__", Value::None);
    }
}

const COMMON: &[Row] = &[
    ("__len__ /", len, 0, 0),
    ("__repr__ /", repr, 0, 0),
    (
        "__iter__ /",
        |_, args, _| Ok(Value::option(view_iter(&arg(args, 0)))),
        0,
        0,
    ),
    (
        "__reversed__ /",
        |_, args, _| Ok(Value::option(view_reversed(&arg(args, 0)))),
        0,
        0,
    ),
];

const LIKE_SETS: &[Row] = &[
    ("__contains__ /", contains, 1, 1),
    (
        "__and__ /",
        |vm, args, _| combined(vm, args, BinOp::And, false),
        1,
        1,
    ),
    (
        "__or__ /",
        |vm, args, _| combined(vm, args, BinOp::Or, false),
        1,
        1,
    ),
    (
        "__sub__ /",
        |vm, args, _| combined(vm, args, BinOp::Sub, false),
        1,
        1,
    ),
    (
        "__xor__ /",
        |vm, args, _| combined(vm, args, BinOp::Xor, false),
        1,
        1,
    ),
    (
        "__rand__ /",
        |vm, args, _| combined(vm, args, BinOp::And, true),
        1,
        1,
    ),
    (
        "__ror__ /",
        |vm, args, _| combined(vm, args, BinOp::Or, true),
        1,
        1,
    ),
    (
        "__rsub__ /",
        |vm, args, _| combined(vm, args, BinOp::Sub, true),
        1,
        1,
    ),
    (
        "__rxor__ /",
        |vm, args, _| combined(vm, args, BinOp::Xor, true),
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
    ("isdisjoint /", isdisjoint, 1, 1),
];

/// A view of a dictionary.
pub fn view(vm: &mut Vm, dict: Rc<Dict>, part: u8) -> R {
    let class = match part {
        0 => vm.types.dict_keys.clone(),
        1 => vm.types.dict_values.clone(),
        _ => vm.types.dict_items.clone(),
    };
    let payload = Payload::Native(Box::new(View(dict, part)));
    Ok(Value::Instance(Rc::new(Instance::new(class, payload))))
}

fn view_of(value: &Value) -> Option<&View> {
    match value {
        Value::Instance(instance) => instance.native(),
        _ => None,
    }
}

/// Attributes of views that are no methods.
pub fn view_attr(value: &Value, name: &str) -> Option<Value> {
    let view = view_of(value)?;
    (name == "mapping").then(|| Value::Dict(view.0.clone()))
}

/// An iterator over a view of a dictionary.
pub fn view_iter(value: &Value) -> Option<Value> {
    let View(dict, part) = view_of(value)?;
    Some(Iter::value(IterState::Dict(
        dict.clone(),
        *part,
        dict.len(),
    )))
}

/// The same, last first.
pub fn view_reversed(value: &Value) -> Option<Value> {
    let View(dict, part) = view_of(value)?;
    Some(Iter::value(IterState::DictReversed(dict.clone(), *part)))
}

fn len(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let view = args.first().and_then(view_of);
    Ok(Value::count(view.map_or(0, |view| view.0.len())))
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let name = vm.class_of(&this).name();
    let dict = view_of(&this).map(|view| Rc::as_ptr(&view.0).cast::<u8>() as usize);
    let key = dict.unwrap_or(0) ^ 1;
    if vm.representing.contains(&key) {
        return Ok(Value::str("..."));
    }
    let items = vm.collect(&this)?;
    vm.representing.push(key);
    let shown = vm.repr(&Value::list(items));
    vm.representing.pop();
    Ok(Value::str(alloc::format!("{}({})", name.as_str(), shown?)))
}

fn contains(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (this, item) = (arg(args, 0), arg(args, 1));
    let Some(View(dict, part)) = view_of(&this) else {
        return Ok(Value::Bool(false));
    };
    if *part == 0 {
        return Ok(Value::Bool(vm.dict_get(dict, &item)?.is_some()));
    }
    let Value::Tuple(pair) = item.inner() else {
        return Ok(Value::Bool(false));
    };
    let [key, value] = pair.0.as_slice() else {
        return Ok(Value::Bool(false));
    };
    Ok(Value::Bool(match vm.dict_get(dict, key)? {
        Some(known) => vm.equal(&known, value)?,
        None => false,
    }))
}

fn as_set(vm: &mut Vm, value: &Value) -> R {
    let items = vm.collect(value)?;
    vm.make_set(items, false)
}

fn combined(vm: &mut Vm, args: &[Value], op: BinOp, reflected: bool) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    if !vm.is_iterable(&other) {
        let name = vm.type_name(&other);
        return vm.type_error(alloc::format!("'{}' object is not iterable", name.as_str()));
    }
    let (one, other) = (as_set(vm, &one)?, as_set(vm, &other)?);
    match reflected {
        true => vm.binary(op, &other, &one),
        false => vm.binary(op, &one, &other),
    }
}

fn compared(vm: &mut Vm, args: &[Value], op: CmpOp) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    let like_set =
        matches!(other.inner(), Value::Set(_)) || view_of(&other).is_some_and(|view| view.1 != 1);
    if !like_set {
        return Ok(Value::NotImplemented);
    }
    let (one, other) = (as_set(vm, &one)?, as_set(vm, &other)?);
    vm.compare(op, &one, &other)
}

fn isdisjoint(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    for item in vm.collect(&other)? {
        if vm.contains(&one, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}
