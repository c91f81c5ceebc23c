//! Results in the order in which they come.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "as-they-complete";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("a", "A answers after", (100, 2000, 100), 800),
    Parameter::ms("b", "B answers after", (100, 2000, 100), 200),
    Parameter::ms("c", "C answers after", (100, 2000, 100), 500),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "As they complete",
    promise: "Where order does not matter, each result can be used the moment it is there.",
    tags: &["as_completed", "stream", "order", "FuturesUnordered"],
    text: &[
        "`as_completed` takes the same tasks as `gather` did, and hands out one result at a time, \
         in the order in which the tasks end. With each comes the place of its task, so that \
         `main()` still knows whose result it is.",
        "The last result comes no sooner. But the first one comes much sooner, and what \
         `main()` does with it overlaps with the waiting for the others.",
        "In asyncio this is `asyncio.as_completed`; in Rust the usual name is \
         `FuturesUnordered`.",
    ],
    question: "When does main() have the first price?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::said(history, "main() has the price")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let lines = history.console().iter();
    let mut had: Vec<_> = lines
        .filter(|line| line.text.starts_with("main() has"))
        .map(|line| line.at.at)
        .collect();
    let last = had.pop().unwrap_or_default();
    let first = had.first().copied().unwrap_or(last);
    let mut ends = ["A", "B", "C"].map(|name| (facts::end_of(history, name), name));
    ends.sort_by_key(|(end, _)| *end);
    vec![format!(
        "The shops answered in the order {}, and main() used the answers in that order: the \
         first one at {}, the last one at {}. With gather all three would have come at {}.",
        facts::list(&ends.map(|(_, name)| name)),
        duration(first),
        duration(last),
        duration(last)
    )]
}
