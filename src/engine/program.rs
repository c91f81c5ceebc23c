//! What can be run.

use crate::lab::{Plan, Strategy};
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Program {
    /// The lab's requests, one way of making them.
    Lab {
        /// What to request.
        plan: Plan,
        /// Which way.
        strategy: Strategy,
    },
    /// A lesson's.
    Lesson {
        /// The lesson's slug.
        slug: String,
        /// The values of its parameters, in order.
        values: Vec<u32>,
    },
    /// A Python program that somebody wrote.
    Python {
        /// Its name, as tracebacks tell it.
        name: String,
        /// Its text.
        text: String,
    },
}

/// Which engine: each is a file of its own, so that nobody loads what they do not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Runs the lab and the lessons.
    BuiltIn,
    /// Runs Python.
    Python,
}

impl Kind {
    /// The name of its files, without their endings.
    pub fn file(self) -> &'static str {
        match self {
            Self::BuiltIn => "engine",
            Self::Python => "python-engine",
        }
    }
}

impl Program {
    /// Whether the lab server stands in for httpbin.org.
    pub fn httpbin(&self) -> bool {
        match self {
            Self::Lab { plan, .. } => plan.httpbin,
            Self::Lesson { .. } | Self::Python { .. } => true,
        }
    }

    /// Whether it can be told how it would go without running it.
    pub fn is_foreseeable(&self) -> bool {
        !matches!(self, Self::Python { .. })
    }
}
