//! The first success wins.

use super::Completions;
use crate::runtime::{Failure, JoinError, JoinHandle, Runtime};
use crate::trace::CancelReason;
use alloc::vec::Vec;
use core::fmt;

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
pub async fn race<T, E>(
    runtime: &Runtime,
    children: Vec<JoinHandle<Result<T, E>>>,
) -> Result<(usize, T), RaceError<E>> {
    let mut group = Completions::new(runtime, children);
    let mut failure = RaceError::Nobody;
    while let Some((index, result)) = group.next().await {
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
