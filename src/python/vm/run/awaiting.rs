//! Going on with generators and coroutines.

use crate::python::object::{Gen, GenKind, Value};
use crate::python::vm::{Frame, Input, R, Then, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;

/// What sending to an iterator in Rust came to.
pub enum Sent {
    /// A generator's frame goes on.
    Resume(Rc<Gen>, Input),
    /// It gave this.
    Yield(Value),
    /// It is over, with this.
    Return(Value),
}

impl Vm {
    /// Sends to what is awaited.
    pub(super) fn send(&mut self, iter: &Value, value: Value) -> R<Sent> {
        if let Value::Iter(state) = iter {
            return self.send_iter(state, value);
        }
        let given = if value.is_none() {
            let next = self.names.next.clone();
            self.call_special(iter, &next, &[])
                .map(|given| given.unwrap_or(Value::None))
        } else {
            let send = self.names.send.clone();
            self.attr(iter, &send)
                .and_then(|send| self.call_with(&send, &[value]))
        };
        match given {
            Ok(value) => Ok(Sent::Yield(value)),
            Err(stop) => self.stopped_with(stop).map(Sent::Return),
        }
    }

    /// Puts a generator's frame in the place of the one that waits for it; gives what is to be
    /// raised there.
    pub(super) fn enter_generator(
        &mut self,
        frame: &mut Box<Frame>,
        generator: &Rc<Gen>,
        input: Input,
        then: Then,
    ) -> R<Option<Value>> {
        let before = self.frames.len();
        // What waits must be below what is resumed within it.
        let (code, globals) = (frame.code.clone(), frame.globals.clone());
        let dummy = self.frame(&code, &globals, Then::Drop);
        let caller = core::mem::replace(frame, dummy);
        self.frames.push(caller);
        let (next, result) = match self.ready(generator, input, then) {
            Ok((next, thrown)) => (Some(next), Ok(thrown)),
            Err(stop) => {
                self.frames.truncate(before + 1);
                (self.frames.pop(), Err(stop))
            }
        };
        if let Some(next) = next {
            let dummy = core::mem::replace(frame, next);
            self.recycle(dummy);
        }
        result
    }

    /// What `yield from` goes through.
    pub(super) fn delegate_to(&mut self, value: Value) -> R {
        match &value {
            Value::Gen(generator) if generator.kind != GenKind::AsyncGen => Ok(value),
            other => self.iter(other),
        }
    }
}
