//! The first success wins.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "race";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("a", "A delivers after", (100, 2000, 100), 900),
    Parameter::ms("b", "B delivers after", (100, 2000, 100), 500),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A race",
    promise: "The first success is enough: the others are cancelled, failures do not count.",
    tags: &["race", "select", "first", "cancel", "hedge"],
    text: &[
        "All three tasks start together. `race` returns the value of the first one to succeed, \
         and cancels those that still run. Nobody waits for the slow ones any more.",
        "C answers quickly, but with an error. That does not win: `race` goes on until somebody \
         succeeds or all have failed.",
        "`asyncio.wait` with `FIRST_COMPLETED` would take C's failure for the result, and would \
         cancel nobody. In Rust `select!` drops the futures that lose, which cancels them.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let over = end_of_main(history).unwrap_or_default();
    // Of two that deliver at the same moment only the first one wins.
    let won = |name: &str| facts::said(history, &format!("the winner is {name}")).is_some();
    let winner = facts::those(&["A", "B"], won);
    let lost = facts::those(&["A", "B", "C"], |name| facts::is_cancelled(history, name));
    let broken = facts::said(history, "C has no such file");
    let failure = match broken {
        Some(at) => format!("C had failed at {}, which ended nothing.", duration(at)),
        None => String::from("C lost before it came to fail."),
    };
    vec![format!(
        "{} won, and main() was over at {}. Cancelled, because another one won: {}. {failure}",
        facts::list(&winner),
        duration(over),
        facts::list(&lost)
    )]
}
