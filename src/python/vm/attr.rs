//! Attributes.

use super::{R, Stop, Vm};
use crate::python::object::{Bound, Class, Dict, Str, Value, Wrapper, intern};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

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

    /// Binds what was found in a class to an object, or to the class alone.
    pub fn bind_found(&mut self, found: Value, this: Option<&Value>, class: &Rc<Class>) -> R {
        Ok(match (&found, this) {
            (Value::Func(_), Some(this)) => bound(found, this),
            (Value::Native(native), Some(this)) if native.owner.borrow().is_some() => {
                bound(found, this)
            }
            (Value::Wrapped(wrapped), _) => match wrapped.kind {
                Wrapper::Static => wrapped.func.clone(),
                Wrapper::Class => {
                    let func = wrapped.func.clone();
                    match &func {
                        Value::Property(property) => {
                            let getter = property.get.clone();
                            self.call_with(&getter, &[Value::Class(class.clone())])?
                        }
                        _ => bound(func, &Value::Class(class.clone())),
                    }
                }
            },
            (Value::Property(property), Some(this)) => {
                if property.get.is_none() {
                    let name = property
                        .name
                        .borrow()
                        .as_str()
                        .map(String::from)
                        .unwrap_or_default();
                    let text = alloc::format!(
                        "property '{name}' of '{}' object has no getter",
                        told_name(class).as_str()
                    );
                    return self.raise("AttributeError", text);
                }
                let getter = property.get.clone();
                self.call_with(&getter, core::slice::from_ref(this))?
            }
            (Value::Instance(instance), _) => {
                let get = self.names.get.clone();
                let of = instance.class();
                match self.find_in(&of, &get) {
                    Some(method) => {
                        let object = this.cloned().unwrap_or(Value::None);
                        self.call_found(method, &found, &[object, Value::Class(class.clone())])?
                    }
                    None => found,
                }
            }
            _ => found,
        })
    }

    /// The getter of a property, where it is a function in Python and nothing else has a say.
    pub fn python_getter(&mut self, this: &Value, name: &Rc<Str>) -> Option<Value> {
        let Value::Instance(instance) = this else {
            return None;
        };
        let class = instance.class();
        match self.find_in(&class, name) {
            Some(Value::Property(property)) if matches!(property.get, Value::Func(_)) => {
                Some(property.get.clone())
            }
            _ => None,
        }
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
                    || instance.attrs.get_name(name).is_some()
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

    /// `this.name`.
    pub fn attr(&mut self, this: &Value, name: &Rc<Str>) -> R {
        match this {
            Value::Instance(instance) => {
                let class = instance.class();
                if Rc::ptr_eq(&class, &self.types.super_) {
                    return crate::python::builtins::super_attr(self, instance, name);
                }
                let custom = self.names.getattribute.clone();
                let found = match self.custom_getattribute(&class, &custom) {
                    Some(method) => {
                        match self.call_found(method, this, &[Value::Str(name.clone())]) {
                            Err(Stop::Raise(error))
                                if self.is_exception(&error, "AttributeError") =>
                            {
                                None
                            }
                            other => return other,
                        }
                    }
                    None => self.instance_attr(this, &class, name)?,
                };
                if let Some(value) = found {
                    return Ok(value);
                }
                let hook = self.names.getattr.clone();
                match self.find_in(&class, &hook) {
                    Some(method) => self.call_found(method, this, &[Value::Str(name.clone())]),
                    None => self.no_attr(this, name),
                }
            }
            Value::Class(class) => match self.class_attr(class, name)? {
                Some(value) => Ok(value),
                None => {
                    if let Some(meta) = &class.meta {
                        let hook = self.names.getattr.clone();
                        if let Some(method) = self.find_in(meta, &hook) {
                            return self.call_found(method, this, &[Value::Str(name.clone())]);
                        }
                    }
                    let text = alloc::format!(
                        "type object '{}' has no attribute '{}'",
                        told_name(class).as_str(),
                        name.as_str()
                    );
                    self.attribute_error(text, this, name)
                }
            },
            Value::Module(module) => match module.dict.get_name(name) {
                Some(value) => Ok(value),
                None if name.as_str() == "__dict__" => Ok(Value::Dict(module.dict.clone())),
                None => {
                    let hook = self.names.getattr.clone();
                    if let Some(hook) = module.dict.get_name(&hook) {
                        return self.call_with(&hook, &[Value::Str(name.clone())]);
                    }
                    let text = alloc::format!(
                        "module '{}' has no attribute '{}'",
                        module.name.as_str(),
                        name.as_str()
                    );
                    self.attribute_error(text, this, name)
                }
            },
            Value::Func(func) => match self.func_attr(func, name) {
                Some(value) => Ok(value),
                None => self.plain_attr(this, name),
            },
            _ => self.plain_attr(this, name),
        }
    }

    /// `this.name`, or nothing.
    pub fn attr_or_none(&mut self, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
        match self.attr(this, name) {
            Ok(value) => Ok(Some(value)),
            Err(Stop::Raise(error)) if self.is_exception(&error, "AttributeError") => Ok(None),
            Err(stop) => Err(stop),
        }
    }

    /// `AttributeError` with what it is about.
    pub fn attribute_error(&mut self, text: String, this: &Value, name: &Rc<Str>) -> R {
        let class = self.types.exception("AttributeError");
        let error = self.exception(&class, Vec::from([Value::str(text)]));
        if let Value::Instance(instance) = &error {
            instance.attrs.set_str("name", Value::Str(name.clone()));
            instance.attrs.set_str("obj", this.clone());
        }
        Err(Stop::raise(error))
    }

    /// Complains of an attribute that is not there.
    pub fn no_attr(&mut self, this: &Value, name: &Rc<Str>) -> R {
        let text = alloc::format!(
            "'{}' object has no attribute '{}'",
            self.type_name(this).as_str(),
            name.as_str()
        );
        self.attribute_error(text, this, name)
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
        if let Some(value) = instance.attrs.get_name(name) {
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
            "__dict__" if !class.slots.get() => Some(Value::Dict(instance.attrs.clone())),
            "__doc__" | "__module__" => self.class_attr(class, name)?,
            _ => match crate::python::builtins::slot(class, name.as_str()) {
                Some(found) => Some(self.bind_found(found, Some(this), class)?),
                None => None,
            },
        })
    }

    /// An attribute of a class.
    pub fn class_attr(&mut self, class: &Rc<Class>, name: &Rc<Str>) -> R<Option<Value>> {
        let this = Value::Class(class.clone());
        let meta = class
            .meta
            .clone()
            .unwrap_or_else(|| self.types.type_.clone());
        let in_meta = self.find_in(&meta, name);
        if let Some(found @ Value::Property(_)) = &in_meta {
            return self.bind_found(found.clone(), Some(&this), &meta).map(Some);
        }
        match name.as_str() {
            "__name__" => return Ok(Some(Value::Str(class.name()))),
            "__qualname__" => {
                let own = class.dict.get_name(name);
                return Ok(Some(own.unwrap_or_else(|| Value::Str(class.name()))));
            }
            "__class__" => return Ok(Some(Value::Class(meta))),
            "__mro__" => {
                let mro = class
                    .mro
                    .borrow()
                    .iter()
                    .cloned()
                    .map(Value::Class)
                    .collect();
                return Ok(Some(Value::tuple(mro)));
            }
            "__bases__" => {
                let bases = class
                    .bases
                    .borrow()
                    .iter()
                    .cloned()
                    .map(Value::Class)
                    .collect();
                return Ok(Some(Value::tuple(bases)));
            }
            "__base__" => {
                let base = class.bases.borrow().first().cloned();
                return Ok(Some(Value::option(base.map(Value::Class))));
            }
            "__dict__" => return Ok(Some(Value::Dict(class.dict.clone()))),
            "__module__" if !class.heap => {
                let told = class.dict.get_name(name);
                return Ok(Some(told.unwrap_or_else(|| Value::str(module_of(class)))));
            }
            "__doc__" => {
                return Ok(Some(class.dict.get_name(name).unwrap_or(Value::None)));
            }
            "__annotations__" => {
                let own = class.dict.get_name(name);
                let made = own.unwrap_or_else(|| {
                    let made = Value::dict(Dict::default());
                    class.dict.set_name(name, made.clone());
                    made
                });
                return Ok(Some(made));
            }
            _ => {}
        }
        if let Some(found) = self.find_in(class, name) {
            return self.bind_found(found, None, class).map(Some);
        }
        if let Some(found) = crate::python::builtins::slot(class, name.as_str()) {
            return self.bind_found(found, None, class).map(Some);
        }
        if let Some(found) = in_meta {
            return self.bind_found(found, Some(&this), &meta).map(Some);
        }
        match crate::python::builtins::slot(&meta, name.as_str()) {
            Some(found) => self.bind_found(found, Some(&this), &meta).map(Some),
            None => Ok(None),
        }
    }

    pub(super) fn func_attr(
        &mut self,
        func: &Rc<crate::python::object::Func>,
        name: &Rc<Str>,
    ) -> Option<Value> {
        Some(match name.as_str() {
            "__name__" => Value::Str(func.name.borrow().clone()),
            "__qualname__" => Value::Str(func.qualname.borrow().clone()),
            "__code__" => Value::Code(func.code.clone()),
            "__globals__" => Value::Dict(func.globals.clone()),
            "__dict__" => Value::Dict(func.attrs.clone()),
            "__defaults__" => {
                let defaults = func.defaults.borrow();
                if defaults.is_empty() {
                    Value::None
                } else {
                    Value::tuple(defaults.clone())
                }
            }
            "__kwdefaults__" => Value::option(func.kwdefaults.borrow().clone().map(Value::Dict)),
            "__closure__" if func.closure.is_empty() => Value::None,
            "__closure__" => Value::tuple(func.closure.iter().cloned().map(Value::Cell).collect()),
            "__doc__" => match func.told.get_name(name) {
                Some(doc) => doc,
                None => Value::option(func.code.doc.clone()),
            },
            "__module__" => match func.told.get_name(name) {
                Some(module) => module,
                None => func.globals.get_str("__name__").unwrap_or(Value::None),
            },
            "__annotations__" => match func.told.get_name(name) {
                Some(known) => known,
                None => {
                    let made = Value::dict(Dict::default());
                    func.told.set_name(name, made.clone());
                    made
                }
            },
            _ => return func.attrs.get_name(name),
        })
    }

    /// An attribute of a builtin value.
    pub(super) fn plain_attr(&mut self, this: &Value, name: &Rc<Str>) -> R {
        if let Value::Bound(method) = this {
            match name.as_str() {
                "__self__" => return Ok(method.this.clone()),
                "__func__" => return Ok(method.func.clone()),
                _ if matches!(method.func, Value::Func(_)) && name.as_str() != "__class__" => {
                    let class = self.types.method.clone();
                    if self.find_in(&class, name).is_none() {
                        return self.attr(&method.func.clone(), name);
                    }
                }
                _ => {}
            }
        }
        if let Some(value) = crate::python::builtins::plain_special(self, this, name) {
            return Ok(value);
        }
        let class = self.types.of(this);
        match self.find_in(&class, name) {
            Some(found) => self.bind_found(found, Some(this), &class),
            None if name.as_str() == "__class__" => Ok(Value::Class(class)),
            None if name.as_str() == "__doc__" => Ok(Value::None),
            None => match crate::python::builtins::slot(&class, name.as_str()) {
                Some(found) => self.bind_found(found, Some(this), &class),
                None => self.no_attr(this, name),
            },
        }
    }
}

fn bound(func: Value, this: &Value) -> Value {
    Value::Bound(Rc::new(Bound {
        func,
        this: this.clone(),
    }))
}

/// Classes that tell their module in messages, as those do that CPython has in C: whole modules,
/// and single ones.
const TOLD_WITH_MODULE: &str = " _asyncio _thread _io re _contextvars weakref itertools operator \
    datetime time _queue decimal.Decimal decimal.Context collections.deque collections.OrderedDict \
    collections.defaultdict functools.partial types.SimpleNamespace types.GenericAlias \
    types.UnionType ";

/// A class's name in messages.
pub fn told_name(class: &Class) -> Rc<Str> {
    let name = class.name();
    let own = class.dict.get_str("__module__");
    let module = match own.as_ref().and_then(Value::as_str) {
        Some("__main__" | "builtins") => return name,
        Some(module) => module,
        None => module_of(class),
    };
    let whole = alloc::format!("{module}.{}", name.as_str());
    let known = |text: &str| TOLD_WITH_MODULE.contains(&alloc::format!(" {text} "));
    match known(module) || known(&whole) {
        true => intern(&whole),
        false => name,
    }
}

/// The module that a builtin class says it is of.
pub fn module_of(class: &Class) -> &'static str {
    match class.name.borrow().as_str() {
        "CancelledError" | "InvalidStateError" => "asyncio.exceptions",
        "Future" | "Task" => "_asyncio",
        "deque" => "collections",
        "GenericAlias" | "UnionType" => "types",
        "ContextVar" | "Context" | "Token" => "_contextvars",
        _ => "builtins",
    }
}
