//! What classes have under their names, remembered.

use crate::python::object::{Class, Str, Value, intern};
use crate::python::vm::Vm;
use alloc::rc::Rc;

/// How many attributes of classes are remembered.
pub const CACHED: usize = 2048;

/// An attribute of a class found lately.
#[derive(Clone)]
pub struct Cached {
    class: u32,
    name: usize,
    version: u32,
    value: Option<Value>,
}

impl Vm {
    /// What a class, or one it inherits from, has under a name.
    pub fn find_in(&mut self, class: &Rc<Class>, name: &Rc<Str>) -> Option<Value> {
        let address = Rc::as_ptr(name).cast::<u8>() as usize;
        let place = (address >> 4 ^ (class.id as usize).wrapping_mul(31)) % CACHED;
        if let Some(Some(known)) = self.cache.get(place)
            && known.class == class.id
            && known.name == address
            && known.version == self.version
        {
            return known.value.clone();
        }
        let value = class.find(name);
        // Only names that live as long as the machine: others may get the same address again.
        if Rc::strong_count(name) > 1
            && Rc::ptr_eq(&intern(name.as_str()), name)
            && let Some(slot) = self.cache.get_mut(place)
        {
            *slot = Some(Cached {
                class: class.id,
                name: address,
                version: self.version,
                value: value.clone(),
            });
        }
        value
    }

    /// A class changed: what is remembered of classes no longer holds.
    pub fn class_changed(&mut self) {
        self.version = self.version.wrapping_add(1);
    }
}
