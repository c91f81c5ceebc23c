//! What follows from a log: per task, per request, and for the loop as a whole.

mod apply;

use super::{
    Level, Micros, Moment, Phases, RequestId, ResourceHistory, ResourceId, TaskHistory, TaskId,
    TaskKind, WakeBy,
};
use alloc::{boxed::Box, collections::BTreeMap, string::String, vec::Vec};

/// A time limit of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The task it belongs to.
    pub task: TaskId,
    /// When it was set.
    pub set: Moment,
    /// When it runs out.
    pub due: Micros,
    /// When it was seen to have run out with the work unfinished.
    pub passed: Option<Moment>,
    /// When it was lifted: the work was done in time, or dropped.
    pub lifted: Option<Moment>,
}

/// All that is known of a request.
#[derive(Clone, Debug)]
pub struct RequestHistory {
    /// Its id.
    pub id: RequestId,
    /// For whom it was made.
    pub task: TaskId,
    /// `GET`, …
    pub method: Box<str>,
    /// As the program wrote it.
    pub url: Box<str>,
    /// Which attempt of its task, from 1.
    pub attempt: u32,
    /// Whether no network was involved.
    pub emulated: bool,
    /// When it was handed over.
    pub started: Moment,
    /// When the head of the answer came, and its status.
    pub head: Option<(Moment, u16)>,
    /// Bytes of the body so far.
    pub bytes: u64,
    /// When it was over, whichever way.
    pub over: Option<Moment>,
    /// Why there was no answer.
    pub failure: Option<Box<str>>,
    /// Whether it was dropped unfinished.
    pub aborted: bool,
    /// The browser's own timing.
    pub phases: Option<Phases>,
}

/// A task goes back into the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wake {
    /// When.
    pub at: Moment,
    /// Who is woken.
    pub task: TaskId,
    /// By whom.
    pub by: WakeBy,
}

/// A stretch in which one task held the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoopSpan {
    /// When the poll began.
    pub from: Moment,
    /// When it ended; `None` while it lasts.
    pub to: Option<Moment>,
    /// Whose poll.
    pub task: TaskId,
}

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleLine {
    /// When it was said.
    pub at: Moment,
    /// By whom.
    pub task: Option<TaskId>,
    /// How grave.
    pub level: Level,
    /// The line.
    pub text: Box<str>,
}

/// Counters over the whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Tasks spawned.
    pub tasks: u32,
    /// Of those, not yet ended.
    pub live: u32,
    /// The most that lived at one time.
    pub most_live: u32,
    /// Ended well.
    pub ok: u32,
    /// Ended with an error.
    pub errors: u32,
    /// Cancelled.
    pub cancelled: u32,
    /// Timed out.
    pub timed_out: u32,
    /// Polls of all tasks.
    pub polls: u64,
    /// Wakes of all tasks.
    pub wakes: u64,
    /// Requests started.
    pub requests: u32,
    /// Bytes of all bodies.
    pub bytes: u64,
    /// Time the loop was held.
    pub holding: Micros,
}

/// What follows from a log. Built event by event; never looks back further than it must.
#[derive(Clone, Debug, Default)]
pub struct History {
    tasks: Vec<TaskHistory>,
    requests: Vec<RequestHistory>,
    loop_spans: Vec<LoopSpan>,
    deadlines: Vec<Deadline>,
    /// The places of those that still hold, so that a log with very many loads in good time.
    open_deadlines: BTreeMap<(TaskId, Micros), Vec<usize>>,
    console: Vec<ConsoleLine>,
    source: Box<str>,
    holds: Vec<(Moment, TaskId, Micros)>,
    totals: Totals,
    resources: Vec<ResourceHistory>,
    wakes: Vec<Wake>,
    now: Moment,
    last_end: Moment,
}

impl History {
    /// The tasks; a task's place is its id.
    pub fn tasks(&self) -> &[TaskHistory] {
        &self.tasks
    }

    /// One task.
    pub fn task(&self, id: TaskId) -> Option<&TaskHistory> {
        self.tasks.get(id.0 as usize)
    }

    /// The requests; a request's place is its id.
    pub fn requests(&self) -> &[RequestHistory] {
        &self.requests
    }

    /// One request.
    pub fn request(&self, id: RequestId) -> Option<&RequestHistory> {
        self.requests.get(id.0 as usize)
    }

    /// When the loop was held, and by whom, in order.
    pub fn loop_spans(&self) -> &[LoopSpan] {
        &self.loop_spans
    }

    /// The time limits, in the order set.
    pub fn deadlines(&self) -> &[Deadline] {
        &self.deadlines
    }

    /// The text of the program, where the log has it; empty otherwise.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What a line of the program waits for, in its own words.
    pub fn own_words(&self, line: Option<u32>) -> Option<String> {
        let place = (line? as usize).checked_sub(1)?;
        let words = super::own_words::awaited(self.source.lines().nth(place)?);
        (!words.is_empty()).then_some(words)
    }

    /// Whether this is the main thread of a program that starts its loops itself: no loop runs it.
    pub fn is_main_thread(&self, task: &TaskHistory) -> bool {
        task.kind == TaskKind::Main && !self.source.is_empty()
    }

    /// The console.
    pub fn console(&self) -> &[ConsoleLine] {
        &self.console
    }

    /// Announced holds of the loop: when, by whom, for how long.
    pub fn holds(&self) -> &[(Moment, TaskId, Micros)] {
        &self.holds
    }

    /// The resources; a resource's place is its id.
    pub fn resources(&self) -> &[ResourceHistory] {
        &self.resources
    }

    /// One resource.
    pub fn resource(&self, id: ResourceId) -> Option<&ResourceHistory> {
        self.resources.get(id.0 as usize)
    }

    /// Every wake, in order.
    pub fn wakes(&self) -> &[Wake] {
        &self.wakes
    }

    /// The counters.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The moment of the last event.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// When the first task ended; the run is over then.
    pub fn ended(&self) -> Option<Moment> {
        self.tasks.first()?.end.as_ref().map(|(at, _)| *at)
    }

    /// When the task that ended last did so. What the first task leaves behind ends after it.
    pub fn last_end(&self) -> Moment {
        self.last_end
    }
}
