//! Cancellation with a last word: the task is told, or cleans up after its body was dropped.

use super::sync::WaitList;
use super::{JoinError, Runtime};
use crate::trace::{CancelReason, EventKind, TaskId, WaitOn};
use alloc::rc::Rc;
use core::cell::Cell;
use core::future::{Future, poll_fn};
use core::panic::Location;
use core::pin::pin;
use core::task::Poll;

/// Tells a task that it has been asked to end. Clones share one state.
#[derive(Clone)]
pub struct CancelToken {
    runtime: Runtime,
    shared: Rc<Shared>,
}

#[derive(Default)]
struct Shared {
    reason: Cell<Option<CancelReason>>,
    waiters: WaitList<CancelReason>,
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
    #[track_caller]
    pub fn cancelled(&self) -> impl Future<Output = CancelReason> + use<> {
        let (token, place) = (self.clone(), Location::caller());
        async move {
            let waiters = &token.shared.waiters;
            let mut ticket = waiters.guarded();
            poll_fn(|cx| {
                if let Some(reason) = token.reason() {
                    return Poll::Ready(reason);
                }
                let recorder = token.runtime.recorder();
                ticket.wait(recorder.current(), cx.waker());
                recorder.waiting_at(WaitOn::Cancellation, place);
                Poll::Pending
            })
            .await
        }
    }

    /// As [`CancelToken::cancelled`], without telling that it is what the task waits on.
    pub fn asked(&self) -> impl Future<Output = CancelReason> + use<> {
        let token = self.clone();
        async move {
            let mut ticket = token.shared.waiters.guarded();
            poll_fn(|cx| match token.reason() {
                Some(reason) => Poll::Ready(reason),
                None => {
                    ticket.wait(token.runtime.recorder().current(), cx.waker());
                    Poll::Pending
                }
            })
            .await
        }
    }

    /// The first reason stays.
    pub(super) fn trigger(&self, reason: CancelReason) {
        if self.reason().is_none() {
            self.shared.reason.set(Some(reason));
            for granted in self.shared.waiters.grant_all(|_| reason) {
                granted.wake();
            }
        }
    }
}

/// Runs `body` until it returns or `token` is triggered; then drops it and runs what `make` makes,
/// as the task's clean-up. A body that was never polled has nothing to clean up.
pub async fn with_cleanup<F, C>(
    runtime: Runtime,
    token: CancelToken,
    body: F,
    make: impl FnOnce(CancelReason) -> C,
) -> Result<F::Output, JoinError>
where
    F: Future,
    C: Future<Output = ()>,
{
    let mut began = false;
    let reason = {
        let mut body = pin!(Some(body));
        let ended = poll_fn(|cx| {
            if let Some(reason) = token.reason() {
                runtime.drop_because(CancelReason::Parent, || body.set(None));
                return Poll::Ready(Err(reason));
            }
            began = true;
            match body.as_mut().as_pin_mut() {
                Some(body) => body.poll(cx).map(Ok),
                None => Poll::Pending,
            }
        });
        match ended.await {
            Ok(value) => return Ok(value),
            Err(reason) => reason,
        }
    };
    if began {
        cleanup(&runtime, make(reason)).await;
    }
    Err(JoinError::Cancelled(reason))
}

/// Runs `future` and tells the trace that it is the clean-up of the task being polled, from the
/// first poll until it is complete or dropped. For the bodies of
/// [`spawn_cooperative`](Runtime::spawn_cooperative); clean-ups do not nest.
pub async fn cleanup<F: Future>(runtime: &Runtime, future: F) -> F::Output {
    let _stretch = Stretch::begin(runtime);
    // Dropped before the stretch ends, not after it as an argument would be.
    let future = pin!(future);
    future.await
}

/// Marks a clean-up in the trace, however it ends.
struct Stretch {
    runtime: Runtime,
    task: Option<TaskId>,
}

impl Stretch {
    fn begin(runtime: &Runtime) -> Self {
        let recorder = runtime.recorder();
        let task = recorder.current();
        if let Some(task) = task {
            recorder.record(EventKind::CleanupBegan(task));
        }
        Self {
            runtime: runtime.clone(),
            task,
        }
    }
}

impl Drop for Stretch {
    fn drop(&mut self) {
        if let Some(task) = self.task {
            let recorder = self.runtime.recorder();
            recorder.record(EventKind::CleanupEnded(task));
        }
    }
}
