//! Lessons: each a program in Rust, its text, a question to answer before it runs, and an
//! explanation of what the run did.
//!
//! Two halves: the manifest ([`LESSONS`]) is what the page shows; [`programs`] is what the engine
//! runs. A lesson's shown source is the very file that [`programs`] compiles.

mod as_they_complete;
mod await_suspends;
mod barrier;
mod blocked_loop;
mod busy_waiting;
mod cancel_and_clean_up;
mod condition;
mod cpu_elsewhere;
mod crawler;
mod drop_against_throw;
mod event;
mod every_outcome;
mod facts;
mod lesson;
mod limit;
mod link;
mod lost_update;
mod nested_timeouts;
mod nothing_until_polled;
mod one_after_another;
mod one_fails;
pub mod prelude;
pub mod programs;
mod promise;
mod race;
mod results_in_order;
mod retry;
mod shield;
mod slowest_decides;
mod task_group;
#[cfg(test)]
mod tests;
mod thousand_tasks;
mod timeout;
mod together;
mod workers;

pub use lesson::{Lesson, Parameter, Told, Values};
pub use link::{LessonLink, parse_lesson_link, write_lesson_link};

/// Every lesson, in the order in which they are meant to be read.
pub const LESSONS: &[Lesson] = &[
    nothing_until_polled::LESSON,
    await_suspends::LESSON,
    one_after_another::LESSON,
    together::LESSON,
    slowest_decides::LESSON,
    results_in_order::LESSON,
    as_they_complete::LESSON,
    one_fails::LESSON,
    every_outcome::LESSON,
    task_group::LESSON,
    race::LESSON,
    timeout::LESSON,
    nested_timeouts::LESSON,
    cancel_and_clean_up::LESSON,
    drop_against_throw::LESSON,
    shield::LESSON,
    limit::LESSON,
    workers::LESSON,
    lost_update::LESSON,
    event::LESSON,
    condition::LESSON,
    barrier::LESSON,
    promise::LESSON,
    retry::LESSON,
    blocked_loop::LESSON,
    cpu_elsewhere::LESSON,
    busy_waiting::LESSON,
    thousand_tasks::LESSON,
    crawler::LESSON,
];

/// The lesson of this slug.
pub fn find(slug: &str) -> Option<&'static Lesson> {
    LESSONS.iter().find(|lesson| lesson.slug == slug)
}

/// The lessons before and after this one.
pub fn neighbours(slug: &str) -> (Option<&'static Lesson>, Option<&'static Lesson>) {
    let Some(place) = LESSONS.iter().position(|lesson| lesson.slug == slug) else {
        return (None, None);
    };
    let before = place.checked_sub(1).and_then(|place| LESSONS.get(place));
    (before, LESSONS.get(place + 1))
}
