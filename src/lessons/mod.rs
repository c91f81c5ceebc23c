//! Lessons: each a program in Rust, its text, a question to answer before it runs, and an
//! explanation of what the run did.
//!
//! Two halves: the manifest ([`LESSONS`]) is what the page shows; [`programs`] is what the engine
//! runs. A lesson's shown source is the very file that [`programs`] compiles.

mod as_they_complete;
mod await_suspends;
mod facts;
mod lesson;
mod link;
mod nothing_until_polled;
mod one_after_another;
pub mod prelude;
pub mod programs;
mod results_in_order;
mod slowest_decides;
#[cfg(test)]
mod tests;
mod together;

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
