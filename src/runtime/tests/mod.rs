//! Every combinator on the virtual clock: order, cancellation, drop and error paths.

use super::*;
use crate::trace::{
    CancelReason, EventKind, History, Log, Micros, Outcome, ResourceId, SpanKind, TaskId, TaskKind,
    WaitOn, WakeBy, Want, WarningKind, warnings,
};
use alloc::rc::Rc;
use core::cell::RefCell;

mod ambient;
mod callbacks;
mod cancelling;
mod combine;
mod crowd;
mod jobs;
mod lines;
mod lock;
mod queue;
mod semaphore;
mod signals;
mod task_group;
mod tasks;
mod timeouts;
mod wait;

const TURNS: usize = 1_000_000;
const MAIN: TaskId = TaskId(0);

/// A run of one main task to its rest, and what the trace says of it.
struct Run {
    event_loop: VirtualLoop,
    runtime: Runtime,
    said: Rc<RefCell<Vec<String>>>,
}

impl Run {
    fn new() -> Self {
        let event_loop = VirtualLoop::new();
        Self {
            runtime: event_loop.runtime(),
            event_loop,
            said: Rc::default(),
        }
    }

    fn main<F>(&self, body: impl FnOnce(Runtime, Said) -> F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        let said = Said {
            lines: self.said.clone(),
            runtime: self.runtime.clone(),
        };
        let future = body(self.runtime.clone(), said);
        self.runtime.spawn("main", TaskKind::Main, future)
    }

    fn finish(self) -> (History, Vec<String>) {
        assert!(self.event_loop.run(TURNS), "the run must come to rest");
        assert_eq!(self.event_loop.timers(), 0, "no timer may be left");
        let log = Log::from_events(self.runtime.recorder().take()).unwrap();
        (log.history().clone(), self.said.take())
    }
}

#[derive(Clone)]
struct Said {
    lines: Rc<RefCell<Vec<String>>>,
    runtime: Runtime,
}

impl Said {
    fn say(&self, text: &str) {
        let at = self.runtime.now().0 / 1000;
        self.lines.borrow_mut().push(format!("{at} {text}"));
    }
}

/// How a resource stood, change by change: level, waiters, holder.
fn changes(history: &History, id: u32) -> Vec<(u32, u32, Option<TaskId>)> {
    let changes = &history.resource(ResourceId(id)).unwrap().changes;
    let told = changes
        .iter()
        .map(|one| (one.level, one.waiters, one.holder));
    told.collect()
}

fn ms(ms: u64) -> Micros {
    Micros::from_ms(ms)
}

/// A task that sleeps, says its name and returns it.
fn sleeper(
    runtime: &Runtime,
    said: &Said,
    name: &'static str,
    length: u64,
) -> JoinHandle<Result<&'static str, String>> {
    let (inner, said) = (runtime.clone(), said.clone());
    runtime.spawn(name, TaskKind::Task, async move {
        sleep(&inner, ms(length)).await;
        said.say(name);
        Ok(name)
    })
}

fn failing(
    runtime: &Runtime,
    name: &'static str,
    length: u64,
) -> JoinHandle<Result<&'static str, String>> {
    let inner = runtime.clone();
    runtime.spawn(name, TaskKind::Task, async move {
        sleep(&inner, ms(length)).await;
        Err(format!("{name} failed"))
    })
}

fn outcome(history: &History, id: u32) -> (u64, Outcome) {
    let (at, outcome) = history.task(TaskId(id)).unwrap().end.clone().unwrap();
    (at.at.0 / 1000, outcome)
}

fn cancelled(reason: CancelReason) -> Outcome {
    Outcome::Cancelled(reason)
}
