//! Tasks that wait together.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::{Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "together";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter::ms(
    "pause",
    "Length of each pause",
    (100, 1000, 100),
    400,
)];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Together",
    promise: "Spawn first, await later: waits that do not need each other overlap.",
    tags: &["spawn", "task", "concurrent", "join"],
    text: &[
        "The three pauses are the ones of the lesson before, but each is a task now. `spawn` puts \
         the task into the loop's queue and returns at once, with a handle. All three are queued \
         before `main()` waits for the first time.",
        "Awaiting a handle waits for the end of its task; it is not what makes the task run. So \
         the order of the three awaits does not matter.",
        "`asyncio.create_task` does the same. In both worlds a spawned task begins only when the \
         task that spawned it lets go of the loop.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let took = end_of_main(history).unwrap_or_default();
    let sum = ["first", "second", "third"]
        .iter()
        .map(|name| facts::lived(history, name))
        .fold(Micros::ZERO, Micros::plus);
    let begun = facts::said(history, "third begins").unwrap_or_default();
    vec![
        format!(
            "The three tasks lived for {} taken together, and the run took {}. Even the third \
             one began at {}.",
            duration(sum),
            duration(took),
            duration(begun)
        ),
        format!(
            "Nothing ran at the same time: there is one thread, and all tasks together held it \
             for {}. What overlaps is the waiting.",
            duration(history.totals().holding)
        ),
    ]
}
