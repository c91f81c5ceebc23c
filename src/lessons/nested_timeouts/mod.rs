//! One timeout within another.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "nested-timeouts";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("server", "The server takes", (100, 1500, 100), 900),
    Parameter::ms("inner", "Limit for the server", (100, 1500, 100), 400),
    Parameter::ms("outer", "Limit for everything", (100, 1500, 100), 1000),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Timeouts within timeouts",
    promise: "The inner limit leaves time for plan B; the outer one ends both plans.",
    tags: &["timeout", "deadline", "nested", "fallback"],
    text: &[
        "The server gets a limit of its own. When it runs out, `answer` is still alive: it catches \
         the error and looks into the cache, which takes 300 ms.",
        "The outer limit is for all of it, the fallback included. When it runs out it drops \
         `answer` as a whole, and with it the inner timeout and whatever is being waited for.",
        "Each timeout gives its error only to whoever awaits it. An inner limit that is longer \
         than the outer one never has its say.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let over = duration(end_of_main(history).unwrap_or_default());
    let (inner, outer) = (told.values.ms("inner"), told.values.ms("outer"));
    let fell_back = facts::said(history, "the server is too slow");
    // The outer one is set first.
    let outermost = history.deadlines().first();
    let given_up = outermost.is_some_and(|one| one.passed.is_some());
    let first = match fell_back {
        Some(at) => format!(
            "The inner limit of {} ran out at {}, and the work turned to the cache.",
            duration(inner),
            duration(at)
        ),
        None => format!("The inner limit of {} did not run out.", duration(inner)),
    };
    let then = match (given_up, fell_back) {
        (true, _) => format!(
            "The outer limit of {} ran out at {over} and ended everything: there is no answer.",
            duration(outer)
        ),
        (false, Some(_)) => format!(
            "The old answer was there at {over}, within the outer limit of {}.",
            duration(outer)
        ),
        (false, None) => format!("The server's answer was there at {over}."),
    };
    vec![format!("{first} {then}")]
}
