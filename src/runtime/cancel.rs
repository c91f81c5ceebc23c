//! Cooperative cancellation: the task is told, and ends itself after cleaning up.

use super::Runtime;
use crate::trace::{CancelReason, WaitOn};
use alloc::{rc::Rc, vec::Vec};
use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::{Poll, Waker};

/// Tells a task that it has been asked to end. Clones share one state.
#[derive(Clone)]
pub struct CancelToken {
    runtime: Runtime,
    shared: Rc<Shared>,
}

#[derive(Default)]
struct Shared {
    reason: Cell<Option<CancelReason>>,
    waiters: RefCell<Vec<Waker>>,
}

impl CancelToken {
    pub(super) fn new(runtime: &Runtime) -> Self {
        Self {
            runtime: runtime.clone(),
            shared: Rc::default(),
        }
    }

    /// Why, once it has been asked to end.
    pub fn reason(&self) -> Option<CancelReason> {
        self.shared.reason.get()
    }

    /// Completes once the task has been asked to end.
    pub async fn cancelled(&self) -> CancelReason {
        poll_fn(|cx| {
            if let Some(reason) = self.shared.reason.get() {
                return Poll::Ready(reason);
            }
            self.shared.waiters.borrow_mut().push(cx.waker().clone());
            self.runtime.recorder().waiting(WaitOn::Cancellation);
            Poll::Pending
        })
        .await
    }

    /// The first reason stays.
    pub(super) fn trigger(&self, reason: CancelReason) {
        if self.shared.reason.get().is_none() {
            self.shared.reason.set(Some(reason));
            for waker in self.shared.waiters.take() {
                waker.wake();
            }
        }
    }
}
