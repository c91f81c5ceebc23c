//! What happened in a run: one append-only [`Log`] of [`Event`]s, and everything derived from it.
//!
//! Nothing here reads a clock or touches a browser: events carry their own times, and every
//! derived value ([`History`], totals, warnings) is a pure function of the events.

mod blame;
mod ending;
mod event;
pub mod export;
mod figures;
mod format;
mod history;
mod log;
mod own_words;
mod resource;
mod state;
mod task;
mod warnings;
mod words;

pub use blame::cancel_story;
pub use ending::{Ending, ending};
pub use event::{
    CancelReason, Event, EventKind, Level, Micros, Moment, Outcome, Phases, RequestEvent,
    RequestId, ResourceId, ResourceKind, TaskId, TaskKind, WaitOn, WakeBy, Want,
};
pub use figures::{Bucket, Histogram, ResourceFigures, ResourceWait, TaskFigures, WaitFigures};
pub use format::{bytes, duration, seconds};
pub use history::{ConsoleLine, Deadline, History, LoopSpan, RequestHistory, Totals, Wake};
pub use log::{Log, TraceError};
pub use resource::{Change, ResourceHistory};
pub use state::{Step, TaskState, next_state};
pub use task::{CancelRequest, Span, SpanKind, TaskHistory};
pub use warnings::{
    BLOCKED_AFTER, MANY_REQUESTS, Warning, WarningKind, WarningLevel, YIELD_WITHIN, warnings,
};

#[cfg(test)]
mod tests;
