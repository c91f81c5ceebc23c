//! Cancelling a task that has something to tidy up.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "cancel-and-clean-up";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("after", "main() cancels after", (100, 1000, 100), 500),
    Parameter::ms("cleanup", "The clean-up takes", (100, 1000, 100), 400),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Cancel and clean up",
    promise: "To cancel is to ask: a task that has to tidy up ends only after that.",
    tags: &["cancel", "cleanup", "finally", "join", "async drop"],
    text: &[
        "`cancel` asks a task to end and returns at once. At the task's next turn its future is \
         dropped, in the middle of whatever it awaits.",
        "Some work must not be left half done. The copy was spawned with a clean-up: a second \
         future, which runs in the same task once the first one was dropped. A clean-up may \
         await, as a `finally` block may in asyncio.",
        "So between the request and the end there may be a good deal of time. Whoever needs the \
         task to be gone has to await its handle after the request.",
        "A `Drop` in Rust cannot await. A real runtime needs something like this wrapper, or a \
         task that is told (the next lesson).",
    ],
    question: "When is the copy really over?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::end_of(history, "copy")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let files = facts::count_of(facts::times_said(history, "file "), "file");
    let over = answer(history).unwrap_or_default();
    let copy = facts::task(history, "copy");
    let asked = copy.and_then(|copy| copy.cancel).map(|cancel| cancel.at.at);
    let Some(asked) = asked else {
        return vec![format!(
            "The copy was over at {}, with all {files}, before main() came to cancel it. \
             Cancelling a task that has ended does nothing, and there was nothing to clean up.",
            duration(over)
        )];
    };
    vec![format!(
        "main() asked at {}, with {files} copied. The clean-up then took until {}: the task ended \
         {} after it had been asked to.",
        duration(asked),
        duration(over),
        duration(over.since(asked))
    )]
}
