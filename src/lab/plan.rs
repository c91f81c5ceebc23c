//! What to do, in the engine's terms.

use crate::trace::Micros;
use alloc::{boxed::Box, format, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// A way to make many requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Strategy {
    /// One after another.
    Sequential,
    /// All at once.
    Concurrent,
    /// All at once, but at most so many under way.
    AtMost(u32),
    /// All at once; the first success ends it.
    Race,
}

impl Strategy {
    /// Its title.
    pub fn title(self) -> String {
        match self {
            Self::Sequential => "Sequential".into(),
            Self::Concurrent => "Concurrent".into(),
            Self::AtMost(limit) => format!("At most {limit}"),
            Self::Race => "Race".into(),
        }
    }

    /// What it does, in a few words.
    pub fn subtitle(self) -> &'static str {
        match self {
            Self::Sequential => "one after another",
            Self::Concurrent => "all at once",
            Self::AtMost(_) => "a semaphore lets so many through",
            Self::Race => "first success wins",
        }
    }
}

/// What an error does to the rest of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OnError {
    /// Ends the run and cancels what is under way.
    FailFast,
    /// Nothing: every outcome is collected.
    Collect,
}

/// A checked form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What to request, in order.
    pub urls: Vec<Box<str>>,
    /// How; one run each, in this order.
    pub strategies: Vec<Strategy>,
    /// Limit of each attempt.
    pub timeout: Option<Micros>,
    /// Limit of a whole run.
    pub deadline: Option<Micros>,
    /// Attempts after the first.
    pub retries: u32,
    /// What an error does.
    pub on_error: OnError,
    /// How long each answer's processing holds the loop.
    pub work: Micros,
    /// Whether the lab server stands in for httpbin.org.
    pub httpbin: bool,
}
