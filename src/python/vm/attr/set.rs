//! Attributes that are set and deleted.

use crate::python::object::{Class, Str, Value};
use crate::python::vm::{R, Vm, told_name};
use alloc::rc::Rc;

impl Vm {
    /// `this.name = value`.
    pub fn set_attr(&mut self, this: &Value, name: &Rc<Str>, value: Value) -> R<()> {
        match this {
            Value::Instance(instance) => {
                let class = instance.class();
                let hook = self.names.setattr.clone();
                if let Some(method) = self.find_in(&class, &hook) {
                    self.call_found(method, this, &[Value::Str(name.clone()), value])?;
                    return Ok(());
                }
                self.set_instance_attr(this, name, value)
            }
            Value::Class(class) => self.set_class_attr(class, name, value),
            Value::Module(module) => {
                module.dict.set_name(name, value);
                Ok(())
            }
            Value::Func(func) => {
                match (name.as_str(), &value) {
                    ("__name__", Value::Str(text)) => {
                        func.name.replace(text.clone());
                    }
                    ("__qualname__", Value::Str(text)) => {
                        func.qualname.replace(text.clone());
                    }
                    ("__defaults__", value @ (Value::Tuple(_) | Value::None)) => {
                        func.defaults
                            .replace(crate::python::vm::args::items(value).to_vec());
                    }
                    ("__kwdefaults__", Value::Dict(dict)) => {
                        func.kwdefaults.replace(Some(dict.clone()));
                    }
                    ("__kwdefaults__", Value::None) => {
                        func.kwdefaults.replace(None);
                    }
                    ("__dict__", Value::Dict(dict)) => {
                        let map = dict.map.borrow().clone();
                        func.attrs.map.replace(map);
                    }
                    ("__doc__" | "__module__" | "__annotations__", _) => {
                        func.told.set_name(name, value);
                    }
                    (special, _) => {
                        let what = match special {
                            "__name__" | "__qualname__" => "a string object",
                            "__defaults__" => "a tuple object",
                            "__kwdefaults__" => "a dict object",
                            "__code__" => "a code object",
                            "__globals__" | "__closure__" => {
                                let error = self.raise("AttributeError", "readonly attribute");
                                return error;
                            }
                            _ => {
                                func.attrs.set_name(name, value);
                                return Ok(());
                            }
                        };
                        return self.type_error(alloc::format!("{special} must be set to {what}"));
                    }
                }
                Ok(())
            }
            Value::Gen(generator) => match (name.as_str(), &value) {
                ("__name__", Value::Str(text)) => {
                    generator.name.replace(text.clone());
                    Ok(())
                }
                ("__qualname__", Value::Str(text)) => {
                    generator.qualname.replace(text.clone());
                    Ok(())
                }
                _ => self.no_setattr(this, name),
            },
            _ => self.no_setattr(this, name),
        }
    }

    fn no_accessor(&mut self, this: &Value, name: &Rc<Str>, what: &str) -> R<()> {
        let class = self.types.of(this);
        let text = alloc::format!(
            "property '{}' of '{}' object has no {what}",
            name.as_str(),
            class.name().as_str()
        );
        self.attribute_error(text, this, name).map(|_| ())
    }

    pub(super) fn no_setattr(&mut self, this: &Value, name: &Rc<Str>) -> R<()> {
        let class = self.types.of(this);
        let text = match self.find_in(&class, name) {
            Some(_) => alloc::format!(
                "'{}' object attribute '{}' is read-only",
                told_name(&class).as_str(),
                name.as_str()
            ),
            None => alloc::format!(
                "'{}' object has no attribute '{}'",
                told_name(&class).as_str(),
                name.as_str()
            ),
        };
        self.attribute_error(text, this, name).map(|_| ())
    }

    /// What `object.__setattr__` does.
    pub fn set_instance_attr(&mut self, this: &Value, name: &Rc<Str>, value: Value) -> R<()> {
        let instance = match this {
            Value::Instance(instance) => instance,
            Value::Class(class) => return self.set_own_attr(class, name, value),
            _ => return self.set_attr(this, name, value),
        };
        let class = instance.class();
        match self.find_in(&class, name) {
            Some(Value::Property(property)) => {
                if property.set.is_none() {
                    return self.no_accessor(this, name, "setter");
                }
                let setter = property.set.clone();
                self.call_with(&setter, &[this.clone(), value])?;
                return Ok(());
            }
            Some(Value::Instance(descriptor)) => {
                let set = self.names.set.clone();
                let of = descriptor.class();
                if let Some(method) = self.find_in(&of, &set) {
                    self.call_found(method, &Value::Instance(descriptor), &[this.clone(), value])?;
                    return Ok(());
                }
            }
            _ => {}
        }
        if crate::python::builtins::set_instance_special(self, this, name, &value)? {
            return Ok(());
        }
        if name.as_str() == "__dict__" && class.heap && !class.slots.get() {
            let Value::Dict(dict) = value.inner() else {
                let text = alloc::format!(
                    "__dict__ must be set to a dictionary, not a '{}'",
                    self.type_name(&value).as_str()
                );
                return self.type_error(text);
            };
            let before = instance.attrs.replace(dict.clone());
            drop(before);
            return Ok(());
        }
        if name.as_str() == "__class__" {
            let Value::Class(new) = value else {
                let text = alloc::format!(
                    "__class__ must be set to a class, not '{}' object",
                    self.type_name(&value).as_str()
                );
                return self.type_error(text);
            };
            if !new.heap || !class.heap {
                return self.type_error(
                    "__class__ assignment only supported for mutable types or ModuleType subclasses",
                );
            }
            if new.layout != class.layout {
                let text = alloc::format!(
                    "__class__ assignment: '{}' object layout differs from '{}'",
                    new.name().as_str(),
                    class.name().as_str()
                );
                return self.type_error(text);
            }
            instance.class.replace(new);
            return Ok(());
        }
        let closed = !class.heap
            && !matches!(
                class.layout,
                crate::python::object::Layout::Exception | crate::python::object::Layout::Native
            );
        if closed || Rc::ptr_eq(&class, &self.types.super_) {
            return self.no_setattr(this, name);
        }
        if class.slots.get() && !self.slot_allowed(&class, name) {
            return self.no_setattr(this, name);
        }
        instance.attrs.borrow().set_name(name, value);
        Ok(())
    }

    pub(super) fn slot_allowed(&mut self, class: &Rc<Class>, name: &Rc<Str>) -> bool {
        let slots = self.names.slots.clone();
        let mro = class.mro.borrow().clone();
        mro.iter().any(|base| {
            if base.heap && base.dict.get_name(&slots).is_none() {
                return true;
            }
            let is = |one: &Value| match one.as_str() {
                Some("__dict__") => true,
                // A private name is the class's own.
                Some(one) if one.starts_with("__") && !one.ends_with("__") => {
                    let class = base.name();
                    let own = name
                        .as_str()
                        .strip_prefix('_')
                        .and_then(|name| name.strip_prefix(class.as_str().trim_start_matches('_')));
                    own == Some(one)
                }
                one => one == Some(name.as_str()),
            };
            match base.dict.get_name(&slots) {
                Some(one @ Value::Str(_)) => is(&one),
                Some(Value::Tuple(names)) => names.0.iter().any(is),
                Some(Value::List(names)) => names.0.borrow().iter().any(is),
                Some(Value::Dict(names)) => names.map.borrow().iter().any(|(one, _)| is(one)),
                _ => false,
            }
        })
    }

    /// `Class.name = value`.
    pub fn set_class_attr(&mut self, class: &Rc<Class>, name: &Rc<Str>, value: Value) -> R<()> {
        if !class.heap {
            let text = alloc::format!(
                "cannot set '{}' attribute of immutable type '{}'",
                name.as_str(),
                class.name().as_str()
            );
            return self.type_error(text);
        }
        if let Some(meta) = &class.meta {
            let hook = self.names.setattr.clone();
            let this = Value::Class(class.clone());
            if let Some(method) = self.find_in(meta, &hook) {
                self.call_found(method, &this, &[Value::Str(name.clone()), value])?;
                return Ok(());
            }
        }
        self.set_own_attr(class, name, value)
    }

    /// What `type.__setattr__` does.
    pub(super) fn set_own_attr(
        &mut self,
        class: &Rc<Class>,
        name: &Rc<Str>,
        value: Value,
    ) -> R<()> {
        if let Some(meta) = &class.meta
            && let Some(Value::Property(property)) = self.find_in(meta, name)
        {
            let this = Value::Class(class.clone());
            if property.set.is_none() {
                return self.no_accessor(&this, name, "setter");
            }
            let setter = property.set.clone();
            self.call_with(&setter, &[this, value])?;
            return Ok(());
        }
        if let ("__name__", Value::Str(text)) = (name.as_str(), &value) {
            class.name.replace(text.clone());
        } else {
            class.dict.set_name(name, value);
        }
        self.class_changed();
        Ok(())
    }

    /// `del this.name`.
    pub fn del_attr(&mut self, this: &Value, name: &Rc<Str>) -> R<()> {
        match this {
            Value::Instance(instance) => {
                let class = instance.class();
                let hook = self.names.delattr.clone();
                if let Some(method) = self.find_in(&class, &hook) {
                    self.call_found(method, this, &[Value::Str(name.clone())])?;
                    return Ok(());
                }
                self.del_instance_attr(this, name)
            }
            Value::Class(class) => {
                let hook = self.names.delattr.clone();
                if let Some(meta) = &class.meta
                    && let Some(method) = self.find_in(meta, &hook)
                {
                    self.call_found(method, this, &[Value::Str(name.clone())])?;
                    return Ok(());
                }
                self.del_own_attr(class, name)
            }
            Value::Module(module) if module.dict.remove_name(name).is_some() => Ok(()),
            Value::Func(func) if func.attrs.remove_name(name).is_some() => Ok(()),
            _ => self.no_setattr(this, name),
        }
    }

    /// What `type.__delattr__` does.
    pub(super) fn del_own_attr(&mut self, class: &Rc<Class>, name: &Rc<Str>) -> R<()> {
        if class.dict.remove_name(name).is_none() {
            let text = alloc::format!(
                "type object '{}' has no attribute '{}'",
                class.name().as_str(),
                name.as_str()
            );
            let this = Value::Class(class.clone());
            return self.attribute_error(text, &this, name).map(|_| ());
        }
        self.class_changed();
        Ok(())
    }

    /// What `object.__delattr__` does.
    pub fn del_instance_attr(&mut self, this: &Value, name: &Rc<Str>) -> R<()> {
        let instance = match this {
            Value::Instance(instance) => instance,
            Value::Class(class) => return self.del_own_attr(class, name),
            _ => return Ok(()),
        };
        let class = instance.class();
        match self.find_in(&class, name) {
            Some(Value::Property(property)) => {
                if property.del.is_none() {
                    return self.no_accessor(this, name, "deleter");
                }
                let del = property.del.clone();
                self.call_with(&del, core::slice::from_ref(this))?;
                return Ok(());
            }
            Some(Value::Instance(descriptor)) => {
                let delete = self.names.delete.clone();
                let of = descriptor.class();
                if let Some(method) = self.find_in(&of, &delete) {
                    self.call_found(
                        method,
                        &Value::Instance(descriptor),
                        core::slice::from_ref(this),
                    )?;
                    return Ok(());
                }
                let set = self.names.set.clone();
                if self.find_in(&of, &set).is_some() {
                    return self.raise("AttributeError", "__delete__");
                }
            }
            _ => {}
        }
        match instance.attrs.borrow().remove_name(name) {
            Some(_) => Ok(()),
            None => self.no_attr(this, name).map(|_| ()),
        }
    }
}
