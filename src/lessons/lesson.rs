//! What a lesson consists of.

use crate::trace::{History, Micros};
use alloc::{string::String, vec::Vec};

/// A number that a learner may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// What the program calls it.
    pub name: &'static str,
    /// What the page calls it.
    pub label: &'static str,
    /// `ms`, or empty for a count.
    pub unit: &'static str,
    /// The least it may be.
    pub min: u32,
    /// The most it may be.
    pub max: u32,
    /// What it is changed by; `max - min` is a multiple of it.
    pub step: u32,
    /// What it is at first.
    pub default: u32,
}

impl Parameter {
    /// A length of time in ms; `range` is the least, the most, and the step between.
    pub const fn ms(
        name: &'static str,
        label: &'static str,
        range: (u32, u32, u32),
        default: u32,
    ) -> Self {
        let (min, max, step) = range;
        Self {
            name,
            label,
            unit: "ms",
            min,
            max,
            step,
            default,
        }
    }

    /// A count; `range` is the least, the most, and the step between.
    pub const fn count(
        name: &'static str,
        label: &'static str,
        range: (u32, u32, u32),
        default: u32,
    ) -> Self {
        let unit = "";
        Self {
            unit,
            ..Self::ms(name, label, range, default)
        }
    }
}

/// The parameters' values, in the order of the parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    parameters: &'static [Parameter],
    values: Vec<u32>,
}

impl Values {
    /// The values at first.
    pub fn new(parameters: &'static [Parameter]) -> Self {
        let values = parameters.iter().map(|one| one.default).collect();
        Self { parameters, values }
    }

    /// `values`, brought into their ranges; what is missing is as at first.
    pub fn of(parameters: &'static [Parameter], values: &[u32]) -> Self {
        let mut own = Self::new(parameters);
        for (place, value) in values.iter().enumerate() {
            own.set(place, *value);
        }
        own
    }

    /// Sets the value at `place`, brought into its range and onto its steps.
    pub fn set(&mut self, place: usize, value: u32) {
        if let (Some(parameter), Some(slot)) =
            (self.parameters.get(place), self.values.get_mut(place))
        {
            let above = value.clamp(parameter.min, parameter.max) - parameter.min;
            *slot = parameter.min + above / parameter.step.max(1) * parameter.step;
        }
    }

    /// All of them, in order.
    pub fn all(&self) -> &[u32] {
        &self.values
    }

    /// The value of the parameter called `name`; 0 where there is none.
    pub fn get(&self, name: &str) -> u32 {
        let place = self.parameters.iter().position(|one| one.name == name);
        let value = place.and_then(|place| self.values.get(place));
        value.copied().unwrap_or(0)
    }

    /// The same as a length of time, for a parameter in ms.
    pub fn ms(&self, name: &str) -> Micros {
        Micros::from_ms(u64::from(self.get(name)))
    }
}

/// A run to be explained.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// What happened.
    pub history: &'a History,
    /// With these values.
    pub values: &'a Values,
}

/// When `main()` was over: the answer to most questions.
pub fn end_of_main(history: &History) -> Option<Micros> {
    history.ended().map(|end| end.at)
}

/// A lesson.
pub struct Lesson {
    /// Its name in addresses: lower case, digits and hyphens.
    pub slug: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What a learner will know afterwards, in one sentence.
    pub promise: &'static str,
    /// Words to find it by.
    pub tags: &'static [&'static str],
    /// The text, a paragraph each.
    pub text: &'static [&'static str],
    /// What to guess before running: a time.
    pub question: &'static str,
    /// The answer, from a run that is over; `None` where this run gives none.
    pub answer: fn(&History) -> Option<Micros>,
    /// What can be changed.
    pub parameters: &'static [Parameter],
    /// The program, as it is compiled.
    pub source: &'static str,
    /// What this run did, and why: a paragraph each.
    pub explain: fn(Told<'_>) -> Vec<String>,
}
