//! Attributes: what `this.name` finds.

mod bind;
mod cache;
mod class;
mod missing;
mod set;

pub use cache::{CACHED, Cached};
pub use missing::{module_of, told_name};

use super::{R, Stop, Vm};
use crate::python::object::{Class, Str, Value};
use alloc::rc::Rc;

impl Vm {
    /// `this.name`.
    ///
    /// # Errors
    /// `AttributeError` where there is none, and whatever the hooks of a class raise.
    pub fn attr(&mut self, this: &Value, name: &Rc<Str>) -> R {
        match self.find_attr(this, name) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => self.missing_attr(this, name),
            Err(stop) => {
                self.tell_missing(&stop, this, name);
                Err(stop)
            }
        }
    }

    /// `this.name`, or nothing; an `AttributeError` of a hook is nothing as well.
    pub fn attr_or_none(&mut self, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
        match self.find_attr(this, name) {
            Err(Stop::Raise(error)) if self.is_exception(&error, "AttributeError") => Ok(None),
            found => found,
        }
    }

    /// What `this.name` finds; nothing where it is missing, and nobody has said so yet.
    fn find_attr(&mut self, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
        match this {
            Value::Instance(instance) => {
                let class = instance.class();
                if Rc::ptr_eq(&class, &self.types.super_) {
                    return crate::python::builtins::super_attr(self, instance, name).map(Some);
                }
                self.hooked_attr(this, &class, name)
            }
            Value::Class(class) => match self.class_attr(class, name)? {
                Some(value) => Ok(Some(value)),
                None => match &class.meta {
                    Some(meta) => self.call_getattr(&meta.clone(), this, name),
                    None => Ok(None),
                },
            },
            Value::Module(module) => match module.dict.get_name(name) {
                Some(value) => Ok(Some(value)),
                None if name.as_str() == "__dict__" => Ok(Some(Value::Dict(module.dict.clone()))),
                None => match module.dict.get_name(&self.names.getattr) {
                    Some(hook) => self.call_with(&hook, &[Value::Str(name.clone())]).map(Some),
                    None => Ok(None),
                },
            },
            Value::Func(func) => match self.func_attr(func, name) {
                Some(value) => Ok(Some(value)),
                None => self.plain_attr(this, name),
            },
            _ => self.plain_attr(this, name),
        }
    }

    /// An attribute of an instance whose class may have `__getattribute__` and `__getattr__`: the
    /// latter is asked where the search fails, however it fails.
    fn hooked_attr(&mut self, this: &Value, class: &Rc<Class>, name: &Rc<Str>) -> R<Option<Value>> {
        let custom = self.names.getattribute.clone();
        let found = match self.custom_getattribute(class, &custom) {
            Some(method) => self
                .call_found(method, this, &[Value::Str(name.clone())])
                .map(Some),
            None => self.instance_attr(this, class, name),
        };
        match &found {
            Ok(Some(_)) => return found,
            Err(Stop::Raise(error)) if self.is_exception(error, "AttributeError") => {}
            Err(_) => return found,
            Ok(None) => {}
        }
        match self.call_getattr(class, this, name)? {
            Some(value) => Ok(Some(value)),
            None => found,
        }
    }

    /// What the `__getattr__` of a class says.
    fn call_getattr(
        &mut self,
        class: &Rc<Class>,
        this: &Value,
        name: &Rc<Str>,
    ) -> R<Option<Value>> {
        let hook = self.names.getattr.clone();
        match self.find_in(class, &hook) {
            Some(method) => self
                .call_found(method, this, &[Value::Str(name.clone())])
                .map(Some),
            None => Ok(None),
        }
    }

    /// The getter of a property, where it is a function in Python and nothing else has a say.
    /// Where there is a `__getattr__`, that is asked should the getter fail.
    pub fn python_getter(&mut self, this: &Value, name: &Rc<Str>) -> Option<Value> {
        let Value::Instance(instance) = this else {
            return None;
        };
        let class = instance.class();
        let getter = match self.find_in(&class, name) {
            Some(Value::Property(property)) if matches!(property.get, Value::Func(_)) => {
                property.get.clone()
            }
            _ => return None,
        };
        let (custom, hook) = (self.names.getattribute.clone(), self.names.getattr.clone());
        let hooked = self.custom_getattribute(&class, &custom).is_some()
            || self.find_in(&class, &hook).is_some();
        (!hooked).then_some(getter)
    }

    /// A method that can be called with the object as its first argument.
    pub fn method(&mut self, this: &Value, name: &Rc<Str>) -> Option<Value> {
        let class = match this {
            Value::Instance(instance) => {
                let class = instance.class();
                if Rc::ptr_eq(&class, &self.types.super_) {
                    return None;
                }
                let found = self.find_in(&class, name)?;
                if !matches!(found, Value::Func(_) | Value::Native(_))
                    || instance.attrs.borrow().get_name(name).is_some()
                {
                    return None;
                }
                let custom = self.names.getattribute.clone();
                if self.custom_getattribute(&class, &custom).is_some() {
                    return None;
                }
                return match &found {
                    Value::Native(native) if native.owner.borrow().is_none() => None,
                    _ => Some(found),
                };
            }
            Value::Class(_) | Value::Module(_) | Value::Func(_) => return None,
            other => self.types.plain(other).clone(),
        };
        match self.find_in(&class, name)? {
            found @ Value::Native(_) => Some(found),
            _ => None,
        }
    }

    pub(super) fn custom_getattribute(
        &mut self,
        class: &Rc<Class>,
        name: &Rc<Str>,
    ) -> Option<Value> {
        match self.find_in(class, name) {
            Some(found @ Value::Func(_)) => Some(found),
            _ => None,
        }
    }

    /// What `object.__getattribute__` finds.
    pub fn instance_attr(
        &mut self,
        this: &Value,
        class: &Rc<Class>,
        name: &Rc<Str>,
    ) -> R<Option<Value>> {
        let Value::Instance(instance) = this else {
            return Ok(None);
        };
        let found = self.find_in(class, name);
        if let Some(found) = &found {
            let first = match found {
                Value::Property(_) => true,
                Value::Instance(descriptor) => {
                    let of = descriptor.class();
                    let (set, delete) = (self.names.set.clone(), self.names.delete.clone());
                    self.find_in(&of, &set).is_some() || self.find_in(&of, &delete).is_some()
                }
                _ => false,
            };
            if first {
                return self.bind_found(found.clone(), Some(this), class).map(Some);
            }
        }
        if let Some(value) = instance.attrs.borrow().get_name(name) {
            return Ok(Some(value));
        }
        if let Some(found) = found {
            return self.bind_found(found, Some(this), class).map(Some);
        }
        if let Some(value) = crate::python::builtins::instance_special(self, this, name)? {
            return Ok(Some(value));
        }
        Ok(match name.as_str() {
            "__class__" => Some(Value::Class(class.clone())),
            "__dict__" if !class.slots.get() => Some(Value::Dict(instance.attrs.borrow().clone())),
            "__doc__" | "__module__" => self.class_attr(class, name)?,
            _ => match crate::python::builtins::slot(class, name.as_str()) {
                Some(found) => Some(self.bind_found(found, Some(this), class)?),
                None => None,
            },
        })
    }

    /// An attribute of a builtin value.
    fn plain_attr(&mut self, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
        if let Value::Bound(method) = this {
            match name.as_str() {
                "__self__" => return Ok(Some(method.this.clone())),
                "__func__" => return Ok(Some(method.func.clone())),
                "__class__" => {}
                _ if matches!(method.func, Value::Func(_)) => {
                    let class = self.types.method.clone();
                    if self.find_in(&class, name).is_none() {
                        return self.find_attr(&method.func, name);
                    }
                }
                _ => {}
            }
        }
        if let Some(value) = crate::python::builtins::plain_special(self, this, name) {
            return Ok(Some(value));
        }
        let class = self.types.of(this);
        let found = match self.find_in(&class, name) {
            Some(found) => found,
            None => match name.as_str() {
                "__class__" => return Ok(Some(Value::Class(class))),
                "__doc__" => return Ok(Some(Value::None)),
                name => match crate::python::builtins::slot(&class, name) {
                    Some(found) => found,
                    None => return Ok(None),
                },
            },
        };
        self.bind_found(found, Some(this), &class).map(Some)
    }
}
