//! All of it together: a crawler.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::{ResourceKind, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "crawler";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("workers", "Workers", (1, 8, 1), 4),
    Parameter::count("requests", "Requests at a time", (1, 8, 1), 2),
    Parameter::ms("patience", "Patience with a page", (350, 2000, 50), 1000),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A small crawler",
    promise: "Queue, workers, semaphore, timeout and errors: each does one thing, and they fit.",
    tags: &[
        "crawler",
        "queue",
        "semaphore",
        "timeout",
        "http",
        "workers",
        "project",
    ],
    text: &[
        "A crawler does not know its work beforehand: every page may lead to more. So pages go \
         through a queue. A worker takes one, reads it, and puts what it finds back in. A list of \
         pages seen keeps the crawl from running in circles.",
        "The semaphore is for the server: so many requests at a time, however many workers there \
         are. The timeout is for us: one page takes five seconds, and nobody wants to wait for \
         it. An error ends the visit to one page, not the crawl.",
        "When is a crawl over? Not when the queue is empty: a worker may be about to fill it \
         again. `join` counts what was put in and not yet done. A worker puts new pages in before \
         it calls `task_done` for the old one, so the count reaches zero only at the end.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let lines = history.console().iter();
    let failed: Vec<String> = lines
        .filter_map(|line| line.text.split_once(" failed: "))
        .map(|(page, error)| format!("`{page}` ({error})"))
        .collect();
    let failed: Vec<&str> = failed.iter().map(String::as_str).collect();
    let requests = history.requests();
    let aborted = requests.iter().filter(|one| one.aborted).count();
    let mut resources = history.resources().iter();
    let limit = resources.find(|one| one.kind == ResourceKind::Semaphore);
    let waited = match limit.map_or(0, |limit| limit.most_waiters) {
        0 => String::from("nobody had to wait"),
        most => format!("up to {} waited", facts::count_of(most as usize, "worker")),
    };
    vec![
        format!(
            "The crawl made {} in {}, and gave up {aborted} of them. Failed: {}.",
            facts::count_of(requests.len(), "request"),
            duration(end_of_main(history).unwrap_or_default()),
            facts::list(&failed)
        ),
        format!(
            "With {} and {} at a time, {waited} for a permit.",
            facts::count_of(told.values.get("workers") as usize, "worker"),
            facts::count_of(told.values.get("requests") as usize, "request")
        ),
    ]
}
