//! Letting go of values that hold values that hold values: dropping them is Rust's recursion,
//! which a list nested a million times would take beyond the host's stack. From some depth on
//! they are put aside, and dropped once the ones around them are gone.

use super::Value;
use alloc::vec::Vec;
use core::any::Any;
use core::cell::{Cell, RefCell};

/// Deeper than this, values are put aside.
const DEEPEST: u32 = 40;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static ASIDE: RefCell<Vec<Aside>> = const { RefCell::new(Vec::new()) };
}

/// What is put aside.
pub enum Aside {
    /// A container's values.
    Values(Vec<Value>),
    /// A dictionary's entries.
    Entries(Vec<Option<(u64, Value, Value)>>),
    /// Anything else that holds values.
    Other(alloc::boxed::Box<dyn Any>),
}

/// Drops what a value held.
pub fn let_go(held: Aside) {
    // Where the thread itself is at its end, there is no place to put it.
    let depth = DEPTH.try_with(Cell::get).unwrap_or(0);
    if depth >= DEEPEST {
        let _ = ASIDE.try_with(|aside| aside.borrow_mut().push(held));
        return;
    }
    let set = |depth: u32| {
        let _ = DEPTH.try_with(|cell| cell.set(depth));
    };
    set(depth + 1);
    drop(held);
    if depth == 0 {
        loop {
            let next = ASIDE.try_with(|aside| aside.borrow_mut().pop());
            match next {
                Ok(Some(next)) => drop(next),
                _ => break,
            }
        }
    }
    set(depth);
}

/// As [`let_go`], of values.
pub fn let_go_values(values: Vec<Value>) {
    if values.iter().any(holds) {
        let_go(Aside::Values(values));
    }
}

/// As [`let_go_values`], the last one first, as lists and tuples do.
pub fn let_go_backwards(mut values: Vec<Value>) {
    if values.iter().any(holds) {
        values.reverse();
        let_go(Aside::Values(values));
    }
}

/// As [`let_go`], of one value.
pub fn let_go_value(value: Value) {
    if holds(&value) {
        let_go(Aside::Values(Vec::from([value])));
    }
}

/// Whether a value may hold others.
pub fn holds(value: &Value) -> bool {
    !matches!(
        value,
        Value::Unbound
            | Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Big(_)
            | Value::Float(_)
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Range(_)
            | Value::Code(_)
            | Value::Native(_)
    )
}
