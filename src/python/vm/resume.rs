//! Generators and coroutines: picking frames up again.

use super::{Frame, R, Stop, Then, Vm};
use crate::python::code::Op;
use crate::python::object::{Gen, GenKind, IterState, Value};
use alloc::boxed::Box;
use alloc::rc::Rc;

/// What a frame is picked up with.
pub enum Input {
    /// The value of the `yield` or `await` it was set down at.
    Send(Value),
    /// An exception, raised there.
    Throw(Value),
}

/// What came of picking a frame up.
pub enum Resumed {
    /// It was set down again, and gave this.
    Yielded(Value),
    /// It is over, and returned this.
    Returned(Value),
}

impl Vm {
    /// Picks a generator or coroutine up from Rust, and runs it until it is set down.
    pub fn resume(&mut self, generator: &Rc<Gen>, input: Input) -> R<Resumed> {
        let (frame, thrown) = self.ready(generator, input, Then::Stop)?;
        self.run_from(frame, thrown)
    }

    /// The frame to go on with, and the exception to raise in it. Frames that wait for it are
    /// under way already.
    pub fn ready(
        &mut self,
        generator: &Rc<Gen>,
        input: Input,
        then: Then,
    ) -> R<(Box<Frame>, Option<Value>)> {
        self.ready_within(generator, input, then, false)
    }

    /// As [`Vm::ready`]; `awaited`: by a frame that is made ready with it.
    fn ready_within(
        &mut self,
        generator: &Rc<Gen>,
        input: Input,
        then: Then,
        awaited: bool,
    ) -> R<(Box<Frame>, Option<Value>)> {
        if generator.running.get() {
            let text = alloc::format!("{} already executing", generator.noun().replace('_', " "));
            return match generator.kind {
                GenKind::Coroutine => self.value_error("coroutine already executing"),
                _ => self.value_error(text),
            };
        }
        let frame = generator.frame.borrow_mut().take();
        let Some(mut frame) = frame else {
            return Err(self.resumed_too_late(generator, input));
        };
        let started = generator.started.get();
        if let (false, Input::Send(value)) = (started, &input)
            && !value.is_none()
        {
            generator.frame.replace(Some(frame));
            let text = alloc::format!(
                "can't send non-None value to a just-started {}",
                generator.noun().replace('_', " ")
            );
            return self.type_error(text);
        }
        if self.frames.len() > self.recursion_limit as usize {
            // It began, and is over.
            generator.started.set(true);
            self.recycle(frame);
            return self.raise("RecursionError", "maximum recursion depth exceeded");
        }
        generator.started.set(true);
        generator.running.set(true);
        frame.generator = Some(generator.clone());
        frame.then = then;
        frame.outer = self.exc.clone();
        if !frame.own.is_none() {
            self.exc = core::mem::replace(&mut frame.own, Value::None);
        } else if !awaited && matches!(input, Input::Throw(_)) {
            // Its context is what the generator handles, not what is handled where it is thrown.
            self.exc = Value::None;
        }
        match input {
            Input::Send(value) => {
                if started {
                    frame.stack.push(value);
                }
                Ok((frame, None))
            }
            Input::Throw(exception) => self.throw_into(frame, exception),
        }
    }

    fn resumed_too_late(&mut self, generator: &Gen, input: Input) -> Stop {
        let stop: R<()> = match (generator.kind, input) {
            (GenKind::Coroutine, _) => {
                self.raise("RuntimeError", "cannot reuse already awaited coroutine")
            }
            (_, Input::Throw(exception)) => Err(Stop::raise(exception)),
            (GenKind::AsyncGen, _) => self.bare("StopAsyncIteration"),
            _ => Err(self.stop_iteration(Value::None)),
        };
        stop.err().unwrap_or(Stop::Halt)
    }

    /// Hands an exception on to what the frame waits on; without such, it is raised in it.
    fn throw_into(
        &mut self,
        mut frame: Box<Frame>,
        exception: Value,
    ) -> R<(Box<Frame>, Option<Value>)> {
        let Some(delegate) = frame.delegate().cloned() else {
            return Ok((frame, Some(exception)));
        };
        let send = frame.pc.wrapping_sub(2);
        let end = match frame.code.ops.get(send) {
            Some(Op::Send(end)) => *end,
            _ => return Ok((frame, Some(exception))),
        };
        let inner = match &delegate {
            Value::Gen(inner) if inner.kind != GenKind::AsyncGen => Some(inner.clone()),
            Value::Iter(iter) => match &*iter.state.borrow() {
                IterState::Await(inner)
                | IterState::ASend(inner, _, true)
                | IterState::AThrow(inner, _, true, _) => Some(inner.clone()),
                _ => None,
            },
            _ => None,
        };
        if let Some(inner) = inner {
            frame.pc = send + 1;
            self.frames.push(frame);
            let ready = self.ready_within(&inner, Input::Throw(exception), Then::Send(end), true);
            return match ready {
                Ok(ready) => Ok(ready),
                Err(stop) => {
                    let frame = self.frames.pop();
                    match (frame, stop) {
                        (Some(frame), Stop::Raise(exception)) => Ok((frame, Some(*exception))),
                        (_, stop) => Err(stop),
                    }
                }
            };
        }
        let throw = self.names.throw.clone();
        let method = match &delegate {
            Value::Instance(_) => self.attr_or_none(&delegate, &throw)?,
            _ => None,
        };
        let Some(method) = method else {
            return Ok((frame, Some(exception)));
        };
        let given = self.call_with(&method, &[exception]);
        frame.pc = send + 1;
        match given {
            Ok(value) => {
                frame.stack.push(value);
                Ok((frame, None))
            }
            Err(stop) => match self.stopped_with(stop) {
                Ok(value) => {
                    frame.stack.pop();
                    frame.stack.push(value);
                    frame.pc = end as usize;
                    Ok((frame, None))
                }
                Err(Stop::Raise(exception)) => Ok((frame, Some(*exception))),
                Err(stop) => Err(stop),
            },
        }
    }

    /// `next(generator)` from Rust; `None` at its end.
    pub fn next_of(&mut self, generator: &Rc<Gen>) -> R<Option<Value>> {
        if generator.is_over() {
            return Ok(None);
        }
        self.nest()?;
        let resumed = self.resume(generator, Input::Send(Value::None));
        self.nesting -= 1;
        match resumed? {
            Resumed::Yielded(value) => Ok(Some(value)),
            Resumed::Returned(_) => Ok(None),
        }
    }

    /// One more call from Rust into Python; the caller takes it back.
    pub fn nest(&mut self) -> R<()> {
        if self.nesting >= super::DEEPEST_NESTING {
            return self.raise("RecursionError", "maximum recursion depth exceeded");
        }
        self.nesting += 1;
        Ok(())
    }

    /// `generator.close()`.
    pub fn close_generator(&mut self, generator: &Rc<Gen>) -> R<()> {
        if generator.is_over() {
            return Ok(());
        }
        if !generator.started.get() {
            generator.started.set(true);
            let frame = generator.frame.borrow_mut().take();
            drop(frame);
            return Ok(());
        }
        let class = self.types.exception("GeneratorExit");
        let exit = self.exception(&class, alloc::vec::Vec::new());
        self.nest()?;
        let resumed = self.resume(generator, Input::Throw(exit));
        self.nesting -= 1;
        match resumed {
            Ok(Resumed::Returned(_)) => Ok(()),
            Ok(Resumed::Yielded(_)) => {
                let text = alloc::format!(
                    "{} ignored GeneratorExit",
                    generator.noun().replace('_', " ")
                );
                self.raise("RuntimeError", text)
            }
            Err(Stop::Raise(exception))
                if self.is_exception(&exception, "GeneratorExit")
                    || self.is_exception(&exception, "StopIteration") =>
            {
                Ok(())
            }
            Err(stop) => Err(stop),
        }
    }
}
