//! Waiting until something holds.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "condition";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("a", "Apples that A wants", (1, 10, 1), 5),
    Parameter::count("b", "Apples that B wants", (1, 10, 1), 2),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Wait until it is true",
    promise: "A condition wakes those who wait for a change, and each looks whether it is enough.",
    tags: &["condition", "notify", "wait_for", "predicate", "lock"],
    text: &[
        "An event says that something has happened once. A condition says that something has \
         changed, perhaps not enough. Every apple is news; A wants several at once.",
        "`wait_for` lets go of the lock, waits to be notified, takes the lock again and asks its \
         question. If the answer is no, it waits on. The lock is held while it asks, so nobody \
         takes the apples between the question and the purchase.",
        "Nothing is kept for whoever has waited longest. A customer who wants little may be \
         served again and again before one who wants much.",
    ],
    question: "When does A get its apples?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::said(history, "A buys")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let served = answer(history).unwrap_or_default();
    let other = facts::said(history, "B buys").unwrap_or_default();
    let picked = facts::times_said_by(history, "apple ", served);
    let looks = |name: &str| {
        let wakes = facts::task(history, name).map_or(0, |task| task.wakes);
        facts::count_of(wakes as usize, "time")
    };
    vec![
        format!(
            "A came first and wanted {}. It was served at {}, after {}; B, who wanted {}, at {}.",
            told.values.get("a"),
            duration(served),
            facts::count_of(picked, "apple"),
            told.values.get("b"),
            duration(other)
        ),
        format!(
            "A was woken {} and B {}, to look whether it was enough, or to take the \
             lock.",
            looks("A"),
            looks("B")
        ),
    ]
}
