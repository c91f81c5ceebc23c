//! Joining tasks.

use super::task::{Joiner, Shared, Watch};
use crate::trace::{CancelReason, TaskId, WaitOn};
use alloc::rc::Rc;
use core::fmt;
use core::future::{Future, IntoFuture};
use core::marker::PhantomData;
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll};

/// Why a join brought no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinError {
    /// The task was cancelled before it returned.
    Cancelled(CancelReason),
}

impl fmt::Display for JoinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Cancelled(reason) = self;
        let why = match reason {
            CancelReason::User => "by hand",
            CancelReason::Parent => "with its parent",
            CancelReason::Timeout => "by a timeout",
            CancelReason::SiblingFailed => "because a sibling failed",
            CancelReason::LostRace => "because another one won",
            CancelReason::Program => "by the program",
        };
        write!(out, "cancelled {why}")
    }
}

impl super::Failure for JoinError {
    fn cancelled(&self) -> Option<CancelReason> {
        let Self::Cancelled(reason) = self;
        Some(*reason)
    }
}

/// Awaits a task's value. Dropping it, or a wait for it, lets the task go on: asyncio would cancel
/// the task with the one that awaits it
/// (<https://docs.python.org/3.11/library/asyncio-task.html#task-object>).
///
/// Awaiting `&mut handle` keeps the handle, so that a wait that was given up can be taken up again.
///
/// A handle that is dropped before its task has ended or has been asked to end leaves it behind:
/// nobody will ever see its result, and the trace says so (`Detached`). That is so for every task
/// but the main one, which the run itself watches, and for callbacks, which have no result. The
/// groups that cancel their tasks when they are dropped ask them to end first and so detach none.
pub struct JoinHandle<T> {
    shared: Rc<Shared<T>>,
}

impl<T> JoinHandle<T> {
    pub(super) fn new(shared: Rc<Shared<T>>) -> Self {
        Self { shared }
    }

    /// The task's id.
    pub fn id(&self) -> TaskId {
        self.shared.task
    }

    /// Whether it has ended.
    pub fn is_finished(&self) -> bool {
        self.shared.ended.get()
    }

    /// Asks it to end. False where it has ended already.
    pub fn cancel(&self, why: CancelReason) -> bool {
        self.shared.ask_to_end(why)
    }

    /// Awaits it and keeps the handle, in the name of the program's line at `place`.
    pub(super) fn join_at(&mut self, place: &'static Location<'static>) -> Join<'_, T> {
        Join {
            shared: self.shared.clone(),
            place,
            _handle: None,
            _borrowed: PhantomData,
        }
    }

    /// Takes the value of a task that has ended; `None` before that, and the second time.
    pub(super) fn take(&self) -> Option<Result<T, JoinError>> {
        self.shared.result.borrow_mut().take()
    }

    /// Whether it has ended with an error or timed out.
    pub(super) fn failed(&self) -> bool {
        self.shared.failed.get()
    }

    /// From now on the end of the task is told to `watch` under `index`; at once where it has
    /// ended already.
    pub(super) fn report_to(&self, watch: Rc<dyn Watch>, index: usize) {
        if self.is_finished() {
            watch.ended(index, self.failed());
        } else {
            self.join_with(Joiner::Watch(watch, index));
        }
    }

    /// From now on nobody is told of its end.
    pub(super) fn report_to_nobody(&self) {
        self.join_with(Joiner::Nobody);
    }

    fn join_with(&self, joiner: Joiner) {
        let before = self.shared.joiner.replace(joiner);
        // Dropped only after the borrow has ended: it may own the last reference to anything.
        drop(before);
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        self.report_to_nobody();
        self.shared.handle_dropped();
    }
}

impl<T> IntoFuture for JoinHandle<T> {
    type Output = Result<T, JoinError>;
    type IntoFuture = Join<'static, T>;

    #[track_caller]
    fn into_future(self) -> Join<'static, T> {
        Join {
            shared: self.shared.clone(),
            place: Location::caller(),
            _handle: Some(self),
            _borrowed: PhantomData,
        }
    }
}

impl<'a, T> IntoFuture for &'a mut JoinHandle<T> {
    type Output = Result<T, JoinError>;
    type IntoFuture = Join<'a, T>;

    #[track_caller]
    fn into_future(self) -> Join<'a, T> {
        self.join_at(Location::caller())
    }
}

/// The wait for a task's end, by `handle.await` or `(&mut handle).await`. A value can be taken
/// only once: a later wait never ends.
pub struct Join<'a, T> {
    shared: Rc<Shared<T>>,
    place: &'static Location<'static>,
    _handle: Option<JoinHandle<T>>,
    _borrowed: PhantomData<&'a mut ()>,
}

impl<T> Future for Join<'_, T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let shared = &self.shared;
        if let Some(result) = shared.result.borrow_mut().take() {
            return Poll::Ready(result);
        }
        shared.joiner.replace(Joiner::Waker(cx.waker().clone()));
        let on = WaitOn::Task(shared.task);
        shared.runtime.recorder().waiting_at(on, self.place);
        Poll::Pending
    }
}

impl<T> Drop for Join<'_, T> {
    fn drop(&mut self) {
        // Whoever gave the wait up must not be woken by it.
        let joiner = self.shared.joiner.replace(Joiner::Nobody);
        drop(joiner);
    }
}
