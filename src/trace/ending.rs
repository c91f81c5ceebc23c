//! How a task stands at a given time.

use super::{CancelReason, Moment, Outcome, TaskHistory, duration};
use alloc::{format, string::String};

/// How a task stands.
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

/// How a task stands at the time `at`, and the same in words.
pub fn ending(task: &TaskHistory, at: Moment) -> (Ending, String) {
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
