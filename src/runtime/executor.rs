//! Scheduling, handed in.

use crate::trace::Micros;
use alloc::{boxed::Box, sync::Arc};
use core::any::Any;
use core::future::Future;
use core::pin::Pin;
use core::task::Waker;

/// Where futures are polled and timers fire: one thread, first in first out.
///
/// Both implementations poll what was ready at the start of a turn, then what became ready
/// meanwhile; timers fire by due time, equal ones in the order they were set.
pub trait Executor {
    /// Queues `future` for its first poll.
    fn spawn(&self, future: Pin<Box<dyn Future<Output = ()>>>);

    /// Calls `fire` once, `after` from now or as soon after that as the loop is free.
    fn timer(&self, after: Micros, fire: Box<dyn FnOnce()>) -> Timer;

    /// How tasks get back into the queue.
    fn gate(&self) -> Arc<dyn WakeGate>;
}

/// A set timer; dropping it before it fires cancels it.
pub struct Timer(#[allow(dead_code, reason = "held for its drop")] Box<dyn Any>);

impl Timer {
    /// A timer that `guard`'s drop cancels.
    pub fn new(guard: impl Any) -> Self {
        Self(Box::new(guard))
    }
}

/// Every wake of a task passes here, so that an executor can hold wakes back for a turn (the
/// browser's does, so that a task that wakes itself for ever cannot starve the page's events).
pub trait WakeGate: Send + Sync {
    /// Wakes `waker`, now or soon; wakes keep their order. `outside` tells that no task asked for
    /// it: a timer fired, an answer came, and so the loop has had a turn of its own.
    fn wake(&self, waker: Waker, outside: bool);
}

/// Lets every wake through at once.
pub struct OpenGate;

impl WakeGate for OpenGate {
    fn wake(&self, waker: Waker, _outside: bool) {
        waker.wake();
    }
}
