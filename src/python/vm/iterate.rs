//! Iterating, awaiting, unpacking.

use super::hashed::part_of;
use super::run::Sent;
use super::{R, Resumed, Stop, Vm};
use crate::python::object::{GenKind, Iter, IterState, Value};
use alloc::rc::Rc;
use alloc::vec::Vec;

/// The next item of an iterator.
pub enum Next {
    /// It.
    Item(Value),
    /// There is none.
    Over,
    /// It takes more to tell.
    Slow,
}

/// More items than this in one container are refused: a tab has only so much memory.
pub const MOST_ITEMS: usize = 1 << 25;

/// What an iterator does for its next item.
enum Do {
    Give(Option<Value>),
    Enumerate(Value, i64),
    Zip(Vec<Value>, bool),
    Map(Value, Vec<Value>),
    Filter(Value, Value),
    Sequence(Value),
    Sentinel(Value, Value),
    Await,
    Changed(&'static str),
}

impl Vm {
    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> R {
        let state = match value {
            Value::List(list) => IterState::List(list.clone()),
            Value::Tuple(tuple) => IterState::Tuple(tuple.clone()),
            Value::Range(range) => IterState::Range(range.start, range.len(), range.step),
            Value::Str(text) => IterState::Str(text.clone(), 0),
            Value::Bytes(bytes) => IterState::Bytes(bytes.clone()),
            Value::Dict(dict) => IterState::Dict(dict.clone(), 0, dict.len()),
            Value::Set(set) => {
                set.settle();
                IterState::Set(set.clone(), set.map.borrow().len())
            }
            Value::Iter(_) => return Ok(value.clone()),
            Value::Gen(generator) if generator.kind == GenKind::Generator => {
                return Ok(value.clone());
            }
            other => return self.iter_slowly(other),
        };
        Ok(Iter::value(state))
    }

    pub(super) fn iter_slowly(&mut self, value: &Value) -> R {
        let (iter, getitem, next) = (
            self.names.iter.clone(),
            self.names.getitem.clone(),
            self.names.next.clone(),
        );
        let class = self.types.of(value);
        if let Some(method) = self.find_in(&class, &iter) {
            if method.is_none() {
                return self.not_iterable(value);
            }
            let made = self.call_found(method, value, &[])?;
            let fits = match &made {
                Value::Iter(_) => true,
                Value::Gen(generator) => generator.kind == GenKind::Generator,
                other => {
                    let class = self.types.of(other);
                    self.find_in(&class, &next).is_some()
                }
            };
            return match fits {
                true => Ok(made),
                false => {
                    let text = alloc::format!(
                        "iter() returned non-iterator of type '{}'",
                        self.type_name(&made).as_str()
                    );
                    self.type_error(text)
                }
            };
        }
        if let Value::Instance(instance) = value
            && let Some(inner) = instance.inner()
        {
            return self.iter(&inner.clone());
        }
        if self.find_in(&class, &getitem).is_some() && matches!(value, Value::Instance(_)) {
            return Ok(Iter::value(IterState::Sequence(value.clone())));
        }
        if let Some(view) = super::super::builtins::view_iter(value) {
            return Ok(view);
        }
        self.not_iterable(value)
    }

    pub(super) fn not_iterable(&mut self, value: &Value) -> R {
        let text = alloc::format!(
            "'{}' object is not iterable",
            self.type_name(value).as_str()
        );
        self.type_error(text)
    }

    /// Whether it can be iterated over.
    pub fn is_iterable(&mut self, value: &Value) -> bool {
        let (iter, getitem) = (self.names.iter.clone(), self.names.getitem.clone());
        match value {
            Value::List(_)
            | Value::Tuple(_)
            | Value::Range(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Iter(_) => true,
            Value::Gen(generator) => generator.kind == GenKind::Generator,
            other => {
                let class = self.types.of(other);
                match self.find_in(&class, &iter) {
                    Some(method) => !method.is_none(),
                    None => {
                        self.find_in(&class, &getitem).is_some()
                            || (other.wraps() && self.is_iterable(&other.inner().clone()))
                    }
                }
            }
        }
    }

    /// `next(iterator)`; `None` at its end.
    pub fn next(&mut self, iter: &Value) -> R<Option<Value>> {
        match iter {
            Value::Iter(state) => self.next_iter(state),
            Value::Gen(generator) if generator.kind == GenKind::Generator => {
                self.next_of(generator)
            }
            other => {
                let name = self.names.next.clone();
                match self.call_special(other, &name, &[]) {
                    Ok(Some(value)) => Ok(Some(value)),
                    Ok(None) => {
                        let text = alloc::format!(
                            "'{}' object is not an iterator",
                            self.type_name(other).as_str()
                        );
                        self.type_error(text)
                    }
                    Err(stop) => self.end_of_iteration(stop),
                }
            }
        }
    }

    pub(super) fn next_iter(&mut self, iter: &Rc<Iter>) -> R<Option<Value>> {
        let at = iter.at.get();
        // What needs the program's methods is taken out first: they may come back to this iterator.
        let step = {
            let mut state = iter.state.borrow_mut();
            match &mut *state {
                IterState::Done => Do::Give(None),
                IterState::List(list) => Do::Give(list.0.borrow().get(at).cloned()),
                IterState::ListReversed(list) => {
                    let list = list.0.borrow();
                    let place = list.len().checked_sub(at + 1);
                    Do::Give(place.and_then(|place| list.get(place)).cloned())
                }
                IterState::Tuple(tuple) => Do::Give(tuple.0.get(at).cloned()),
                IterState::Items(items) => Do::Give(
                    items
                        .get_mut(at)
                        .map(|item| core::mem::replace(item, Value::None)),
                ),
                IterState::Guarded(items, of, count) => match count(of) == items.len() {
                    true => Do::Give(items.get(at).cloned()),
                    false => Do::Changed("deque mutated during iteration"),
                },
                IterState::Range(next, left, step) => match *left {
                    0 => Do::Give(None),
                    _ => {
                        let value = *next;
                        *left -= 1;
                        *next = next.wrapping_add(*step);
                        Do::Give(Some(Value::Int(value)))
                    }
                },
                IterState::Str(text, byte) => {
                    let rest = text.as_str().get(*byte..).unwrap_or("");
                    let character = rest.chars().next();
                    *byte += character.map_or(0, char::len_utf8);
                    Do::Give(
                        character.map(|character| {
                            Value::Str(crate::python::builtins::character(character))
                        }),
                    )
                }
                IterState::Bytes(bytes) => {
                    Do::Give(bytes.get(at).map(|byte| Value::Int(i64::from(*byte))))
                }
                IterState::Dict(dict, part, size) => {
                    let map = dict.map.borrow();
                    if map.len() != *size {
                        Do::Changed("dictionary changed size during iteration")
                    } else {
                        let mut place = at;
                        while place < map.places() && map.at(place).is_none() {
                            place += 1;
                        }
                        iter.at.set(place);
                        Do::Give(map.at(place).map(|entry| part_of(entry, *part)))
                    }
                }
                IterState::DictReversed(dict, part) => {
                    let map = dict.map.borrow();
                    let mut place = at;
                    let found = loop {
                        let Some(from_end) = map.places().checked_sub(place + 1) else {
                            break None;
                        };
                        match map.at(from_end) {
                            Some(entry) => break Some(part_of(entry, *part)),
                            None => place += 1,
                        }
                    };
                    iter.at.set(place);
                    Do::Give(found)
                }
                IterState::Set(set, size) => {
                    let map = set.map.borrow();
                    if map.len() != *size {
                        Do::Changed("Set changed size during iteration")
                    } else {
                        let mut place = at;
                        while place < map.places() && map.at(place).is_none() {
                            place += 1;
                        }
                        iter.at.set(place);
                        Do::Give(map.at(place).map(|(key, _)| key.clone()))
                    }
                }
                IterState::Enumerate(inner, count) => {
                    let number = *count;
                    *count += 1;
                    Do::Enumerate(inner.clone(), number)
                }
                IterState::Zip(inner, strict) => Do::Zip(inner.clone(), *strict),
                IterState::Map(function, inner) => Do::Map(function.clone(), inner.clone()),
                IterState::Filter(function, inner) => Do::Filter(function.clone(), inner.clone()),
                IterState::Sequence(of) => Do::Sequence(of.clone()),
                IterState::Sentinel(function, end) => Do::Sentinel(function.clone(), end.clone()),
                IterState::Await(_)
                | IterState::ASend(..)
                | IterState::AThrow(..)
                | IterState::Future(..) => Do::Await,
            }
        };
        let given = match step {
            Do::Give(given) => given,
            step => {
                // An awaited one ends with what it gives.
                let awaits = matches!(step, Do::Await);
                self.inward()?;
                let given = self.next_through(iter, at, step);
                self.outward();
                match given {
                    // A function of the program's may end it, this time.
                    Err(stop) if !awaits => return self.end_of_iteration(stop),
                    given => given?,
                }
            }
        };
        match given {
            Some(_) => iter.at.set(iter.at.get() + 1),
            None => {
                iter.state.replace(IterState::Done);
            }
        }
        Ok(given)
    }

    /// The next one, by way of other iterators or of the program's functions.
    #[inline(never)]
    fn next_through(&mut self, iter: &Rc<Iter>, at: usize, step: Do) -> R<Option<Value>> {
        Ok(match step {
            Do::Give(given) => given,
            Do::Changed(text) => return self.raise("RuntimeError", text),
            Do::Enumerate(inner, count) => self
                .next(&inner)?
                .map(|value| Value::tuple(Vec::from([Value::Int(count), value]))),
            Do::Zip(inner, strict) => self.next_zip(&inner, strict)?,
            Do::Map(function, inner) => {
                let mut args = Vec::with_capacity(inner.len());
                for one in &inner {
                    match self.next(one)? {
                        Some(value) => args.push(value),
                        None => return Ok(None),
                    }
                }
                Some(self.call(&function, args, Vec::new())?)
            }
            Do::Filter(function, inner) => loop {
                let Some(value) = self.next(&inner)? else {
                    break None;
                };
                let keep = match &function {
                    Value::None => self.truth(&value)?,
                    function => {
                        let given = self.call_with(function, core::slice::from_ref(&value))?;
                        self.truth(&given)?
                    }
                };
                if keep {
                    break Some(value);
                }
            },
            Do::Sequence(of) => match self.subscript(&of, &Value::count(at)) {
                Ok(value) => Some(value),
                Err(Stop::Raise(exception))
                    if self.is_exception(&exception, "IndexError")
                        || self.is_exception(&exception, "StopIteration") =>
                {
                    None
                }
                Err(stop) => return Err(stop),
            },
            Do::Sentinel(function, end) => {
                let value = self.call(&function, Vec::new(), Vec::new())?;
                if self.equal(&value, &end)? {
                    None
                } else {
                    Some(value)
                }
            }
            Do::Await => match self.send_iter(iter, Value::None)? {
                Sent::Yield(value) => Some(value),
                Sent::Return(value) => return Err(self.stop_iteration(value)),
                Sent::Resume(generator, input) => {
                    self.nest()?;
                    let resumed = self.resume(&generator, input);
                    self.nesting -= 1;
                    match resumed? {
                        Resumed::Yielded(value) => Some(value),
                        Resumed::Returned(value) => return Err(self.stop_iteration(value)),
                    }
                }
            },
        })
    }

    pub(super) fn next_zip(&mut self, inner: &[Value], strict: bool) -> R<Option<Value>> {
        let mut items = Vec::with_capacity(inner.len());
        for (place, one) in inner.iter().enumerate() {
            match self.next(one)? {
                Some(value) if strict && place > 0 && items.len() < place => {
                    let _ = value;
                    return self.value_error("zip() arguments differ in length");
                }
                Some(value) => items.push(value),
                None if strict && place > 0 => {
                    let (plural, before) = if place == 1 {
                        ("", " ".into())
                    } else {
                        ("s", "s 1-".to_string())
                    };
                    let _ = plural;
                    let text = match place {
                        1 => "zip() argument 2 is shorter than argument 1".to_string(),
                        _ => alloc::format!(
                            "zip() argument {} is shorter than argument{before}{place}",
                            place + 1
                        ),
                    };
                    return self.value_error(text);
                }
                None if strict => {
                    for (place, other) in inner.iter().enumerate().skip(1) {
                        if self.next(other)?.is_some() {
                            let text = match place {
                                1 => "zip() argument 2 is longer than argument 1".to_string(),
                                _ => alloc::format!(
                                    "zip() argument {} is longer than arguments 1-{place}",
                                    place + 1
                                ),
                            };
                            return self.value_error(text);
                        }
                    }
                    return Ok(None);
                }
                None => return Ok(None),
            }
        }
        Ok((!inner.is_empty()).then(|| Value::tuple(items)))
    }

    /// All items.
    pub fn collect(&mut self, value: &Value) -> R<Vec<Value>> {
        match value {
            Value::List(list) => return Ok(list.0.borrow().clone()),
            Value::Tuple(tuple) => return Ok(tuple.0.clone()),
            Value::Dict(dict) => {
                return Ok(dict
                    .map
                    .borrow()
                    .iter()
                    .map(|(key, _)| key.clone())
                    .collect());
            }
            Value::Set(set) => {
                set.settle();
                return Ok(set
                    .map
                    .borrow()
                    .iter()
                    .map(|(key, _)| key.clone())
                    .collect());
            }
            _ => {}
        }
        let iter = self.iter(value)?;
        if let Value::Iter(state) = &iter
            && let IterState::Range(_, left, _) = &*state.state.borrow()
            && *left > MOST_ITEMS
        {
            return self.bare("MemoryError");
        }
        let mut items = Vec::new();
        while let Some(item) = self.next(&iter)? {
            items.push(item);
            if items.len() > MOST_ITEMS {
                return self.bare("MemoryError");
            }
        }
        Ok(items)
    }

    /// `a, b, c = value`: the items in reverse onto the stack.
    pub fn unpack(&mut self, value: &Value, count: usize, stack: &mut Vec<Value>) -> R<()> {
        let items = match value {
            Value::Tuple(tuple) => tuple.0.clone(),
            other => {
                if !self.is_iterable(other) {
                    let text = alloc::format!(
                        "cannot unpack non-iterable {} object",
                        self.type_name(other).as_str()
                    );
                    return self.type_error(text);
                }
                let iter = self.iter(other)?;
                let mut items = Vec::with_capacity(count);
                while items.len() <= count {
                    match self.next(&iter)? {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                items
            }
        };
        if items.len() > count {
            return self.value_error(alloc::format!(
                "too many values to unpack (expected {count})"
            ));
        }
        if items.len() < count {
            let text = alloc::format!(
                "not enough values to unpack (expected {count}, got {})",
                items.len()
            );
            return self.value_error(text);
        }
        stack.extend(items.into_iter().rev());
        Ok(())
    }

    /// `a, *b, c = value`.
    pub fn unpack_star(
        &mut self,
        value: &Value,
        before: usize,
        after: usize,
        stack: &mut Vec<Value>,
    ) -> R<()> {
        if !self.is_iterable(value) {
            let text = alloc::format!(
                "cannot unpack non-iterable {} object",
                self.type_name(value).as_str()
            );
            return self.type_error(text);
        }
        let mut items = self.collect(value)?;
        if items.len() < before + after {
            let text = alloc::format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            );
            return self.value_error(text);
        }
        let last = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        stack.extend(last.into_iter().rev());
        stack.push(Value::list(middle));
        stack.extend(items.into_iter().rev());
        Ok(())
    }
}
