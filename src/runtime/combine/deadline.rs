//! A time limit, as the trace tells it.

use crate::runtime::Runtime;
use crate::runtime::sleep::{Sleep, silent_sleep};
use crate::trace::{EventKind, Micros, TaskId};
use core::future::Future;
use core::pin::pin;
use core::task::{Context, Poll};

/// A limit for what the task being polled does now. It either passes, seen by a poll, or is lifted
/// by being dropped.
pub struct Deadline {
    runtime: Runtime,
    /// Whose limit; `None` outside of tasks, and once it has passed.
    task: Option<TaskId>,
    due: Micros,
    timer: Option<Sleep>,
}

impl Deadline {
    /// A limit that runs out `limit` from now.
    pub fn new(runtime: &Runtime, limit: Micros) -> Self {
        let recorder = runtime.recorder();
        let (task, due) = (recorder.current(), runtime.now().plus(limit));
        if let Some(task) = task {
            recorder.record(EventKind::DeadlineSet { task, due });
        }
        Self {
            runtime: runtime.clone(),
            task,
            due,
            timer: None,
        }
    }

    /// Ready once it has run out. To be called after the work had its turn.
    pub fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let (runtime, due) = (&self.runtime, self.due);
        // Set only after the work's own timers: of equal ones, those come first.
        let timer = self
            .timer
            .get_or_insert_with(|| silent_sleep(runtime, due.since(runtime.now())));
        if pin!(timer).poll(cx).is_pending() {
            return Poll::Pending;
        }
        if let Some(task) = self.task.take() {
            let recorder = self.runtime.recorder();
            recorder.record(EventKind::DeadlinePassed { task, due });
        }
        Poll::Ready(())
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(task) = self.task.take() {
            let (recorder, due) = (self.runtime.recorder(), self.due);
            recorder.record(EventKind::DeadlineLifted { task, due });
        }
    }
}
