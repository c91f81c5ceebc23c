//! `in`.

use super::{R, Stop, Vm};
use crate::python::object::Value;
use alloc::vec::Vec;

impl Vm {
    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> R<bool> {
        match container {
            Value::Instance(_) | Value::Class(_) => {
                let name = self.names.contains.clone();
                let class = self.types.of(container);
                match self.find_in(&class, &name) {
                    Some(Value::None) => {
                        let text = alloc::format!(
                            "'{}' object is not a container",
                            self.type_name(container).as_str()
                        );
                        return self.type_error(text);
                    }
                    Some(method) => {
                        let given =
                            self.call_found(method, container, core::slice::from_ref(item))?;
                        return self.truth(&given);
                    }
                    None => {}
                }
                match container.inner().clone() {
                    Value::Instance(_) | Value::Class(_) => self.contains_slowly(container, item),
                    inner => self.contains(&inner, item),
                }
            }
            Value::Str(text) => match item.as_str() {
                Some(part) => Ok(text.as_str().contains(part)),
                None => {
                    let text = alloc::format!(
                        "'in <string>' requires string as left operand, not {}",
                        self.type_name(item).as_str()
                    );
                    self.type_error(text)
                }
            },
            Value::Bytes(bytes) => match item.inner() {
                Value::Bytes(part) => Ok(part.is_empty()
                    || bytes
                        .windows(part.len())
                        .any(|window| window == part.as_slice())),
                Value::Int(byte) => match u8::try_from(*byte) {
                    Ok(byte) => Ok(bytes.contains(&byte)),
                    Err(_) => self.value_error("byte must be in range(0, 256)"),
                },
                _ => {
                    let name = self.type_name(item);
                    self.type_error(alloc::format!(
                        "a bytes-like object is required, not '{}'",
                        name.as_str()
                    ))
                }
            },
            Value::Dict(dict) => Ok(self.dict_get(dict, item)?.is_some()),
            Value::Set(set) => match self.set_has(set, item) {
                Err(Stop::Raise(error)) if matches!(item.inner(), Value::Set(_)) => {
                    let _ = error;
                    let members: Vec<Value> = self.collect(item.inner())?;
                    let frozen = self.make_set(members, true)?;
                    self.set_has(set, &frozen)
                }
                other => other,
            },
            Value::List(list) => {
                let items = list.0.borrow().clone();
                self.among(&items, item)
            }
            Value::Tuple(tuple) => self.among(&tuple.0, item),
            Value::Range(range) => match item {
                Value::Int(number) => {
                    let inside = if range.step > 0 {
                        *number >= range.start && *number < range.stop
                    } else {
                        *number <= range.start && *number > range.stop
                    };
                    Ok(inside && range.past(*number) % i128::from(range.step) == 0)
                }
                _ => self.contains_slowly(container, item),
            },
            _ => self.contains_slowly(container, item),
        }
    }

    pub(super) fn among(&mut self, items: &[Value], item: &Value) -> R<bool> {
        for known in items {
            if known.is(item) || self.equal(known, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn contains_slowly(&mut self, container: &Value, item: &Value) -> R<bool> {
        if !self.is_iterable(container) {
            let text = alloc::format!(
                "argument of type '{}' is not iterable",
                self.type_name(container).as_str()
            );
            return self.type_error(text);
        }
        let iter = self.iter(container)?;
        while let Some(known) = self.next(&iter)? {
            if known.is(item) || self.equal(&known, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
