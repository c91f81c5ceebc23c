//! What came of a run, as a table: one row per address.

use super::Plan;
use crate::trace::{CancelReason, History, Micros, Outcome, TaskHistory, TaskKind, duration};
use alloc::{boxed::Box, format, string::String, vec::Vec};

/// How a row, or a lane, stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Its turn has not come.
    NotStarted,
    /// Under way.
    Running,
    /// Succeeded.
    Ok,
    /// Failed.
    Error,
    /// Cancelled.
    Cancelled,
    /// Timed out.
    TimedOut,
}

/// One address of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// Its place in the list, from zero.
    pub index: usize,
    /// The address.
    pub url: Box<str>,
    /// HTTP status of the last answer.
    pub status: Option<u16>,
    /// Bytes of the last body, so far.
    pub bytes: Option<u64>,
    /// From the start of its task to its end.
    pub duration: Option<Micros>,
    /// How it stands.
    pub ending: Ending,
    /// The same in words.
    pub outcome: String,
}

/// How a task stands at the time `at`, and the same in words.
pub fn ending(task: &TaskHistory, at: Micros) -> (Ending, String) {
    match &task.end {
        _ if task.spawned > at => (Ending::NotStarted, "not started".into()),
        Some((end, outcome)) if *end <= at => match outcome {
            Outcome::Ok(_) => (Ending::Ok, "ok".into()),
            Outcome::Error(message) => (Ending::Error, message.clone().into()),
            Outcome::TimedOut(limit) => (
                Ending::TimedOut,
                format!("timed out after {}", duration(*limit)),
            ),
            Outcome::Cancelled(reason) => {
                (Ending::Cancelled, format!("cancelled {}", why(*reason)))
            }
        },
        _ => (Ending::Running, "running".into()),
    }
}

fn why(reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::User => "by you",
        CancelReason::Parent => "with the run",
        CancelReason::Timeout => "by the deadline",
        CancelReason::SiblingFailed => "because another one failed",
        CancelReason::LostRace => "because another one won",
        CancelReason::Program => "by the program",
    }
}

/// The rows of `plan` as they stand at the time `at`.
pub fn result_rows(plan: &Plan, history: &History, at: Micros) -> Vec<ResultRow> {
    let mut tasks = history
        .tasks()
        .iter()
        .filter(|task| task.kind == TaskKind::Request);
    plan.urls
        .iter()
        .enumerate()
        .map(|(index, url)| match tasks.next() {
            Some(task) if task.spawned <= at => row(index, url, task, history, at),
            _ => ResultRow {
                index,
                url: url.clone(),
                status: None,
                bytes: None,
                duration: None,
                ending: Ending::NotStarted,
                outcome: "not started".into(),
            },
        })
        .collect()
}

fn row(index: usize, url: &str, task: &TaskHistory, history: &History, at: Micros) -> ResultRow {
    let (ending, outcome) = ending(task, at);
    let request = task
        .requests
        .iter()
        .rev()
        .filter_map(|id| history.request(*id))
        .find(|request| request.started <= at);
    let head = request.and_then(|request| request.head);
    let status = head.filter(|(when, _)| *when <= at).map(|(_, status)| status);
    ResultRow {
        index,
        url: url.into(),
        status,
        bytes: status.and(request).map(|request| request.bytes),
        duration: task
            .end
            .as_ref()
            .filter(|(end, _)| *end <= at)
            .map(|(end, _)| end.since(task.spawned)),
        ending,
        outcome,
    }
}

/// How far the run had come at the time `at`, as a person would count: requests over, of all.
pub fn reached(plan: &Plan, history: &History, at: Micros) -> (usize, usize) {
    let over = history
        .tasks()
        .iter()
        .filter(|task| task.kind == TaskKind::Request)
        .filter(|task| task.end.as_ref().is_some_and(|(end, _)| *end <= at))
        .count();
    (over, plan.urls.len())
}
