//! Tuples whose items have names.

use crate::python::builtins::{add_methods, arg, bound_function};
use crate::python::modules::kit::class;
use crate::python::object::{Dict, Instance, Kw, Payload, Property, Value, intern};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

/// `sys.name(field=value, ...)`.
pub fn record(vm: &mut Vm, name: &'static str, fields: &[(&'static str, Value)]) -> Value {
    let members = Dict::default();
    members.set_str("__module__", Value::str("sys"));
    let listed = fields.iter().map(|(name, _)| Value::str(*name)).collect();
    members.set_str("__match_args__", Value::tuple(listed));
    for (place, (field, _)) in fields.iter().enumerate() {
        let get = bound_function(field, item, Value::count(place), 1);
        members.set_str(field, property(field, get));
    }
    let base = Value::Class(vm.types.tuple.clone());
    let meta = vm.types.type_.clone();
    let made = vm.make_class(&meta, &intern(name), &[base], &members, &[]);
    let items = Value::tuple(fields.iter().map(|(_, value)| value.clone()).collect());
    match made {
        Ok(Value::Class(class)) => {
            class.callable.set(false);
            add_methods(&class, &[("__repr__", repr, 0, 0)]);
            Value::Instance(Rc::new(Instance::new(class, Payload::Value(items))))
        }
        _ => items,
    }
}

fn property(name: &str, get: Value) -> Value {
    Value::Property(Rc::new(Property {
        get,
        set: Value::None,
        del: Value::None,
        doc: Value::None,
        name: RefCell::new(Value::Str(intern(name))),
    }))
}

fn item(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let place = arg(args, 0);
    vm.plain_subscript(arg(args, 1).inner(), &place, None)
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let items = vm.collect(this.inner())?;
    let names = vm.attr(&this, &vm.names.match_args.clone())?;
    let names = vm.collect(&names)?;
    let mut parts = Vec::with_capacity(items.len());
    for (name, item) in names.iter().zip(&items) {
        let shown = vm.repr(item)?;
        parts.push(alloc::format!(
            "{}={shown}",
            name.as_str().unwrap_or_default()
        ));
    }
    let name = vm.class_of(&this).name();
    let text: String = parts.join(", ");
    Ok(Value::str(alloc::format!("sys.{}({text})", name.as_str())))
}

/// An object with nothing but attributes.
pub fn namespace<'a>(vm: &mut Vm, attributes: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let class = class(vm, "types", "SimpleNamespace");
    let instance = Instance::new(class, Payload::Nothing);
    for (name, value) in attributes {
        instance.attrs.borrow().set_str(name, value);
    }
    Value::Instance(Rc::new(instance))
}
