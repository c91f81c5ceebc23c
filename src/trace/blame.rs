//! Why a task was cancelled, followed from one task to the next up to the cause.

use super::words::name_of;
use super::{
    CancelReason, CancelRequest, Deadline, Ending, History, Micros, Moment, Outcome, TaskHistory,
    TaskId, duration, ending,
};
use alloc::{format, string::String};

/// A chain of causes is told up to this many links; a damaged log can hold a circle.
const MOST_LINKS: usize = 8;

/// Why `task` was asked to end, as a sentence without a capital or a full stop: who asked, when,
/// and for what reason, up to the cause. `None` where nobody had asked by `at`.
///
/// `cancelled by main() at 2.00 s, because the time limit of main() (2.00 s) ran out`
pub fn cancel_story(task: &TaskHistory, history: &History, at: Moment) -> Option<String> {
    let request = task.cancel.filter(|request| request.at <= at)?;
    let when = format!(" at {}", duration(request.at.at));
    let mut story = told(task, request, &when, history, at);
    let mut link = (task, request);
    for _ in 0..MOST_LINKS {
        let Some((owner, next)) = cancelled_owner(link.1, history) else {
            return Some(story);
        };
        if owner.id == link.0.id {
            return Some(story);
        }
        // The whole chain often falls at once; the time is said once then.
        let when = match duration(next.at.at) {
            same if same == duration(link.1.at.at) => String::new(),
            other => format!(" at {other}"),
        };
        let clause = told(owner, next, &when, history, at);
        story = format!("{story}, which was {clause}");
        link = (owner, next);
    }
    // The last link may be followed by more.
    if cancelled_owner(link.1, history).is_some() {
        story.push_str(", and so on");
    }
    Some(story)
}

/// The owner that took this task along when it was cancelled itself, and its own request.
fn cancelled_owner(
    request: CancelRequest,
    history: &History,
) -> Option<(&TaskHistory, CancelRequest)> {
    if request.why != CancelReason::Parent {
        return None;
    }
    let owner = history.task(request.by?)?;
    let asked = owner.cancel.filter(|asked| asked.at < request.at)?;
    Some((owner, asked))
}

/// One link: who, when (` at 1.20 s`, or nothing), why.
fn told(
    task: &TaskHistory,
    request: CancelRequest,
    when: &str,
    history: &History,
    at: Moment,
) -> String {
    let Some(by) = request.by.filter(|by| *by != task.id) else {
        let whom = match (request.why, request.by) {
            (CancelReason::User, _) => " by you",
            (CancelReason::Parent, None) => " with the run",
            (_, Some(_)) => " by itself",
            _ => "",
        };
        let why = reason(task, request, history);
        return format!("cancelled{whom}{when}{why}");
    };
    let name = name_of(by, history);
    match request.why {
        // Done through a task, but the person's doing all the same.
        CancelReason::User => format!("cancelled by you{when}"),
        CancelReason::Parent if cancelled_owner(request, history).is_some() => {
            format!("cancelled together with {name}{when}")
        }
        CancelReason::Parent => {
            let fate = owner_fate(by, request, history, at);
            format!("cancelled together with {name}{when}, {fate}")
        }
        _ => {
            let why = reason(task, request, history);
            format!("cancelled by {name}{when}{why}")
        }
    }
}

/// What became of an owner that was not cancelled itself.
fn owner_fate(by: TaskId, request: CancelRequest, history: &History, at: Moment) -> String {
    let left = "which had no more use for it";
    let Some(owner) = history.task(by) else {
        return left.into();
    };
    // An owner drops what it owns in its last poll: only then has the one to do with the other.
    let same_poll = owner
        .spans
        .last()
        .is_some_and(|last| last.from <= request.at);
    match &owner.end {
        Some((end, outcome)) if *end <= at && same_poll => match outcome {
            Outcome::Ok(_) => "which ended without waiting for it".into(),
            Outcome::Error(message) => format!("which failed ({message})"),
            Outcome::TimedOut(limit) => format!("which timed out after {}", duration(*limit)),
            Outcome::Cancelled(_) => "which was cancelled".into(),
        },
        _ => left.into(),
    }
}

/// `, because …`, or nothing where no more is known.
fn reason(task: &TaskHistory, request: CancelRequest, history: &History) -> String {
    match request.why {
        CancelReason::User | CancelReason::Parent => String::new(),
        CancelReason::Program => String::from(", because its program says so"),
        CancelReason::Timeout => timeout(request, history),
        CancelReason::SiblingFailed => {
            match sibling(task, request, history, |outcome| {
                !matches!(outcome, Outcome::Ok(_))
            }) {
                Some(other) => {
                    let (how, words) = ending(other, Moment::END);
                    let name = &other.name;
                    match how {
                        Ending::Error => format!(", because {name} failed ({words})"),
                        Ending::TimedOut => format!(", because {name} {words}"),
                        _ => format!(", because {name} was {words}"),
                    }
                }
                None => String::from(", because another one failed"),
            }
        }
        CancelReason::LostRace => {
            let won = |outcome: &Outcome| matches!(outcome, Outcome::Ok(_));
            match sibling(task, request, history, won) {
                Some(other) => format!(", because it lost the race against {}", other.name),
                None => String::from(", because another one won the race"),
            }
        }
    }
}

fn timeout(request: CancelRequest, history: &History) -> String {
    let Some(limit) = request.by.and_then(|by| ran_out(by, request.at, history)) else {
        return String::from(", because its time ran out");
    };
    let owner = name_of(limit.task, history);
    let length: Micros = limit.due.since(limit.set.at);
    let length = duration(length);
    format!(", because the time limit of {owner} ({length}) ran out")
}

/// The limit of `task` that ran out last before `at`.
fn ran_out(task: TaskId, at: Moment, history: &History) -> Option<&Deadline> {
    let places = history.task(task)?.deadlines.iter();
    let limits = places.filter_map(|place| history.deadlines().get(*place));
    let passed = limits.filter(|limit| limit.passed.is_some_and(|passed| passed <= at));
    passed.max_by_key(|limit| limit.passed)
}

/// The other child of the same parent that had ended last when `request` was made, of those with
/// such an outcome.
fn sibling<'a>(
    task: &TaskHistory,
    request: CancelRequest,
    history: &'a History,
    such: impl Fn(&Outcome) -> bool,
) -> Option<&'a TaskHistory> {
    let parent = task.parent.or(request.by);
    let siblings = history.tasks().iter();
    let others = siblings.filter(|other| other.id != task.id && other.parent == parent);
    let ended = others.filter_map(|other| {
        let (end, outcome) = other.end.as_ref()?;
        (*end <= request.at && such(outcome)).then_some((*end, other))
    });
    let last = ended.max_by_key(|(end, _)| *end);
    last.map(|(_, other)| other)
}
