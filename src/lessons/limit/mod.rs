//! At most so many at a time.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "limit";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("downloads", "Downloads", (2, 20, 1), 7),
    Parameter::count("permits", "Permits", (1, 10, 1), 3),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A few at a time",
    promise: "A semaphore lets so many in and has the others wait for their turn.",
    tags: &["semaphore", "permit", "limit", "concurrency", "throttle"],
    text: &[
        "Tasks cost little, but what they use may not: a server, memory, somebody's patience. A \
         semaphore holds a number of permits. `acquire` takes one, or waits until one is free.",
        "All downloads are spawned at once, and all but the first few wait for a permit. Who has \
         waited longest goes first.",
        "The permit is a value. Dropping it gives it back, also when the task fails or is \
         cancelled: there is no way to forget it. asyncio does the same with `async with`.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let (downloads, permits) = (told.values.get("downloads"), told.values.get("permits"));
    let rounds = facts::count_of(downloads.div_ceil(permits.max(1)) as usize, "round");
    let waiting = history
        .resources()
        .first()
        .map_or(0, |one| one.most_waiters);
    let last = facts::said(history, &format!("download {downloads} begins"));
    vec![
        format!(
            "{downloads} downloads of 400 ms with {} make {rounds}, and took {}.",
            facts::count_of(permits as usize, "permit"),
            duration(end_of_main(history).unwrap_or_default())
        ),
        format!(
            "At most {waiting} of the tasks waited for a permit at one time. The last download \
             began at {}.",
            duration(last.unwrap_or_default())
        ),
    ]
}
