//! The way of an exception: to the block that handles it, or out of the frames.

use crate::python::object::{Gen, GenKind, Value};
use crate::python::vm::error::{Entry, exc};
use crate::python::vm::{Block, Frame, R, Stop, Then, Vm, kept_by_traceback, pending_empty};
use alloc::boxed::Box;
use alloc::vec::Vec;

impl Vm {
    /// Looks for the frame that handles an exception. `again`: the frame was in its traceback
    /// before.
    pub(super) fn unwind(
        &mut self,
        mut frame: Box<Frame>,
        mut exception: Value,
        mut again: bool,
    ) -> R<Box<Frame>> {
        if !again && !self.came_from_within(&exception) {
            self.chain(&exception);
        }
        loop {
            if !again && let Some(data) = exc(&exception) {
                data.trace.borrow_mut().push(Entry {
                    code: frame.code.clone(),
                    place: frame.pc.saturating_sub(1),
                    globals: frame.globals.clone(),
                });
            }
            while let Some(block) = frame.blocks.pop() {
                if block.handling {
                    frame.stack.truncate(block.depth as usize + 1);
                    let before = frame.pop();
                    self.exc = self.exc_before(&frame, before);
                    continue;
                }
                frame.stack.truncate(block.depth as usize);
                let before = core::mem::replace(&mut self.exc, exception.clone());
                frame.stack.push(before);
                frame.stack.push(exception);
                frame.blocks.push(Block {
                    handling: true,
                    ..block
                });
                frame.pc = block.handler as usize;
                if !pending_empty() {
                    self.finalize_pending();
                }
                return Ok(frame);
            }
            // It leaves the frame.
            if let Some(generator) = frame.generator.take() {
                generator.running.set(false);
                self.exc = frame.outer.clone();
                exception = self.out_of_generator(&generator, exception);
            }
            let then = core::mem::replace(&mut frame.then, Then::Push);
            if let Some(data) = exc(&exception) {
                let kept = |value: &&Value| kept_by_traceback(value);
                let held = frame.fast.iter().filter(kept).cloned();
                data.held.borrow_mut().extend(held);
            }
            self.recycle(frame);
            again = false;
            if !pending_empty() {
                self.finalize_pending();
            }
            match then {
                Then::Stop => {
                    self.passed = exception.address();
                    return Err(Stop::raise(exception));
                }
                then => {
                    let Some(next) = self.frames.pop() else {
                        return Err(Stop::raise(exception));
                    };
                    frame = next;
                    // `next(generator, default)`: the end of the generator is the default.
                    if let Then::Next(Some(default)) = then
                        && self.is_exception(&exception, "StopIteration")
                    {
                        frame.stack.push(default);
                        return Ok(frame);
                    }
                }
            }
        }
    }

    /// Whether an exception comes straight out of frames that Rust ran: it was chained there.
    fn came_from_within(&mut self, exception: &Value) -> bool {
        let passed = core::mem::take(&mut self.passed);
        passed == exception.address()
            && exc(exception).is_some_and(|data| !data.trace.borrow().is_empty())
    }

    /// `StopIteration` does not leave a generator: it would look like its end.
    pub(super) fn out_of_generator(&mut self, generator: &Gen, exception: Value) -> Value {
        let noun = match generator.kind {
            GenKind::Generator => "generator",
            GenKind::Coroutine => "coroutine",
            GenKind::AsyncGen => "async generator",
        };
        let which = if self.is_exception(&exception, "StopIteration") {
            "StopIteration"
        } else if generator.kind == GenKind::AsyncGen
            && self.is_exception(&exception, "StopAsyncIteration")
        {
            "StopAsyncIteration"
        } else {
            return exception;
        };
        let class = self.types.exception("RuntimeError");
        let made = self.exception(
            &class,
            Vec::from([Value::str(alloc::format!("{noun} raised {which}"))]),
        );
        if let Some(data) = exc(&made) {
            data.cause.replace(Some(exception.clone()));
            data.context.replace(Some(exception));
            data.suppress.set(true);
        }
        made
    }

    /// The exception that was handled before a handler began.
    pub(super) fn exc_before(&self, frame: &Frame, before: Value) -> Value {
        let outermost = frame.generator.is_some() && !frame.handles();
        if outermost {
            frame.outer.clone()
        } else {
            before
        }
    }

    /// Ends the handling of an exception.
    pub(super) fn pop_handler(&mut self, frame: &mut Frame) {
        let before = frame.pop();
        frame.blocks.pop();
        self.exc = self.exc_before(frame, before);
    }
}
