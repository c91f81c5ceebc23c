//! A value that somebody else will bring.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "promise";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("think", "Thinking takes", (100, 1500, 100), 600),
    Parameter::ms(
        "patience",
        "The thinker gives up after",
        (100, 1500, 100),
        1000,
    ),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A promised value",
    promise: "Two ends of one value: one task sets it, the others await it.",
    tags: &["promise", "future", "oneshot", "channel", "set_result"],
    text: &[
        "An `async fn` is one way to make a future. A promise is the other one: a future that \
         somebody completes from outside. It joins code with callbacks, or other tasks, to code \
         that awaits.",
        "It has two ends. `set` at one end stores the value and wakes all who await the other \
         end, each of whom gets a copy.",
        "If the end that sets is dropped first, those who wait get an error. An asyncio `Future` \
         that nobody sets leaves them waiting for ever; Rust knows who owns the other end, and \
         when it is gone. Its usual name is a `oneshot` channel.",
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
    let answered = facts::said(history, "the thinker has");
    let given_up = facts::said(history, "the thinker gives up");
    vec![match (answered, given_up) {
        (Some(at), _) => format!(
            "The thinker set the value at {}, and {} heard it. main() was over at {over}.",
            duration(at),
            facts::list(&facts::those(&["A", "B"], |name| facts::is_ok(
                history, name
            )))
        ),
        (None, Some(at)) => format!(
            "The thinker gave up at {} and dropped its end. Those who waited got an error at \
             once, and main() ended with it at {over}: nobody waits for a value that cannot come.",
            duration(at)
        ),
        (None, None) => format!("The thinker came to no end by {over}."),
    }]
}
