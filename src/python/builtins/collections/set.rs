//! Methods of sets.

use super::derived;
use crate::python::builtins::{ANY, Row, add_methods, add_new, arg};
use crate::python::code::{BinOp, CmpOp};
use crate::python::object::{Kw, Set, Value};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    add_new(&types.set, new_set);
    for class in [&types.set, &types.frozenset] {
        add_methods(class, COMMON);
    }
    add_methods(&types.set, ROWS);
}

const COMMON: &[Row] = &[
    (
        "union /",
        |vm, args, _| combined(vm, args, BinOp::Or),
        0,
        ANY - 1,
    ),
    (
        "intersection /",
        |vm, args, _| combined(vm, args, BinOp::And),
        0,
        ANY - 1,
    ),
    (
        "difference /",
        |vm, args, _| combined(vm, args, BinOp::Sub),
        0,
        ANY - 1,
    ),
    (
        "symmetric_difference /",
        |vm, args, _| combined(vm, args, BinOp::Xor),
        1,
        1,
    ),
    ("issubset /", |vm, args, _| subset(vm, args, true), 1, 1),
    ("issuperset /", |vm, args, _| subset(vm, args, false), 1, 1),
    ("isdisjoint /", isdisjoint, 1, 1),
    ("copy /", |vm, args, _| combined(vm, args, BinOp::Or), 0, 0),
];

const ROWS: &[Row] = &[
    ("__init__ /", init, 0, 1),
    ("update /", update, 0, ANY - 1),
    (
        "intersection_update /",
        |vm, args, _| changed(vm, args, BinOp::And),
        0,
        ANY - 1,
    ),
    (
        "difference_update /",
        |vm, args, _| changed(vm, args, BinOp::Sub),
        0,
        ANY - 1,
    ),
    (
        "symmetric_difference_update /",
        |vm, args, _| changed(vm, args, BinOp::Xor),
        1,
        1,
    ),
    ("clear /", clear, 0, 0),
    ("pop /", pop, 0, 0),
    ("add /", add, 1, 1),
    ("discard /", discard, 1, 1),
    ("remove /", remove, 1, 1),
];

fn set(args: &[Value]) -> Rc<Set> {
    match args.first().map(Value::inner) {
        Some(Value::Set(set)) => set.clone(),
        _ => Rc::default(),
    }
}

fn new_set(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if let Some(made) = derived(args, || Value::Set(Rc::default())) {
        return Ok(made);
    }
    if !kw.is_empty() {
        return vm.type_error("set() takes no keyword arguments");
    }
    let items = match args {
        [_] | [] => Vec::new(),
        [_, items] => vm.collect(items)?,
        more => {
            return vm.type_error(alloc::format!(
                "set expected at most 1 argument, got {}",
                more.len() - 1
            ));
        }
    };
    vm.make_set(items, false)
}

fn init(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    match args.first() {
        // It is filled already.
        Some(Value::Set(_)) => Ok(Value::None),
        _ => {
            clear(vm, args, kw)?;
            update(vm, args, kw)
        }
    }
}

fn update(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let set = set(args);
    for items in args.get(1..).unwrap_or_default() {
        for item in vm.collect(items)? {
            vm.set_add(&set, item)?;
        }
    }
    Ok(Value::None)
}

fn add(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.set_add(&set(args), arg(args, 1))?;
    Ok(Value::None)
}

fn take(vm: &mut Vm, args: &[Value]) -> R<bool> {
    let set = set(args);
    let mut value = arg(args, 1);
    // A set is looked for as a frozen one.
    if let Value::Set(known) = value.inner()
        && !known.frozen
    {
        let items = vm.collect(&Value::Set(known.clone()))?;
        value = vm.make_set(items, true)?;
    }
    let hash = vm.hash(&value)?;
    let place = vm.find(&set.map, hash, &value)?;
    let gone = place.and_then(|place| set.map.borrow_mut().remove(place));
    Ok(gone.is_some())
}

fn discard(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    take(vm, args)?;
    Ok(Value::None)
}

fn remove(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match take(vm, args)? {
        true => Ok(Value::None),
        false => vm.key_error(arg(args, 1)),
    }
}

fn combined(vm: &mut Vm, args: &[Value], op: BinOp) -> R {
    let first = set(args);
    if let ([_], true, Some(known @ Value::Set(_))) = (args, first.frozen, args.first()) {
        return Ok(known.clone());
    }
    let frozen = first.frozen;
    let items = vm.collect(&Value::Set(first))?;
    let mut made = vm.make_set(items, frozen)?;
    for other in args.get(1..).unwrap_or_default() {
        let items = vm.collect(other)?;
        let other = vm.make_set(items, frozen)?;
        made = vm.binary(op, &made, &other)?;
    }
    Ok(made)
}

fn changed(vm: &mut Vm, args: &[Value], op: BinOp) -> R {
    if let Value::Set(made) = combined(vm, args, op)? {
        set(args).map.swap(&made.map);
    }
    Ok(Value::None)
}

fn subset(vm: &mut Vm, args: &[Value], forwards: bool) -> R {
    let items = vm.collect(&arg(args, 1))?;
    let other = vm.make_set(items, false)?;
    let op = if forwards { CmpOp::Le } else { CmpOp::Ge };
    vm.compare(op, arg(args, 0).inner(), &other)
}

fn isdisjoint(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let set = set(args);
    for item in vm.collect(&arg(args, 1))? {
        if vm.set_has(&set, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn clear(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let before = set(args).map.take();
    drop(before);
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let set = set(args);
    set.settle();
    let first = {
        let map = set.map.borrow();
        (0..map.places()).find(|place| map.at(*place).is_some())
    };
    let gone = first.and_then(|first| set.map.borrow_mut().remove(first));
    match gone {
        Some((key, _)) => Ok(key),
        None => vm.key_error(Value::str("pop from an empty set")),
    }
}
