//! `collections.deque` (<https://docs.python.org/3.11/library/collections.html#collections.deque>).

use crate::python::builtins::{add_methods, add_new, arg};
use crate::python::code::{BinOp, CmpOp};
use crate::python::object::{Class, Instance, Iter, IterState, Kw, Payload, Value};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

/// What a deque holds.
struct Deque {
    items: RefCell<VecDeque<Value>>,
    most: Option<usize>,
}

/// Its class.
pub fn class(vm: &mut Vm) -> Rc<Class> {
    let class = vm.native_class("deque");
    add_new(&class, new);
    add_methods(
        &class,
        &[
            ("append", |_, args, _| push(args, false), 1, 1),
            ("appendleft", |_, args, _| push(args, true), 1, 1),
            ("pop", |vm, args, _| pop(vm, args, false), 0, 0),
            ("popleft", |vm, args, _| pop(vm, args, true), 0, 0),
            ("extend", |vm, args, _| extend(vm, args, false), 1, 1),
            ("extendleft", |vm, args, _| extend(vm, args, true), 1, 1),
            (
                "clear",
                |_, args, _| act(args, |deque| drop(deque.items.take())),
                0,
                0,
            ),
            (
                "reverse",
                |_, args, _| {
                    act(args, |deque| {
                        deque.items.borrow_mut().make_contiguous().reverse()
                    })
                },
                0,
                0,
            ),
            ("rotate", rotate, 0, 1),
            ("remove", remove, 1, 1),
            ("count", count, 1, 1),
            ("index", index, 1, 1),
            ("copy", copy, 0, 0),
            ("__copy__", copy, 0, 0),
            ("insert", insert, 2, 2),
            ("__delitem__", delitem, 1, 1),
            ("__add__", |vm, args, _| joined(vm, args, 1), 1, 1),
            ("__mul__", |vm, args, _| joined(vm, args, 0), 1, 1),
            ("__rmul__", |vm, args, _| joined(vm, args, 0), 1, 1),
            (
                "__iadd__",
                |vm, args, _| {
                    extend(vm, args, false)?;
                    Ok(arg(args, 0))
                },
                1,
                1,
            ),
            (
                "__reversed__",
                |_, args, _| {
                    let mut all = items(&arg(args, 0));
                    all.reverse();
                    Ok(Iter::value(IterState::Items(all)))
                },
                0,
                0,
            ),
            ("__lt__", |vm, args, _| order(vm, args, CmpOp::Lt), 1, 1),
            ("__le__", |vm, args, _| order(vm, args, CmpOp::Le), 1, 1),
            ("__gt__", |vm, args, _| order(vm, args, CmpOp::Gt), 1, 1),
            ("__ge__", |vm, args, _| order(vm, args, CmpOp::Ge), 1, 1),
            (
                "__len__",
                |_, args, _| Ok(Value::count(items(&arg(args, 0)).len())),
                0,
                0,
            ),
            (
                "__iter__",
                |_, args, _| {
                    let this = arg(args, 0);
                    let count =
                        |of: &Value| deque(of).map_or(0, |deque| deque.items.borrow().len());
                    Ok(Iter::value(IterState::Guarded(items(&this), this, count)))
                },
                0,
                0,
            ),
            ("__getitem__", getitem, 1, 1),
            ("__setitem__", setitem, 2, 2),
            ("__repr__", repr, 0, 0),
            ("__eq__", eq, 1, 1),
        ],
    );
    class.dict.set_str("__hash__", Value::None);
    super::kit::add_getters(
        &class,
        &[("maxlen", |_, args, _| {
            let most = args.first().and_then(deque).and_then(|deque| deque.most);
            Ok(Value::option(most.map(Value::count)))
        })],
    );
    class
}

fn deque(value: &Value) -> Option<&Deque> {
    match value {
        Value::Instance(instance) => instance.native(),
        _ => None,
    }
}

fn items(value: &Value) -> Vec<Value> {
    deque(value)
        .map(|deque| deque.items.borrow().iter().cloned().collect())
        .unwrap_or_default()
}

fn act(args: &[Value], act: fn(&Deque)) -> R {
    if let Some(deque) = args.first().and_then(deque) {
        act(deque);
    }
    Ok(Value::None)
}

fn make(class: Rc<Class>, items: Vec<Value>, most: Option<usize>) -> Value {
    let skip = most.map_or(0, |most| items.len().saturating_sub(most));
    let data = Deque {
        items: RefCell::new(items.into_iter().skip(skip).collect()),
        most,
    };
    Value::Instance(Rc::new(Instance::new(
        class,
        Payload::Native(Box::new(data)),
    )))
}

fn new(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let Value::Class(class) = arg(args, 0) else {
        return Ok(Value::None);
    };
    let named = kw.iter().find(|(name, _)| name.as_str() == "maxlen");
    let most = args
        .get(2)
        .cloned()
        .or_else(|| named.map(|(_, value)| value.clone()));
    let most = match most {
        None | Some(Value::None) => None,
        Some(most) => match usize::try_from(vm.small_index(&most)?) {
            Ok(most) => Some(most),
            Err(_) => return vm.value_error("maxlen must be non-negative"),
        },
    };
    let items = match args.get(1) {
        Some(items) => vm.collect(items)?,
        None => Vec::new(),
    };
    Ok(make(class, items, most))
}

fn add(deque: &Deque, value: Value, left: bool) {
    let mut items = deque.items.borrow_mut();
    match left {
        true => items.push_front(value),
        false => items.push_back(value),
    }
    let gone = match deque.most {
        Some(most) if items.len() > most => match left {
            true => items.pop_back(),
            false => items.pop_front(),
        },
        _ => None,
    };
    // It may end now, and look into this deque as it does.
    drop(items);
    drop(gone);
}

fn push(args: &[Value], left: bool) -> R {
    if let Some(deque) = args.first().and_then(deque) {
        add(deque, arg(args, 1), left);
    }
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: &[Value], left: bool) -> R {
    let value = args.first().and_then(deque).and_then(|deque| {
        let mut items = deque.items.borrow_mut();
        if left {
            items.pop_front()
        } else {
            items.pop_back()
        }
    });
    match value {
        Some(value) => Ok(value),
        None => vm.raise("IndexError", "pop from an empty deque"),
    }
}

fn extend(vm: &mut Vm, args: &[Value], left: bool) -> R {
    for value in vm.collect(&arg(args, 1))? {
        if let Some(deque) = args.first().and_then(deque) {
            add(deque, value, left);
        }
    }
    Ok(Value::None)
}

fn rotate(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let by = match args.get(1) {
        Some(by) => vm.small_index(by)?,
        None => 1,
    };
    if let Some(deque) = args.first().and_then(deque) {
        let mut items = deque.items.borrow_mut();
        if let Some(by) = by.checked_rem_euclid(items.len() as i64) {
            items.rotate_right(by as usize);
        }
    }
    Ok(Value::None)
}

fn place(vm: &mut Vm, args: &[Value]) -> R<Option<usize>> {
    for (place, item) in items(&arg(args, 0)).iter().enumerate() {
        if vm.equal(item, &arg(args, 1))? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

fn remove(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match (place(vm, args)?, args.first().and_then(deque)) {
        (Some(place), Some(deque)) => {
            let gone = deque.items.borrow_mut().remove(place);
            drop(gone);
            Ok(Value::None)
        }
        _ => missing(vm, args),
    }
}

fn missing(vm: &mut Vm, args: &[Value]) -> R {
    let shown = vm.repr(&arg(args, 1))?;
    vm.value_error(alloc::format!("{shown} is not in deque"))
}

fn index(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match place(vm, args)? {
        Some(place) => Ok(Value::count(place)),
        None => missing(vm, args),
    }
}

fn count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut count = 0;
    for item in items(&arg(args, 0)) {
        if vm.equal(&item, &arg(args, 1))? {
            count += 1;
        }
    }
    Ok(Value::Int(count))
}

fn copy(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let class = vm.class_of(&this);
    Ok(make(
        class,
        items(&this),
        deque(&this).and_then(|deque| deque.most),
    ))
}

/// The place that an index means, where it is one.
fn at(vm: &mut Vm, args: &[Value]) -> R<usize> {
    let length = vm.len(&arg(args, 0))? as i64;
    let key = arg(args, 1);
    if !matches!(
        key.inner(),
        Value::Int(_) | Value::Bool(_) | Value::Big(_) | Value::Instance(_)
    ) {
        let name = vm.type_name(&key);
        return vm.type_error(alloc::format!(
            "sequence index must be integer, not '{}'",
            name.as_str()
        ));
    }
    let index = vm.small_index(&key)?;
    let index = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    match usize::try_from(index) {
        Ok(place) if index < length => Ok(place),
        _ => vm.raise("IndexError", "deque index out of range"),
    }
}

fn getitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let place = at(vm, args)?;
    let found = args.first().and_then(deque);
    Ok(Value::option(found.and_then(|deque| {
        deque.items.borrow().get(place).cloned()
    })))
}

fn delitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let place = at(vm, args)?;
    if let Some(deque) = args.first().and_then(deque) {
        let gone = deque.items.borrow_mut().remove(place);
        drop(gone);
    }
    Ok(Value::None)
}

fn insert(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let index = vm.small_index(&arg(args, 1))?;
    let Some(deque) = args.first().and_then(deque) else {
        return Ok(Value::None);
    };
    let length = deque.items.borrow().len();
    if deque.most.is_some_and(|most| length >= most) {
        return vm.raise("IndexError", "deque already at its maximum size");
    }
    let index = if index < 0 {
        index.saturating_add(length as i64)
    } else {
        index
    };
    let place = usize::try_from(index.max(0)).unwrap_or(length).min(length);
    deque.items.borrow_mut().insert(place, arg(args, 2));
    Ok(Value::None)
}

/// With another one, or so many times.
fn joined(vm: &mut Vm, args: &[Value], with_other: u8) -> R {
    let (this, other) = (arg(args, 0), arg(args, 1));
    let op = match with_other {
        1 if deque(&other).is_none() => {
            let name = vm.type_name(&other);
            return vm.type_error(alloc::format!(
                "can only concatenate deque (not \"{}\") to deque",
                name.as_str()
            ));
        }
        1 => BinOp::Add,
        _ => BinOp::Mul,
    };
    let other = match with_other {
        1 => Value::list(items(&other)),
        _ => other,
    };
    let made = vm.binary(op, &Value::list(items(&this)), &other)?;
    let items = vm.collect(&made)?;
    let class = vm.class_of(&this);
    Ok(make(
        class,
        items,
        deque(&this).and_then(|deque| deque.most),
    ))
}

fn order(vm: &mut Vm, args: &[Value], op: CmpOp) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    match deque(&other) {
        None => Ok(Value::NotImplemented),
        Some(_) => vm.compare(op, &Value::list(items(&one)), &Value::list(items(&other))),
    }
}

fn setitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let place = at(vm, args)?;
    let mut value = arg(args, 2);
    if let Some(deque) = args.first().and_then(deque)
        && let Some(slot) = deque.items.borrow_mut().get_mut(place)
    {
        core::mem::swap(slot, &mut value);
    }
    drop(value);
    Ok(Value::None)
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let name = vm.class_of(&this).name();
    if vm.representing.contains(&this.address()) {
        return Ok(Value::str("[...]"));
    }
    vm.representing.push(this.address());
    let listed = vm.repr(&Value::list(items(&this)));
    vm.representing.pop();
    let most = deque(&this).and_then(|deque| deque.most);
    let most = most
        .map(|most| alloc::format!(", maxlen={most}"))
        .unwrap_or_default();
    Ok(Value::str(alloc::format!(
        "{}({}{most})",
        name.as_str(),
        listed?
    )))
}

fn eq(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    if deque(&other).is_none() {
        return Ok(Value::NotImplemented);
    }
    let same = vm.equal(&Value::list(items(&one)), &Value::list(items(&other)))?;
    Ok(Value::Bool(same))
}
