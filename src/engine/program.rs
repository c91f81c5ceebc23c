//! What the engine can run.

use crate::lab::{self, Plan, Strategy};
use crate::lessons::programs;
use crate::net::HttpClient;
use crate::runtime::Runtime;
use crate::trace::{Event, TaskId};
use alloc::{boxed::Box, rc::Rc, string::String, vec::Vec};
use core::any::Any;
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

/// A program that was started.
pub struct Started {
    /// Its first task.
    pub main: TaskId,
    /// That task's handle: as long as it is kept, somebody waits for the result.
    _handle: Box<dyn Any>,
}

impl Program {
    /// Whether the lab server stands in for httpbin.org.
    pub fn httpbin(&self) -> bool {
        match self {
            Self::Lab { plan, .. } => plan.httpbin,
            Self::Lesson { .. } | Self::Python { .. } => true,
        }
    }

    /// Starts it, unless it is a Python program; `None` where there is no such program.
    pub fn start(&self, runtime: &Runtime, client: Rc<dyn HttpClient>) -> Option<Started> {
        match self {
            Self::Lab { plan, strategy } => {
                let handle = lab::run(runtime, client, Rc::new(plan.clone()), *strategy);
                Some(Started {
                    main: handle.id(),
                    _handle: Box::new(handle),
                })
            }
            Self::Lesson { slug, values } => {
                let handle = programs::start(slug, runtime, client, values)?;
                Some(Started {
                    main: handle.id(),
                    _handle: Box::new(handle),
                })
            }
            Self::Python { .. } => None,
        }
    }

    /// Whether it can be told how it would go without running it.
    pub fn is_foreseeable(&self) -> bool {
        !matches!(self, Self::Python { .. })
    }

    /// How it would go if every answer came exactly on time and computing cost nothing.
    pub fn forecast(&self) -> Vec<Event> {
        if !self.is_foreseeable() {
            return Vec::new();
        }
        lab::foresee(self.httpbin(), |runtime, client| {
            self.start(runtime, client)
        })
    }
}
