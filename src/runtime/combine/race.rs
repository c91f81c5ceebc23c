//! The first success wins.

use super::Completions;
use crate::runtime::{Failure, JoinError, JoinHandle, Runtime};
use crate::trace::CancelReason;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::panic::Location;

/// Nobody won.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RaceError<E> {
    /// There was nobody to race.
    Nobody,
    /// All failed; this is the last failure.
    Failed(E),
    /// All failed or were cancelled, the last one cancelled.
    Cancelled(JoinError),
}

impl<E: fmt::Display> fmt::Display for RaceError<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => write!(out, "nobody took part in the race"),
            Self::Failed(error) => write!(out, "nobody won; the last to fail: {error}"),
            Self::Cancelled(error) => write!(out, "nobody won; the last one was {error}"),
        }
    }
}

impl<E: Failure> Failure for RaceError<E> {}

/// Waits for the first of `children` to succeed and cancels the others. Failures only count
/// when everybody fails. Dropping the wait cancels all.
///
/// # Errors
/// Nobody succeeded.
#[track_caller]
pub fn race<T, E>(
    runtime: &Runtime,
    children: Vec<JoinHandle<Result<T, E>>>,
) -> impl Future<Output = Result<(usize, T), RaceError<E>>> + use<T, E> {
    let place = Location::caller();
    let mut group = Completions::new(runtime, children);
    async move {
        let mut failure = RaceError::Nobody;
        while let Some((index, result)) = group.next_at(place).await {
            match result {
                Ok(Ok(value)) => {
                    group.cancel_rest(CancelReason::LostRace);
                    return Ok((index, value));
                }
                Ok(Err(error)) => failure = RaceError::Failed(error),
                Err(error) => failure = RaceError::Cancelled(error),
            }
        }
        Err(failure)
    }
}
