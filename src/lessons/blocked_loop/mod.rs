//! A task that holds the loop.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "blocked-loop";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter::ms(
    "hold",
    "The computation takes",
    (100, 2000, 100),
    700,
)];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "The loop is blocked",
    promise: "Between two awaits a task has the loop for itself: all others wait.",
    tags: &["blocking", "cpu", "event loop", "starvation", "latency"],
    text: &[
        "The ticker wants to tick every 100 ms. At 250 ms the other task begins to compute. It \
         does not await anything, so the loop gets no chance to poll the ticker.",
        "The ticker's timer fires in time, or would: nobody is there to act on it. No timeout \
         could end the computation either, because a timeout is polled by the same loop.",
        "An `async fn` that computes is as blocking as a plain one. The same holds for calls that \
         block, such as `std::thread::sleep` in Rust or `time.sleep` in Python.",
    ],
    question: "When does tick 3 come?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::said(history, "tick 3")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let second = facts::said(history, "tick 2").unwrap_or_default();
    let third = answer(history).unwrap_or_default();
    let held = facts::task(history, "computer").map(|task| task.longest_poll);
    let last = facts::said(history, "tick 6").unwrap_or_default();
    vec![
        format!(
            "The computer held the loop for {} in one go. Tick 2 came at {}, tick 3 at {}: {} \
             later instead of 100 ms.",
            duration(held.unwrap_or_default()),
            duration(second),
            duration(third),
            duration(third.since(second))
        ),
        format!(
            "The ticker sleeps anew after every tick, so it never catches up: tick 6 came at {} \
             and not at 600 ms.",
            duration(last)
        ),
    ]
}
