//! Tasks that cannot outlive the block that spawned them.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "task-group";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter::ms(
    "breaks",
    "B breaks down after",
    (100, 1500, 100),
    700,
)];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A group stands and falls together",
    promise: "Behind a task group nobody is left running, however it went.",
    tags: &[
        "task group",
        "structured concurrency",
        "nursery",
        "JoinSet",
        "scope",
    ],
    text: &[
        "`task_group` runs a block that may spawn into the group at any time. It is over when the \
         block and every task of the group are over. So what stands behind it can rely on it: no \
         task was forgotten.",
        "When a task fails, the rest of the group is cancelled at once, and so is the block if it \
         is still under way. The group waits for their ends, clean-up included, and then returns \
         the errors.",
        "This is `asyncio.TaskGroup`. In Rust `JoinSet` comes close: dropping it cancels its \
         tasks too, but a drop cannot wait for their ends.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let broke = facts::end_of(history, "B").unwrap_or_default();
    let over = end_of_main(history).unwrap_or_default();
    let done = facts::those(&["A", "C"], |name| facts::is_ok(history, name));
    let cancelled = facts::those(&["A", "C"], |name| facts::is_cancelled(history, name));
    let unborn = match facts::task(history, "C") {
        Some(_) => "",
        None => " C was never spawned: the block was dropped before it came to that line.",
    };
    vec![
        format!(
            "B broke down at {}. The group was over at {}, and main() got the error only then.",
            duration(broke),
            duration(over)
        ),
        format!(
            "Done: {}. Cancelled with the group: {}.{unborn}",
            facts::list(&done),
            facts::list(&cancelled)
        ),
    ]
}
