//! A queue, with workers that take from it.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "workers";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::count("jobs", "Jobs", (1, 30, 1), 10),
    Parameter::count("workers", "Workers", (1, 10, 1), 3),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "A queue and its workers",
    promise: "A queue hands work from those who have it to those who do it, at their pace.",
    tags: &[
        "queue",
        "worker",
        "producer",
        "consumer",
        "backpressure",
        "channel",
        "mpsc",
    ],
    text: &[
        "A task for each job is one way. The other way is a fixed number of workers that take \
         one job after another from a queue. The number of workers is the limit.",
        "This queue has room for two jobs. When it is full, `put` waits: that is backpressure. \
         `main()` cannot run ahead of its workers, however many jobs there are.",
        "`join` waits until `task_done` was called for every job. The workers wait for more by \
         then, in an endless loop, and have to be cancelled.",
        "It is `asyncio.Queue`. Rust programs mostly use a channel, which the receivers see \
         closed when the last sender is dropped.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let (jobs, workers) = (told.values.get("jobs"), told.values.get("workers"));
    let put = facts::said(history, "every job").unwrap_or_default();
    let done = |number| {
        let said = facts::times_said(history, &format!("worker {number} has done"));
        format!("{said}")
    };
    let each: Vec<String> = (1..=workers).map(done).collect();
    let each: Vec<&str> = each.iter().map(String::as_str).collect();
    vec![
        format!(
            "{} with {} took {}. By worker they did {}.",
            facts::count_of(jobs as usize, "job"),
            facts::count_of(workers as usize, "worker"),
            duration(end_of_main(history).unwrap_or_default()),
            facts::list(&each)
        ),
        match put.0 >= 1000 * 100 {
            true => format!(
                "main() had put the last job into the queue at {}: it had to wait for room. \
                 Without the limit of two it would have been done at once.",
                duration(put)
            ),
            false => format!(
                "main() had put the last job into the queue at {}: there was room, or a worker \
                 that took the job at once.",
                duration(put)
            ),
        },
    ]
}
