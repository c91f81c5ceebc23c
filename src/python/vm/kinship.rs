//! `isinstance` and `issubclass`.

use super::{R, Vm};
use crate::python::object::Value;

impl Vm {
    /// `isinstance(value, class)`.
    pub fn is_instance(&mut self, value: &Value, class: &Value) -> R<bool> {
        match class {
            Value::Class(known) => {
                let own = self.types.of(value);
                if own.inherits(known) {
                    return Ok(true);
                }
                if let Some(meta) = &known.meta {
                    let name = self.names.instancecheck.clone();
                    if let Some(method @ Value::Func(_)) = self.find_in(meta, &name) {
                        let given = self.call_found(method, class, core::slice::from_ref(value))?;
                        return self.truth(&given);
                    }
                }
                Ok(false)
            }
            Value::Tuple(classes) => {
                for class in &classes.0 {
                    self.inward()?;
                    let is = self.is_instance(value, class);
                    self.outward();
                    if is? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            other => {
                if let Some(parts) = crate::python::builtins::union_parts(other) {
                    for part in &parts {
                        let part = if part.is_none() {
                            Value::Class(self.types.none.clone())
                        } else {
                            part.clone()
                        };
                        if self.is_instance(value, &part)? {
                            return Ok(true);
                        }
                    }
                    return Ok(false);
                }
                let name = self.names.instancecheck.clone();
                if let Some(given) =
                    self.call_special(other, &name, core::slice::from_ref(value))?
                {
                    return self.truth(&given);
                }
                if crate::python::builtins::is_alias(other) {
                    return self
                        .type_error("isinstance() argument 2 cannot be a parameterized generic");
                }
                self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")
            }
        }
    }

    /// `issubclass(class, other)`.
    pub fn is_subclass(&mut self, class: &Value, other: &Value) -> R<bool> {
        let Value::Class(one) = class else {
            return self.type_error("issubclass() arg 1 must be a class");
        };
        match other {
            Value::Class(other_class) => {
                if one.inherits(other_class) {
                    return Ok(true);
                }
                if let Some(meta) = &other_class.meta {
                    let name = self.names.subclasscheck.clone();
                    if let Some(method @ Value::Func(_)) = self.find_in(meta, &name) {
                        let given = self.call_found(method, other, core::slice::from_ref(class))?;
                        return self.truth(&given);
                    }
                }
                Ok(false)
            }
            Value::Tuple(classes) => {
                for other in &classes.0 {
                    self.inward()?;
                    let is = self.is_subclass(class, other);
                    self.outward();
                    if is? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            other if crate::python::builtins::union_parts(other).is_some() => {
                let parts = crate::python::builtins::union_parts(other).unwrap_or_default();
                let parts = parts.into_iter().map(|part| match part {
                    Value::None => Value::Class(self.types.none.clone()),
                    part => part,
                });
                let parts = Value::tuple(parts.collect());
                self.is_subclass(class, &parts)
            }
            other => {
                let name = self.names.subclasscheck.clone();
                match self.call_special(other, &name, core::slice::from_ref(class))? {
                    Some(given) => self.truth(&given),
                    None if crate::python::builtins::is_alias(other) => {
                        self.type_error("issubclass() argument 2 cannot be a parameterized generic")
                    }
                    None => self.type_error(
                        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
                    ),
                }
            }
        }
    }
}
