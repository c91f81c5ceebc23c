//! Dropping a future, against telling it.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "drop-against-throw";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("after", "main() cancels after", (100, 1000, 50), 450),
    Parameter::ms("step", "A and B look up every", (100, 800, 100), 300),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Dropped, or told",
    promise: "A dropped future hears nothing; a task with a token decides when to listen.",
    tags: &[
        "drop",
        "CancelledError",
        "token",
        "cooperative",
        "cancel",
        "asyncio",
    ],
    text: &[
        "In asyncio a cancelled task is told: `CancelledError` is thrown at the `await` where it \
         waits. The task may catch it, await other things, even ignore it.",
        "In Rust a future is dropped. It is never polled again; its local variables are dropped \
         in turn, like A's desk. That happens at once, it cannot be refused, and it cannot wait.",
        "B shows the other way. Its future is left alone, and a token tells it that somebody \
         wants it to end. But B looks at the token only between two steps. Until then it does not \
         know.",
    ],
    question: "When does B notice that it is cancelled?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::said(history, "B sees")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let asked = facts::said(history, "main() cancels").unwrap_or_default();
    let dropped = facts::end_of(history, "A").unwrap_or_default();
    let noticed = answer(history).unwrap_or_default();
    let over = facts::end_of(history, "B").unwrap_or_default();
    vec![
        format!(
            "Both were cancelled at {}. A was dropped and gone at {}, with a tidy desk and \
             without a word.",
            duration(asked),
            duration(dropped)
        ),
        format!(
            "B noticed at {}, {} after it had been asked, because it looks at its token only \
             between two steps. It was over at {}, after a goodbye that took {}.",
            duration(noticed),
            duration(noticed.since(asked)),
            duration(over),
            duration(over.since(noticed))
        ),
    ]
}
