//! What a learner should look at, computed from the log alone.
//!
//! Each warning says what happened, what it means and what to do instead, with the figures of
//! this run. The whole pass takes time in proportion to the events, times a logarithm where
//! something has to be sorted: it is called for runs of a million events.

mod crowd;
mod deadlines;
mod holding;
mod lost;
mod one_by_one;
mod polling;

use super::{History, Micros, TaskHistory, TaskId};
use alloc::{string::String, vec::Vec};

pub use crowd::MANY_REQUESTS;
pub use holding::{BLOCKED_AFTER, YIELD_WITHIN};

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKind {
    /// One poll held the loop for too long.
    LoopBlocked,
    /// The task ended, or the run did, before it was polled once.
    NeverPolled,
    /// It woke itself for over half of its polls.
    SelfWaking,
    /// It did all of its work in a single poll, without an await that waited.
    NeverYielded,
    /// Requests or tasks that were awaited one after another could have run together.
    OneByOne,
    /// Its handle was dropped, and then it failed unseen or never came to an end.
    TaskLost,
    /// More requests under way at one time than is kind to a server, and nothing limits them.
    TooManyAtOnce,
    /// A time limit inside another one that runs out first.
    DeadlineNeverFires,
    /// It waits, and nobody is left who could wake it.
    LostWaker,
}

/// How grave a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningLevel {
    /// Something went wrong, or will.
    Warning,
    /// Nothing went wrong; it could go better.
    Hint,
}

/// One warning about one task, or about the run as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The task; `None` where the run as a whole is meant.
    pub task: Option<TaskId>,
    /// What about it.
    pub kind: WarningKind,
    /// How grave it is.
    pub level: WarningLevel,
    /// What happened, in a line without a full stop.
    pub summary: String,
    /// What happened, what it means, and what to do instead.
    pub text: String,
}

impl Warning {
    /// A warning; `advice` follows the summary in its text.
    fn new(task: Option<TaskId>, kind: WarningKind, summary: String, advice: &str) -> Self {
        let level = match kind {
            WarningKind::OneByOne => WarningLevel::Hint,
            _ => WarningLevel::Warning,
        };
        Self {
            task,
            kind,
            level,
            text: alloc::format!("{summary}. {advice}"),
            summary,
        }
    }
}

/// Every warning of a run: those of tasks first, by task, and then those of the run as a whole.
pub fn warnings(history: &History) -> Vec<Warning> {
    let mut found = Vec::new();
    for task in history.tasks() {
        found.extend(holding::loop_blocked(task, history));
        found.extend(polling::never_polled(task, history));
        found.extend(polling::self_waking(task));
        found.extend(holding::never_yielded(task, history));
        found.extend(lost::task_lost(task, history));
    }
    found.extend(lost::lost_wakers(history));
    found.extend(one_by_one::one_by_one(history));
    found.extend(deadlines::never_fire(history));
    found.extend(crowd::too_many_at_once(history));
    found.sort_by_key(|warning| (warning.task.is_none(), warning.task, warning.kind));
    found
}

/// When `task` was over, and if it is not, the end of the log.
fn end_of(task: &TaskHistory, history: &History) -> Micros {
    let end = task.end.as_ref().map(|(at, _)| at.at);
    end.unwrap_or(history.now().at)
}
