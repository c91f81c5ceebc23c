//! `raise`, `except`, `except*` and `with`.

use crate::python::object::Value;
use crate::python::vm::{Block, Called, Frame, R, Stop, Then, Vm, told_name};
use alloc::vec::Vec;

impl Vm {
    /// `raise` with so many values: gives the exception at hand, which is raised again; a new one
    /// is the error.
    pub(super) fn raise_from(&mut self, frame: &mut Frame, count: u8) -> R {
        let cause = (count == 2).then(|| frame.pop());
        if count == 0 {
            let current = self.exc.clone();
            return match current.is_none() {
                true => self.raise("RuntimeError", "No active exception to reraise"),
                false => Ok(current),
            };
        }
        let value = frame.pop();
        let exception = self.to_exception(value)?;
        if let Some(cause) = cause {
            self.set_cause(&exception, cause)?;
        }
        Err(Stop::raise(exception))
    }

    /// Whether the `except` fits.
    pub(super) fn match_top(&mut self, frame: &mut Frame) -> R {
        let class = frame.pop();
        let exception = frame.pop();
        self.catches(&exception, &class).map(Value::Bool)
    }

    /// Splits what an `except*` takes from the rest.
    pub(super) fn match_group(&mut self, frame: &mut Frame) -> R {
        let class = frame.pop();
        let rest = frame.pop();
        let (matched, rest) = self.split_group(&rest, &class)?;
        frame.stack.push(rest);
        if !matched.is_none() {
            self.exc = matched.clone();
        }
        Ok(matched)
    }

    /// What is left to raise after the last `except*`.
    pub(super) fn join_group(&mut self, frame: &mut Frame) -> R {
        let rest = frame.pop();
        let raised = frame.pop();
        let whole = frame.pop();
        self.end_group(&whole, &raised, rest)
    }

    /// The end of an `async for`; an exception that is none is given, to be raised again.
    pub(super) fn end_async_for(&mut self, frame: &mut Frame) -> Option<Value> {
        let exception = frame.pop();
        if !self.is_exception(&exception, "StopAsyncIteration") {
            return Some(exception);
        }
        self.pop_handler(frame);
        frame.stack.pop();
        None
    }

    /// The exit function, bound, and the enter function, not bound.
    fn context(&mut self, manager: &Value, is_async: bool) -> R<(Value, Value)> {
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
                told_name(&class).as_str()
            );
            return self.type_error(text);
        };
        let Some(found_exit) = found_exit else {
            let text = alloc::format!(
                "'{}' object does not support the {what} protocol (missed {} method)",
                told_name(&class).as_str(),
                exit.as_str()
            );
            return self.type_error(text);
        };
        let exit = self.bind_found(found_exit, Some(manager), &class)?;
        Ok((exit, enter))
    }

    /// Begins a `with`.
    pub(super) fn enter_with(&mut self, frame: &mut Frame, is_async: bool) -> R<Called> {
        let manager = frame.pop();
        let (exit, enter) = self.context(&manager, is_async)?;
        frame.stack.push(exit);
        self.begin(&enter, Vec::from([manager]), Vec::new(), Then::Push)
    }

    /// Tells a context manager of an exception.
    pub(super) fn exit_with(&mut self, frame: &Frame) -> R<Called> {
        let exception = frame.top();
        let exit = frame.under(3);
        let class = Value::Class(self.types.of(&exception));
        let trace = self.trace_of(&exception);
        let args = Vec::from([class, exception, trace]);
        self.begin(&exit, args, Vec::new(), Then::Push)
    }
}

/// Begins a block; so many of the values on top are not what it restores.
pub(super) fn block(frame: &mut Frame, handler: u32, over: usize) {
    let depth = frame.stack.len().saturating_sub(over) as u32;
    frame.blocks.push(Block {
        handler,
        depth,
        handling: false,
    });
}
