//! Polls that never came, and polls for nothing.

use super::{Warning, WarningKind};
use crate::trace::{History, TaskHistory};
use alloc::format;

/// The fewest polls before the share of self-wakes says anything.
const ENOUGH_POLLS: u32 = 4;

pub(super) fn never_polled(task: &TaskHistory, history: &History) -> Option<Warning> {
    if task.polls > 0 || !(history.ended().is_some() || task.end.is_some()) {
        return None;
    }
    let summary = format!("{} was spawned and never polled", task.name);
    let advice = "A future does nothing until somebody polls it: await it, or do not end the run \
                  (or cancel the task) before its turn comes.";
    let kind = WarningKind::NeverPolled;
    Some(Warning::new(Some(task.id), kind, summary, advice))
}

pub(super) fn self_waking(task: &TaskHistory) -> Option<Warning> {
    if task.polls < ENOUGH_POLLS || u64::from(task.self_wakes) * 2 <= u64::from(task.polls) {
        return None;
    }
    let summary = format!(
        "{} woke itself for {} of its {} polls",
        task.name, task.self_wakes, task.polls
    );
    let advice = "It keeps the loop busy without waiting for anything: await a timer, an event \
                  or a message instead.";
    let kind = WarningKind::SelfWaking;
    Some(Warning::new(Some(task.id), kind, summary, advice))
}
