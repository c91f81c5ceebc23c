//! What a learner should look at, computed from the log alone.

use super::{History, Micros, TaskHistory, TaskId, duration};
use alloc::{format, string::String, vec::Vec};

/// A poll that takes longer than this blocks the loop: at 50 ms a person begins to notice
/// (the threshold of the Long Tasks API, <https://www.w3.org/TR/longtasks-1/>).
pub const BLOCKED_AFTER: Micros = Micros::from_ms(50);

/// The fewest polls before the share of self-wakes says anything.
const ENOUGH_POLLS: u32 = 4;

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// One poll held the loop for too long.
    LoopBlocked,
    /// The task ended, or the run did, before it was polled once.
    NeverPolled,
    /// It woke itself for over half of its polls.
    SelfWaking,
}

/// One warning about one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The task.
    pub task: TaskId,
    /// What about it.
    pub kind: WarningKind,
    /// What happened, what it means, and what to do instead.
    pub text: String,
}

/// Every warning of a run, by task.
pub fn warnings(history: &History) -> Vec<Warning> {
    let over = history.ended().is_some();
    history
        .tasks()
        .iter()
        .flat_map(|task| {
            [
                loop_blocked(task),
                never_polled(task, over),
                self_waking(task),
            ]
        })
        .flatten()
        .collect()
}

fn warning(task: &TaskHistory, kind: WarningKind, text: String) -> Option<Warning> {
    Some(Warning {
        task: task.id,
        kind,
        text,
    })
}

fn loop_blocked(task: &TaskHistory) -> Option<Warning> {
    if task.longest_poll <= BLOCKED_AFTER {
        return None;
    }
    let text = format!(
        "{} held the event loop for {} in one go; nothing else could run meanwhile. \
         Split the work with awaits, or move it to a worker.",
        task.name,
        duration(task.longest_poll)
    );
    warning(task, WarningKind::LoopBlocked, text)
}

fn never_polled(task: &TaskHistory, over: bool) -> Option<Warning> {
    if task.polls > 0 || !(over || task.end.is_some()) {
        return None;
    }
    let text = format!(
        "{} was spawned and never polled: a future does nothing until somebody polls it.",
        task.name
    );
    warning(task, WarningKind::NeverPolled, text)
}

fn self_waking(task: &TaskHistory) -> Option<Warning> {
    if task.polls < ENOUGH_POLLS || task.self_wakes * 2 <= task.polls {
        return None;
    }
    let text = format!(
        "{} woke itself for {} of its {} polls. It keeps the loop busy without waiting for \
         anything: await a timer, an event or a message instead.",
        task.name, task.self_wakes, task.polls
    );
    warning(task, WarningKind::SelfWaking, text)
}
