//! All outcomes, good and bad.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "every-outcome";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter::ms(
    "fails",
    "B fails after",
    (100, 1500, 100),
    600,
)];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Every outcome",
    promise: "`collect` waits for all and hides nothing: values and errors, in order.",
    tags: &["collect", "error", "return_exceptions", "outcome", "join"],
    text: &[
        "Sometimes one failure says nothing about the others. `collect` waits until every task is \
         over, whichever way, and cancels nobody.",
        "Each outcome has two layers. The outer one is about the task: `Ok` if it ran to its end, \
         `Err` if it was cancelled. The inner one is what the task itself returned.",
        "asyncio has `gather(…, return_exceptions=True)` for this: exceptions come back among \
         the values. In Rust an error is a value anyway, and the types keep the two apart.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let failed = facts::end_of(history, "B").unwrap_or_default();
    let over = end_of_main(history).unwrap_or_default();
    vec![
        format!(
            "B failed at {}, and nobody was stopped by it. main() was over at {}, when the last \
             of the three was.",
            duration(failed),
            duration(over)
        ),
        format!(
            "It found {} and {}, in the order A, B, C.",
            facts::count_of(facts::times_said(history, "a value:"), "value"),
            facts::count_of(facts::times_said(history, "an error:"), "error")
        ),
    ]
}
