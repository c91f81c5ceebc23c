//! What was found in a class, bound to the object that it was asked of.

use crate::python::object::{Bound, Class, Value, Wrapper};
use crate::python::vm::{R, Vm, told_name};
use alloc::rc::Rc;
use alloc::string::String;

impl Vm {
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
                    let name = match name.is_empty() {
                        true => name,
                        false => alloc::format!(" '{name}'"),
                    };
                    let text = alloc::format!(
                        "property{name} of '{}' object has no getter",
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
}

fn bound(func: Value, this: &Value) -> Value {
    Value::Bound(Rc::new(Bound {
        func,
        this: this.clone(),
    }))
}
