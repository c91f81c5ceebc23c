//! Awaiting one future after another.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "one-after-another";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter {
    name: "pause",
    label: "Length of each pause",
    unit: "ms",
    min: 100,
    max: 1000,
    step: 100,
    default: 400,
}];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "One after another",
    promise: "`await` in a row is a queue: every line waits for the line above it.",
    tags: &["sequential", "await", "order"],
    text: &[
        "`main()` awaits three pauses. Each `.await` says: do not go on before this is over. So \
         the second pause has not even begun while the first one lasts.",
        "That is right where one step needs the result of the step before. Where it does not, \
         the waiting adds up for nothing.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let pause = told.values.ms("pause");
    let took = end_of_main(told.history).unwrap_or_default();
    vec![format!(
        "Three pauses of {} took {}: their sum. The event loop was free for nearly all of that \
         time, it held main() for {} altogether. Nothing else was there to run.",
        duration(pause),
        duration(took),
        duration(told.history.totals().holding)
    )]
}
