//! News for everybody who waits.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "event";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("runners", "Runners", (1, 20, 1), 4),
    Parameter::ms("wait", "The start is given after", (100, 1000, 100), 500),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "The starting signal",
    promise: "An event is a flag to wait for: setting it wakes everybody at once.",
    tags: &["event", "notify", "broadcast", "signal"],
    text: &[
        "The runners do not look again and again whether the race has begun. They await the \
         event, and are suspended until somebody sets it. Meanwhile they cost no polls at all.",
        "`set` wakes all who wait, in the order in which they came. The event stays set: who \
         awaits it later goes on at once.",
        "`asyncio.Event` behaves the same way. In Rust `tokio::sync::Notify` is its nearest \
         relative, but it remembers one notification only; a `watch` channel remembers a value.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let given = facts::said(history, "the start is given").unwrap_or_default();
    let first = facts::task(history, "runner 1");
    let polls = first.map_or(0, |task| task.polls);
    let waited = history
        .resources()
        .first()
        .map_or(0, |one| one.most_waiters);
    vec![
        format!(
            "{} waited for the event, which was set at {}. All of them ran then, and the \
             latecomer without waiting for it.",
            facts::count_of(waited as usize, "runner"),
            duration(given)
        ),
        format!(
            "Runner 1 was polled {polls} times in its whole life: to begin to wait, to run, and \
             to end. The run took {}.",
            duration(end_of_main(history).unwrap_or_default())
        ),
    ]
}
