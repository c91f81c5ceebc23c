//! Work that goes on when nobody waits for it any more.

use crate::runtime::handle::Join;
use crate::runtime::{JoinError, JoinHandle, Report, Runtime};
use crate::trace::TaskKind;
use core::future::{Future, IntoFuture};
use core::panic::Location;

/// Starts `future` as a task of its own that outlives the wait for it: a timeout around the wait,
/// or the end of the task that waits, drops the wait and lets the work go on (`asyncio.shield`,
/// <https://docs.python.org/3.11/library/asyncio-task.html#shielding-from-cancellation>).
///
/// Awaiting `&mut shield` keeps it, so that the wait can be taken up again. A shield that is
/// dropped before the work is done detaches its task. A task that is there already needs no
/// shield: giving up the wait for a [`JoinHandle`] never ends its task.
#[track_caller]
pub fn shield<F>(runtime: &Runtime, name: &str, future: F) -> Shield<F::Output>
where
    F: Future + 'static,
    F::Output: Report + 'static,
{
    let place = Location::caller();
    Shield {
        task: runtime.spawn_from(name, TaskKind::Task, place, future),
    }
}

/// See [`shield`].
pub struct Shield<T> {
    task: JoinHandle<T>,
}

impl<T> Shield<T> {
    /// The task within, to ask how it is or to cancel it after all.
    pub fn task(&self) -> &JoinHandle<T> {
        &self.task
    }
}

impl<T> IntoFuture for Shield<T> {
    type Output = Result<T, JoinError>;
    type IntoFuture = Join<'static, T>;

    #[track_caller]
    fn into_future(self) -> Join<'static, T> {
        self.task.into_future()
    }
}

impl<'a, T> IntoFuture for &'a mut Shield<T> {
    type Output = Result<T, JoinError>;
    type IntoFuture = Join<'a, T>;

    #[track_caller]
    fn into_future(self) -> Join<'a, T> {
        (&mut self.task).into_future()
    }
}
