//! What can be called, and what belongs to it.

use super::{Class, Dict, Str, Value, let_go_value, let_go_values};
use crate::python::code::Code;
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

/// Keyword arguments.
pub type Kw = [(Rc<Str>, Value)];

/// A function in Rust: its positional arguments (the object first, for a method) and its keyword
/// arguments.
pub type NativeFn = fn(&mut Vm, &[Value], &Kw) -> R<Value>;

/// A function that is written in Python.
pub struct Func {
    /// Its code.
    pub code: Rc<Code>,
    /// Its module's names.
    pub globals: Rc<Dict>,
    /// Values of its last positional parameters.
    pub defaults: RefCell<Vec<Value>>,
    /// Values of its keyword-only parameters.
    pub kwdefaults: RefCell<Option<Rc<Dict>>>,
    /// The variables it shares with the functions around it.
    pub closure: Vec<Rc<Cell>>,
    /// `__name__`.
    pub name: RefCell<Rc<Str>>,
    /// `__qualname__`.
    pub qualname: RefCell<Rc<Str>>,
    /// `__dict__`: what the program sets.
    pub attrs: Rc<Dict>,
    /// `__doc__`, `__annotations__` and `__module__`, where they are set.
    pub told: Rc<Dict>,
}

/// Which keyword arguments a function in Rust takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keywords {
    /// It looks for itself.
    Own,
    /// None.
    None,
    /// None; complaints about the number of arguments are worded as by the old way of parsing.
    Parsed,
    /// All parameters by these names, in order; what is not given is [`Value::Unbound`].
    Names(&'static str),
}

/// A function that is written in Rust.
pub struct Native {
    /// Its name.
    pub name: &'static str,
    /// The function.
    pub call: NativeFn,
    /// The fewest positional arguments.
    pub least: u8,
    /// The most.
    pub most: u8,
    /// The class it is a method of; its first argument must be one.
    pub owner: RefCell<Option<Rc<Class>>>,
    /// The value it is bound to at making, passed first.
    pub with: Value,
    /// Which keyword arguments it takes.
    pub keywords: Keywords,
    /// It is what calling a class makes: its first argument is the class.
    pub maker: bool,
    /// It asks for the names that its caller sees.
    pub sees: bool,
}

/// A method with its object.
pub struct Bound {
    /// The method.
    pub func: Value,
    /// The object.
    pub this: Value,
}

/// A variable that functions share.
pub struct Cell(pub RefCell<Value>);

impl Drop for Cell {
    fn drop(&mut self) {
        let_go_value(self.0.replace(Value::Unbound));
    }
}

impl Drop for Bound {
    fn drop(&mut self) {
        let parts = [&mut self.func, &mut self.this];
        let_go_values(Vec::from(
            parts.map(|part| core::mem::replace(part, Value::None)),
        ));
    }
}

impl Drop for Property {
    fn drop(&mut self) {
        let parts = [&mut self.get, &mut self.set, &mut self.del];
        let_go_values(Vec::from(
            parts.map(|part| core::mem::replace(part, Value::None)),
        ));
    }
}

impl Drop for Wrapped {
    fn drop(&mut self) {
        let_go_value(core::mem::replace(&mut self.func, Value::None));
    }
}

impl Drop for Func {
    fn drop(&mut self) {
        let_go_values(core::mem::take(self.defaults.get_mut()));
    }
}

/// A module.
pub struct Module {
    /// Its name.
    pub name: Rc<Str>,
    /// Its names.
    pub dict: Rc<Dict>,
}

/// A property.
pub struct Property {
    /// Reads it.
    pub get: Value,
    /// Changes it.
    pub set: Value,
    /// Deletes it.
    pub del: Value,
    /// `__doc__`.
    pub doc: Value,
    /// Its name, once a class has it.
    pub name: RefCell<Value>,
}

/// What a wrapped function does with the object it is found on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrapper {
    /// Nothing.
    Static,
    /// Takes its class.
    Class,
}

/// A static or class method.
pub struct Wrapped {
    /// Which.
    pub kind: Wrapper,
    /// The function.
    pub func: Value,
}
