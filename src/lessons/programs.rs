//! The lessons' programs, by slug: what the engine runs. Kept apart from the manifest, so that the
//! engine carries no texts and the page no programs.

use super::prelude::{Ended, Given, Program};
use super::{Parameter, Values};
use crate::net::HttpClient;
use crate::runtime::{JoinHandle, Runtime};
use crate::trace::TaskKind;
use alloc::rc::Rc;

/// A program that can be started.
struct Entry {
    slug: &'static str,
    parameters: &'static [Parameter],
    /// The file whose lines are shown, as `file!()` has it.
    file: &'static str,
    main: fn(Given) -> Program,
}

/// An entry for each named module of a lesson.
macro_rules! entries {
    ($($lesson:ident),* $(,)?) => {
        &[$(Entry {
            slug: super::$lesson::SLUG,
            parameters: super::$lesson::PARAMETERS,
            file: concat!("src/lessons/", stringify!($lesson), "/program.rs"),
            main: |given| alloc::boxed::Box::pin(super::$lesson::program::main(given)),
        }),*]
    };
}

const ENTRIES: &[Entry] = entries![
    nothing_until_polled,
    await_suspends,
    one_after_another,
    together,
    slowest_decides,
    results_in_order,
    as_they_complete,
    one_fails,
    every_outcome,
    task_group,
    race,
    timeout,
    nested_timeouts,
    cancel_and_clean_up,
    drop_against_throw,
    shield,
    limit,
    workers,
    lost_update,
    event,
    condition,
    barrier,
    promise,
    retry,
    blocked_loop,
    cpu_elsewhere,
    busy_waiting,
    thousand_tasks,
    crawler
];

/// Every slug that can be started.
pub fn slugs() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().map(|entry| entry.slug)
}

/// Starts the program of the lesson `slug` with these values; `None` where there is none.
pub fn start(
    slug: &str,
    runtime: &Runtime,
    client: Rc<dyn HttpClient>,
    values: &[u32],
) -> Option<JoinHandle<Ended>> {
    let entry = ENTRIES.iter().find(|entry| entry.slug == slug)?;
    runtime.recorder().show_lines_of(entry.file);
    let given = Given::new(Values::of(entry.parameters, values), client);
    Some(runtime.spawn("main()", TaskKind::Main, (entry.main)(given)))
}
