//! So long and no longer.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "timeout";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("step", "Each of three steps takes", (100, 800, 100), 300),
    Parameter::ms("limit", "The limit", (100, 2500, 100), 700),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "So long and no longer",
    promise: "A timeout drops the work where it waits, and returns an error.",
    tags: &["timeout", "deadline", "cancel", "Elapsed"],
    text: &[
        "`timeout` polls the work, and beside it a timer. Whichever is ready first decides. When \
         it is the timer, the work's future is dropped: it is not polled again, and its own \
         timers go with it.",
        "A timeout can end work only where it waits. Work that holds the loop and never awaits \
         runs past any deadline.",
        "`asyncio.timeout` raises `CancelledError` inside the work and turns it into \
         `TimeoutError` outside. In Rust the work is not told: what has to be tidied up belongs \
         into a `Drop`.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let steps = facts::count_of(facts::times_said(history, "step "), "step");
    let limit = duration(told.values.ms("limit"));
    let over = duration(end_of_main(history).unwrap_or_default());
    let passed = history.deadlines().iter().any(|one| one.passed.is_some());
    vec![match passed {
        true => format!(
            "The limit of {limit} ran out before the work was done. By then {steps} had been \
             taken. The future was dropped in the middle of the next one, and main() was over at \
             {over}."
        ),
        false => format!(
            "All {steps} were taken by {over}, within the limit of {limit}. The timer was dropped \
             with the timeout and never fired."
        ),
    }]
}
