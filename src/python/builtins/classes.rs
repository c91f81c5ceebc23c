//! What calling a builtin class makes; `object`, `type`, properties.

use super::super_object::new_super;
use super::{add_class_method, add_maker, add_methods, arg, given};
use crate::python::object::{
    Bound, Instance, Iter, IterState, Kw, Layout, Payload, Property, Range, Slice, Value, Wrapped,
    Wrapper, intern,
};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    add_class_method(&types.object, "__init_subclass__ /", |_, _, _| {
        Ok(Value::None)
    });
    add_maker(&types.type_, ("type", type_new, 0, super::ANY - 1));
    add_methods(
        &types.type_,
        &[(
            "mro /",
            |vm, args, _| {
                let mro = vm.attr(&arg(args, 0), &intern("__mro__"))?;
                vm.collect(&mro).map(Value::list)
            },
            0,
            0,
        )],
    );
    add_maker(&types.str, ("str object encoding errors", new_str, 0, 3));
    add_maker(
        &types.tuple,
        (
            "tuple /",
            |vm, args, _| {
                new(vm, args, |vm, args| match args.first() {
                    Some(known @ Value::Tuple(_)) => Ok(known.clone()),
                    _ => vm.collect_or_empty(args).map(Value::tuple),
                })
            },
            0,
            1,
        ),
    );
    add_maker(
        &types.frozenset,
        (
            "frozenset /",
            |vm, args, _| {
                new(vm, args, |vm, args| match args.first() {
                    Some(Value::Set(known)) if known.frozen => Ok(Value::Set(known.clone())),
                    _ => {
                        let items = vm.collect_or_empty(args)?;
                        vm.make_set(items, true)
                    }
                })
            },
            0,
            1,
        ),
    );
    add_maker(&types.range, ("range /", new_range, 1, 3));
    add_maker(&types.slice, ("slice /", new_slice, 1, 3));
    add_methods(&types.slice, &[("indices /", slice_indices, 1, 1)]);
    add_maker(
        &types.enumerate,
        (
            "enumerate iterable start",
            |vm, args, _| {
                let iter = vm.iter(&arg(args, 1))?;
                let start = match given(args, 2) {
                    Some(start) => vm.small_index(start)?,
                    None => 0,
                };
                Ok(Iter::value(IterState::Enumerate(iter, start)))
            },
            1,
            2,
        ),
    );
    add_maker(
        &types.zip,
        (
            "zip",
            |vm, args, kw| {
                super::functions::known(vm, kw, "zip", &["strict"])?;
                let strict = match super::functions::keyword(kw, "strict") {
                    Some(strict) => vm.truth(&strict)?,
                    None => false,
                };
                let values = args.get(1..).unwrap_or_default();
                let mut iters = Vec::with_capacity(values.len());
                for value in values {
                    iters.push(vm.iter(value)?);
                }
                Ok(Iter::value(IterState::Zip(iters, strict)))
            },
            0,
            super::ANY - 1,
        ),
    );
    add_maker(
        &types.map,
        (
            "map /",
            |vm, args, _| {
                let values = args.get(2..).unwrap_or_default();
                if values.is_empty() {
                    return vm.type_error("map() must have at least two arguments.");
                }
                let iters = vm.iters(values)?;
                Ok(Iter::value(IterState::Map(arg(args, 1), iters)))
            },
            0,
            super::ANY - 1,
        ),
    );
    add_maker(
        &types.filter,
        (
            "filter /",
            |vm, args, _| {
                let iter = vm.iter(&arg(args, 2))?;
                Ok(Iter::value(IterState::Filter(arg(args, 1), iter)))
            },
            2,
            2,
        ),
    );
    add_maker(&types.reversed, ("reversed /", new_reversed, 1, 1));
    add_maker(
        &types.property,
        (
            "property fget fset fdel doc",
            |_, args, _| {
                Ok(property(
                    arg(args, 1),
                    arg(args, 2),
                    arg(args, 3),
                    arg(args, 4),
                ))
            },
            0,
            4,
        ),
    );
    add_maker(
        &types.method,
        (
            "method /",
            |vm, args, _| {
                let (func, this) = (arg(args, 1), arg(args, 2));
                if !super::functions::is_callable(vm, &func) {
                    return vm.type_error("first argument must be callable");
                }
                if this.is_none() {
                    return vm.type_error("self must not be None");
                }
                Ok(Value::Bound(Rc::new(Bound { func, this })))
            },
            2,
            2,
        ),
    );
    for none in [&types.none, &types.ellipsis, &types.not_implemented] {
        add_maker(
            none,
            (
                "NoneType /",
                |vm, args, _| {
                    Ok(match arg(args, 0) {
                        Value::Class(class) if Rc::ptr_eq(&class, &vm.types.ellipsis) => {
                            Value::Ellipsis
                        }
                        Value::Class(class) if Rc::ptr_eq(&class, &vm.types.none) => Value::None,
                        _ => Value::NotImplemented,
                    })
                },
                0,
                0,
            ),
        );
    }
    add_methods(
        &types.property,
        &[
            (
                "getter",
                |_, args, _| {
                    changed(args, |old, new| {
                        property(new, old.set.clone(), old.del.clone(), old.doc.clone())
                    })
                },
                1,
                1,
            ),
            (
                "setter",
                |_, args, _| {
                    changed(args, |old, new| {
                        property(old.get.clone(), new, old.del.clone(), old.doc.clone())
                    })
                },
                1,
                1,
            ),
            (
                "deleter",
                |_, args, _| {
                    changed(args, |old, new| {
                        property(old.get.clone(), old.set.clone(), new, old.doc.clone())
                    })
                },
                1,
                1,
            ),
        ],
    );
    add_maker(
        &types.staticmethod,
        (
            "staticmethod /",
            |_, args, _| Ok(wrapped(Wrapper::Static, arg(args, 1))),
            1,
            1,
        ),
    );
    add_maker(
        &types.classmethod,
        (
            "classmethod /",
            |_, args, _| Ok(wrapped(Wrapper::Class, arg(args, 1))),
            1,
            1,
        ),
    );
    add_maker(&types.super_, ("super /", new_super, 0, 2));
}

fn type_new(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if args.len() != 4 {
        return vm.type_error("type() takes 1 or 3 arguments");
    }
    let (Value::Class(meta), Some(name)) = (arg(args, 0), arg(args, 1).as_str().map(intern)) else {
        return wrong_part(vm, 1, "str", &arg(args, 1));
    };
    let Value::Tuple(bases) = arg(args, 2).inner().clone() else {
        return wrong_part(vm, 2, "tuple", &arg(args, 2));
    };
    let bases = bases.0.clone();
    let winner = vm.metaclass(Value::Class(meta.clone()), &bases)?;
    let Value::Class(winner) = winner else {
        return Ok(Value::None);
    };
    // A base's metaclass is asked, where it is derived from the one called.
    let new = vm.names.new.clone();
    if !Rc::ptr_eq(&winner, &meta)
        && let Some(Value::Wrapped(new)) = vm.find_in(&winner, &new)
    {
        let mut all = args.to_vec();
        if let Some(first) = all.first_mut() {
            *first = Value::Class(winner);
        }
        return vm.call(&new.func, all, kw.to_vec());
    }
    let meta = winner;
    let namespace = arg(args, 3);
    match namespace.inner() {
        Value::Dict(namespace) => {
            let made = vm.make_class(&meta, &name, &bases, namespace, kw)?;
            if let (Value::Class(class), Some((code, _))) = (&made, &vm.place)
                && class.dict.get_name(&vm.names.module).is_none()
            {
                let path = code.source.path.strip_prefix("lib/");
                let path = path.and_then(|path| path.strip_suffix(".py"));
                let module = match path {
                    Some(path) if !code.source.main => {
                        path.trim_end_matches("/__init__").replace('/', ".")
                    }
                    _ => "__main__".into(),
                };
                class.dict.set_str("__module__", Value::str(module));
            }
            Ok(made)
        }
        _ => wrong_part(vm, 3, "dict", &namespace),
    }
}

fn wrong_part(vm: &mut Vm, place: u8, wanted: &str, given: &Value) -> R {
    let given = vm.given_name(given);
    vm.type_error(alloc::format!(
        "type.__new__() argument {place} must be {wanted}, not {}",
        given.as_str()
    ))
}

/// Makes a builtin value, within an object where a derived class was called.
fn new(vm: &mut Vm, args: &[Value], make: fn(&mut Vm, &[Value]) -> R) -> R {
    let value = make(vm, args.get(1..).unwrap_or_default())?;
    Ok(match arg(args, 0) {
        Value::Class(class) if class.heap && class.layout != Layout::Object => Value::Instance(
            Rc::new(Instance::new(class, Payload::Value(value.inner().clone()))),
        ),
        _ => value,
    })
}

fn new_str(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if given(args, 2).is_some() || given(args, 3).is_some() {
        let rest = args.get(1..).unwrap_or_default();
        return super::str::str_of_bytes(vm, rest);
    }
    new(vm, args, |vm, args| match args.first() {
        None | Some(Value::Unbound) => Ok(Value::str("")),
        Some(known @ Value::Str(_)) => Ok(known.clone()),
        Some(value) => vm.str(value).map(Value::str),
    })
}

fn new_slice(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (start, stop, step) = match args {
        [_, stop] => (Value::None, stop.clone(), Value::None),
        _ => (arg(args, 1), arg(args, 2), arg(args, 3)),
    };
    Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
}

fn slice_indices(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Value::Slice(slice) = arg(args, 0) else {
        return Ok(Value::None);
    };
    let Ok(length) = usize::try_from(vm.small_index(&arg(args, 1))?) else {
        return vm.value_error("length should not be negative");
    };
    let (start, stop, step) = vm.slice_ends(&slice, length)?;
    Ok(Value::tuple([start, stop, step].map(Value::Int).to_vec()))
}

fn new_reversed(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = vm.names.reversed.clone();
    let of = arg(args, 1);
    match &of {
        Value::List(list) => return Ok(Iter::value(IterState::ListReversed(list.clone()))),
        Value::Dict(dict) => return Ok(Iter::value(IterState::DictReversed(dict.clone(), 0))),
        Value::Range(range) => {
            let count = range.len();
            let last = range.at(count.saturating_sub(1));
            let step = range.step.saturating_neg();
            return Ok(Iter::value(IterState::Range(last, count, step)));
        }
        Value::Str(_) | Value::Tuple(_) | Value::Bytes(_) => {
            let mut items = vm.collect(&of)?;
            items.reverse();
            return Ok(Iter::value(IterState::Items(items)));
        }
        Value::Instance(_) | Value::Class(_) => {
            let class = vm.types.of(&of);
            match vm.find_in(&class, &name) {
                Some(Value::None) => {}
                Some(method) => return vm.call_found(method, &of, &[]),
                None => {
                    if let Value::List(_) | Value::Dict(_) | Value::Tuple(_) | Value::Str(_) =
                        of.inner()
                    {
                        return new_reversed(vm, &[Value::None, of.inner().clone()], &[]);
                    }
                    if let Some(made) = super::collections::view_reversed(&of) {
                        return Ok(made);
                    }
                    let getitem = vm.names.getitem.clone();
                    if vm.find_in(&class, &getitem).is_some() {
                        let mut items = Vec::new();
                        let mut left = vm.len(&of)?;
                        while left > 0 {
                            left -= 1;
                            items.push(vm.subscript(&of, &Value::count(left))?);
                            if items.len() > crate::python::vm::MOST_ITEMS {
                                return vm.bare("MemoryError");
                            }
                        }
                        return Ok(Iter::value(IterState::Items(items)));
                    }
                }
            }
        }
        _ => {}
    }
    let name = vm.type_name(&of);
    vm.type_error(alloc::format!(
        "'{}' object is not reversible",
        name.as_str()
    ))
}

fn new_range(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut numbers = Vec::new();
    for value in args.get(1..).unwrap_or_default() {
        numbers.push(vm.small_index(value)?);
    }
    let (start, stop, step) = match numbers.as_slice() {
        [stop] => (0, *stop, 1),
        [start, stop] => (*start, *stop, 1),
        [start, stop, step] => (*start, *stop, *step),
        _ => (0, 0, 1),
    };
    if step == 0 {
        return vm.value_error("range() arg 3 must not be zero");
    }
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn property(get: Value, set: Value, del: Value, doc: Value) -> Value {
    Value::Property(Rc::new(Property {
        get,
        set,
        del,
        doc,
        name: RefCell::new(Value::None),
    }))
}

fn changed(args: &[Value], make: fn(&Property, Value) -> Value) -> R {
    Ok(match arg(args, 0) {
        Value::Property(old) => make(&old, arg(args, 1)),
        other => other,
    })
}

fn wrapped(kind: Wrapper, func: Value) -> Value {
    Value::Wrapped(Rc::new(Wrapped { kind, func }))
}

/// `object.__new__`.
pub fn object_new(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let class = match arg(args, 0) {
        Value::Class(class) => class,
        other => {
            let name = vm.type_name(&other);
            let text = match args.is_empty() {
                true => "object.__new__(): not enough arguments".into(),
                false => alloc::format!(
                    "object.__new__(X): X is not a type object ({})",
                    name.as_str()
                ),
            };
            return vm.type_error(text);
        }
    };
    if args.len() > 1 || !kw.is_empty() {
        let (new, init) = (vm.names.new.clone(), vm.names.init.clone());
        let own = vm.find_in(&class, &new).is_some();
        if own {
            return vm.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            );
        }
        if vm.find_in(&class, &init).is_none() {
            return vm.type_error(alloc::format!(
                "{}() takes no arguments",
                class.name().as_str()
            ));
        }
    }
    vm.check_abstract(&class)?;
    // Of a class that inherits from a builtin one, the builtin value is still to be made.
    if class.layout != Layout::Object {
        let text = alloc::format!(
            "object.__new__({0}) is not safe, use {0}.__new__()",
            class.name().as_str()
        );
        return vm.type_error(text);
    }
    Ok(Value::Instance(Rc::new(Instance::new(
        class,
        Payload::Nothing,
    ))))
}

impl Vm {
    fn collect_or_empty(&mut self, args: &[Value]) -> R<Vec<Value>> {
        match args.first() {
            Some(value) => self.collect(value),
            None => Ok(Vec::new()),
        }
    }

    fn iters(&mut self, values: &[Value]) -> R<Vec<Value>> {
        let mut iters = Vec::with_capacity(values.len());
        for value in values {
            iters.push(self.iter(value)?);
        }
        Ok(iters)
    }
}
