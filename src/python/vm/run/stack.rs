//! The values on a frame's stack.

use crate::python::object::Value;
use crate::python::vm::Frame;
use alloc::vec::Vec;

impl Frame {
    /// Takes the value on top.
    pub(super) fn pop(&mut self) -> Value {
        // The compiler never takes more than it has put.
        self.stack.pop().unwrap_or(Value::None)
    }

    /// Takes the two on top; the upper one is the second.
    pub(super) fn pop_pair(&mut self) -> (Value, Value) {
        let upper = self.pop();
        (self.pop(), upper)
    }

    /// The value on top.
    pub(super) fn top(&self) -> Value {
        self.stack.last().cloned().unwrap_or(Value::None)
    }

    /// The value so far down; 1 is the top.
    pub(super) fn under(&self, depth: u32) -> Value {
        let place = self.stack.len().checked_sub(depth as usize);
        place
            .and_then(|place| self.stack.get(place))
            .cloned()
            .unwrap_or(Value::None)
    }

    /// Takes so many, the top last.
    pub(super) fn take(&mut self, count: u32) -> Vec<Value> {
        let from = self.stack.len().saturating_sub(count as usize);
        self.stack.split_off(from)
    }

    /// Takes the top to below the others of so many.
    pub(super) fn rotate(&mut self, count: usize) {
        let from = self.stack.len().saturating_sub(count);
        if let Some(part) = self.stack.get_mut(from..) {
            part.rotate_right(1);
        }
    }

    /// Gives place to what the value on top came to.
    pub(super) fn replace_top(&mut self, value: Value) {
        self.stack.pop();
        self.stack.push(value);
    }
}
