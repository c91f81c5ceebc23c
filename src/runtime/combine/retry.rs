//! Once more, after a pause.

use crate::runtime::Runtime;
use crate::runtime::sleep::sleep_at;
use crate::trace::{Micros, WaitOn};
use core::future::Future;
use core::panic::Location;

/// How often to try, and how long to pause between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Attempts after the first.
    pub retries: u32,
    /// The pause before the first retry; each later one doubles it.
    pub first_pause: Micros,
    /// No pause is longer.
    pub longest_pause: Micros,
}

impl Retry {
    /// The pause before attempt number `attempt` (the first retry is attempt 2).
    pub fn pause_before(&self, attempt: u32) -> Micros {
        let doublings = attempt.saturating_sub(2).min(63);
        let pause = self.first_pause.0.saturating_mul(1 << doublings);
        Micros(pause.min(self.longest_pause.0))
    }
}

/// Calls `operation` with the number of the attempt, from 1, until it succeeds, `worth_it` says
/// no to an error, or the retries are used up.
///
/// # Errors
/// The last error.
#[track_caller]
pub fn retry<T, E, F: Future<Output = Result<T, E>>>(
    runtime: &Runtime,
    policy: Retry,
    mut operation: impl FnMut(u32) -> F,
    worth_it: impl Fn(&E) -> bool,
) -> impl Future<Output = Result<T, E>> {
    let place = Location::caller();
    async move {
        let mut attempt = 1;
        loop {
            let error = match operation(attempt).await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            if attempt > policy.retries || !worth_it(&error) {
                return Err(error);
            }
            attempt += 1;
            let length = policy.pause_before(attempt);
            let on = WaitOn::Backoff { attempt, length };
            sleep_at(runtime, length, on, place).await;
        }
    }
}
