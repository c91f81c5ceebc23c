//! Frames that can be set down.

use super::{Str, Value};
use crate::python::vm::Frame;
use alloc::boxed::Box;
use alloc::rc::Rc;
use core::cell::{Cell, RefCell};

/// What a frame that can be set down is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GenKind {
    /// A generator.
    Generator,
    /// A coroutine.
    Coroutine,
    /// An async generator.
    AsyncGen,
}

/// A generator, coroutine or async generator.
pub struct Gen {
    /// Which of them.
    pub kind: GenKind,
    /// Its frame, while it is neither running nor over.
    pub frame: RefCell<Option<Box<Frame>>>,
    /// Whether it runs now.
    pub running: Cell<bool>,
    /// Whether it was ever resumed.
    pub started: Cell<bool>,
    /// `__name__`.
    pub name: RefCell<Rc<Str>>,
    /// `__qualname__`.
    pub qualname: RefCell<Rc<Str>>,
    /// Its code.
    pub code: Rc<crate::python::code::Code>,
    /// What it waits on (`cr_await`), while it is set down.
    pub hooked: Cell<bool>,
}

impl Gen {
    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        !self.running.get() && self.frame.borrow().is_none()
    }

    /// Whether it runs or, as an async generator, waits for something before its next `yield`.
    pub fn in_use(&self) -> bool {
        self.running.get() || self.delegate().is_some()
    }

    /// What it is called in messages.
    pub fn noun(&self) -> &'static str {
        match self.kind {
            GenKind::Generator => "generator",
            GenKind::Coroutine => "coroutine",
            GenKind::AsyncGen => "async_generator",
        }
    }

    /// What it waits on, if it is set down at an `await` or a `yield from`.
    pub fn delegate(&self) -> Option<Value> {
        self.frame.borrow().as_ref()?.delegate().cloned()
    }
}

impl Drop for Gen {
    fn drop(&mut self) {
        if let Some(frame) = self.frame.borrow_mut().take() {
            let left = crate::python::vm::finalize(
                self.kind,
                self.started.get(),
                &self.qualname.borrow(),
                frame,
            );
            if let Some(frame) = left {
                super::let_go(super::Aside::Other(frame));
            }
        }
    }
}
