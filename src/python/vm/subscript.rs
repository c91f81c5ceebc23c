//! Lengths, indices, subscripts, `with`.

use super::{R, Stop, Vm, told_name};
use crate::python::object::{Dict, Value};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

impl Vm {
    /// Where in a list of this length an item is to be changed or taken out.
    fn place_to_change(&mut self, key: &Value, length: usize) -> R<usize> {
        match self.place(key, length, "list") {
            Err(Stop::Raise(error)) if self.is_exception(&error, "IndexError") => {
                self.raise("IndexError", "list assignment index out of range")
            }
            other => other,
        }
    }

    /// `len(value)`.
    pub fn len(&mut self, value: &Value) -> R<usize> {
        Ok(match value {
            Value::Str(text) => text.chars(),
            Value::Bytes(bytes) => bytes.len(),
            Value::Tuple(tuple) => tuple.0.len(),
            Value::List(list) => list.0.borrow().len(),
            Value::Dict(dict) => dict.len(),
            Value::Set(set) => set.map.borrow().len(),
            Value::Range(range) => range.len(),
            other => {
                let name = self.names.len.clone();
                match self.call_special(other, &name, &[])? {
                    Some(Value::Int(length)) => match usize::try_from(length) {
                        Ok(length) => length,
                        Err(_) => return self.value_error("__len__() should return >= 0"),
                    },
                    Some(Value::Bool(one)) => usize::from(one),
                    Some(Value::Big(_)) => {
                        return self.raise(
                            "OverflowError",
                            "cannot fit 'int' into an index-sized integer",
                        );
                    }
                    Some(given) => {
                        let text = alloc::format!(
                            "'{}' object cannot be interpreted as an integer",
                            self.type_name(&given).as_str()
                        );
                        return self.type_error(text);
                    }
                    None if other.wraps() => {
                        return self.len(&other.inner().clone());
                    }
                    None => {
                        let text = alloc::format!(
                            "object of type '{}' has no len()",
                            self.type_name(other).as_str()
                        );
                        return self.type_error(text);
                    }
                }
            }
        })
    }

    /// `this[key]`.
    pub fn subscript(&mut self, this: &Value, key: &Value) -> R {
        if let Value::Instance(instance) = this {
            let name = self.names.getitem.clone();
            let class = instance.class();
            return match self.find_in(&class, &name) {
                Some(method) => self.call_found(method, this, core::slice::from_ref(key)),
                None => match instance.inner().cloned() {
                    Some(inner) => self.plain_subscript(&inner, key, Some(this)),
                    None => {
                        let text = alloc::format!(
                            "'{}' object is not subscriptable",
                            told_name(&class).as_str()
                        );
                        self.type_error(text)
                    }
                },
            };
        }
        self.plain_subscript(this, key, None)
    }

    /// `this[key]` of a builtin value; `whole`: the object that it is in.
    pub fn plain_subscript(&mut self, this: &Value, key: &Value, whole: Option<&Value>) -> R {
        if let (
            Value::Slice(slice),
            Value::Str(_) | Value::Bytes(_) | Value::Tuple(_) | Value::List(_) | Value::Range(_),
        ) = (key, this)
        {
            return self.cut(this, slice);
        }
        match this {
            Value::List(list) => {
                let length = list.0.borrow().len();
                let place = self.place(key, length, "list")?;
                Ok(Value::option(list.0.borrow().get(place).cloned()))
            }
            Value::Tuple(tuple) => {
                let place = self.place(key, tuple.0.len(), "tuple")?;
                Ok(Value::option(tuple.0.get(place).cloned()))
            }
            Value::Str(text) => {
                let place = self.place(key, text.chars(), "string")?;
                Ok(Value::option(text.at(place).map(|one| {
                    Value::Str(crate::python::builtins::short(one))
                })))
            }
            Value::Bytes(bytes) => {
                let place = self.place(key, bytes.len(), "index")?;
                Ok(Value::option(
                    bytes.get(place).map(|byte| Value::Int(i64::from(*byte))),
                ))
            }
            Value::Range(range) => {
                let place = self.place(key, range.len(), "range object")?;
                Ok(Value::Int(range.at(place)))
            }
            Value::Dict(dict) => match self.dict_get(dict, key)? {
                Some(value) => Ok(value),
                None => {
                    if let Some(whole) = whole {
                        let name = self.names.missing.clone();
                        if let Some(value) =
                            self.call_special(whole, &name, core::slice::from_ref(key))?
                        {
                            return Ok(value);
                        }
                    }
                    self.key_error(key.clone())
                }
            },
            Value::Class(class) => {
                if let Some(meta) = &class.meta {
                    let name = self.names.getitem.clone();
                    if let Some(method) = self.find_in(meta, &name) {
                        return self.call_found(method, this, core::slice::from_ref(key));
                    }
                }
                let name = self.names.class_getitem.clone();
                match self.find_in(class, &name) {
                    Some(found) => {
                        let bound = self.bind_found(found, None, class)?;
                        self.call_with(&bound, core::slice::from_ref(key))
                    }
                    None => match crate::python::builtins::alias_of(self, class, key) {
                        Some(alias) => Ok(alias),
                        None => {
                            let text = alloc::format!(
                                "type '{}' is not subscriptable",
                                class.name().as_str()
                            );
                            self.type_error(text)
                        }
                    },
                }
            }
            other => {
                let name = self.names.getitem.clone();
                match self.call_special(other, &name, core::slice::from_ref(key))? {
                    Some(value) => Ok(value),
                    None => {
                        let text = alloc::format!(
                            "'{}' object is not subscriptable",
                            self.type_name(other).as_str()
                        );
                        self.type_error(text)
                    }
                }
            }
        }
    }

    pub(super) fn cut(&mut self, this: &Value, slice: &crate::python::object::Slice) -> R {
        let length = self.len(this)?;
        if let Value::Range(range) = this {
            let (start, stop, step) = self.slice_ends(slice, length)?;
            let at = |place: i64| range.start.wrapping_add(place.wrapping_mul(range.step));
            return Ok(Value::Range(Rc::new(crate::python::object::Range {
                start: at(start),
                stop: at(stop),
                step: range.step.saturating_mul(step),
            })));
        }
        let (start, step, count) = self.slice_places(slice, length)?;
        let places = (0..count).map(|nth| (start + nth as i64 * step) as usize);
        Ok(match this {
            Value::Str(text) if step == 1 => {
                Value::str(text.cut(start as usize, start as usize + count))
            }
            Value::Str(text) => {
                let characters: Vec<char> = text.as_str().chars().collect();
                Value::str(
                    places
                        .filter_map(|place| characters.get(place))
                        .collect::<String>(),
                )
            }
            Value::Bytes(bytes) => Value::bytes(
                places
                    .filter_map(|place| bytes.get(place).copied())
                    .collect(),
            ),
            Value::Tuple(tuple) => Value::tuple(
                places
                    .filter_map(|place| tuple.0.get(place).cloned())
                    .collect(),
            ),
            Value::List(list) => {
                let list = list.0.borrow();
                Value::list(
                    places
                        .filter_map(|place| list.get(place).cloned())
                        .collect(),
                )
            }
            other => other.clone(),
        })
    }

    /// `this[key] = value`.
    pub fn set_subscript(&mut self, this: &Value, key: &Value, value: Value) -> R<()> {
        if let Value::Instance(instance) = this {
            let name = self.names.setitem.clone();
            let class = instance.class();
            if let Some(method) = self.find_in(&class, &name) {
                self.call_found(method, this, &[key.clone(), value])?;
                return Ok(());
            }
        }
        self.plain_set_subscript(this, key, value)
    }

    /// As [`Vm::set_subscript`], for builtin values.
    pub fn plain_set_subscript(&mut self, this: &Value, key: &Value, value: Value) -> R<()> {
        match this.inner() {
            Value::Dict(dict) => self.dict_set(dict, key.clone(), value),
            Value::List(list) => match key {
                Value::Slice(slice) => {
                    let length = list.0.borrow().len();
                    let (start, step, count) = self.slice_places(slice, length)?;
                    if !self.is_iterable(&value) {
                        return self.type_error(match step {
                            1 => "can only assign an iterable",
                            _ => "must assign iterable to extended slice",
                        });
                    }
                    let items = self.collect(&value)?;
                    if step == 1 {
                        // What the program does in between may have made the list shorter.
                        let length = list.0.borrow().len();
                        let from = (start as usize).min(length);
                        let count = count.min(length - from);
                        let gone: Vec<Value> = list
                            .0
                            .borrow_mut()
                            .splice(from..from + count, items)
                            .collect();
                        drop(gone);
                        return Ok(());
                    }
                    if items.len() != count {
                        let text = alloc::format!(
                            "attempt to assign sequence of size {} to extended slice of size {count}",
                            items.len()
                        );
                        return self.value_error(text);
                    }
                    for (nth, item) in items.into_iter().enumerate() {
                        let place = (start + nth as i64 * step) as usize;
                        if let Some(slot) = list.0.borrow_mut().get_mut(place) {
                            *slot = item;
                        }
                    }
                    Ok(())
                }
                key => {
                    let length = list.0.borrow().len();
                    let place = self.place_to_change(key, length)?;
                    let before = list
                        .0
                        .borrow_mut()
                        .get_mut(place)
                        .map(|slot| core::mem::replace(slot, value));
                    drop(before);
                    Ok(())
                }
            },
            other => {
                let name = self.names.setitem.clone();
                if !matches!(this, Value::Instance(_))
                    && self
                        .call_special(other, &name, &[key.clone(), value])?
                        .is_some()
                {
                    return Ok(());
                }
                let text = alloc::format!(
                    "'{}' object does not support item assignment",
                    self.type_name(this).as_str()
                );
                self.type_error(text)
            }
        }
    }

    /// `del this[key]`.
    pub fn del_subscript(&mut self, this: &Value, key: &Value) -> R<()> {
        if let Value::Instance(instance) = this {
            let name = self.names.delitem.clone();
            let class = instance.class();
            if let Some(method) = self.find_in(&class, &name) {
                self.call_found(method, this, core::slice::from_ref(key))?;
                return Ok(());
            }
        }
        self.plain_del_subscript(this, key)
    }

    /// As [`Vm::del_subscript`], for builtin values.
    pub fn plain_del_subscript(&mut self, this: &Value, key: &Value) -> R<()> {
        match this.inner() {
            Value::Dict(dict) => match self.dict_remove(dict, key)? {
                Some(_) => Ok(()),
                None => self.key_error(key.clone()),
            },
            Value::List(list) => match key {
                Value::Slice(slice) => {
                    let length = list.0.borrow().len();
                    let (start, step, count) = self.slice_places(slice, length)?;
                    let last = start + count.saturating_sub(1) as i64 * step;
                    let (first, gap) = (start.min(last), step.abs());
                    let is_meant = |place: usize| {
                        let past = place as i64 - first;
                        past >= 0 && past % gap == 0 && past / gap < count as i64
                    };
                    let items = list.0.take().into_iter().enumerate();
                    let (gone, kept): (Vec<_>, Vec<_>) =
                        items.partition(|(place, _)| is_meant(*place));
                    list.0
                        .replace(kept.into_iter().map(|(_, item)| item).collect());
                    drop(gone);
                    Ok(())
                }
                key => {
                    let length = list.0.borrow().len();
                    let place = self.place_to_change(key, length)?;
                    let gone = list.0.borrow_mut().remove(place);
                    drop(gone);
                    Ok(())
                }
            },
            _ => {
                let text = alloc::format!(
                    "'{}' object doesn't support item deletion",
                    self.type_name(this).as_str()
                );
                self.type_error(text)
            }
        }
    }

    /// A dictionary of names.
    pub fn names_of(&self, dict: &Dict) -> Vec<Value> {
        dict.map
            .borrow()
            .iter()
            .map(|(key, _)| key.clone())
            .collect()
    }
}
