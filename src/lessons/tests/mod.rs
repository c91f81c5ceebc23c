//! What the lessons promise, on a clock that is always on time.

mod craft;
mod endings;
mod first_steps;
mod manifest;
mod sharing;

use super::{LESSONS, Lesson, Told, Values, find};
use crate::engine::{Program, built_in};
use crate::trace::{EventKind, History, Log, Outcome};
use alloc::{format, string::String, string::ToString, vec::Vec};

/// A run of a lesson.
struct Run {
    lesson: &'static Lesson,
    values: Values,
    log: Log,
}

/// Runs the lesson `slug` with `values`; what is missing is as at first.
fn run(slug: &str, values: &[u32]) -> Run {
    let lesson = find(slug).unwrap();
    let program = Program::Lesson {
        slug: slug.into(),
        values: values.to_vec(),
    };
    Run {
        lesson,
        values: Values::of(lesson.parameters, values),
        log: Log::from_events(built_in::forecast(&program)).unwrap(),
    }
}

impl Run {
    fn history(&self) -> &History {
        self.log.history()
    }

    /// The console, in order.
    fn lines(&self) -> Vec<&str> {
        let console = self.history().console().iter();
        console.map(|line| &*line.text).collect()
    }

    /// The console with times in ms.
    fn timed_lines(&self) -> Vec<(u64, &str)> {
        let console = self.history().console().iter();
        console
            .map(|line| (line.at.at.0 / 1000, &*line.text))
            .collect()
    }

    /// The answer to its question, in ms.
    fn answer(&self) -> u64 {
        (self.lesson.answer)(self.history()).unwrap().0 / 1000
    }

    /// Tasks in the order of their ends: when, in ms, who, and how.
    fn ends(&self) -> Vec<(u64, String, String)> {
        let events = self.log.events().iter();
        events
            .filter_map(|event| match &event.kind {
                EventKind::Ended { task, outcome } => {
                    let name = self.history().task(*task).unwrap().name.to_string();
                    Some((event.at.0 / 1000, name, words(outcome)))
                }
                _ => None,
            })
            .collect()
    }

    /// The same, as one line each: `400 A ok: done`.
    fn story(&self) -> Vec<String> {
        let ends = self.ends().into_iter();
        ends.map(|(at, name, how)| format!("{at} {name} {how}"))
            .collect()
    }

    fn explanation(&self) -> String {
        let told = Told {
            history: self.history(),
            values: &self.values,
        };
        (self.lesson.explain)(told).join("\n")
    }
}

fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Ok(text) if text.is_empty() => "ok".into(),
        Outcome::Ok(text) => format!("ok: {text}"),
        Outcome::Error(text) => format!("error: {text}"),
        Outcome::Cancelled(why) => format!("cancelled: {why:?}"),
        Outcome::TimedOut(_) => "timed out".into(),
    }
}
