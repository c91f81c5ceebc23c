//! The builtin functions, and the methods of builtin classes.

mod classes;
mod collections;
mod exceptions;
mod functions;
mod generators;
mod generics;
mod numbers;
mod strings;

pub use classes::{object_attr, super_attr};
pub use collections::view_iter;
pub use generics::{alias_of, union, union_parts};

use super::object::{Class, Native, NativeFn, Str, Value, Wrapped, Wrapper, intern};
use super::vm::{R, Vm};
use alloc::rc::Rc;
use core::cell::RefCell;

/// Any number of positional arguments.
pub const ANY: u8 = u8::MAX;

/// A function in Rust as a table has it: name, function, least and most positional arguments.
pub type Row = (&'static str, NativeFn, u8, u8);

/// Makes all of them known.
pub fn install(vm: &mut Vm) {
    for class in vm.types.all() {
        let name = class.name();
        let public = matches!(
            name.as_str(),
            "object"
                | "type"
                | "int"
                | "bool"
                | "float"
                | "str"
                | "bytes"
                | "bytearray"
                | "complex"
                | "tuple"
                | "list"
                | "dict"
                | "set"
                | "frozenset"
                | "range"
                | "slice"
                | "property"
                | "staticmethod"
                | "classmethod"
                | "super"
                | "enumerate"
                | "zip"
                | "map"
                | "filter"
                | "reversed"
        );
        if public {
            vm.builtins.set_name(&name, Value::Class(class));
        }
    }
    for class in vm.types.exceptions().to_vec() {
        let inner = matches!(
            class.name().as_str(),
            "CancelledError" | "InvalidStateError" | "NetError"
        );
        if !inner {
            vm.builtins.set_name(&class.name(), Value::Class(class));
        }
    }
    vm.builtins.set_str("NotImplemented", Value::NotImplemented);
    vm.builtins.set_str("Ellipsis", Value::Ellipsis);
    vm.builtins.set_str("__name__", Value::str("builtins"));
    functions::install(vm);
    classes::install(vm);
    collections::install(vm);
    exceptions::install(vm);
    generators::install(vm);
    generics::install(vm);
    numbers::install(vm);
    for class in [&vm.types.list, &vm.types.dict, &vm.types.set] {
        class.dict.set_str("__hash__", Value::None);
    }
    strings::install(vm);
}

/// A function in Rust.
pub fn function((name, call, least, most): &Row) -> Value {
    native(name, *call, *least, *most, None)
}

/// Methods of a class; the object counts as an argument.
pub fn add_methods(class: &Rc<Class>, rows: &[Row]) {
    for (name, call, least, most) in rows {
        let method = native(
            name,
            *call,
            least + 1,
            most.saturating_add(1),
            Some(class.clone()),
        );
        class.dict.set_str(name, method);
    }
}

/// What calling a class makes; the class is the first argument.
pub fn add_new(class: &Rc<Class>, call: NativeFn) {
    class
        .dict
        .set_str("__new__", native("__new__", call, 0, ANY, None));
}

/// A class method in Rust.
pub fn add_class_method(class: &Rc<Class>, name: &'static str, call: NativeFn) {
    let func = Value::Native(Rc::new(Native {
        name,
        call,
        least: 0,
        most: ANY,
        owner: RefCell::new(None),
        with: Value::Unbound,
    }));
    let wrapped = Wrapped {
        kind: Wrapper::Class,
        func,
    };
    class.dict.set_str(name, Value::Wrapped(Rc::new(wrapped)));
}

fn native(
    name: &'static str,
    call: NativeFn,
    least: u8,
    most: u8,
    owner: Option<Rc<Class>>,
) -> Value {
    Value::Native(Rc::new(Native {
        name,
        call,
        least,
        most,
        owner: RefCell::new(owner),
        with: Value::Unbound,
    }))
}

/// The argument at `place`; `None` where there is none.
pub fn arg(args: &[Value], place: usize) -> Value {
    args.get(place).cloned().unwrap_or(Value::None)
}

/// One character as a string.
pub fn character(character: char) -> Rc<Str> {
    let mut bytes = [0; 4];
    short(character.encode_utf8(&mut bytes))
}

/// A short string; the same one each time for one ASCII character.
pub fn short(text: &str) -> Rc<Str> {
    match text.is_ascii() {
        true => intern(text),
        false => Rc::new(Str::new(text)),
    }
}

/// Attributes of objects that Rust keeps: those of exceptions.
pub fn instance_special(vm: &mut Vm, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
    if let Some(value) = generics::attr(this, name) {
        return Ok(Some(value));
    }
    exceptions::attr(vm, this, name)
}

/// See [`instance_special`]; true where the attribute was set.
pub fn set_instance_special(vm: &mut Vm, this: &Value, name: &Rc<Str>, value: &Value) -> R<bool> {
    exceptions::set_attr(vm, this, name, value)
}

/// Attributes of builtin values that are no methods.
pub fn plain_special(_vm: &mut Vm, this: &Value, name: &Rc<Str>) -> Option<Value> {
    Some(match (this, name.as_str()) {
        (Value::Gen(generator), "__name__") => Value::Str(generator.name.borrow().clone()),
        (Value::Gen(generator), "__qualname__") => Value::Str(generator.qualname.borrow().clone()),
        (Value::Native(native), "__name__" | "__qualname__") => Value::str(native.name),
        (Value::Range(range), "start") => Value::Int(range.start),
        (Value::Range(range), "stop") => Value::Int(range.stop),
        (Value::Range(range), "step") => Value::Int(range.step),
        (Value::Slice(slice), "start") => slice.start.clone(),
        (Value::Slice(slice), "stop") => slice.stop.clone(),
        (Value::Slice(slice), "step") => slice.step.clone(),
        (Value::Property(property), "fget") => property.get.clone(),
        (Value::Property(property), "fset") => property.set.clone(),
        (Value::Property(property), "fdel") => property.del.clone(),
        (Value::Wrapped(wrapped), "__func__") => wrapped.func.clone(),
        (Value::Code(code), "co_name") => Value::Str(code.name.clone()),
        _ => return None,
    })
}
