//! The first failure ends a gather.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "one-fails";

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
    title: "One fails",
    promise: "The first error ends the wait for the group, and cancels the rest of it.",
    tags: &["gather", "error", "fail fast", "cancel", "try_join"],
    text: &[
        "`gather` wants values from all. Once one task returns `Err`, that can no longer be had. \
         So the wait ends at that moment with this error, and whatever still runs is cancelled: \
         its future is dropped where it waits.",
        "A task that was done before keeps its end, but its value is thrown away with the rest.",
        "`asyncio.gather` hands on the first exception as well, but lets the other tasks run on \
         unseen. Its `TaskGroup` cancels them.",
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
    let done = facts::those(&["A", "C"], |name| facts::is_ok(history, name));
    let cancelled = facts::those(&["A", "C"], |name| facts::is_cancelled(history, name));
    vec![
        format!(
            "B failed at {}, and main() was over at {}: it did not wait for anybody else.",
            duration(failed),
            duration(over)
        ),
        format!(
            "Done by then: {}. Cancelled, because a sibling failed: {}.",
            facts::list(&done),
            facts::list(&cancelled)
        ),
    ]
}
