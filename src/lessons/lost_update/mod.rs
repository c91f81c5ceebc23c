//! An update that gets lost across an await, and the lock that keeps it.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "lost-update";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("people", "People who pay", (2, 20, 1), 5),
    Parameter::ms("pause", "Between reading and writing", (50, 300, 50), 200),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A lock without threads",
    promise: "One thread is no protection: what you read before an await may be stale after it.",
    tags: &[
        "lock",
        "mutex",
        "race condition",
        "lost update",
        "critical section",
    ],
    text: &[
        "There is only one thread, so no two tasks run at the same moment. Between two awaits \
         nobody can interfere. But at an await everybody can.",
        "Each payment reads the account, waits, and writes what it read plus ten. All of them \
         read before anybody writes. So all of them write ten, and all payments but one are lost.",
        "A lock held across the await makes the three steps one: whoever comes meanwhile waits. \
         That costs time, since the payments now happen one after another.",
        "The compiler does not help here. Rust rules out data races, where two threads touch \
         memory at once. This is a race of another kind, and asyncio has it too.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let amount = |beginning: &str| {
        let mut lines = history.console().iter();
        let found = lines.find_map(|line| line.text.strip_prefix(beginning));
        String::from(found.unwrap_or("nothing"))
    };
    let hasty = facts::said(history, "without the lock").unwrap_or_default();
    let orderly = facts::said(history, "with the lock").unwrap_or_default();
    let waiters = history
        .resources()
        .first()
        .map_or(0, |one| one.most_waiters);
    let people = told.values.get("people");
    vec![
        format!(
            "{people} people paid ten each. Without the lock the account held {} afterwards, with \
             the lock {}.",
            amount("without the lock: "),
            amount("with the lock: ")
        ),
        format!(
            "Being wrong took {}. Being right took {}, with up to {} waiting for the lock.",
            duration(hasty),
            duration(orderly.since(hasty)),
            facts::count_of(waiters as usize, "task")
        ),
    ]
}
