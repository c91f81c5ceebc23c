//! Sets and dictionaries: finding, putting, taking.

use super::{R, Vm};
use crate::python::object::{Dict, Map, Set, Value};
use alloc::rc::Rc;
use alloc::vec::Vec;

impl Vm {
    /// Puts a member into a set.
    pub fn set_add(&mut self, set: &Set, value: Value) -> R<()> {
        let hash = self.hash(&value)?;
        if self.find(&set.map, hash, &value)?.is_none() {
            set.map.borrow_mut().push(hash, value, Value::None);
        }
        Ok(())
    }

    /// Whether a set has a member.
    pub fn set_has(&mut self, set: &Set, value: &Value) -> R<bool> {
        let hash = self.hash(value)?;
        Ok(self.find(&set.map, hash, value)?.is_some())
    }

    /// A set of these.
    pub fn make_set(&mut self, items: Vec<Value>, frozen: bool) -> R {
        let set = Set {
            frozen,
            ..Set::default()
        };
        for item in items {
            self.set_add(&set, item)?;
        }
        Ok(Value::Set(Rc::new(set)))
    }

    /// The place of a key.
    pub fn find(
        &mut self,
        map: &core::cell::RefCell<Map>,
        hash: u64,
        key: &Value,
    ) -> R<Option<usize>> {
        let mut doubtful = Vec::new();
        {
            let map = map.borrow();
            let mut place_of = Vec::new();
            let found = map.find(hash, |known| {
                if known.is(key) {
                    return true;
                }
                match crate::python::object::simple_eq(known, key) {
                    Some(same) => same,
                    None => {
                        place_of.push(known.clone());
                        false
                    }
                }
            });
            if found.is_some() {
                return Ok(found);
            }
            doubtful.append(&mut place_of);
        }
        for known in doubtful {
            if self.equal(&known, key)? {
                return Ok(map.borrow().find(hash, |one| one.is(&known)));
            }
        }
        Ok(None)
    }

    /// `dict[key]`.
    pub fn dict_get(&mut self, dict: &Dict, key: &Value) -> R<Option<Value>> {
        // A key that is not found may still be equal to an object of a class derived from `str`.
        if let Value::Str(name) = key
            && let Some(known) = dict.get_name(name)
        {
            return Ok(Some(known));
        }
        let hash = self.hash(key)?;
        let place = self.find(&dict.map, hash, key)?;
        Ok(place.and_then(|place| dict.map.borrow().at(place).map(|(_, value)| value.clone())))
    }

    /// `dict[key] = value`.
    pub fn dict_set(&mut self, dict: &Dict, key: Value, value: Value) -> R<()> {
        if let Value::Str(name) = &key {
            let found = dict.map.borrow().find_name(name);
            if let Some(place) = found {
                let before = dict
                    .map
                    .borrow_mut()
                    .value_mut(place)
                    .map(|known| core::mem::replace(known, value));
                drop(before);
                return Ok(());
            }
        }
        let hash = self.hash(&key)?;
        let before = match self.find(&dict.map, hash, &key)? {
            Some(place) => dict
                .map
                .borrow_mut()
                .value_mut(place)
                .map(|known| core::mem::replace(known, value)),
            None => {
                dict.changes.set(dict.changes.get().wrapping_add(1));
                dict.map.borrow_mut().push(hash, key, value);
                None
            }
        };
        drop(before);
        Ok(())
    }

    /// `del dict[key]`.
    pub fn dict_remove(&mut self, dict: &Dict, key: &Value) -> R<Option<Value>> {
        let hash = self.hash(key)?;
        let Some(place) = self.find(&dict.map, hash, key)? else {
            return Ok(None);
        };
        dict.changes.set(dict.changes.get().wrapping_add(1));
        let removed = dict.map.borrow_mut().remove(place);
        Ok(removed.map(|(_, value)| value))
    }

    /// `dict.update(other)`; `unique`: keyword arguments, none of which may come twice.
    pub fn dict_update(&mut self, dict: &Dict, other: &Value, unique: bool) -> R<()> {
        let pairs: Vec<(Value, Value)> = match other.inner() {
            Value::Dict(other) => other
                .map
                .borrow()
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
            _ => {
                let keys = self.names.keys.clone();
                match self.attr_or_none(other, &keys)? {
                    Some(keys) => {
                        let keys = self.call(&keys, Vec::new(), Vec::new())?;
                        let mut pairs = Vec::new();
                        for key in self.collect(&keys)? {
                            let value = self.subscript(other, &key)?;
                            pairs.push((key, value));
                        }
                        pairs
                    }
                    None if unique => {
                        let text = alloc::format!(
                            "argument after ** must be a mapping, not {}",
                            self.type_name(other).as_str()
                        );
                        return self.type_error(text);
                    }
                    None => self.pairs(other)?,
                }
            }
        };
        for (key, value) in pairs {
            if unique && self.dict_get(dict, &key)?.is_some() {
                let text = alloc::format!(
                    "got multiple values for keyword argument '{}'",
                    key.as_str().unwrap_or_default()
                );
                return self.type_error(text);
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    pub(super) fn pairs(&mut self, value: &Value) -> R<Vec<(Value, Value)>> {
        if !self.is_iterable(value) {
            let text = alloc::format!(
                "'{}' object is not iterable",
                self.type_name(value).as_str()
            );
            return self.type_error(text);
        }
        let mut pairs = Vec::new();
        for (place, item) in self.collect(value)?.into_iter().enumerate() {
            let parts = match self.is_iterable(&item) {
                true => self.collect(&item)?,
                false => {
                    let text = alloc::format!(
                        "cannot convert dictionary update sequence element #{place} to a sequence"
                    );
                    return self.type_error(text);
                }
            };
            let length = parts.len();
            let mut parts = parts.into_iter();
            match (parts.next(), parts.next(), length) {
                (Some(key), Some(value), 2) => pairs.push((key, value)),
                _ => {
                    let text = alloc::format!(
                        "dictionary update sequence element #{place} has length {length}; 2 is required"
                    );
                    return self.value_error(text);
                }
            }
        }
        Ok(pairs)
    }
}

/// A dictionary's key, value, or both.
pub fn part_of((key, value): (&Value, &Value), part: u8) -> Value {
    match part {
        0 => key.clone(),
        1 => value.clone(),
        _ => Value::tuple(Vec::from([key.clone(), value.clone()])),
    }
}
