//! So long and no longer.

use super::deadline::Deadline;
use crate::runtime::{Failure, Runtime};
use crate::trace::{CancelReason, Micros, duration};
use core::fmt;
use core::future::{Future, IntoFuture, poll_fn};
use core::pin::pin;
use core::task::Poll;

/// The time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed {
    /// The limit that was set.
    pub limit: Micros,
}

impl fmt::Display for Elapsed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "timed out after {}", duration(self.limit))
    }
}

impl Failure for Elapsed {
    fn timed_out(&self) -> Option<Micros> {
        Some(self.limit)
    }
}

/// Runs `future` for at most `limit` from its first poll, then drops it: `asyncio.timeout`
/// (<https://docs.python.org/3.11/library/asyncio-task.html#timeouts>). Work that is done in time
/// wins, even where the timer fired too. Of two timeouts, one within the other, each gives its
/// error only to the one that awaits it: `Err` here is always this limit, an inner one is part of
/// what `future` returns.
///
/// # Errors
/// The time ran out.
#[track_caller]
pub fn timeout<F: IntoFuture>(
    runtime: &Runtime,
    limit: Micros,
    future: F,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    within(runtime, limit, future.into_future())
}

/// Like [`timeout`], up to the time `deadline`; one that has passed leaves `future` one poll.
///
/// # Errors
/// The deadline passed.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(
    runtime: &Runtime,
    deadline: Micros,
    future: F,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    let future = future.into_future();
    async move { within(runtime, deadline.since(runtime.now()), future).await }
}

async fn within<F: Future>(
    runtime: &Runtime,
    limit: Micros,
    future: F,
) -> Result<F::Output, Elapsed> {
    let mut deadline = Deadline::new(runtime, limit);
    let mut future = pin!(Some(future));
    poll_fn(|cx| {
        let Some(inner) = future.as_mut().as_pin_mut() else {
            return Poll::Ready(Err(Elapsed { limit }));
        };
        let recorder = runtime.recorder();
        let said = recorder.waits_said();
        if let Poll::Ready(value) = inner.poll(cx) {
            return Poll::Ready(Ok(value));
        }
        if deadline.poll(cx).is_pending() {
            return Poll::Pending;
        }
        recorder.take_back_waits(said);
        runtime.drop_because(CancelReason::Timeout, || future.set(None));
        Poll::Ready(Err(Elapsed { limit }))
    })
    .await
}
