//! What an engine knows how to run.

use super::Program;
use super::protocol::Site;
use crate::net::browser::RequestTiming;
use crate::runtime::{Recorder, Runtime};
use crate::trace::{Event, TaskId};
use alloc::{boxed::Box, rc::Rc, string::String, vec::Vec};
use core::any::Any;

/// Programs of one kind.
pub trait Repertoire {
    /// How a program would go if every answer came exactly on time and computing cost nothing;
    /// nothing where nobody can say.
    fn forecast(&self, program: &Program) -> Vec<Event>;

    /// Starts a program; `None` where it is not of this kind.
    fn start(&self, program: &Program, stage: Stage) -> Option<Run>;
}

/// What a program is started with.
pub struct Stage {
    /// Takes down what it does.
    pub recorder: Recorder,
    /// Where the app is.
    pub site: Site,
    /// Tells how long requests took on their ways.
    pub timing: Rc<RequestTiming>,
}

/// A program under way.
pub struct Run {
    /// Where its tasks are.
    pub runtime: Runtime,
    /// Its first task.
    pub main: TaskId,
    /// Takes the line that it asked for; `None` for no more.
    pub answer: Box<dyn Fn(Option<String>)>,
    /// What is kept as long as it lasts.
    pub kept: Box<dyn Any>,
}
