//! Methods of dictionaries.

use super::derived;
use super::views::view;
use crate::python::builtins::{ANY, Row, add_class_method, add_methods, add_new, arg};
use crate::python::object::{Dict, Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;

pub fn install(vm: &mut Vm) {
    let class = vm.types.dict.clone();
    add_new(&class, new_dict);
    add_methods(&class, ROWS);
    add_class_method(&class, "fromkeys", fromkeys);
}

const ROWS: &[Row] = &[
    ("__init__", init, 0, ANY - 1),
    (
        "__getitem__ /",
        |vm, args, _| vm.plain_subscript(arg(args, 0).inner(), &arg(args, 1), Some(&arg(args, 0))),
        1,
        1,
    ),
    (
        "__setitem__ /",
        |vm, args, _| {
            vm.plain_set_subscript(&arg(args, 0), &arg(args, 1), arg(args, 2))
                .map(|()| Value::None)
        },
        2,
        2,
    ),
    (
        "__delitem__ /",
        |vm, args, _| {
            vm.plain_del_subscript(&arg(args, 0), &arg(args, 1))
                .map(|()| Value::None)
        },
        1,
        1,
    ),
    (
        "__contains__ /",
        |vm, args, _| {
            vm.contains(arg(args, 0).inner(), &arg(args, 1))
                .map(Value::Bool)
        },
        1,
        1,
    ),
    (
        "__iter__ /",
        |vm, args, _| vm.iter(arg(args, 0).inner()),
        0,
        0,
    ),
    (
        "__len__ /",
        |_, args, _| Ok(Value::count(dict(args).len())),
        0,
        0,
    ),
    ("clear /", clear, 0, 0),
    ("copy /", copy, 0, 0),
    ("popitem /", popitem, 0, 0),
    ("get /", get, 1, 2),
    ("setdefault /", setdefault, 1, 2),
    ("pop /", pop, 1, 2),
    (
        "update",
        |vm, args, kw| update(vm, args, kw, "update"),
        0,
        ANY - 1,
    ),
    ("keys /", |vm, args, _| view(vm, dict(args), 0), 0, 0),
    ("values /", |vm, args, _| view(vm, dict(args), 1), 0, 0),
    ("items /", |vm, args, _| view(vm, dict(args), 2), 0, 0),
];

fn dict(args: &[Value]) -> Rc<Dict> {
    match args.first().map(Value::inner) {
        Some(Value::Dict(dict)) => dict.clone(),
        _ => Rc::default(),
    }
}

fn new_dict(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if let Some(made) = derived(args, || Value::dict(Dict::default())) {
        return Ok(made);
    }
    let made = Value::dict(Dict::default());
    let mut all = Vec::from([made.clone()]);
    all.extend_from_slice(args.get(1..).unwrap_or_default());
    update(vm, &all, kw, "dict")?;
    Ok(made)
}

fn init(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    // Of `dict` itself it is filled already.
    match args.first() {
        Some(Value::Dict(_)) => Ok(Value::None),
        _ => update(vm, args, kw, "dict"),
    }
}

fn update(vm: &mut Vm, args: &[Value], kw: &Kw, name: &str) -> R {
    if args.len() > 2 {
        return vm.type_error(alloc::format!(
            "{name} expected at most 1 argument, got {}",
            args.len() - 1
        ));
    }
    let dict = dict(args);
    if let Some(other) = args.get(1) {
        vm.dict_update(&dict, other, false)?;
    }
    for (name, value) in kw {
        dict.set_name(name, value.clone());
    }
    Ok(Value::None)
}

fn get(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let found = vm.dict_get(&dict(args), &arg(args, 1))?;
    Ok(found.unwrap_or_else(|| arg(args, 2)))
}

fn setdefault(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let dict = dict(args);
    if let Some(known) = vm.dict_get(&dict, &arg(args, 1))? {
        return Ok(known);
    }
    vm.dict_set(&dict, arg(args, 1), arg(args, 2))?;
    Ok(arg(args, 2))
}

fn pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match (vm.dict_remove(&dict(args), &arg(args, 1))?, args.get(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => vm.key_error(arg(args, 1)),
    }
}

fn clear(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let dict = dict(args);
    dict.changes.set(dict.changes.get().wrapping_add(1));
    let before = dict.map.take();
    drop(before);
    Ok(Value::None)
}

fn copy(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let copy = Dict::default();
    copy.map.replace(dict(args).map.borrow().clone());
    Ok(Value::dict(copy))
}

fn popitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let dict = dict(args);
    let last = {
        let map = dict.map.borrow();
        (0..map.places())
            .rev()
            .find(|place| map.at(*place).is_some())
    };
    let gone = last.and_then(|last| dict.map.borrow_mut().remove(last));
    match gone {
        Some((key, value)) => {
            dict.changes.set(dict.changes.get().wrapping_add(1));
            Ok(Value::tuple(Vec::from([key, value])))
        }
        None => vm.key_error(Value::str("popitem(): dictionary is empty")),
    }
}

fn fromkeys(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if !kw.is_empty() {
        return vm.type_error("dict.fromkeys() takes no keyword arguments");
    }
    let count = args.len().saturating_sub(1);
    if !(1..=2).contains(&count) {
        let (bound, plural) = if count == 0 {
            ("at least 1", "")
        } else {
            ("at most 2", "s")
        };
        return vm.type_error(alloc::format!(
            "fromkeys expected {bound} argument{plural}, got {count}"
        ));
    }
    let made = vm.call_with(&arg(args, 0), &[])?;
    for key in vm.collect(&arg(args, 1))? {
        vm.set_subscript(&made, &key, arg(args, 2))?;
    }
    Ok(made)
}
