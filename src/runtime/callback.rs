//! Functions that the loop calls later.

use super::sleep::{Sleep, sleep_at, yield_now};
use super::{JoinHandle, Runtime};
use crate::trace::{CancelReason, Micros, TaskId, TaskKind, WaitOn};
use core::cell::Cell;
use core::panic::Location;

/// Calls `callback` at the next turn of the loop, after what is queued already
/// (<https://docs.python.org/3.11/library/asyncio-eventloop.html#scheduling-callbacks>). The trace
/// shows it as a task called `name`.
#[track_caller]
pub fn call_soon(runtime: &Runtime, name: &str, callback: impl FnOnce() + 'static) -> Callback {
    schedule(runtime, name, None, Location::caller(), callback)
}

/// Calls `callback` once `delay` has passed, from now on. Dropping the returned handle changes
/// nothing; equal times keep the order of these calls.
#[track_caller]
pub fn call_later(
    runtime: &Runtime,
    name: &str,
    delay: Micros,
    callback: impl FnOnce() + 'static,
) -> Callback {
    schedule(runtime, name, Some(delay), Location::caller(), callback)
}

/// Calls `callback` at the run's time `when`, or at once if that has passed.
#[track_caller]
pub fn call_at(
    runtime: &Runtime,
    name: &str,
    when: Micros,
    callback: impl FnOnce() + 'static,
) -> Callback {
    let delay = when.since(runtime.now());
    schedule(runtime, name, Some(delay), Location::caller(), callback)
}

fn schedule(
    runtime: &Runtime,
    name: &str,
    delay: Option<Micros>,
    place: &'static Location<'static>,
    callback: impl FnOnce() + 'static,
) -> Callback {
    let started = |delay| -> Sleep {
        let mut sleep = sleep_at(runtime, delay, WaitOn::Timer(delay), place);
        // The delay counts from this call, not from the task's first turn.
        sleep.start();
        sleep
    };
    let pause = delay.map(started);
    let waiting = runtime.clone();
    let future = async move {
        if let Some(pause) = pause {
            // Due before its task had a turn at all: it comes after what was scheduled for at once,
            // as it would where only what is due is queued.
            if pause.has_fired() {
                yield_now(&waiting).await;
            }
            pause.await;
        }
        callback();
    };
    Callback {
        task: runtime.spawn_from(name, TaskKind::Callback, place, future),
        cancelled: Cell::new(false),
    }
}

/// A scheduled callback. Dropping the handle leaves it scheduled.
pub struct Callback {
    task: JoinHandle<()>,
    cancelled: Cell<bool>,
}

impl Callback {
    /// Its task.
    pub fn id(&self) -> TaskId {
        self.task.id()
    }

    /// Takes it off the schedule. False where it has been called already.
    pub fn cancel(&self) -> bool {
        let in_time = self.task.cancel(CancelReason::Program);
        self.cancelled.set(self.cancelled.get() || in_time);
        in_time
    }

    /// Whether it was cancelled before it was called.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }
}
