//! A task that wakes itself all the time.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "busy-waiting";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter::ms("look", "Each look takes", (2, 30, 2), 14)];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Yielding is not waiting",
    promise: "A task that wakes itself over and over crowds the loop; one that sleeps leaves room.",
    tags: &[
        "yield",
        "busy loop",
        "polling",
        "starvation",
        "self-wake",
        "fairness",
    ],
    text: &[
        "`main()` looks again and again whether the letter is there. Each look holds the loop for \
         a moment. `yield_now` then lets every other ready task have a turn, but it wakes \
         `main()` in the same breath.",
        "So the loop is never idle. The postman, whose timers are due every 20 ms, finds it \
         taken each time, and has to wait for a look to end. His ten steps take longer than the \
         200 ms they need.",
        "With a real pause between the looks the loop is free, and the postman is nearly in time. \
         Better still is not to look at all: await the task, or an event that he sets.",
    ],
    question: "How long does the first postman need for his 200 ms?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    let end = facts::end_of(history, "first postman")?;
    Some(end.since(facts::task(history, "first postman")?.spawned.at))
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let first = answer(history).unwrap_or_default();
    let second = facts::lived(history, "second postman");
    let Some(main) = facts::task(history, "main()") else {
        return Vec::new();
    };
    vec![
        format!(
            "While main() yielded, the first postman needed {}. While it slept, the second one \
             needed {}. Ten steps of 20 ms make 200 ms.",
            duration(first),
            duration(second)
        ),
        format!(
            "main() was polled {} times in all, and woke itself {} times. The loop was held for \
             {} altogether, mostly by looks that found nothing.",
            main.polls,
            main.self_wakes,
            duration(history.totals().holding)
        ),
    ]
}
