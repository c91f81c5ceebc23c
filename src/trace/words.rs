//! The few words that several views of a log share.

use super::{History, ResourceKind, TaskId, WaitOn, Want};
use alloc::{
    format,
    string::{String, ToString},
};

/// What kind of thing a wait is for: `timer`, `request`, `permit`, `lock`, `item`, `task`, …
pub(super) fn wait_kind(wait: Option<&WaitOn>, history: &History) -> &'static str {
    let Some(wait) = wait else {
        return "something outside";
    };
    match wait {
        WaitOn::Timer(_) => "timer",
        WaitOn::Backoff { .. } => "pause before a retry",
        WaitOn::Request(_) => "request",
        WaitOn::Task(_) => "task",
        WaitOn::Tasks(_) => "tasks",
        WaitOn::Yield => "yield",
        WaitOn::Cancellation => "cancellation",
        WaitOn::Job => "job",
        WaitOn::Resource { resource, want } => {
            let kind = history.resource(*resource).map(|resource| resource.kind);
            match (want, kind) {
                (Want::Acquire, Some(ResourceKind::Lock)) => "lock",
                (Want::Acquire, _) => "permit",
                (Want::Put, _) => "room",
                (Want::Get, _) => "item",
                (Want::Join, _) => "queue done",
                (Want::News, kind) => kind.map_or("news", resource_kind),
            }
        }
    }
}

/// A resource's kind in a word.
pub(super) fn resource_kind(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Semaphore => "semaphore",
        ResourceKind::Lock => "lock",
        ResourceKind::Event => "event",
        ResourceKind::Condition => "condition",
        ResourceKind::Barrier => "barrier",
        ResourceKind::Queue => "queue",
        ResourceKind::Future => "future",
    }
}

/// A wait with the name of what is waited for: `request GET /a`, `permit of limit 4`.
pub(super) fn wait_for(wait: Option<&WaitOn>, history: &History) -> String {
    let kind = wait_kind(wait, history);
    let of = match wait {
        Some(WaitOn::Request(id)) => history
            .request(*id)
            .map(|request| format!("{} {}", request.method, request.url)),
        Some(WaitOn::Resource { resource, .. }) => history
            .resource(*resource)
            .map(|resource| format!("of {}", resource.name)),
        Some(WaitOn::Task(id)) => history.task(*id).map(|task| task.name.to_string()),
        Some(WaitOn::Timer(length)) => Some(super::duration(*length)),
        Some(WaitOn::Tasks(count)) => return format!("{count} tasks"),
        _ => None,
    };
    match of {
        Some(of) => format!("{kind} {of}"),
        None => kind.into(),
    }
}

/// A task's name.
pub(super) fn name_of(id: TaskId, history: &History) -> &str {
    history.task(id).map_or("a task", |task| &task.name)
}
