//! What came of a run, as a table: one row per address.

use super::Plan;
use crate::trace::{Ending, History, Micros, Moment, TaskHistory, TaskKind, ending};
use alloc::{boxed::Box, string::String, vec::Vec};

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

/// The first `most` rows of `plan` as they stand at the time `at`.
pub fn result_rows(plan: &Plan, history: &History, at: Moment, most: usize) -> Vec<ResultRow> {
    let mut tasks = history
        .tasks()
        .iter()
        .filter(|task| task.kind == TaskKind::Request);
    plan.urls
        .iter()
        .enumerate()
        .take(most)
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

fn row(index: usize, url: &str, task: &TaskHistory, history: &History, at: Moment) -> ResultRow {
    let (ending, outcome) = ending(task, at);
    let request = task
        .requests
        .iter()
        .rev()
        .filter_map(|id| history.request(*id))
        .find(|request| request.started <= at);
    let head = request.and_then(|request| request.head);
    let status = head
        .filter(|(when, _)| *when <= at)
        .map(|(_, status)| status);
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
pub fn reached(plan: &Plan, history: &History, at: Moment) -> (usize, usize) {
    let over = history
        .tasks()
        .iter()
        .filter(|task| task.kind == TaskKind::Request)
        .filter(|task| task.end.as_ref().is_some_and(|(end, _)| *end <= at))
        .count();
    (over, plan.urls.len())
}
