//! A future does nothing before it is polled.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "nothing-until-polled";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter::ms(
    "pause",
    "Pause before the await",
    (100, 1000, 100),
    500,
)];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A future does nothing by itself",
    promise: "Calling an `async fn` makes a value; only polling it makes it run.",
    tags: &["future", "poll", "lazy", "coroutine", "drop"],
    text: &[
        "`greet(\"first\")` looks like a call, but none of the lines of `greet` runs. The call \
         makes a future: a small state machine that stands before its first line.",
        "A future moves only when it is polled. `.await` does that: it polls the future until it \
         is complete. Here `main()` makes two futures, pauses, awaits the first one and drops the \
         second one.",
        "asyncio's coroutines are lazy in the same way. One that is never awaited earns a warning \
         while the program runs; in Rust the compiler warns of a future that nobody uses.",
    ],
    question: "When does the first greeting begin?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::said(history, "first is polled")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let made = facts::said(history, "two futures").unwrap_or_default();
    let begun = answer(history).unwrap_or_default();
    let second = facts::times_said(history, "second");
    vec![
        format!(
            "Both futures existed at {}. The first one was polled for the first time at {}: {} \
             after it was made, at the line that awaits it.",
            duration(made),
            duration(begun),
            duration(begun.since(made))
        ),
        format!(
            "The second one was never awaited, and said {second} lines. There was nothing to \
             stop when it was dropped: it had never begun."
        ),
        format!(
            "The run had {}. A future is not a task: it runs inside the task that awaits it.",
            facts::count_of(history.tasks().len(), "task")
        ),
    ]
}
