//! What modules in Rust are made with.

use crate::python::builtins::{Row, function};
use crate::python::object::{
    Class, Dict, Instance, Kw, NativeFn, Payload, Property, Value, intern,
};
use crate::python::vm::Vm;
use alloc::boxed::Box;
use alloc::rc::Rc;
use core::any::Any;
use core::cell::RefCell;

/// A module's names: functions, and what else it holds.
pub fn names<'a>(
    functions: &[Row],
    others: impl IntoIterator<Item = (&'a str, Value)>,
) -> Rc<Dict> {
    let dict = Dict::of_names(others);
    for row in functions {
        // What follows the name tells of its parameters.
        let name = row.0.split(' ').next().unwrap_or(row.0);
        dict.set_str(name, function(row));
    }
    Rc::new(dict)
}

/// Attributes that are computed when they are read.
pub fn add_getters(class: &Rc<Class>, rows: &[(&'static str, NativeFn)]) {
    for (name, get) in rows {
        add_property(class, name, *get, None);
    }
}

/// An attribute that is computed, and can be set where `set` is given.
pub fn add_property(class: &Rc<Class>, name: &'static str, get: NativeFn, set: Option<NativeFn>) {
    let property = Property {
        get: function(&(name, get, 1, 1)),
        set: set.map_or(Value::None, |set| function(&(name, set, 2, 2))),
        del: Value::None,
        doc: Value::None,
        name: RefCell::new(Value::Str(intern(name))),
    };
    class.dict.set_str(name, Value::Property(Rc::new(property)));
}

/// A class in Rust, as a part of a module.
pub fn class(vm: &mut Vm, module: &str, name: &str) -> Rc<Class> {
    let class = vm.native_class(name);
    class.dict.set_str("__module__", Value::str(module));
    class
}

/// An object of a class in Rust.
pub fn object(class: &Rc<Class>, data: impl Any) -> Value {
    let payload = Payload::Native(Box::new(data));
    Value::Instance(Rc::new(Instance::new(class.clone(), payload)))
}

/// What Rust keeps in an object.
pub fn data<T: 'static>(value: &Value) -> Option<&T> {
    match value {
        Value::Instance(instance) => instance.native(),
        _ => None,
    }
}

/// A keyword argument; `None` given counts as not given.
pub fn keyword(kw: &Kw, name: &str) -> Option<Value> {
    let found = kw.iter().find(|(known, _)| known.as_str() == name);
    found
        .map(|(_, value)| value.clone())
        .filter(|value| !value.is_none())
}
