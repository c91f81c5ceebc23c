//! `_weakref` (<https://docs.python.org/3.11/library/weakref.html>).

use super::kit::{class, data, names, object};
use crate::python::builtins::{add_maker, add_methods, arg};
use crate::python::object::{Class, Dict, Func, Gen, Instance, Kw, Set, Value};
use crate::python::vm::{R, Vm};
use alloc::collections::BTreeMap;
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;

/// What is referred to, as long as somebody else does.
enum Ref {
    Instance(Weak<Instance>),
    Class(Weak<Class>),
    Func(Weak<Func>),
    Gen(Weak<Gen>),
    Set(Weak<Set>),
}

impl Ref {
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Instance(of) => Self::Instance(Rc::downgrade(of)),
            Value::Class(of) => Self::Class(Rc::downgrade(of)),
            Value::Func(of) => Self::Func(Rc::downgrade(of)),
            Value::Gen(of) => Self::Gen(Rc::downgrade(of)),
            Value::Set(of) => Self::Set(Rc::downgrade(of)),
            _ => return None,
        })
    }

    fn get(&self) -> Value {
        Value::option(match self {
            Self::Instance(of) => of.upgrade().map(Value::Instance),
            Self::Class(of) => of.upgrade().map(Value::Class),
            Self::Func(of) => of.upgrade().map(Value::Func),
            Self::Gen(of) => of.upgrade().map(Value::Gen),
            Self::Set(of) => of.upgrade().map(Value::Set),
        })
    }
}

/// What a weak reference holds.
struct Held {
    of: Ref,
    /// Called once that is no more.
    callback: Value,
}

/// The weak references to objects, by the address of what they refer to.
#[derive(Default)]
struct Watchers(BTreeMap<usize, Vec<Weak<Instance>>>);

/// What was at an address is no more: tells the callbacks, the newest first.
pub fn tell_gone(vm: &mut Vm, address: usize) {
    let all = vm.kept::<Watchers>().0.remove(&address);
    let mut left = Vec::new();
    for watcher in all.unwrap_or_default().into_iter().rev() {
        let Some(reference) = watcher.upgrade().map(Value::Instance) else {
            continue;
        };
        let Some(held) = data::<Held>(&reference) else {
            continue;
        };
        // Something else may be at that address by now.
        if !held.of.get().is_none() {
            left.push(watcher);
            continue;
        }
        let callback = held.callback.clone();
        if callback.is_none() {
            continue;
        }
        if let Err(stop) = vm.call_with(&callback, &[reference]) {
            let shown = vm.repr(&callback).unwrap_or_default();
            vm.unraisable(&stop, &shown);
        }
    }
    if !left.is_empty() {
        left.reverse();
        vm.kept::<Watchers>().0.insert(address, left);
    }
}

/// `_weakref`.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let made = class(vm, "weakref", "ReferenceType");
    add_maker(&made, ("ReferenceType /", new, 1, 2));
    add_methods(
        &made,
        &[
            ("__call__", |_, args, _| Ok(get(args)), 0, 0),
            ("__repr__", repr, 0, 0),
            ("__eq__", eq, 1, 1),
            (
                "__hash__",
                |vm, args, _| {
                    let hash = vm.hash(&get(args))?;
                    Ok(Value::Int((hash >> 3) as i64))
                },
                0,
                0,
            ),
        ],
    );
    let refs = |vm: &mut Vm, args: &[Value], _: &Kw| Ok(Value::list(watching(vm, &arg(args, 0))));
    names(&[("refs /", refs, 1, 1)], [("ref", Value::Class(made))])
}

fn get(args: &[Value]) -> Value {
    let known = args.first().and_then(data::<Held>);
    Value::option(known.map(|held| held.of.get()))
}

/// The weak references to an object.
fn watching(vm: &mut Vm, of: &Value) -> Vec<Value> {
    let watchers = &vm.kept::<Watchers>().0;
    let known = watchers.get(&of.address()).into_iter().flatten();
    known
        .filter_map(|watcher| watcher.upgrade().map(Value::Instance))
        .filter(|made| data::<Held>(made).is_some_and(|held| held.of.get().is(of)))
        .collect()
}

fn new(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Value::Class(class) = arg(args, 0) else {
        return Ok(Value::None);
    };
    let of = arg(args, 1);
    match Ref::of(&of) {
        Some(made) => {
            let callback = match arg(args, 2) {
                Value::Unbound => Value::None,
                given => given,
            };
            // One that only refers is as good as another.
            if callback.is_none() {
                let plain = |made: &Value| {
                    data::<Held>(made).is_some_and(|held| held.callback.is_none())
                        && matches!(made, Value::Instance(one) if Rc::ptr_eq(&one.class(), &class))
                };
                if let Some(known) = watching(vm, &of).into_iter().find(plain) {
                    return Ok(known);
                }
            }
            let made = object(&class, Held { of: made, callback });
            if let (Value::Instance(of), Value::Instance(made)) = (&of, &made) {
                of.watched.set(true);
                let watchers = &mut vm.kept::<Watchers>().0;
                let known = watchers
                    .entry(Value::Instance(of.clone()).address())
                    .or_default();
                known.retain(|watcher| watcher.strong_count() > 0);
                known.push(Rc::downgrade(made));
            }
            Ok(made)
        }
        None => {
            let name = vm.type_name(&of);
            vm.type_error(alloc::format!(
                "cannot create weak reference to '{}' object",
                name.as_str()
            ))
        }
    }
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (at, of) = (arg(args, 0).address(), get(args));
    Ok(Value::str(match of.is_none() {
        true => alloc::format!("<weakref at {at:#x}; dead>"),
        false => alloc::format!(
            "<weakref at {at:#x}; to '{}' at {:#x}>",
            vm.type_name(&of).as_str(),
            of.address()
        ),
    }))
}

fn eq(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (one, other) = (get(args), get(args.get(1..).unwrap_or_default()));
    match one.is_none() || other.is_none() {
        true => Ok(Value::Bool(arg(args, 0).is(&arg(args, 1)))),
        false => vm.equal(&one, &other).map(Value::Bool),
    }
}
