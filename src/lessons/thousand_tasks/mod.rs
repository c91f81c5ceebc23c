//! What a thousand tasks cost.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::{Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "thousand-tasks";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("tasks", "Tasks", (100, 5000, 100), 1000),
    Parameter::ms("pause", "Each waits for", (100, 2000, 100), 500),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A thousand tasks",
    promise: "A waiting task is a small value in memory, so there may be very many.",
    tags: &["many", "scale", "spawn", "memory", "threads"],
    text: &[
        "A thread needs a stack and a place in the operating system's schedule. A task needs its \
         future: the variables that live across an await, and the place where it waits. Here \
         that is little more than a timer.",
        "So a thousand pauses take hardly longer than one. What adds up is the work on the loop: \
         each task is polled once to begin and once to end.",
        "In Rust a future has a fixed size that the compiler knows, and a task is one \
         allocation. A coroutine in Python is an object with a frame. Both are far cheaper than \
         a thread.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let totals = history.totals();
    let took = end_of_main(history).unwrap_or_default();
    let spawned = facts::said(history, "all are spawned").unwrap_or_default();
    let tasks = totals.tasks.saturating_sub(1);
    let each = Micros(totals.holding.0 / u64::from(tasks.max(1)));
    vec![
        format!(
            "{tasks} tasks that wait for {} each took {}. One after another they would have \
             taken {}.",
            duration(told.values.ms("pause")),
            duration(took),
            duration(Micros(told.values.ms("pause").0 * u64::from(tasks)))
        ),
        format!(
            "All of them had been spawned by {}, and {} were alive at one time, main() included. \
             There were {} polls. The loop was held for {} in all: {} for each task.",
            duration(spawned),
            totals.most_live,
            totals.polls,
            duration(totals.holding),
            duration(each)
        ),
    ]
}
