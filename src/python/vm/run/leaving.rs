//! The ends of frames: what returned or was set down, and who goes on.

use super::ok_err;
use crate::python::object::{GenKind, Value};
use crate::python::vm::{Frame, R, Resumed, Stop, Then, Vm};
use alloc::boxed::Box;

/// What a frame's end means for the one who runs it.
pub(super) enum Left {
    /// Go on with this frame.
    Frame(Box<Frame>),
    /// Rust gets it.
    Rust(Resumed),
}

impl Vm {
    /// A frame returned: who goes on.
    pub(super) fn leave(&mut self, frame: &mut Frame, value: Value) -> R<Left> {
        let mut asynchronous = false;
        if let Some(generator) = frame.generator.take() {
            generator.running.set(false);
            self.exc = frame.outer.clone();
            asynchronous = generator.kind == GenKind::AsyncGen;
        }
        let then = core::mem::replace(&mut frame.then, Then::Push);
        if let Then::Stop = then {
            if asynchronous {
                return self.bare("StopAsyncIteration");
            }
            return Ok(Left::Rust(Resumed::Returned(value)));
        }
        let Some(mut next) = self.frames.pop() else {
            return Ok(Left::Rust(Resumed::Returned(value)));
        };
        if asynchronous {
            // The end of an async generator is told by an exception, in the one who waits.
            let exception = match ok_err(self.bare::<()>("StopAsyncIteration")) {
                Stop::Raise(exception) => exception,
                stop => return Err(stop),
            };
            return self.unwind(next, *exception, false).map(Left::Frame);
        }
        match then {
            Then::Push | Then::Stop => next.stack.push(value),
            Then::Drop => {}
            Then::Made(object) => {
                if !value.is_none() {
                    let text = alloc::format!(
                        "__init__() should return None, not '{}'",
                        self.type_name(&value).as_str()
                    );
                    let stop = ok_err(self.type_error::<()>(text));
                    return match stop {
                        Stop::Raise(exception) => {
                            self.unwind(next, *exception, false).map(Left::Frame)
                        }
                        stop => Err(stop),
                    };
                }
                next.stack.push(object);
            }
            Then::ForIter(end) => {
                next.stack.pop();
                next.pc = end as usize;
            }
            Then::Send(end) => {
                next.stack.pop();
                next.stack.push(value);
                next.pc = end as usize;
            }
            Then::Next(Some(default)) => next.stack.push(default),
            Then::Next(None) => {
                let stop = self.stop_iteration(value);
                return match stop {
                    Stop::Raise(exception) => self.unwind(next, *exception, false).map(Left::Frame),
                    stop => Err(stop),
                };
            }
            Then::Truth => {
                let truth = self.truth(&value)?;
                next.stack.push(Value::Bool(truth));
            }
        }
        Ok(Left::Frame(next))
    }

    /// A frame was set down: who goes on. `given`: a value of its own, and not one handed on from
    /// what it awaits.
    pub(super) fn set_down(&mut self, mut frame: Box<Frame>, value: Value, given: bool) -> Left {
        let Some(generator) = frame.generator.take() else {
            return Left::Rust(Resumed::Returned(value));
        };
        generator.running.set(false);
        let outer = core::mem::replace(&mut frame.outer, Value::None);
        let own = core::mem::replace(&mut self.exc, outer);
        if frame.handles() {
            frame.own = own;
        }
        let then = core::mem::replace(&mut frame.then, Then::Push);
        let item = given && generator.kind == GenKind::AsyncGen;
        // `yield` leaves its value's place empty; `YieldOn` keeps the iterator on top.
        generator.frame.replace(Some(frame));
        if let Then::Stop = then {
            return Left::Rust(if item {
                Resumed::Returned(value)
            } else {
                Resumed::Yielded(value)
            });
        }
        let Some(mut next) = self.frames.pop() else {
            return Left::Rust(Resumed::Yielded(value));
        };
        match then {
            Then::Send(end) if item => {
                next.stack.pop();
                next.stack.push(value);
                next.pc = end as usize;
            }
            _ => next.stack.push(value),
        }
        Left::Frame(next)
    }

    /// Drops the frames down to the one that Rust waits for.
    pub(super) fn abandon(&mut self, frame: Box<Frame>) {
        let mut at = Some(frame);
        while let Some(frame) = at {
            if let Some(generator) = &frame.generator {
                generator.running.set(false);
            }
            let rust = matches!(frame.then, Then::Stop);
            drop(frame);
            at = if rust { None } else { self.frames.pop() };
        }
    }
}
