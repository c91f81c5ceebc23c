//! Subscripts, membership, context managers, and what `match` and `except*` ask.

use super::error::exc;
use super::{R, Stop, Vm};
use crate::python::object::{Dict, Value, intern};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use num_traits::ToPrimitive;

impl Vm {
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

    /// An integer, or what `__index__` gives.
    pub fn index(&mut self, value: &Value) -> R {
        match value.inner() {
            Value::Int(_) | Value::Big(_) => Ok(value.inner().clone()),
            Value::Bool(one) => Ok(Value::Int(i64::from(*one))),
            _ => {
                let name = self.names.index.clone();
                match self.call_special(value, &name, &[])? {
                    Some(given @ (Value::Int(_) | Value::Big(_))) => Ok(given),
                    Some(given) => match super::ops::whole(&given) {
                        Some(number) => Ok(Value::big(number)),
                        None => {
                            let text = alloc::format!(
                                "__index__ returned non-int (type {})",
                                self.type_name(&given).as_str()
                            );
                            self.type_error(text)
                        }
                    },
                    None => {
                        let text = alloc::format!(
                            "'{}' object cannot be interpreted as an integer",
                            self.type_name(value).as_str()
                        );
                        self.type_error(text)
                    }
                }
            }
        }
    }

    /// A small integer.
    pub fn small_index(&mut self, value: &Value) -> R<i64> {
        match self.index(value)? {
            Value::Int(number) => Ok(number),
            Value::Big(number) => {
                Ok(number
                    .to_i64()
                    .unwrap_or(if number.sign() == num_bigint::Sign::Minus {
                        i64::MIN
                    } else {
                        i64::MAX
                    }))
            }
            _ => self.type_error("an integer is required"),
        }
    }

    /// The place that an index means.
    pub fn place(&mut self, key: &Value, length: usize, what: &str) -> R<usize> {
        let index = match key.inner() {
            Value::Int(index) => *index,
            Value::Bool(index) => i64::from(*index),
            Value::Big(_) => {
                return self.raise("IndexError", "cannot fit 'int' into an index-sized integer");
            }
            _ => {
                let name = self.names.index.clone();
                let class = self.types.of(key);
                match self.find_in(&class, &name) {
                    Some(_) => self.small_index(key)?,
                    None => {
                        let name = self.type_name(key);
                        let name = name.as_str();
                        let text = match what {
                            "string" => {
                                alloc::format!("string indices must be integers, not '{name}'")
                            }
                            "index" => {
                                alloc::format!(
                                    "byte indices must be integers or slices, not {name}"
                                )
                            }
                            _ => alloc::format!(
                                "{what} indices must be integers or slices, not {name}"
                            ),
                        };
                        return self.type_error(text);
                    }
                }
            }
        };
        let from_end = if index < 0 {
            index + length as i64
        } else {
            index
        };
        match usize::try_from(from_end) {
            Ok(place) if place < length => Ok(place),
            _ => {
                let text = match what {
                    "index" => "index out of range".into(),
                    _ => alloc::format!("{what} index out of range"),
                };
                self.raise("IndexError", text)
            }
        }
    }

    /// The places that a slice means: first, step, count.
    pub fn slice_places(
        &mut self,
        slice: &crate::python::object::Slice,
        length: usize,
    ) -> R<(i64, i64, usize)> {
        let length = length as i64;
        let step = match &slice.step {
            Value::None => 1,
            step => self.slice_index(step)?,
        };
        if step == 0 {
            return self.value_error("slice step cannot be zero");
        }
        let (low, high) = if step > 0 {
            (0, length)
        } else {
            (-1, length - 1)
        };
        let mut bound = |value: &Value, default: i64| -> R<i64> {
            if value.is_none() {
                return Ok(default);
            }
            let index = self.slice_index(value)?;
            let index = if index < 0 {
                index.saturating_add(length)
            } else {
                index
            };
            Ok(index.clamp(low, high))
        };
        let start = bound(&slice.start, if step > 0 { low } else { high })?;
        let stop = bound(&slice.stop, if step > 0 { high } else { low })?;
        let count = if step > 0 {
            (stop - start + step - 1).max(0) / step
        } else {
            (start - stop - step - 1).max(0) / -step
        };
        Ok((start, step, count as usize))
    }

    fn slice_index(&mut self, value: &Value) -> R<i64> {
        match self.small_index(value) {
            Err(Stop::Raise(error)) if self.is_exception(&error, "TypeError") => self
                .type_error("slice indices must be integers or None or have an __index__ method"),
            other => other,
        }
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
                            class.name().as_str()
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

    fn cut(&mut self, this: &Value, slice: &crate::python::object::Slice) -> R {
        let length = self.len(this)?;
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
            Value::Range(range) => {
                let first = range.start + start * range.step;
                let step = range.step * step;
                Value::Range(Rc::new(crate::python::object::Range {
                    start: first,
                    stop: first + count as i64 * step,
                    step,
                }))
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
                    let items = self.collect(&value)?;
                    let length = list.0.borrow().len();
                    let (start, step, count) = self.slice_places(slice, length)?;
                    if step == 1 {
                        let from = start as usize;
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
                    let place = match self.place(key, length, "list") {
                        Err(Stop::Raise(error)) if self.is_exception(&error, "IndexError") => {
                            return self.raise("IndexError", "list assignment index out of range");
                        }
                        other => other?,
                    };
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
                    let mut places: Vec<usize> = (0..count)
                        .map(|nth| (start + nth as i64 * step) as usize)
                        .collect();
                    places.sort_unstable();
                    for place in places.into_iter().rev() {
                        let gone = list.0.borrow_mut().remove(place);
                        drop(gone);
                    }
                    Ok(())
                }
                key => {
                    let length = list.0.borrow().len();
                    let place = match self.place(key, length, "list") {
                        Err(Stop::Raise(error)) if self.is_exception(&error, "IndexError") => {
                            return self.raise("IndexError", "list assignment index out of range");
                        }
                        other => other?,
                    };
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

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> R<bool> {
        match container {
            Value::Instance(_) | Value::Class(_) => {
                let name = self.names.contains.clone();
                if let Some(given) =
                    self.call_special(container, &name, core::slice::from_ref(item))?
                {
                    return self.truth(&given);
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
                Value::Int(byte) => Ok(bytes.iter().any(|known| i64::from(*known) == *byte)),
                _ => self.type_error("a bytes-like object is required"),
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
                    Ok(inside && (*number - range.start) % range.step == 0)
                }
                _ => self.contains_slowly(container, item),
            },
            _ => self.contains_slowly(container, item),
        }
    }

    fn among(&mut self, items: &[Value], item: &Value) -> R<bool> {
        for known in items {
            if known.is(item) || self.equal(known, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn contains_slowly(&mut self, container: &Value, item: &Value) -> R<bool> {
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

    /// The exit function, bound, and the enter function, not bound.
    pub fn context(&mut self, manager: &Value, is_async: bool) -> R<(Value, Value)> {
        let names = &self.names;
        let (enter, exit, what) = match is_async {
            true => (
                names.aenter.clone(),
                names.aexit.clone(),
                "asynchronous context manager",
            ),
            false => (names.enter.clone(), names.exit.clone(), "context manager"),
        };
        let class = self.types.of(manager);
        let (Some(enter), found_exit) = (self.find_in(&class, &enter), self.find_in(&class, &exit))
        else {
            let text = alloc::format!(
                "'{}' object does not support the {what} protocol",
                class.name().as_str()
            );
            return self.type_error(text);
        };
        let Some(found_exit) = found_exit else {
            let text = alloc::format!(
                "'{}' object does not support the {what} protocol (missed {} method)",
                class.name().as_str(),
                exit.as_str()
            );
            return self.type_error(text);
        };
        let exit = self.bind_found(found_exit, Some(manager), &class)?;
        Ok((exit, enter))
    }

    /// Whether a sequence pattern may fit it.
    pub fn is_sequence(&mut self, value: &Value) -> bool {
        match value.inner() {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Instance(_) => {
                let class = self.types.of(value);
                class
                    .mro
                    .borrow()
                    .iter()
                    .any(|base| matches!(base.name().as_str(), "Sequence" | "deque"))
            }
            _ => false,
        }
    }

    /// Whether a mapping pattern may fit it.
    pub fn is_mapping(&mut self, value: &Value) -> bool {
        match value.inner() {
            Value::Dict(_) => true,
            Value::Instance(_) => {
                let class = self.types.of(value);
                class
                    .mro
                    .borrow()
                    .iter()
                    .any(|base| base.name().as_str() == "Mapping")
            }
            _ => false,
        }
    }

    /// The values of these keys, or `None` where one is missing.
    pub fn match_keys(&mut self, subject: &Value, keys: &Value) -> R {
        let mut values = Vec::new();
        for key in super::args::items(keys).to_vec() {
            let found = match subject.inner() {
                Value::Dict(dict) => {
                    let dict = dict.clone();
                    self.dict_get(&dict, &key)?
                }
                _ => {
                    let get = self.attr(subject, &intern("get"))?;
                    let given = self.call_with(&get, &[key, Value::Ellipsis])?;
                    (!matches!(given, Value::Ellipsis)).then_some(given)
                }
            };
            match found {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    /// The values that a class pattern asks for, or `None` where it does not fit.
    pub fn match_class(
        &mut self,
        subject: &Value,
        class: &Value,
        positional: usize,
        names: &Value,
    ) -> R {
        if !matches!(class, Value::Class(_)) {
            return self.type_error("called match pattern must be a class");
        }
        if !self.is_instance(subject, class)? {
            return Ok(Value::None);
        }
        let mut wanted: Vec<Value> = Vec::new();
        let mut values = Vec::new();
        if positional > 0 {
            let name = self.names.match_args.clone();
            match self.attr_or_none(class, &name)? {
                Some(args) => {
                    let args = super::args::items(&args).to_vec();
                    if args.len() < positional {
                        let text = alloc::format!(
                            "{}() accepts {} positional sub-pattern{} ({positional} given)",
                            self.class_name(class),
                            args.len(),
                            if args.len() == 1 { "" } else { "s" }
                        );
                        return self.type_error(text);
                    }
                    wanted.extend(args.into_iter().take(positional));
                }
                None if positional == 1 && !matches!(subject.inner(), Value::Instance(_)) => {
                    values.push(subject.clone())
                }
                None => {
                    let text = alloc::format!(
                        "{}() accepts 0 positional sub-patterns ({positional} given)",
                        self.class_name(class)
                    );
                    return self.type_error(text);
                }
            }
        }
        wanted.extend(super::args::items(names).iter().cloned());
        for name in wanted {
            let Some(name) = name.as_str() else { continue };
            match self.attr_or_none(subject, &intern(name))? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    fn class_name(&self, class: &Value) -> String {
        match class {
            Value::Class(class) => class.name().as_str().into(),
            _ => String::new(),
        }
    }

    /// Splits an exception for `except*`: what the class catches, and the rest; either may be
    /// `None`. A plain exception is caught in a group of its own.
    pub fn split_group(&mut self, exception: &Value, class: &Value) -> R<(Value, Value)> {
        if exception.is_none() {
            return Ok((Value::None, Value::None));
        }
        if self.is_exception(exception, "BaseExceptionGroup") {
            return self.split(exception, class);
        }
        if !self.catches(exception, class)? {
            return Ok((Value::None, exception.clone()));
        }
        let plain = self.is_exception(exception, "Exception");
        let group = self.types.exception(if plain {
            "ExceptionGroup"
        } else {
            "BaseExceptionGroup"
        });
        let made = self.exception(
            &group,
            Vec::from([Value::str(""), Value::list(Vec::from([exception.clone()]))]),
        );
        Ok((made, Value::None))
    }

    /// `group.split(class)`.
    pub fn split(&mut self, group: &Value, class: &Value) -> R<(Value, Value)> {
        let whole = match class {
            Value::Class(_) | Value::Tuple(_) => self.catches(group, class)?,
            _ => false,
        };
        if whole {
            return Ok((group.clone(), Value::None));
        }
        let (mut caught, mut rest) = (Vec::new(), Vec::new());
        for one in self.members(group) {
            if self.is_exception(&one, "BaseExceptionGroup") {
                self.inward()?;
                let parts = self.split(&one, class);
                self.outward();
                let (inside, outside) = parts?;
                caught.extend((!inside.is_none()).then_some(inside));
                rest.extend((!outside.is_none()).then_some(outside));
                continue;
            }
            let fits = match class {
                Value::Class(_) | Value::Tuple(_) => self.catches(&one, class)?,
                function => {
                    let given = self.call_with(function, core::slice::from_ref(&one))?;
                    self.truth(&given)?
                }
            };
            if fits {
                caught.push(one)
            } else {
                rest.push(one)
            }
        }
        Ok((self.derive(group, caught)?, self.derive(group, rest)?))
    }

    /// The exceptions of a group.
    pub fn members(&self, group: &Value) -> Vec<Value> {
        let Some(data) = exc(group) else {
            return Vec::new();
        };
        if !data.members.borrow().is_empty() {
            return data.members.borrow().clone();
        }
        // Made by the machine itself.
        let members = data.args.borrow().get(1).cloned();
        match members {
            Some(Value::List(list)) => list.0.borrow().clone(),
            Some(Value::Tuple(tuple)) => tuple.0.clone(),
            _ => Vec::new(),
        }
    }

    /// A group like another with these exceptions; `None` without any.
    pub fn derive(&mut self, group: &Value, members: Vec<Value>) -> R {
        if members.is_empty() {
            return Ok(Value::None);
        }
        let name = intern("derive");
        let made = self.call_special(group, &name, &[Value::list(members)])?;
        let Some(made) = made else {
            return Ok(Value::None);
        };
        if let (Some(from), Some(to)) = (exc(group), exc(&made)) {
            to.trace.replace(from.trace.borrow().clone());
            to.cause.replace(from.cause.borrow().clone());
            to.context.replace(from.context.borrow().clone());
            to.suppress.set(from.suppress.get());
        }
        if let (Value::Instance(from), Value::Instance(to)) = (group, &made) {
            let notes = self.names.notes.clone();
            if let Some(known) = from.attrs.get_name(&notes) {
                to.attrs.set_name(&notes, known);
            }
        }
        Ok(made)
    }

    /// What an `except*` statement raises at its end, or `None`.
    pub fn end_group(&mut self, whole: &Value, raised: &Value, rest: Value) -> R {
        let raised = match raised {
            Value::List(list) => list.0.borrow().clone(),
            _ => Vec::new(),
        };
        if raised.is_empty() {
            return Ok(rest);
        }
        // A part that was raised again as it is belongs to what was not handled.
        let parts = self.leaves(whole);
        let mut again = Vec::new();
        let mut fresh = Vec::new();
        for one in raised {
            let leaves = self.leaves(&one);
            let known = !leaves.is_empty()
                && leaves
                    .iter()
                    .all(|leaf| parts.iter().any(|part| part.is(leaf)));
            if known && self.is_exception(&one, "BaseExceptionGroup") {
                again.extend(leaves)
            } else {
                fresh.push(one)
            }
        }
        if !rest.is_none() {
            again.extend(self.leaves(&rest));
        }
        let unhandled = match again.is_empty() {
            true => Value::None,
            false => {
                let kept: Vec<Value> = parts
                    .into_iter()
                    .filter(|part| again.iter().any(|one| one.is(part)))
                    .collect();
                match self.is_exception(whole, "BaseExceptionGroup") {
                    true => self.derive(whole, kept)?,
                    false => whole.clone(),
                }
            }
        };
        if fresh.is_empty() {
            return Ok(unhandled);
        }
        if !unhandled.is_none() {
            fresh.push(unhandled);
        }
        if let [one] = fresh.as_slice() {
            return Ok(one.clone());
        }
        let group = self.types.exception("ExceptionGroup");
        Ok(self.exception(&group, Vec::from([Value::str(""), Value::list(fresh)])))
    }

    fn leaves(&mut self, exception: &Value) -> Vec<Value> {
        if !self.is_exception(exception, "BaseExceptionGroup") {
            return Vec::from([exception.clone()]);
        }
        let members = self.members(exception);
        members.iter().flat_map(|one| self.leaves(one)).collect()
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
