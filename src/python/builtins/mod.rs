//! The builtin functions, and the methods of builtin classes.

mod attributes;
mod bytes;
mod classes;
mod collections;
mod exceptions;
mod functions;
mod generators;
mod generics;
mod numbers;
mod slots;
mod str;
mod super_object;

pub use attributes::{
    frame as frame_object, instance_special, plain_special, set_instance_special,
};
pub use bytes::bytes_of;
pub use collections::{view_attr, view_iter};
pub use functions::{is_callable, sort};
pub use generics::{alias_of, is_alias, union, union_parts};
pub use numbers::{complex_parts, complex_power};
pub use slots::{slot, slot_names};
pub use str::{Kind, decimal, decode, encode, text_of, wide};
pub use super_object::{super_attr, super_repr};

use super::object::{Class, Keywords, Native, NativeFn, Str, Value, Wrapped, Wrapper, intern};
use super::vm::Vm;
use alloc::rc::Rc;
use core::cell::RefCell;

/// Any number of positional arguments.
pub const ANY: u8 = u8::MAX;

/// A function in Rust as a table has it: name, function, least and most positional arguments.
///
/// The name may be followed by the names of the parameters (`split sep maxsplit`), all of which
/// may then be given by name; by `/`, where none may; or by `()`, where none may and complaints
/// are worded as by the old way of parsing. Without these the function looks for itself.
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
                | "memoryview"
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
    vm.builtins.set_str("__debug__", Value::Bool(true));
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
    str::install(vm);
    bytes::install(vm);
}

/// A function in Rust.
pub fn function((name, call, least, most): &Row) -> Value {
    native(name, *call, *least, *most, None)
}

/// A function in Rust that is given a value of its own first.
pub fn bound_function(name: &'static str, call: NativeFn, with: Value, most: u8) -> Value {
    let mut made = make_native(name, call, 0, most.saturating_add(1), None);
    made.with = with;
    Value::Native(Rc::new(made))
}

/// Methods of a class; the object counts as an argument.
pub fn add_methods(class: &Rc<Class>, rows: &[Row]) {
    for (name, call, least, most) in rows {
        let (least, most) = (least + 1, most.saturating_add(1));
        let method = native(name, *call, least, most, Some(class.clone()));
        let bare = name.split(' ').next().unwrap_or(name);
        class.dict.set_str(bare, method);
    }
}

/// What calling a class makes; the class is the first argument.
pub fn add_new(class: &Rc<Class>, call: NativeFn) {
    class
        .dict
        .set_str("__new__", native("__new__", call, 0, ANY, None));
}

/// As [`add_new`], with a row of its own: parameters by name, and how many there may be. The
/// row's name is the class's.
pub fn add_maker(class: &Rc<Class>, (name, call, least, most): Row) {
    let mut made = make_native(name, call, least + 1, most.saturating_add(1), None);
    made.maker = true;
    class.dict.set_str("__new__", Value::Native(Rc::new(made)));
}

/// A class method in Rust.
pub fn add_class_method(class: &Rc<Class>, name: &'static str, call: NativeFn) {
    let func = native(name, call, 0, ANY, None);
    let wrapped = Wrapped {
        kind: Wrapper::Class,
        func,
    };
    let bare = name.split(' ').next().unwrap_or(name);
    class.dict.set_str(bare, Value::Wrapped(Rc::new(wrapped)));
}

/// A static method in Rust.
pub fn add_static_method(class: &Rc<Class>, row: Row) {
    let wrapped = Wrapped {
        kind: Wrapper::Static,
        func: function(&row),
    };
    let bare = row.0.split(' ').next().unwrap_or(row.0);
    class.dict.set_str(bare, Value::Wrapped(Rc::new(wrapped)));
}

fn native(
    name: &'static str,
    call: NativeFn,
    least: u8,
    most: u8,
    owner: Option<Rc<Class>>,
) -> Value {
    Value::Native(Rc::new(make_native(name, call, least, most, owner)))
}

fn make_native(
    name: &'static str,
    call: NativeFn,
    least: u8,
    most: u8,
    owner: Option<Rc<Class>>,
) -> Native {
    let (name, keywords) = match name.split_once(' ') {
        None => (name, Keywords::Own),
        Some((name, "/")) => (name, Keywords::None),
        Some((name, "()")) => (name, Keywords::Parsed),
        Some((name, names)) => (name, Keywords::Names(names)),
    };
    Native {
        name,
        call,
        least,
        most,
        owner: RefCell::new(owner),
        with: Value::Unbound,
        keywords,
        maker: false,
        sees: matches!(
            name,
            "globals" | "locals" | "vars" | "dir" | "eval" | "exec" | "__import__" | "_getframe"
        ),
    }
}

/// A method of a class, as a table has it.
pub fn bound_row((name, call, least, most): &Row, owner: Rc<Class>) -> Value {
    native(name, *call, least + 1, most.saturating_add(1), Some(owner))
}

/// `object.__new__`.
pub fn object_new() -> Value {
    native("__new__", classes::object_new, 0, ANY, None)
}

/// The argument at `place`; `None` where there is none.
pub fn arg(args: &[Value], place: usize) -> Value {
    given(args, place).cloned().unwrap_or(Value::None)
}

/// The argument at `place`, if it is given.
pub fn given(args: &[Value], place: usize) -> Option<&Value> {
    args.get(place).filter(|value| !value.is_unbound())
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
