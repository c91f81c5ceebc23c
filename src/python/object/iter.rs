//! Iterators that are written in Rust.

use super::{Dict, Gen, List, Set, Str, Tuple, Value};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

/// An iterator.
pub struct Iter {
    /// Where it is.
    pub state: RefCell<IterState>,
    /// How many items it has given.
    pub at: Cell<usize>,
}

impl Drop for Iter {
    fn drop(&mut self) {
        let state = core::mem::replace(self.state.get_mut(), IterState::Done);
        match state {
            IterState::Done | IterState::Range(..) | IterState::Str(..) | IterState::Bytes(_) => {}
            state => super::let_go(super::Aside::Other(Box::new(state))),
        }
    }
}

/// What an iterator goes through.
pub enum IterState {
    /// It is over.
    Done,
    /// A list's items.
    List(Rc<List>),
    /// A list's items, last first.
    ListReversed(Rc<List>),
    /// A tuple's items.
    Tuple(Rc<Tuple>),
    /// Items of its own.
    Items(Vec<Value>),
    /// Items as they were, what they are of, and how many that has now.
    Guarded(Vec<Value>, Value, fn(&Value) -> usize),
    /// Numbers: the next, how many are left, the step.
    Range(i64, usize, i64),
    /// A string's characters; how many bytes are behind.
    Str(Rc<Str>, usize),
    /// A bytes object.
    Bytes(Rc<Vec<u8>>),
    /// A dictionary's keys (0), values (1) or items (2), and its size at the start.
    Dict(Rc<Dict>, u8, usize),
    /// A dictionary's, last first.
    DictReversed(Rc<Dict>, u8),
    /// A set's members, and its size at the start.
    Set(Rc<Set>, usize),
    /// `enumerate`.
    Enumerate(Value, i64),
    /// `zip`.
    Zip(Vec<Value>, bool),
    /// `map`.
    Map(Value, Vec<Value>),
    /// `filter`.
    Filter(Value, Value),
    /// Anything with `__getitem__`.
    Sequence(Value),
    /// `iter(function, sentinel)`.
    Sentinel(Value, Value),
    /// `coroutine.__await__()`.
    Await(Rc<Gen>),
    /// `async_generator.asend(value)`; the second says whether it has begun.
    ASend(Rc<Gen>, Value, bool),
    /// `async_generator.athrow(exception)`, or `aclose()` where the third is set.
    AThrow(Rc<Gen>, Value, bool, bool),
    /// `await future`: whether the task has been given the future.
    Future(Value, bool),
}

impl IterState {
    /// The coroutine or async generator that it goes on with.
    pub fn generator(&self) -> Option<Rc<Gen>> {
        match self {
            Self::Await(generator) | Self::ASend(generator, ..) | Self::AThrow(generator, ..) => {
                Some(generator.clone())
            }
            _ => None,
        }
    }
}

impl Iter {
    /// An iterator at its start.
    pub fn new(state: IterState) -> Self {
        Self {
            state: RefCell::new(state),
            at: Cell::new(0),
        }
    }

    /// As a value.
    pub fn value(state: IterState) -> Value {
        Value::Iter(Rc::new(Self::new(state)))
    }
}
