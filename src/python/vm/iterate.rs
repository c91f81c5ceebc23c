//! Iterating, awaiting, unpacking.

use super::run::Sent;
use super::{Input, R, Resumed, Stop, Vm};
use crate::python::object::{Dict, Gen, GenKind, Iter, IterState, Map, Set, Value};
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
            Value::Iter(iter) => match &*iter.state.borrow() {
                IterState::Await(_)
                | IterState::ASend(..)
                | IterState::AThrow(..)
                | IterState::Future(..)
                | IterState::ANext(..) => return Ok(value.clone()),
                _ => return Ok(value.clone()),
            },
            Value::Gen(generator) if generator.kind == GenKind::Generator => {
                return Ok(value.clone());
            }
            other => return self.iter_slowly(other),
        };
        Ok(Iter::value(state))
    }

    fn iter_slowly(&mut self, value: &Value) -> R {
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

    fn not_iterable(&mut self, value: &Value) -> R {
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

    fn next_iter(&mut self, iter: &Rc<Iter>) -> R<Option<Value>> {
        let at = iter.at.get();
        // What needs the program's methods is taken out first: they may come back to this iterator.
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
                | IterState::Future(..)
                | IterState::ANext(..) => Do::Await,
            }
        };
        let given = match step {
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
        };
        match given {
            Some(_) => iter.at.set(iter.at.get() + 1),
            None => {
                iter.state.replace(IterState::Done);
            }
        }
        Ok(given)
    }

    fn next_zip(&mut self, inner: &[Value], strict: bool) -> R<Option<Value>> {
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

    /// What `await` goes through. `why`: see [`crate::python::code::Op::Awaitable`].
    pub fn awaitable(&mut self, value: &Value, why: u8) -> R {
        match value {
            Value::Gen(generator) if generator.kind == GenKind::Coroutine => {
                if generator.delegate().is_some() || generator.running.get() {
                    return self.raise("RuntimeError", "coroutine is being awaited already");
                }
                return Ok(value.clone());
            }
            Value::Gen(generator)
                if generator.kind == GenKind::Generator && generator.hooked.get() =>
            {
                return Ok(value.clone());
            }
            Value::Iter(iter)
                if matches!(
                    &*iter.state.borrow(),
                    IterState::Await(_)
                        | IterState::Future(..)
                        | IterState::ASend(..)
                        | IterState::AThrow(..)
                        | IterState::ANext(..)
                ) =>
            {
                return Ok(value.clone());
            }
            _ => {}
        }
        let name = self.names.await_.clone();
        let class = self.types.of(value);
        if let Some(method) = self.find_in(&class, &name) {
            let iter = self.call_found(method, value, &[])?;
            return match &iter {
                Value::Gen(generator) if generator.kind == GenKind::Coroutine => {
                    self.type_error("__await__() returned a coroutine")
                }
                Value::Gen(_) | Value::Iter(_) => Ok(iter),
                other => {
                    let next = self.names.next.clone();
                    let class = self.types.of(other);
                    match self.find_in(&class, &next) {
                        Some(_) => Ok(iter),
                        None => {
                            let text = alloc::format!(
                                "__await__() returned non-iterator of type '{}'",
                                class.name().as_str()
                            );
                            self.type_error(text)
                        }
                    }
                }
            };
        }
        let name = class.name();
        let text = match why {
            2 => alloc::format!(
                "'async for' received an invalid object from __anext__: {}",
                name.as_str()
            ),
            3 => alloc::format!(
                "'async with' received an object from __aenter__ that does not implement __await__: {}",
                name.as_str()
            ),
            4 => alloc::format!(
                "'async with' received an object from __aexit__ that does not implement __await__: {}",
                name.as_str()
            ),
            _ => alloc::format!(
                "object {} can't be used in 'await' expression",
                name.as_str()
            ),
        };
        self.type_error(text)
    }

    /// Sends to an iterator that awaits something.
    pub fn send_iter(&mut self, iter: &Rc<Iter>, value: Value) -> R<Sent> {
        enum Do {
            Resume(Rc<Gen>, Input),
            ANext(Value, Value),
            Plain,
            Used,
            Future(Value, bool),
        }
        let sent = value.clone();
        let step = {
            let mut state = iter.state.borrow_mut();
            match &mut *state {
                IterState::Await(generator) => Do::Resume(generator.clone(), Input::Send(value)),
                IterState::ASend(generator, first, begun) => {
                    let input = match *begun {
                        false => core::mem::replace(first, Value::None),
                        true => value,
                    };
                    *begun = true;
                    Do::Resume(generator.clone(), Input::Send(input))
                }
                IterState::AThrow(generator, exception, begun, _) => {
                    let input = match *begun {
                        false => Input::Throw(core::mem::replace(exception, Value::None)),
                        true => Input::Send(value),
                    };
                    *begun = true;
                    Do::Resume(generator.clone(), input)
                }
                IterState::ANext(awaited, default) => Do::ANext(awaited.clone(), default.clone()),
                IterState::Future(future, given) => {
                    Do::Future(future.clone(), core::mem::replace(given, true))
                }
                IterState::Done => Do::Used,
                _ => Do::Plain,
            }
        };
        match step {
            Do::Resume(generator, input) => {
                if let IterState::AThrow(_, _, _, true) = &*iter.state.borrow() {
                    // Closing what is over, or never began, is done at once.
                    if generator.is_over() || !generator.started.get() {
                        let frame = generator.frame.borrow_mut().take();
                        drop(frame);
                        return Ok(Sent::Return(Value::None));
                    }
                }
                if generator.kind == GenKind::AsyncGen && !generator.hooked.replace(true) {
                    crate::python::modules::first_iteration(self, &generator);
                }
                if generator.kind == GenKind::AsyncGen {
                    return self.send_async(iter, &generator, input);
                }
                Ok(Sent::Resume(generator, input))
            }

            Do::ANext(awaited, default) => {
                let given = match &awaited {
                    Value::Iter(inner) => self.send_iter(inner, sent),
                    other => Ok(Sent::Yield(other.clone())),
                };
                match given {
                    Ok(Sent::Resume(generator, input)) => {
                        self.nest()?;
                        let resumed = self.resume(&generator, input);
                        self.nesting -= 1;
                        match resumed {
                            Ok(Resumed::Yielded(value)) => Ok(Sent::Yield(value)),
                            Ok(Resumed::Returned(value)) => Ok(Sent::Return(value)),
                            Err(stop) => self.end_async(stop, default),
                        }
                    }
                    Ok(other) => Ok(other),
                    Err(stop) => self.end_async(stop, default),
                }
            }
            Do::Future(future, given) => crate::python::modules::await_future(self, &future, given),
            Do::Used => self.raise(
                "RuntimeError",
                "cannot reuse already awaited __anext__()/asend()",
            ),
            Do::Plain => {
                let value = Value::Iter(iter.clone());
                match self.next(&value)? {
                    Some(value) => Ok(Sent::Yield(value)),
                    None => Ok(Sent::Return(Value::None)),
                }
            }
        }
    }

    /// Goes on with an async generator. Closing one needs the exceptions that end it.
    fn send_async(&mut self, iter: &Rc<Iter>, generator: &Rc<Gen>, input: Input) -> R<Sent> {
        let closing = matches!(&*iter.state.borrow(), IterState::AThrow(_, _, _, true));
        if !closing {
            return Ok(Sent::Resume(generator.clone(), input));
        }
        self.nest()?;
        let resumed = self.resume(generator, input);
        self.nesting -= 1;
        match resumed {
            Ok(Resumed::Yielded(value)) => Ok(Sent::Yield(value)),
            Ok(Resumed::Returned(_)) => {
                self.raise("RuntimeError", "async generator ignored GeneratorExit")
            }
            Err(Stop::Raise(exception))
                if self.is_exception(&exception, "GeneratorExit")
                    || self.is_exception(&exception, "StopAsyncIteration") =>
            {
                Ok(Sent::Return(Value::None))
            }
            Err(stop) => Err(stop),
        }
    }

    fn end_async(&mut self, stop: Stop, default: Value) -> R<Sent> {
        match stop {
            Stop::Raise(exception)
                if self.is_exception(&exception, "StopAsyncIteration") && !default.is_unbound() =>
            {
                Ok(Sent::Return(default))
            }
            stop => Err(stop),
        }
    }

    /// `aiter(value)`.
    pub fn aiter(&mut self, value: &Value) -> R {
        if let Value::Gen(generator) = value
            && generator.kind == GenKind::AsyncGen
        {
            return Ok(value.clone());
        }
        let (aiter, anext) = (self.names.aiter.clone(), self.names.anext.clone());
        let Some(iter) = self.call_special(value, &aiter, &[])? else {
            let text = alloc::format!(
                "'async for' requires an object with __aiter__ method, got {}",
                self.type_name(value).as_str()
            );
            return self.type_error(text);
        };
        let class = self.types.of(&iter);
        if matches!(&iter, Value::Gen(generator) if generator.kind == GenKind::AsyncGen)
            || self.find_in(&class, &anext).is_some()
        {
            return Ok(iter);
        }
        let text = alloc::format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            class.name().as_str()
        );
        self.type_error(text)
    }

    /// What awaiting gives the next item of an async iterator.
    pub fn anext(&mut self, iter: &Value) -> R {
        if let Value::Gen(generator) = iter
            && generator.kind == GenKind::AsyncGen
        {
            return Ok(Iter::value(IterState::ASend(
                generator.clone(),
                Value::None,
                false,
            )));
        }
        let anext = self.names.anext.clone();
        match self.call_special(iter, &anext, &[])? {
            Some(awaited) => self.awaitable(&awaited, 2),
            None => {
                let text = alloc::format!(
                    "'{}' object is not an async iterator",
                    self.type_name(iter).as_str()
                );
                self.type_error(text)
            }
        }
    }

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

    fn pairs(&mut self, value: &Value) -> R<Vec<(Value, Value)>> {
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
