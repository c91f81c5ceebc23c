//! Tasks as they complete.

use crate::runtime::task::Watch;
use crate::runtime::{JoinError, JoinHandle, Runtime};
use crate::trace::{CancelReason, WaitOn};
use alloc::{collections::VecDeque, rc::Rc, vec::Vec};
use core::cell::{Cell, RefCell};
use core::future::{Future, poll_fn};
use core::panic::Location;
use core::task::{Poll, Waker};

/// Where tasks that have ended queue up, by their place in the group.
#[derive(Default)]
pub struct CompletionQueue {
    done: RefCell<VecDeque<usize>>,
    waker: RefCell<Option<Waker>>,
}

impl CompletionQueue {
    /// The place of the next task that has ended.
    pub fn pop(&self) -> Option<usize> {
        self.done.borrow_mut().pop_front()
    }

    /// Whom to wake when the next one ends.
    pub fn wake_with(&self, waker: &Waker) {
        let before = self.waker.replace(Some(waker.clone()));
        drop(before);
    }

    /// Nobody waits any more.
    pub fn wake_nobody(&self) {
        let before = self.waker.take();
        drop(before);
    }
}

impl Watch for CompletionQueue {
    fn ended(&self, index: usize, _failed: bool) {
        self.done.borrow_mut().push_back(index);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// What the trace says of a wait for `count` tasks.
pub fn on_tasks(count: usize) -> WaitOn {
    WaitOn::Tasks(u32::try_from(count).unwrap_or(u32::MAX))
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
            child.report_to(queue.clone(), index);
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
    #[allow(
        clippy::should_implement_trait,
        reason = "a future of the next one, as async iterators have it"
    )]
    #[track_caller]
    pub fn next(&mut self) -> impl Future<Output = Option<(usize, Result<T, JoinError>)>> {
        self.next_at(Location::caller())
    }

    /// Like [`Completions::next`], in the name of the program's line at `place`.
    pub(super) fn next_at(
        &mut self,
        place: &'static Location<'static>,
    ) -> impl Future<Output = Option<(usize, Result<T, JoinError>)>> {
        poll_fn(move |cx| {
            if self.left.get() == 0 {
                return Poll::Ready(None);
            }
            let index = self.queue.pop();
            let ended = index.and_then(|index| Some((index, self.children.get(index)?.take()?)));
            if ended.is_some() {
                self.left.set(self.left.get() - 1);
                return Poll::Ready(ended);
            }
            self.queue.wake_with(cx.waker());
            let recorder = self.runtime.recorder();
            recorder.waiting_at(on_tasks(self.left.get()), place);
            Poll::Pending
        })
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
        self.queue.wake_nobody();
        self.cancel_rest(self.runtime.drop_reason());
    }
}
