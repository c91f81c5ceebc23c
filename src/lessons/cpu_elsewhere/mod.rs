//! Computing elsewhere.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "cpu-elsewhere";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[Parameter::count(
    "thousands",
    "Thousands of numbers to look at",
    (200, 1200, 200),
    1000,
)];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Compute elsewhere",
    promise: "Work for the processor goes to a worker, and the loop waits for it like for a timer.",
    tags: &["offload", "spawn_blocking", "executor", "web worker", "cpu"],
    text: &[
        "Counting primes needs a processor, not patience. Done here it holds the loop. Given to a \
         worker, it runs on another core, and for the loop it is one more thing to await.",
        "The work itself gets no faster. It even takes a little longer: the job has to be sent, \
         and its result has to come back. What is gained is a loop that stays free.",
        "Python has `loop.run_in_executor` and `asyncio.to_thread` for this, Tokio \
         `spawn_blocking`. In a browser the other core is a web worker.",
    ],
    question: "For how long is the loop held in one go, at most?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    history.tasks().iter().map(|task| task.longest_poll).max()
}

/// How long it took, and the ticks meanwhile, from one line to another.
fn between(history: &History, from: &str, to: &str) -> Option<(Micros, usize)> {
    let lines = history.console();
    let place = |beginning: &str| {
        let mut lines = lines.iter();
        lines.position(|line| line.text.starts_with(beginning))
    };
    let meanwhile = lines.get(place(from)?..=place(to)?)?;
    let took = meanwhile.last()?.at.since(meanwhile.first()?.at);
    let ticks = meanwhile
        .iter()
        .filter(|line| line.text.starts_with("tick "));
    Some((took, ticks.count()))
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let mut texts = Vec::new();
    if let Some((took, ticks)) = between(history, "main() computes", "main() has found") {
        texts.push(format!(
            "On the loop the computation took {} and let {} through. Its longest poll held the \
             loop for {}.",
            duration(took),
            facts::count_of(ticks, "tick"),
            duration(answer(history).unwrap_or_default())
        ));
    }
    match between(history, "a worker computes", "the worker has found") {
        Some((took, ticks)) => texts.push(format!(
            "The worker took {} for the same, with {} meanwhile. main() was suspended, as if it \
             waited for a timer.",
            duration(took),
            facts::count_of(ticks, "tick")
        )),
        None => texts.push(String::from(
            "The worker brought no result: this browser gave the run none to compute with.",
        )),
    }
    texts
}
