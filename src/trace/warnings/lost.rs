//! Tasks of which nobody will hear again.

use super::{Warning, WarningKind, end_of};
use crate::trace::{
    CancelReason, History, Outcome, Span, SpanKind, TaskHistory, TaskState, duration, ending,
};
use alloc::{format, vec::Vec};

pub(super) fn task_lost(task: &TaskHistory, history: &History) -> Option<Warning> {
    let dropped = task.detached?;
    let fate = match &task.end {
        Some((at, _)) if *at < dropped => return None,
        Some((at, Outcome::Error(_) | Outcome::TimedOut(_))) => {
            let (_, how) = ending(task, *at);
            format!("it failed with nobody there to see ({how})")
        }
        Some((_, Outcome::Cancelled(CancelReason::Parent))) => {
            "it was cancelled unfinished when the run ended".into()
        }
        None if history.ended().is_some() => "it was still unfinished when the run ended".into(),
        _ => return None,
    };
    let summary = format!(
        "The handle of {} was dropped at {}, and then {fate}",
        task.name,
        duration(dropped.at)
    );
    let advice = "A task without a handle runs on by itself, and neither its result nor its error \
                  reaches anybody. Keep the handle and await it, or put the task into a group.";
    let kind = WarningKind::TaskLost;
    Some(Warning::new(Some(task.id), kind, summary, advice))
}

/// Tasks that wait for good, once the run is over or nothing in it can move any more.
pub(super) fn lost_wakers(history: &History) -> Vec<Warning> {
    let over = history.ended().is_some() || stuck(history);
    let tasks = history.tasks().iter();
    let told = |task| lost_waker(task, over, history);
    tasks.filter_map(told).collect()
}

/// Whether every task that has not ended waits without a waker.
fn stuck(history: &History) -> bool {
    let moving = |task: &TaskHistory| {
        task.end.is_none() && !(task.state == TaskState::Suspended && task.wakers == 0)
    };
    !history.tasks().iter().any(moving)
}

fn lost_waker(task: &TaskHistory, over: bool, history: &History) -> Option<Warning> {
    if task.wakers > 0 || !(over || task.end.is_some()) {
        return None;
    }
    let wait = last_wait(task)?;
    let summary = format!(
        "{} has waited since {} ({}), and nobody is left who could wake it",
        task.name,
        duration(wait.from.at),
        duration(end_of(task, history).since(wait.from.at))
    );
    let advice = "Its last poll returned pending without leaving a waker anywhere, so it can never \
                  be polled again. A hand-written future must keep cx.waker() where the one who \
                  makes it ready finds it; a channel or an event must outlive those who wait for it.";
    let kind = WarningKind::LostWaker;
    Some(Warning::new(Some(task.id), kind, summary, advice))
}

/// The wait that nothing but the end of the task has ended: being asked to end wakes it too.
fn last_wait(task: &TaskHistory) -> Option<&Span> {
    match task.spans.as_slice() {
        [.., wait] if wait.kind == SpanKind::Suspended => Some(wait),
        [.., wait, queued]
            if wait.kind == SpanKind::Suspended
                && queued.kind == SpanKind::Queued
                && task.end.is_some()
                && task.cancel.is_some_and(|asked| asked.at <= queued.from) =>
        {
            Some(wait)
        }
        _ => None,
    }
}
