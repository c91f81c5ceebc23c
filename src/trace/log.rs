//! The log: events in order, checked as they arrive.

use super::{Event, History, Micros, Moment, ResourceId, Step, TaskId, TaskState};
use alloc::{string::String, vec::Vec};
use core::fmt;

/// All that happened in one run, with what follows from it kept up to date.
///
/// Invariants: times never go back; every task's events follow [`super::next_state`]; ids are
/// dense. An event that breaks one of them is refused and changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Log {
    events: Vec<Event>,
    history: History,
}

impl Log {
    /// An empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// A log of `events`.
    ///
    /// # Errors
    /// The first event that breaks an invariant, with its place.
    pub fn from_events(events: impl IntoIterator<Item = Event>) -> Result<Self, TraceError> {
        let mut log = Self::new();
        for event in events {
            log.append(event)?;
        }
        Ok(log)
    }

    /// Adds one event.
    ///
    /// # Errors
    /// The event breaks an invariant of the log; the log is as it was.
    pub fn append(&mut self, event: Event) -> Result<(), TraceError> {
        let index = self.events.len();
        self.history
            .apply(&event)
            .map_err(|problem| TraceError { index, problem })?;
        self.events.push(event);
        Ok(())
    }

    /// The events, oldest first.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// What follows from them.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The moment at which everything up to the time `at` has happened, and nothing later.
    pub fn moment(&self, at: Micros) -> Moment {
        let step = self.events.partition_point(|event| event.at <= at);
        Moment {
            step: u32::try_from(step).unwrap_or(u32::MAX),
            at,
        }
    }

    /// The moment right after the first `step` events.
    pub fn after(&self, step: u32) -> Moment {
        let step = step.min(self.history.now().step);
        let last = (step as usize).checked_sub(1);
        let event = last.and_then(|last| self.events.get(last));
        Moment {
            step,
            at: event.map_or(Micros::ZERO, |event| event.at),
        }
    }
}

/// An event that cannot follow the ones before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceError {
    /// Which event of the log, counted from zero.
    pub index: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is earlier than the one before it.
    TimeWentBack,
    /// It names a task that was never spawned, or spawns one under a wrong id.
    UnknownTask(TaskId),
    /// It names a request that was never started, or starts one under a wrong id.
    UnknownRequest(u32),
    /// It names a resource that was never made, or makes one under a wrong id.
    UnknownResource(ResourceId),
    /// There are as many events as can be counted.
    TooMany,
    /// The task's state does not allow it.
    NotAllowed {
        /// The task.
        task: TaskId,
        /// Its state.
        state: TaskState,
        /// What the event would do.
        step: Step,
    },
}

impl fmt::Display for TraceError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match &self.problem {
            Problem::TimeWentBack => String::from("its time is before the one of the event before"),
            Problem::UnknownTask(task) => alloc::format!("there is no task {}", task.0),
            Problem::UnknownRequest(id) => alloc::format!("there is no request {id}"),
            Problem::UnknownResource(id) => alloc::format!("there is no resource {}", id.0),
            Problem::TooMany => String::from("there is no room for more events"),
            Problem::NotAllowed { task, state, step } => {
                alloc::format!("task {} is {state:?}, {step:?} cannot follow", task.0)
            }
        };
        write!(out, "event {}: {problem}", self.index)
    }
}

impl core::error::Error for TraceError {}
