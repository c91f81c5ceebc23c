//! An await lets go of the loop.

pub mod program;

use super::lesson::end_of_main;
use super::{Lesson, Parameter, Told, facts};
use crate::trace::duration;
use alloc::{format, string::String, vec, vec::Vec};

/// Its name in addresses.
pub const SLUG: &str = "await-suspends";

/// What can be changed.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::ms("pause", "main() pauses for", (100, 1000, 100), 600),
    Parameter::ms("every", "The ticker ticks every", (50, 300, 50), 100),
];

/// The lesson.
pub const LESSON: Lesson = Lesson {
    slug: SLUG,
    title: "Await lets go of the loop",
    promise: "A task that waits is suspended: it holds nothing up, and others run meanwhile.",
    tags: &["await", "suspend", "poll", "pending", "waker", "event loop"],
    text: &[
        "There is one thread here and one event loop. It runs one task at a time, and only \
         `.await` gives it the chance to run another one.",
        "When `main()` reaches `sleep(…).await`, the timer is not due. The poll returns \
         `Pending`, and the loop is free. The timer keeps a waker of `main()`. When it fires, the \
         waker puts `main()` back into the queue, and the next poll goes on behind the `.await`.",
        "`spawn` has made a second task, the ticker. It gets its turns while `main()` is \
         suspended.",
    ],
    question: "How long until main() is over?",
    answer: end_of_main,
    parameters: PARAMETERS,
    source: include_str!("program.rs"),
    explain,
};

fn explain(told: Told<'_>) -> Vec<String> {
    let history = told.history;
    let over = end_of_main(history).unwrap_or_default();
    let back = facts::said(history, "main() goes on").unwrap_or_default();
    let meanwhile = facts::times_said_by(history, "tick ", back);
    let Some(main) = facts::task(history, "main()") else {
        return Vec::new();
    };
    vec![
        format!(
            "main() asked for a pause of {} and went on at {}. The ticker had ticked {} by then.",
            duration(told.values.ms("pause")),
            duration(back),
            times(meanwhile)
        ),
        format!(
            "main() lived for {}, but it was polled {} and held the loop for only {} of that. \
             The rest of the time it was suspended, and cost nothing but memory.",
            duration(over),
            times(main.polls as usize),
            duration(main.holding)
        ),
    ]
}

fn times(count: usize) -> String {
    match count {
        0 => String::from("not once"),
        1 => String::from("once"),
        2 => String::from("twice"),
        _ => format!("{count} times"),
    }
}
