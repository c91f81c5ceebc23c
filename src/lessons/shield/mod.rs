//! Work that outlives the wait for it.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "shield";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("limit", "The limit", (100, 1000, 100), 300),
    Parameter::ms("save", "Saving takes", (100, 1500, 100), 700),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Behind a shield",
    promise: "What runs as a task of its own survives the one who stops waiting for it.",
    tags: &["shield", "timeout", "spawn", "detach", "cancel"],
    text: &[
        "The draft is saved inside `main()`: the future belongs to the timeout, and is dropped \
         with it. When the limit runs out, saving stops half way.",
        "The letter is saved by a task, and `main()` only waits for its end. The same timeout \
         drops the wait. The task does not notice.",
        "asyncio needs `shield` because cancelling a task also cancels the task it awaits. In \
         Rust dropping the handle of a spawned task leaves the task alone, so spawning is the \
         shield. Keep the handle: without it nobody would see how the task ends.",
    ],
    question: "When is the letter saved?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::said(history, "the letter is saved")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let saved = duration(answer(history).unwrap_or_default());
    let given_up = facts::said(history, "the letter takes long");
    let draft = match facts::said(history, "the draft is lost") {
        Some(at) => format!("The draft was dropped at {} and is lost.", duration(at)),
        None => String::from("The draft was saved within the limit."),
    };
    let letter = match given_up {
        Some(at) => format!(
            "main() gave up its wait for the letter at {}, but the task went on, and the letter \
             was saved at {saved}.",
            duration(at)
        ),
        None => format!("The letter was saved at {saved}, within the limit."),
    };
    vec![format!("{draft} {letter}")]
}
