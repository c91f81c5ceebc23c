//! All of them, results in order.

use super::Completions;
use crate::runtime::{Failure, JoinError, JoinHandle, Runtime};
use crate::trace::{CancelReason, Micros};
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::panic::Location;

/// Why a gather brought no results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatherError<E> {
    /// The task at this place returned this error, before any other did.
    Failed(usize, E),
    /// The task at this place was cancelled.
    Cancelled(usize, JoinError),
}

impl<E: fmt::Display> fmt::Display for GatherError<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(_, error) => error.fmt(out),
            Self::Cancelled(_, error) => error.fmt(out),
        }
    }
}

impl<E: Failure> Failure for GatherError<E> {
    fn timed_out(&self) -> Option<Micros> {
        match self {
            Self::Failed(_, error) => error.timed_out(),
            Self::Cancelled(..) => None,
        }
    }
}

/// Waits for all of `children`; their values come in the order of the children. The first to
/// fail ends the wait at once and cancels the others. Dropping the wait cancels all.
///
/// # Errors
/// The first failure, in time.
#[track_caller]
pub fn gather<T, E>(
    runtime: &Runtime,
    children: Vec<JoinHandle<Result<T, E>>>,
) -> impl Future<Output = Result<Vec<T>, GatherError<E>>> + use<T, E> {
    let count = children.len();
    gathered(
        Completions::new(runtime, children),
        count,
        Location::caller(),
    )
}

async fn gathered<T, E>(
    mut group: Completions<Result<T, E>>,
    count: usize,
    place: &'static Location<'static>,
) -> Result<Vec<T>, GatherError<E>> {
    let mut values: Vec<Option<T>> = (0..count).map(|_| None).collect();
    while let Some((index, result)) = group.next_at(place).await {
        let failure = match result {
            Ok(Ok(value)) => {
                if let Some(slot) = values.get_mut(index) {
                    *slot = Some(value);
                }
                continue;
            }
            Ok(Err(error)) => GatherError::Failed(index, error),
            Err(error) => GatherError::Cancelled(index, error),
        };
        group.cancel_rest(CancelReason::SiblingFailed);
        return Err(failure);
    }
    Ok(values.into_iter().flatten().collect())
}

/// Waits for all of `children`, whatever they return; the outcomes come in the order of the
/// children. Dropping the wait cancels all.
#[track_caller]
pub fn collect<T>(
    runtime: &Runtime,
    children: Vec<JoinHandle<T>>,
) -> impl Future<Output = Vec<Result<T, JoinError>>> + use<T> {
    let place = Location::caller();
    let mut outcomes: Vec<Option<_>> = children.iter().map(|_| None).collect();
    let mut group = Completions::new(runtime, children);
    async move {
        while let Some((index, outcome)) = group.next_at(place).await {
            if let Some(slot) = outcomes.get_mut(index) {
                *slot = Some(outcome);
            }
        }
        outcomes.into_iter().flatten().collect()
    }
}
