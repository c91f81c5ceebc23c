//! `except*`: exception groups taken apart and put together.

use super::error::exc;
use super::{R, Vm};
use crate::python::object::{Value, intern};
use alloc::vec::Vec;

impl Vm {
    /// Splits an exception for `except*`: what the class catches, and the rest; either may be
    /// `None`. A plain exception is caught in a group of its own.
    pub fn split_group(&mut self, exception: &Value, class: &Value) -> R<(Value, Value)> {
        let classes = match class {
            Value::Tuple(classes) => &classes.0,
            one => core::slice::from_ref(one),
        };
        let groups = self.types.exception("BaseExceptionGroup");
        if (classes.iter()).any(|one| matches!(one, Value::Class(one) if one.inherits(&groups))) {
            return self.type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            );
        }
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
            Vec::from([Value::str(""), Value::tuple(Vec::from([exception.clone()]))]),
        );
        Ok((made, Value::None))
    }

    /// `group.split(class)`; a list stands for the very exceptions that are in it.
    pub fn split(&mut self, group: &Value, class: &Value) -> R<(Value, Value)> {
        if self.fits(group, class)? {
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
            if self.fits(&one, class)? {
                caught.push(one)
            } else {
                rest.push(one)
            }
        }
        Ok((self.derive(group, caught)?, self.derive(group, rest)?))
    }

    fn fits(&mut self, one: &Value, class: &Value) -> R<bool> {
        match class {
            Value::Class(_) | Value::Tuple(_) => self.catches(one, class),
            Value::List(list) => Ok(list.0.borrow().iter().any(|kept| kept.is(one))),
            function => {
                let given = self.call_with(function, core::slice::from_ref(one))?;
                self.truth(&given)
            }
        }
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
            if let Some(known) = from.attrs.borrow().get_name(&notes) {
                to.attrs.borrow().set_name(&notes, known);
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
            false => match self.is_exception(whole, "BaseExceptionGroup") {
                true => self.split(whole, &Value::list(again))?.0,
                false => whole.clone(),
            },
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

    pub(super) fn leaves(&mut self, exception: &Value) -> Vec<Value> {
        if !self.is_exception(exception, "BaseExceptionGroup") {
            return Vec::from([exception.clone()]);
        }
        let members = self.members(exception);
        members.iter().flat_map(|one| self.leaves(one)).collect()
    }
}
