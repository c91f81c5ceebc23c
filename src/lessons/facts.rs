//! What explanations ask of a run.

use crate::trace::{History, Micros, Outcome, TaskHistory};
use alloc::{format, string::String, vec::Vec};

/// The first task called `name`.
pub fn task<'a>(history: &'a History, name: &str) -> Option<&'a TaskHistory> {
    history.tasks().iter().find(|task| *task.name == *name)
}

/// When the first task called `name` ended.
pub fn end_of(history: &History, name: &str) -> Option<Micros> {
    let (end, _) = task(history, name)?.end.as_ref()?;
    Some(end.at)
}

/// When a line that begins like this was first said.
pub fn said(history: &History, beginning: &str) -> Option<Micros> {
    let mut lines = history.console().iter();
    let line = lines.find(|line| line.text.starts_with(beginning))?;
    Some(line.at.at)
}

/// How often a line that begins like this was said.
pub fn times_said(history: &History, beginning: &str) -> usize {
    let lines = history.console().iter();
    lines
        .filter(|line| line.text.starts_with(beginning))
        .count()
}

/// How often such a line had been said by `at`.
pub fn times_said_by(history: &History, beginning: &str, at: Micros) -> usize {
    let lines = history.console().iter();
    lines
        .filter(|line| line.at.at <= at && line.text.starts_with(beginning))
        .count()
}

/// How long the first task called `name` lived.
pub fn lived(history: &History, name: &str) -> Micros {
    let spawned = task(history, name).map_or(Micros::ZERO, |task| task.spawned.at);
    end_of(history, name).unwrap_or(spawned).since(spawned)
}

/// Whether the first task called `name` returned a value, and no error.
pub fn is_ok(history: &History, name: &str) -> bool {
    let end = task(history, name).and_then(|task| task.end.as_ref());
    matches!(end, Some((_, Outcome::Ok(_))))
}

/// Whether it was cancelled.
pub fn is_cancelled(history: &History, name: &str) -> bool {
    let end = task(history, name).and_then(|task| task.end.as_ref());
    matches!(end, Some((_, Outcome::Cancelled(_))))
}

/// `1 task`, `3 tasks`.
pub fn count_of(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// `A`, `A and B`, `A, B and C`; `none` of nothing.
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::from("none"),
        [only] => String::from(*only),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Those of `names` whose tasks are as `is` says.
pub fn those<'a>(names: &[&'a str], is: impl Fn(&str) -> bool) -> Vec<&'a str> {
    names.iter().copied().filter(|name| is(name)).collect()
}
