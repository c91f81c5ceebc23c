//! Tasks as they complete.

use crate::runtime::{JoinError, JoinHandle, Runtime};
use crate::trace::{CancelReason, WaitOn};
use alloc::{collections::VecDeque, rc::Rc, vec::Vec};
use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::{Poll, Waker};

/// Where tasks that have ended queue up, by their place in the group.
#[derive(Default)]
pub struct CompletionQueue {
    done: RefCell<VecDeque<usize>>,
    waker: RefCell<Option<Waker>>,
}

impl CompletionQueue {
    /// The task at `index` has ended.
    pub fn push(&self, index: usize) {
        self.done.borrow_mut().push_back(index);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// A group of tasks, handed out one by one in the order in which they end. Each end costs the
/// same however large the group is. Dropping the group cancels what is left of it.
pub struct Completions<T> {
    runtime: Runtime,
    children: Vec<JoinHandle<T>>,
    queue: Rc<CompletionQueue>,
    left: Cell<usize>,
}

impl<T> Completions<T> {
    /// Takes over `children`.
    pub fn new(runtime: &Runtime, children: Vec<JoinHandle<T>>) -> Self {
        let queue = Rc::<CompletionQueue>::default();
        for (index, child) in children.iter().enumerate() {
            child.report_to(&queue, index);
        }
        Self {
            runtime: runtime.clone(),
            left: Cell::new(children.len()),
            children,
            queue,
        }
    }

    /// Waits for the next task to end: its place in the group and what it returned. `None` when
    /// all have been handed out.
    pub async fn next(&mut self) -> Option<(usize, Result<T, JoinError>)> {
        poll_fn(|cx| {
            if self.left.get() == 0 {
                return Poll::Ready(None);
            }
            let index = self.queue.done.borrow_mut().pop_front();
            let ended = index.and_then(|index| Some((index, self.children.get(index)?.take()?)));
            if ended.is_some() {
                self.left.set(self.left.get() - 1);
                return Poll::Ready(ended);
            }
            self.queue.waker.replace(Some(cx.waker().clone()));
            let on = WaitOn::Tasks(u32::try_from(self.left.get()).unwrap_or(u32::MAX));
            self.runtime.recorder().waiting(on);
            Poll::Pending
        })
        .await
    }

    /// Asks everything that is left to end.
    pub fn cancel_rest(&self, why: CancelReason) {
        for child in &self.children {
            child.cancel(why);
        }
    }
}

impl<T> Drop for Completions<T> {
    fn drop(&mut self) {
        // Nobody waits any more: the owner must not be woken by those that end later.
        self.queue.waker.take();
        self.cancel_rest(self.runtime.drop_reason());
    }
}
