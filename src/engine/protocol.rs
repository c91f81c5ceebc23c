//! What page and engine say to each other: postcard bytes in transferred buffers.

use super::Program;
use crate::runtime::Job;
use crate::trace::{Event, Micros, TaskId};
use alloc::{format, string::String, vec::Vec};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Page and engine must be of one build; this is compared when they meet.
pub const VERSION: u32 = 7;

/// The file with the modules of Python that are no part of the engine.
pub const LIBRARY: &str = "python-library.txt";

/// Below this folder of the app the service worker gives out what a person answered, by the
/// question's key: 200 with the line, 410 for no more, 204 where there is no answer yet.
pub const ANSWERS: &str = "answer/";

/// Where the app is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Its address, with a slash at its end.
    pub base: String,
    /// What its own files are asked for under, so that a cache does not mix two builds.
    pub build: String,
    /// Set where no service worker answers: the engine answers the lab's addresses itself, with
    /// its random values from this seed.
    pub emulate: Option<u64>,
}

impl Site {
    /// The address of one of the app's files.
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}?v={}", self.base, self.build)
    }
}

/// From the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Tell how programs would go if every answer came exactly on time: one
    /// [`Report::Forecast`] for each.
    Forecast {
        /// The page's number for this question.
        question: u32,
        /// What to forecast.
        programs: Vec<Program>,
    },
    /// Run a program. One run at a time: a run under way is cancelled.
    Start {
        /// The page's number for it; every report carries it.
        run: u32,
        /// What to do.
        program: Program,
        /// Where the app is.
        site: Site,
    },
    /// Cancel one task.
    Cancel {
        /// Of this run.
        run: u32,
        /// This one.
        task: TaskId,
    },
    /// Cancel the whole run.
    CancelAll {
        /// This one.
        run: u32,
    },
    /// The person's answer to a [`Report::Asks`].
    Input {
        /// In this run.
        run: u32,
        /// The line, without its end; `None` for no more.
        line: Option<String>,
    },
    /// Compute a job and answer with [`Report::Computed`]: said by an engine to a second one.
    Compute(Job),
    /// Answer with [`Report::Pong`]: shows that the loop is free.
    Ping(u32),
}

/// From the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The engine listens. Sent once; what is posted to it earlier may be lost.
    Ready {
        /// The engine's [`VERSION`].
        version: u32,
    },
    /// A run that did not happen: the same program on a virtual clock.
    Forecast {
        /// The page's number for the question.
        question: u32,
        /// The program's place in the question.
        place: usize,
        /// All of its events.
        events: Vec<Event>,
    },
    /// What happened since the last batch; may be empty.
    Events {
        /// In this run.
        run: u32,
        /// The run's time as the batch was sent.
        sent: Micros,
        /// The events.
        events: Vec<Event>,
    },
    /// The program asks for a line: `input()`.
    Asks {
        /// In this run.
        run: u32,
        /// What it asks.
        prompt: String,
        /// Set where the engine stands still until it has the answer and takes no message: the
        /// answer is to be left with the service worker, under this key.
        held: Option<String>,
    },
    /// The run is over and all its tasks have ended. Late news of its requests' timing may
    /// follow.
    Finished {
        /// This run.
        run: u32,
    },
    /// The answer to a [`Command::Ping`].
    Pong(u32),
    /// What a job came to; said by a second engine to the first.
    Computed(u64),
    /// The engine got something that it cannot read.
    Confused(String),
}

/// The bytes of a message. Messages of this module always have some.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message in `bytes`; `None` where they are none.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Form, PRESETS, Strategy};
    use crate::trace::{EventKind, Level};

    #[test]
    fn messages_survive_the_way() {
        let plan = Form::default().check(&|_| true).unwrap();
        let start = Command::Start {
            run: 7,
            program: Program::Lab {
                plan,
                strategy: Strategy::AtMost(3),
            },
            site: Site {
                base: "http://127.0.0.1/".into(),
                build: String::new(),
                emulate: Some(1),
            },
        };
        assert_eq!(decode(&encode(&start)), Some(start));
        let event = Event {
            at: Micros(5),
            kind: EventKind::Said {
                task: None,
                level: Level::Info,
                text: "é".into(),
            },
        };
        let report = Report::Events {
            run: 7,
            sent: Micros(9),
            events: vec![event],
        };
        assert_eq!(decode(&encode(&report)), Some(report));
    }

    #[test]
    fn bytes_that_are_no_message_are_none() {
        assert_eq!(decode::<Command>(&[]), None);
        assert_eq!(decode::<Command>(&[250, 1, 2]), None);
        let plan = (PRESETS[4].form)().check(&|_| true).unwrap();
        let whole = encode(&Command::Start {
            run: 1,
            program: Program::Lab {
                plan,
                strategy: Strategy::Race,
            },
            site: Site::default(),
        });
        for cut in 0..whole.len() {
            assert_eq!(decode::<Command>(&whole[..cut]), None);
        }
    }
}
