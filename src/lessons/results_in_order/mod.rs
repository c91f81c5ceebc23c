//! Results in the order of the tasks, whatever the order of their ends.

pub mod program;

use super::{Lesson, Parameter, Told, facts};
use crate::trace::{History, Micros, duration};
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "results-in-order";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("a", "A answers after", (100, 2000, 100), 800),
    Parameter::ms("b", "B answers after", (100, 2000, 100), 200),
    Parameter::ms("c", "C answers after", (100, 2000, 100), 500),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Results in order",
    promise: "`gather` returns values in the order in which you gave it the tasks.",
    tags: &["gather", "order", "results", "vec"],
    text: &[
        "The shops answer in an order of their own: the quickest one first. `gather` keeps each \
         value at its task's place until all are there. So the first value is A's, always.",
        "Order has a price. `main()` sees nothing before everything is there, even what was ready \
         long before.",
        "`asyncio.gather` promises the same order.",
    ],
    question: "When does main() have the price of B?",
    answer,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn answer(history: &History) -> Option<Micros> {
    facts::said(history, "main() has the price of B")
}

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let had = answer(history).unwrap_or_default();
    let mut ends = ["A", "B", "C"].map(|name| (facts::end_of(history, name), name));
    ends.sort_by_key(|(end, _)| *end);
    let answered = facts::end_of(history, "B").unwrap_or_default();
    vec![
        format!(
            "The shops answered in the order {}. main() got the prices in the order A, B and C.",
            facts::list(&ends.map(|(_, name)| name))
        ),
        format!(
            "B answered at {}. main() had its price at {}, {} later: gather gives nothing before \
             it can give everything.",
            duration(answered),
            duration(had),
            duration(had.since(answered))
        ),
    ]
}
