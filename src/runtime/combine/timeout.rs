//! So long and no longer.

use crate::runtime::sleep::silent_sleep;
use crate::runtime::{Failure, Runtime};
use crate::trace::{CancelReason, Micros, duration};
use core::fmt;
use core::future::{Future, poll_fn};
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

/// Runs `future` for at most `limit`, then drops it. Work that is done in time wins, even where
/// the timer fired too.
///
/// # Errors
/// The time ran out.
pub async fn timeout<F: Future>(
    runtime: &Runtime,
    limit: Micros,
    future: F,
) -> Result<F::Output, Elapsed> {
    let due = runtime.now().plus(limit);
    let recorder = runtime.recorder();
    recorder.deadline_set(due);
    let mut timer = pin!(silent_sleep(runtime, limit));
    let mut future = pin!(Some(future));
    poll_fn(|cx| {
        let Some(inner) = future.as_mut().as_pin_mut() else {
            return Poll::Ready(Err(Elapsed { limit }));
        };
        if let Poll::Ready(value) = inner.poll(cx) {
            return Poll::Ready(Ok(value));
        }
        if timer.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        recorder.deadline_passed(due);
        runtime.drop_because(CancelReason::Timeout, || future.set(None));
        Poll::Ready(Err(Elapsed { limit }))
    })
    .await
}

/// Like [`timeout`], up to the time `deadline`; one that has passed leaves `future` one poll.
///
/// # Errors
/// The deadline passed.
pub async fn timeout_at<F: Future>(
    runtime: &Runtime,
    deadline: Micros,
    future: F,
) -> Result<F::Output, Elapsed> {
    timeout(runtime, deadline.since(runtime.now()), future).await
}
