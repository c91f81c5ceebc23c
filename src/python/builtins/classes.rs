//! What calling a builtin class makes; `object`, `type`, `super`, properties.

use super::{add_class_method, add_methods, add_new, arg};
use crate::python::object::{
    Class, Instance, Iter, IterState, Kw, Layout, Payload, Property, Range, Str, Value, Wrapped,
    Wrapper, intern,
};
use crate::python::text::parse_float;
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use num_bigint::BigInt;
use num_traits::FromPrimitive;

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    add_methods(
        &types.object,
        &[
            ("__setattr__", object_setattr, 2, 2),
            ("__delattr__", object_delattr, 1, 1),
        ],
    );
    add_class_method(&types.object, "__init_subclass__", |_, _, _| {
        Ok(Value::None)
    });
    add_new(&types.type_, type_new);
    add_new(&types.int, |vm, args, _| new(vm, args, to_int));
    add_new(&types.bool, |vm, args, _| {
        let truth = vm.truth(&arg(args, 1))?;
        Ok(Value::Bool(truth))
    });
    add_new(&types.float, |vm, args, _| new(vm, args, to_float));
    add_new(&types.str, |vm, args, _| new(vm, args, to_str));
    add_new(&types.tuple, |vm, args, _| {
        new(vm, args, |vm, args| {
            vm.collect_or_empty(args).map(Value::tuple)
        })
    });
    add_new(&types.frozenset, |vm, args, _| {
        new(vm, args, |vm, args| {
            let items = vm.collect_or_empty(args)?;
            vm.make_set(items, true)
        })
    });
    add_new(&types.range, new_range);
    add_new(&types.enumerate, |vm, args, kw| {
        let iter = vm.iter(&arg(args, 1))?;
        let start = args
            .get(2)
            .cloned()
            .or_else(|| kw.first().map(|(_, value)| value.clone()));
        let start = match start {
            Some(start) => vm.small_index(&start)?,
            None => 0,
        };
        Ok(Iter::value(IterState::Enumerate(iter, start)))
    });
    add_new(&types.zip, |vm, args, kw| {
        let iters = vm.iters(args.get(1..).unwrap_or_default())?;
        let strict = kw
            .first()
            .map(|(_, value)| value.clone())
            .unwrap_or(Value::Bool(false));
        let strict = vm.truth(&strict)?;
        Ok(Iter::value(IterState::Zip(iters, strict)))
    });
    add_new(&types.map, |vm, args, _| {
        let iters = vm.iters(args.get(2..).unwrap_or_default())?;
        Ok(Iter::value(IterState::Map(arg(args, 1), iters)))
    });
    add_new(&types.filter, |vm, args, _| {
        let iter = vm.iter(&arg(args, 2))?;
        Ok(Iter::value(IterState::Filter(arg(args, 1), iter)))
    });
    add_new(&types.reversed, |vm, args, _| {
        let name = vm.names.reversed.clone();
        match arg(args, 1) {
            Value::List(list) => Ok(Iter::value(IterState::ListReversed(list))),
            Value::Dict(dict) => Ok(Iter::value(IterState::DictReversed(dict, 0))),
            other => match vm.call_special(&other, &name, &[])? {
                Some(given) => Ok(given),
                None => {
                    let mut items = vm.collect(&other)?;
                    items.reverse();
                    Ok(Iter::value(IterState::Items(items)))
                }
            },
        }
    });
    add_new(&types.property, |_, args, _| {
        Ok(property(arg(args, 1), arg(args, 2), arg(args, 3)))
    });
    add_methods(
        &types.property,
        &[
            (
                "getter",
                |_, args, _| {
                    changed(args, |old, new| {
                        property(new, old.set.clone(), old.del.clone())
                    })
                },
                1,
                1,
            ),
            (
                "setter",
                |_, args, _| {
                    changed(args, |old, new| {
                        property(old.get.clone(), new, old.del.clone())
                    })
                },
                1,
                1,
            ),
            (
                "deleter",
                |_, args, _| {
                    changed(args, |old, new| {
                        property(old.get.clone(), old.set.clone(), new)
                    })
                },
                1,
                1,
            ),
        ],
    );
    add_new(&types.staticmethod, |_, args, _| {
        Ok(wrapped(Wrapper::Static, arg(args, 1)))
    });
    add_new(&types.classmethod, |_, args, _| {
        Ok(wrapped(Wrapper::Class, arg(args, 1)))
    });
    add_new(&types.super_, new_super);
}

fn object_setattr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = intern(arg(args, 1).as_str().unwrap_or_default());
    vm.set_instance_attr(&arg(args, 0), &name, arg(args, 2))?;
    Ok(Value::None)
}

fn object_delattr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = intern(arg(args, 1).as_str().unwrap_or_default());
    vm.del_instance_attr(&arg(args, 0), &name)?;
    Ok(Value::None)
}

fn type_new(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let (Value::Class(meta), Some(name)) = (arg(args, 0), arg(args, 1).as_str().map(intern)) else {
        return vm.type_error("type() takes 1 or 3 arguments");
    };
    let bases = vm.collect(&arg(args, 2))?;
    let namespace = arg(args, 3);
    match namespace.inner() {
        Value::Dict(namespace) => vm.make_class(&meta, &name, &bases, namespace, kw),
        _ => vm.type_error("type() takes 1 or 3 arguments"),
    }
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

fn to_int(vm: &mut Vm, args: &[Value]) -> R {
    let value = match args {
        [] => return Ok(Value::Int(0)),
        [value, ..] => value,
    };
    if let Some(text) = value.as_str() {
        let base = match args.get(1) {
            Some(base) => vm.small_index(base)?,
            None => 10,
        };
        let digits = text.trim().replace('_', "");
        let parsed = u32::try_from(base)
            .ok()
            .filter(|base| (2..=36).contains(base))
            .and_then(|base| BigInt::parse_bytes(digits.as_bytes(), base));
        return match parsed {
            Some(number) => Ok(Value::big(number)),
            None => {
                let shown = vm.repr(value)?;
                vm.value_error(alloc::format!(
                    "invalid literal for int() with base {base}: {shown}"
                ))
            }
        };
    }
    match value.inner() {
        Value::Float(float) => match BigInt::from_f64(float.trunc()) {
            Some(number) => Ok(Value::big(number)),
            None if float.is_nan() => vm.value_error("cannot convert float NaN to integer"),
            None => vm.raise("OverflowError", "cannot convert float infinity to integer"),
        },
        Value::Int(_) | Value::Big(_) | Value::Bool(_) => vm.index(value),
        _ => {
            let name = vm.names.int.clone();
            match vm.call_special(value, &name, &[])? {
                Some(given) => Ok(given),
                None => {
                    let text = alloc::format!(
                        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                        vm.type_name(value).as_str()
                    );
                    vm.type_error(text)
                }
            }
        }
    }
}

fn to_float(vm: &mut Vm, args: &[Value]) -> R {
    let Some(value) = args.first() else {
        return Ok(Value::Float(0.0));
    };
    if let Some(text) = value.as_str() {
        return match parse_float(text) {
            Some(float) => Ok(Value::Float(float)),
            None => {
                let shown = vm.repr(value)?;
                vm.value_error(alloc::format!("could not convert string to float: {shown}"))
            }
        };
    }
    if let Some(float) = vm.float_of(value)? {
        return Ok(Value::Float(float));
    }
    let name = vm.names.float.clone();
    match vm.call_special(value, &name, &[])? {
        Some(given) => Ok(given),
        None => {
            let text = alloc::format!(
                "float() argument must be a string or a real number, not '{}'",
                vm.type_name(value).as_str()
            );
            vm.type_error(text)
        }
    }
}

fn to_str(vm: &mut Vm, args: &[Value]) -> R {
    match args.first() {
        Some(value) => vm.str(value).map(Value::str),
        None => Ok(Value::str("")),
    }
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
        _ => {
            return vm.type_error(alloc::format!(
                "range expected 1 to 3 arguments, got {}",
                numbers.len()
            ));
        }
    };
    if step == 0 {
        return vm.value_error("range() arg 3 must not be zero");
    }
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn property(get: Value, set: Value, del: Value) -> Value {
    Value::Property(Rc::new(Property {
        get,
        set,
        del,
        doc: Value::None,
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

/// What `super(class, object)` keeps.
struct Super {
    class: Rc<Class>,
    this: Value,
}

fn new_super(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (Value::Class(own), Value::Class(class)) = (arg(args, 0), arg(args, 1)) else {
        return vm.raise("RuntimeError", "super(): no arguments");
    };
    let data = Super {
        class,
        this: arg(args, 2),
    };
    Ok(Value::Instance(Rc::new(Instance::new(
        own,
        Payload::Native(Box::new(data)),
    ))))
}

/// An attribute by way of `super()`.
///
/// # Errors
/// Where no class further up has it.
pub fn super_attr(vm: &mut Vm, instance: &Instance, name: &Rc<Str>) -> R {
    let Some(of) = instance.native::<Super>() else {
        return vm.raise("RuntimeError", "super(): no arguments");
    };
    // Called on a class, in a class method or `__new__`, it goes up from that class.
    let (start, this) = match &of.this {
        Value::Class(class) if class.inherits(&of.class) => (class.clone(), None),
        other => (vm.class_of(other), Some(other)),
    };
    let mro = start.mro.borrow().clone();
    let after = mro
        .iter()
        .skip_while(|class| !Rc::ptr_eq(class, &of.class))
        .skip(1);
    for class in after {
        if let Some(found) = class.dict.get_name(name) {
            return vm.bind_found(found, this, &start);
        }
    }
    match object_attr(name.as_str()) {
        Some(found) => vm.bind_found(found, this, &start),
        None => {
            let text = alloc::format!("'super' object has no attribute '{}'", name.as_str());
            vm.raise("AttributeError", text)
        }
    }
}

/// What `object` has besides its methods in the class itself: a class without one of these is
/// treated by the machine without a call.
pub fn object_attr(name: &str) -> Option<Value> {
    let (name, call): (&'static str, crate::python::object::NativeFn) = match name {
        "__new__" => return Some(object_new()),
        "__init__" => return Some(nothing()),
        "__hash__" => ("__hash__", |_, args, _| {
            Ok(Value::Int((arg(args, 0).address() >> 4) as i64))
        }),
        "__repr__" => ("__repr__", |vm, args, _| {
            vm.plain_repr(&arg(args, 0)).map(Value::str)
        }),
        "__str__" => ("__str__", |vm, args, _| {
            vm.str_without_own(&arg(args, 0)).map(Value::str)
        }),
        "__eq__" => ("__eq__", |_, args, _| {
            Ok(match arg(args, 0).is(&arg(args, 1)) {
                true => Value::Bool(true),
                false => Value::NotImplemented,
            })
        }),
        _ => return None,
    };
    let func = super::native(name, call, 1, super::ANY, None);
    Some(func)
}

fn nothing() -> Value {
    super::native("__init__", |_, _, _| Ok(Value::None), 0, super::ANY, None)
}

fn object_new() -> Value {
    let make = |vm: &mut Vm, args: &[Value], _: &Kw| match arg(args, 0) {
        Value::Class(class) => {
            vm.check_abstract(&class)?;
            Ok(Value::Instance(Rc::new(Instance::new(
                class,
                Payload::Nothing,
            ))))
        }
        _ => vm.type_error("object.__new__(X): X is not a type object"),
    };
    super::native("__new__", make, 0, super::ANY, None)
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
