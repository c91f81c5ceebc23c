//! Nobody goes on before all have come.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::{ResourceFigures, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "barrier";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("a", "A needs for a stage", (100, 1000, 100), 100),
    Parameter::ms("b", "B needs for a stage", (100, 1000, 100), 300),
    Parameter::ms("c", "C needs for a stage", (100, 1000, 100), 500),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Stage by stage",
    promise: "A barrier keeps a group in step: nobody begins a stage before all are done.",
    tags: &["barrier", "phase", "rendezvous", "step"],
    text: &[
        "Each hiker walks three stages. After each of them there is a rest, and `rest.wait()` \
         returns only when all three have come. Then the barrier is ready for the next stage.",
        "So the slowest decides again, this time stage by stage. Whoever is quick spends the rest \
         of each stage waiting.",
        "A barrier waits for a number of tasks, not for certain ones. If one of them is \
         cancelled, the others wait in vain; in asyncio too, unless somebody aborts the barrier.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let took = duration(end_of_main(history).unwrap_or_default());
    let first = facts::said(history, "rest 1").unwrap_or_default();
    let Some(rest) = history.resources().first() else {
        return Vec::new();
    };
    let figures = ResourceFigures::of(rest, history, history.now());
    let waited = |name: &str| {
        let task = facts::task(history, name).map(|task| task.id);
        let mut waits = figures.waits.iter();
        let wait = waits.find(|wait| Some(wait.task) == task);
        duration(wait.map(|wait| wait.total).unwrap_or_default())
    };
    vec![
        format!(
            "The first rest was over at {}, and the whole hike took {took}.",
            duration(first)
        ),
        format!(
            "Spent at the rests: {} by A, {} by B, {} by C. The slowest hardly sits down.",
            waited("A"),
            waited("B"),
            waited("C")
        ),
    ]
}
