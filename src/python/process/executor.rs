//! Where the runtime's tasks of a program are queued: those of an event loop in that loop's own
//! queue, threads and what drives the loops in the program's.

use super::queue::Slots;
use crate::runtime::{Executor, Timer, WakeGate};
use crate::trace::Micros;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use core::cell::RefCell;
use core::future::Future;
use core::pin::Pin;
use core::task::Waker;

/// An executor inside another one.
pub struct Inside {
    base: Rc<dyn Executor>,
    /// The program's own queue.
    pub outer: Rc<Slots>,
    /// The queue that the next task goes to, where that is another one.
    pub target: RefCell<Option<Rc<Slots>>>,
}

impl Inside {
    /// Without any task yet.
    pub fn new(base: Rc<dyn Executor>, outer: Rc<Slots>) -> Self {
        Self {
            base,
            outer,
            target: RefCell::default(),
        }
    }
}

impl Executor for Inside {
    fn spawn(&self, future: Pin<Box<dyn Future<Output = ()>>>) {
        let target = self.target.borrow().clone();
        target.as_ref().unwrap_or(&self.outer).add(future);
    }

    fn timer(&self, after: Micros, fire: Box<dyn FnOnce()>) -> Timer {
        self.base.timer(after, fire)
    }

    fn gate(&self) -> Arc<dyn WakeGate> {
        Arc::new(Through)
    }
}

/// Wakes go straight into the queues, whose own owner waits at the gate of the executor below.
struct Through;

impl WakeGate for Through {
    fn wake(&self, waker: Waker, _outside: bool) {
        waker.wake();
    }
}
