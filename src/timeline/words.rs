//! What the picture says in words.

use crate::trace::{
    Ending, History, Moment, Outcome, ResourceHistory, ResourceId, ResourceKind, SpanKind,
    TaskHistory, WaitOn, WakeBy, Want, duration, ending,
};
use alloc::{
    format,
    string::{String, ToString},
};

/// What a wait is for, in the few words that fit a bar.
pub fn wait_words(wait: &WaitOn, history: &History) -> String {
    match wait {
        WaitOn::Timer(length) => format!("sleep {}", duration(*length)),
        WaitOn::Backoff { attempt, length } => {
            format!("pause {} before try {attempt}", duration(*length))
        }
        WaitOn::Request(id) => match history.request(*id) {
            Some(request) => format!("{} {}", request.method, path(&request.url)),
            None => "request".into(),
        },
        WaitOn::Resource { resource, want } => resource_words(*resource, *want, history),
        WaitOn::Job => "another worker".into(),
        WaitOn::Task(task) => match history.task(*task) {
            Some(task) => format!("await {}", task.name),
            None => "await a task".into(),
        },
        WaitOn::Tasks(1) => "await 1 task".into(),
        WaitOn::Tasks(count) => format!("await {count} tasks"),
        WaitOn::Yield => "yield".into(),
        WaitOn::Cancellation => "until cancelled".into(),
    }
}

fn resource_words(id: ResourceId, want: Want, history: &History) -> String {
    let Some(resource) = history.resource(id) else {
        return "a resource".into();
    };
    let name = &resource.name;
    match (want, resource.kind) {
        (Want::Acquire, ResourceKind::Lock) => format!("lock {name}"),
        (Want::Acquire, _) => format!("permit of {name}"),
        (Want::Put, _) => format!("room in {name}"),
        (Want::Get, _) => format!("item of {name}"),
        (Want::Join, _) => format!("all of {name} done"),
        (Want::News, ResourceKind::Event) => format!("event {name}"),
        (Want::News, ResourceKind::Condition) => format!("condition {name}"),
        (Want::News, ResourceKind::Barrier) => format!("barrier {name}"),
        (Want::News, _) => format!("future {name}"),
    }
}

/// Whether a wait is for a turn that others have now, and not for something to happen.
pub fn is_turn(wait: Option<&WaitOn>) -> bool {
    matches!(
        wait,
        Some(WaitOn::Resource {
            want: Want::Acquire | Want::Put,
            ..
        })
    )
}

/// The path and query of an address.
fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(rest)
}

/// What a task waits on at `at`; `None` where it does not wait.
pub fn waiting_words(task: &TaskHistory, history: &History, at: Moment) -> Option<String> {
    let span = task.span_at(at)?;
    match span.kind {
        SpanKind::Suspended => Some(match span.waits.first() {
            Some(wait) => wait_words(wait, history),
            None => "something outside".into(),
        }),
        _ => None,
    }
}

/// Who woke a task, in words.
pub fn woken_words(by: WakeBy, history: &History) -> String {
    match by {
        WakeBy::Task(id) => match history.task(id) {
            Some(task) => task.name.to_string(),
            None => "a task".into(),
        },
        WakeBy::Timer => "a timer".into(),
        WakeBy::Request(_) => "the network".into(),
        WakeBy::Job => "another worker".into(),
        WakeBy::User => "you".into(),
        WakeBy::Unknown => "the browser".into(),
    }
}

/// How a lane stands at `at`, for its accessible name: `running, GET /delay/1`, `ok, 200, 1.00 s`.
pub fn lane_status(task: &TaskHistory, history: &History, at: Moment) -> String {
    match ending(task, at).0 {
        Ending::Running => match waiting_words(task, history, at) {
            Some(wait) => format!("waiting, {wait}"),
            None => "running".into(),
        },
        Ending::Ok => format!("ok, {}", end_note(task, at).replace(" · ", ", ")),
        _ => ending(task, at).1,
    }
}

/// What stands behind a lane's end cap: `200 · 1.00 s`, `HTTP 500`, `timed out`.
pub fn end_note(task: &TaskHistory, at: Moment) -> String {
    let Some((end, outcome)) = task.end.as_ref().filter(|(end, _)| *end <= at) else {
        return String::new();
    };
    let took = duration(end.since(task.spawned));
    match outcome {
        Outcome::Ok(value) if value.is_empty() => took,
        Outcome::Ok(value) => format!("{value} · {took}"),
        Outcome::Error(message) => message.chars().take(48).collect(),
        Outcome::TimedOut(_) => format!("timed out · {took}"),
        Outcome::Cancelled(_) => ending(task, at).1,
    }
}

/// How a resource stands at `at`, in the few words that fit beside its chart: `2 of 3 in use, 4
/// waiting`.
pub fn resource_status(resource: &ResourceHistory, history: &History, at: Moment) -> String {
    let Some(now) = resource.at(at) else {
        return "not used yet".into();
    };
    let holder = now.holder.and_then(|holder| history.task(holder));
    let level = now.level;
    let stands = match (resource.kind, resource.limit) {
        (ResourceKind::Semaphore, Some(limit)) => {
            format!("{} of {limit} in use", limit.saturating_sub(level))
        }
        (ResourceKind::Semaphore, None) => format!("{level} free"),
        (ResourceKind::Lock, _) => match holder {
            Some(holder) => format!("held by {}", holder.name),
            None => "free".into(),
        },
        (ResourceKind::Event, _) if level > 0 => "set".into(),
        (ResourceKind::Event, _) => "not set".into(),
        (ResourceKind::Condition, _) => String::new(),
        (ResourceKind::Barrier, Some(limit)) => format!("{level} of {limit} there"),
        (ResourceKind::Barrier, None) => format!("{level} there"),
        (ResourceKind::Queue, Some(limit)) => format!("{level} of {limit} items"),
        (ResourceKind::Queue, None) if level == 1 => "1 item".into(),
        (ResourceKind::Queue, None) => format!("{level} items"),
        (ResourceKind::Future, _) if level > 0 => "done".into(),
        (ResourceKind::Future, _) => "pending".into(),
    };
    match (stands.is_empty(), now.waiters) {
        (false, 0) => stands,
        (true, waiters) => format!("{waiters} waiting"),
        (false, waiters) => format!("{stands}, {waiters} waiting"),
    }
}
