//! Attributes of classes and of functions.

use crate::python::object::{Class, Dict, Func, Str, Value};
use crate::python::vm::{R, Vm, module_of};
use alloc::rc::Rc;

impl Vm {
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

    pub(super) fn func_attr(&mut self, func: &Rc<Func>, name: &Rc<Str>) -> Option<Value> {
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
}
