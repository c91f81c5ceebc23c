//! Trying again, with growing pauses.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::{Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "retry";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("failures", "The server fails first", (1, 6, 1), 3),
    Parameter::count("retries", "Retries", (1, 6, 1), 4),
    Parameter::ms("pause", "First pause", (100, 500, 50), 100),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Try again, later",
    promise: "Retries with doubling pauses give a server time, and an end to hoping.",
    tags: &["retry", "backoff", "error", "http", "503"],
    text: &[
        "The server answers 503 a few times before it answers 200. `retry` calls `ask` again \
         after each error. Every call makes a new future: one that is complete, or was dropped, \
         cannot be polled again.",
        "Before the first retry there is a pause, and each later pause is twice as long, up to \
         two seconds. A server in trouble gets more time with each failure.",
        "The number of retries is limited. When they are used up, the last error is the result. \
         Many clients also make the pauses a little random, so that they do not come back all at \
         once.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let requests = history.requests();
    let starts: Vec<Micros> = requests.iter().map(|one| one.started.at).collect();
    let over = requests
        .iter()
        .filter_map(|one| one.over)
        .map(|over| over.at);
    let pauses: Vec<String> = starts
        .iter()
        .skip(1)
        .zip(over)
        .map(|(next, before)| duration(next.since(before)))
        .collect();
    let pauses: Vec<&str> = pauses.iter().map(String::as_str).collect();
    let took = duration(end_of_main(history).unwrap_or_default());
    let good = facts::is_ok(history, "main()");
    let end = match good {
        true => format!("The last one succeeded, and main() was over at {took}."),
        false => format!(
            "No retry was left after the last one: main() ended with its error at {took}, though \
             the server would have come round in the end."
        ),
    };
    vec![format!(
        "There were {}, with pauses between them of {}. {end}",
        facts::count_of(requests.len(), "attempt"),
        facts::list(&pauses)
    )]
}
