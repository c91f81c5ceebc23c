//! Classes and their objects.

use super::{Dict, Str, Value};
use alloc::boxed::Box;
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;
use core::any::Any;
use core::cell::{Cell, RefCell};

/// What the objects of a class are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Attributes only.
    Object,
    /// A builtin value, which an instance of a derived class holds.
    Builtin,
    /// An exception.
    Exception,
    /// A class.
    Type,
    /// Something of Rust's.
    Native,
}

/// A class.
pub struct Class {
    /// Tells it apart in the cache of attributes.
    pub id: u32,
    /// `__name__`.
    pub name: RefCell<Rc<Str>>,
    /// Its attributes.
    pub dict: Rc<Dict>,
    /// The classes it inherits from.
    pub bases: RefCell<Vec<Rc<Class>>>,
    /// Where attributes are looked for, itself first.
    pub mro: RefCell<Vec<Rc<Class>>>,
    /// Its class, where it is not `type`.
    pub meta: Option<Rc<Class>>,
    /// What its objects are made of.
    pub layout: Layout,
    /// The builtin class nearest to it: itself, if it is builtin.
    pub builtin: RefCell<Weak<Class>>,
    /// Made by the program or a module in Python, so that its attributes can be set.
    pub heap: bool,
    /// Whether objects may be made by calling it, where it is not of the program's.
    pub callable: Cell<bool>,
    /// The classes that inherit from it directly.
    pub subclasses: RefCell<Vec<Weak<Class>>>,
    /// `__slots__` leaves no room for other attributes.
    pub slots: Cell<bool>,
    /// It has a `__del__`, or inherits one.
    pub ends: Cell<bool>,
}

impl Class {
    /// Whether its class is `type`, and so has no say in how it compares.
    pub fn plain_meta(&self) -> bool {
        self.meta.is_none()
    }

    /// Whether it is `other` or inherits from it.
    pub fn inherits(&self, other: &Rc<Self>) -> bool {
        self.mro.borrow().iter().any(|base| Rc::ptr_eq(base, other))
    }

    /// What the class or a class it inherits from has under a name.
    pub fn find(&self, name: &Rc<Str>) -> Option<Value> {
        let mro = self.mro.borrow();
        mro.iter().find_map(|base| base.dict.get_name(name))
    }

    /// `__name__`.
    pub fn name(&self) -> Rc<Str> {
        self.name.borrow().clone()
    }
}

/// What an object holds besides its attributes.
pub enum Payload {
    /// Nothing.
    Nothing,
    /// A builtin value: its class inherits from a builtin one.
    Value(Value),
    /// Something of Rust's.
    Native(Box<dyn Any>),
}

/// An object.
pub struct Instance {
    /// Its class.
    pub class: RefCell<Rc<Class>>,
    /// Its attributes.
    pub attrs: RefCell<Rc<Dict>>,
    /// What else it holds.
    pub payload: Payload,
    /// A weak reference has a callback.
    pub watched: Cell<bool>,
    /// Its `__del__` was called.
    pub ended: Cell<bool>,
}

impl Drop for Instance {
    fn drop(&mut self) {
        if self.class.get_mut().ends.get() && !self.ended.get() {
            // Once more an object, for its `__del__`.
            crate::python::vm::note_end(Self {
                class: self.class.clone(),
                attrs: core::mem::take(&mut self.attrs),
                payload: core::mem::replace(&mut self.payload, Payload::Nothing),
                watched: Cell::new(false),
                ended: Cell::new(true),
            });
        }
        if self.watched.get() {
            crate::python::vm::note_gone(core::ptr::from_ref(self).addr());
        }
        match core::mem::replace(&mut self.payload, Payload::Nothing) {
            Payload::Value(value) => super::let_go_value(value),
            Payload::Native(held) => super::let_go(super::Aside::Other(held)),
            Payload::Nothing => {}
        }
    }
}

impl Instance {
    /// An object without attributes.
    pub fn new(class: Rc<Class>, payload: Payload) -> Self {
        Self {
            class: RefCell::new(class),
            attrs: RefCell::default(),
            payload,
            watched: Cell::new(false),
            ended: Cell::new(false),
        }
    }

    /// Its class.
    pub fn class(&self) -> Rc<Class> {
        self.class.borrow().clone()
    }

    /// The builtin value in it.
    pub fn inner(&self) -> Option<&Value> {
        match &self.payload {
            Payload::Value(value) => Some(value),
            _ => None,
        }
    }

    /// What Rust keeps in it.
    pub fn native<T: 'static>(&self) -> Option<&T> {
        match &self.payload {
            Payload::Native(data) => data.downcast_ref(),
            _ => None,
        }
    }
}
