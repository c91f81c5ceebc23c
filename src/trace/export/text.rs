//! The run in plain text, for an issue or an e-mail.

use crate::trace::words::{name_of, resource_kind};
use crate::trace::{
    Ending, History, Moment, ResourceFigures, TaskHistory, Warning, WarningLevel, bytes,
    cancel_story, duration, ending, warnings,
};
use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString},
    vec::Vec,
};

/// Lines per part; the rest is counted.
const MOST_LINES: usize = 200;
/// Tasks are indented no deeper than this.
const DEEPEST: usize = 12;
/// Characters of a name or a message.
const LONGEST: usize = 120;
/// Characters of a warning.
const LONGEST_WARNING: usize = 1000;

/// A summary: totals, a line for each task below the one that spawned it, resources, warnings.
/// Ends with a line break; every part holds at most 200 lines and then a count of the rest.
pub fn summary(title: &str, history: &History) -> String {
    let mut parts = Vec::from([
        heading(title),
        totals(history),
        part("Tasks", task_lines(history)),
    ]);
    if !history.resources().is_empty() {
        parts.push(part("Resources", resource_lines(history)));
    }
    let found = warnings(history);
    if !found.is_empty() {
        parts.push(part("Warnings", warning_lines(&found)));
    }
    parts.join("\n")
}

fn heading(title: &str) -> String {
    match plain(title) {
        empty if empty.is_empty() => "Run\n".into(),
        title => format!("{title}\n"),
    }
}

fn totals(history: &History) -> String {
    let totals = history.totals();
    let ends = [
        (totals.ok, "ok"),
        (totals.errors, "failed"),
        (totals.timed_out, "timed out"),
        (totals.cancelled, "cancelled"),
        (totals.live, "unfinished"),
    ];
    let told = ends.iter().filter(|(count, _)| *count > 0);
    let told: Vec<_> = told
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let ends = if told.is_empty() {
        String::new()
    } else {
        format!(" ({})", told.join(", "))
    };
    format!(
        "Took {}. {} tasks{ends}, {} at most at one time.\n\
         {} polls, {} wakes, loop held for {}. {} requests, {}.\n",
        duration(history.now().at),
        totals.tasks,
        totals.most_live,
        totals.polls,
        totals.wakes,
        duration(totals.holding),
        totals.requests,
        bytes(totals.bytes)
    )
}

/// A part with its heading; cut after so many lines.
fn part(name: &str, lines: impl Iterator<Item = String>) -> String {
    let mut text = format!("{name}\n");
    let mut more = 0;
    for (place, line) in lines.enumerate() {
        if place < MOST_LINES {
            text.push_str(&line);
            text.push('\n');
        } else {
            more += 1;
        }
    }
    if more > 0 {
        text.push_str(&format!("  … and {more} more\n"));
    }
    text
}

/// A line for each task, parents before their children.
fn task_lines(history: &History) -> impl Iterator<Item = String> {
    let mut children: BTreeMap<u32, Vec<&TaskHistory>> = BTreeMap::new();
    let mut roots = Vec::new();
    for task in history.tasks() {
        match task.parent {
            Some(parent) => children.entry(parent.0).or_default().push(task),
            None => roots.push(task),
        }
    }
    let mut next: Vec<(&TaskHistory, usize)> = Vec::new();
    next.extend(roots.into_iter().rev().map(|task| (task, 1)));
    let mut told = 0;
    core::iter::from_fn(move || {
        let (task, depth) = next.pop()?;
        let of_task = children.remove(&task.id.0).unwrap_or_default();
        next.extend(of_task.into_iter().rev().map(|child| (child, depth + 1)));
        told += 1;
        // What is cut needs no words: the story of a cancellation looks at every task.
        Some(match told <= MOST_LINES {
            true => task_line(task, depth, history),
            false => String::new(),
        })
    })
}

fn task_line(task: &TaskHistory, depth: usize, history: &History) -> String {
    let indent = "  ".repeat(depth.min(DEEPEST));
    let now = Moment::END;
    let from = duration(task.spawned.at);
    let (how, words) = ending(task, now);
    let how = match how {
        Ending::Cancelled => cancel_story(task, history, now).unwrap_or(words),
        Ending::Error => format!("failed: {words}"),
        Ending::Ok => ok_words(task),
        _ => words,
    };
    let to = match &task.end {
        Some((end, _)) => duration(end.at),
        None => "…".to_string(),
    };
    let how = plain(&how);
    let polls = match task.polls {
        1 => "1 poll".into(),
        count => format!("{count} polls"),
    };
    let held = duration(task.holding);
    let name = plain(&task.name);
    format!("{indent}{name}: {from} to {to}, {how} ({polls}, held the loop for {held})")
}

fn ok_words(task: &TaskHistory) -> String {
    match &task.end {
        Some((_, crate::trace::Outcome::Ok(value))) if !value.is_empty() => format!("ok: {value}"),
        _ => "ok".into(),
    }
}

fn resource_lines(history: &History) -> impl Iterator<Item = String> {
    let lines = history.resources().iter().enumerate();
    lines.map(|(place, resource)| {
        if place >= MOST_LINES {
            return String::new();
        }
        let figures = ResourceFigures::standing(resource, history, Moment::END);
        let of = figures.limit.map(|limit| format!(" of {limit}"));
        let holder = figures
            .holder
            .map(|holder| format!(", held by {}", plain(name_of(holder, history))));
        format!(
            "  {} {}: level {}{}{}; waited for {} in all, by {} at most",
            resource_kind(figures.kind),
            plain(&figures.name),
            figures.level,
            of.unwrap_or_default(),
            holder.unwrap_or_default(),
            duration(figures.contended),
            figures.most_waiters
        )
    })
}

/// A line for each; what is said of several tasks of one name is said once.
fn warning_lines(found: &[Warning]) -> impl Iterator<Item = String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines: Vec<(&Warning, usize)> = Vec::new();
    for warning in found {
        let place = *seen.entry(&warning.text).or_insert(lines.len());
        match lines.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => lines.push((warning, 1)),
        }
    }
    lines.into_iter().map(|(warning, count)| {
        let level = match warning.level {
            WarningLevel::Warning => "",
            WarningLevel::Hint => "Hint: ",
        };
        let times = match count {
            1 => String::new(),
            _ => format!(" ({count} times)"),
        };
        let text = cut(&warning.text, LONGEST_WARNING);
        format!("  - {level}{text}{times}")
    })
}

/// On one line, not too long, without characters that would disturb the lines around it.
fn plain(text: &str) -> String {
    cut(text, LONGEST)
}

fn cut(text: &str, most: usize) -> String {
    let mut chars = text.chars().map(harmless);
    let mut kept: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() {
        kept.push('…');
    }
    kept
}

fn harmless(char: char) -> char {
    match char {
        '\n' | '\t' => ' ',
        _ if super::clean::is_hostile(char) => char::REPLACEMENT_CHARACTER,
        _ => char,
    }
}
