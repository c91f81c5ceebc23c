//! Displays, comprehensions and unpacking: containers put together and taken apart.

use crate::python::object::{Dict, Set, Slice, Value};
use crate::python::vm::{Frame, R, Stop, Vm};
use alloc::rc::Rc;
use alloc::string::String;

impl Vm {
    /// `{a, b}`.
    pub(super) fn set_of(&mut self, frame: &mut Frame, count: u32) -> R {
        let set = Set::default();
        for item in frame.take(count) {
            self.set_add(&set, item)?;
        }
        Ok(Value::Set(Rc::new(set)))
    }

    /// `{a: b}`.
    pub(super) fn dict_of(&mut self, frame: &mut Frame, count: u32) -> R {
        let dict = Dict::default();
        let mut items = frame.take(count * 2).into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            self.dict_set(&dict, key, value)?;
        }
        Ok(Value::dict(dict))
    }

    /// The next item of a comprehension's set.
    pub(super) fn add_item(&mut self, frame: &mut Frame, depth: u32) -> R<()> {
        let value = frame.pop();
        match frame.under(depth) {
            Value::Set(set) => self.set_add(&set, value),
            _ => Ok(()),
        }
    }

    /// The next pair of a comprehension's dictionary.
    pub(super) fn insert_pair(&mut self, frame: &mut Frame, depth: u32) -> R<()> {
        let value = frame.pop();
        let key = frame.pop();
        match frame.under(depth) {
            Value::Dict(dict) => self.dict_set(&dict, key, value),
            _ => Ok(()),
        }
    }

    /// `*value` in a list or, of a `call`, among arguments.
    pub(super) fn extend_list(&mut self, frame: &mut Frame, call: bool) -> R<()> {
        let value = frame.pop();
        let items = match self.collect(&value) {
            Ok(items) => items,
            Err(Stop::Raise(error))
                if !self.is_iterable(&value) && self.is_exception(&error, "TypeError") =>
            {
                let callee = call.then(|| frame.under(2));
                return self.bad_star(callee, &value);
            }
            Err(stop) => return Err(stop),
        };
        if let Value::List(list) = frame.top() {
            list.0.borrow_mut().extend(items);
        }
        Ok(())
    }

    /// `*value` in a set.
    pub(super) fn update_set(&mut self, frame: &mut Frame) -> R<()> {
        let value = frame.pop();
        let items = self.collect(&value)?;
        if let Value::Set(set) = frame.top() {
            for item in items {
                self.set_add(&set, item)?;
            }
        }
        Ok(())
    }

    /// `**value` in a dictionary.
    pub(super) fn update_dict(&mut self, frame: &mut Frame) -> R<()> {
        let value = frame.pop();
        let keys = self.names.keys.clone();
        if !matches!(value.inner(), Value::Dict(_)) && self.attr_or_none(&value, &keys)?.is_none() {
            let name = self.type_name(&value);
            return self.type_error(alloc::format!(
                "'{}' object is not a mapping",
                name.as_str()
            ));
        }
        match frame.top() {
            Value::Dict(dict) => self.dict_update(&dict, &value, false),
            _ => Ok(()),
        }
    }

    /// `**value` among arguments.
    pub(super) fn update_kw(&mut self, frame: &mut Frame) -> R<()> {
        let value = frame.pop();
        match frame.top() {
            Value::Dict(dict) => {
                let callee = frame.under(3);
                self.merge_kw(&dict, &value, &callee)
            }
            _ => Ok(()),
        }
    }

    /// A replacement field of an f-string.
    pub(super) fn format_top(&mut self, frame: &mut Frame, conversion: u8, with_spec: bool) -> R {
        let spec = if with_spec { frame.pop() } else { Value::None };
        let value = frame.pop();
        self.format_field(&value, conversion, spec.as_str().unwrap_or_default())
    }
}

/// `a:b` and `a:b:c`.
pub(super) fn make_slice(frame: &mut Frame, count: u32) -> Value {
    let step = if count == 3 { frame.pop() } else { Value::None };
    let stop = frame.pop();
    let start = frame.pop();
    Value::Slice(Rc::new(Slice { start, stop, step }))
}

/// The parts of an f-string.
pub(super) fn join(frame: &mut Frame, count: u32) -> Value {
    let mut text = String::new();
    for item in &frame.take(count) {
        text.push_str(item.as_str().unwrap_or_default());
    }
    Value::str(text)
}

/// The arguments of a call, collected as a list.
pub(super) fn list_to_tuple(frame: &mut Frame) {
    if let Value::List(list) = frame.pop() {
        let items = list.0.take();
        frame.stack.push(Value::tuple(items));
    }
}
