//! The slowest of a group decides when the group is done.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::{Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "slowest-decides";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("a", "A takes", (100, 2000, 100), 300),
    Parameter::ms("b", "B takes", (100, 2000, 100), 900),
    Parameter::ms("c", "C takes", (100, 2000, 100), 500),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "The slowest decides",
    promise: "Waiting for all of a group takes as long as its slowest member, no longer.",
    tags: &["gather", "join all", "longest", "critical path"],
    text: &[
        "Three tasks run together, and `collect` waits for all of them. It is over when the last \
         one is over: the group takes the greatest of the three lengths, not their sum.",
        "That tells you where to work. Making a task faster that is not the slowest changes \
         nothing for whoever waits for all. Move the sliders and see which of them matters.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let mut lives = ["A", "B", "C"].map(|name| (facts::lived(history, name), name));
    lives.sort_unstable();
    let [(_, _), (next, _), (longest, slowest)] = lives;
    let sum = lives.iter().map(|(life, _)| *life);
    let took = end_of_main(history).unwrap_or_default();
    vec![
        format!(
            "The run took {}, and the last one to come back was {slowest}, after {}. One after \
             another the three would have taken {}.",
            duration(took),
            duration(longest),
            duration(sum.fold(Micros::ZERO, Micros::plus))
        ),
        match duration(next) == duration(longest) {
            true => String::from("Another one took as long: both would have to be faster."),
            false => format!(
                "To be faster, {slowest} must be faster. That helps down to {}: then another one \
                 is as slow.",
                duration(next)
            ),
        },
    ]
}
