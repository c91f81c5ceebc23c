//! The lab and the lessons.

use super::Program;
#[cfg(target_arch = "wasm32")]
use super::repertoire::{Repertoire, Run, Stage};
use crate::lab;
use crate::lessons::programs;
use crate::net::HttpClient;
use crate::runtime::Runtime;
use crate::trace::{Event, TaskId};
use alloc::{boxed::Box, rc::Rc, vec::Vec};
use core::any::Any;

/// A program that was started.
pub struct Started {
    /// Its first task.
    pub main: TaskId,
    /// That task's handle: as long as it is kept, somebody waits for the result.
    _handle: Box<dyn Any>,
}

/// Starts a program; `None` where it is not one of these.
pub fn start(program: &Program, runtime: &Runtime, client: Rc<dyn HttpClient>) -> Option<Started> {
    match program {
        Program::Lab { plan, strategy } => {
            let handle = lab::run(runtime, client, Rc::new(plan.clone()), *strategy);
            Some(Started {
                main: handle.id(),
                _handle: Box::new(handle),
            })
        }
        Program::Lesson { slug, values } => {
            let handle = programs::start(slug, runtime, client, values)?;
            Some(Started {
                main: handle.id(),
                _handle: Box::new(handle),
            })
        }
        Program::Python { .. } => None,
    }
}

/// How a program would go if every answer came exactly on time and computing cost nothing.
pub fn forecast(program: &Program) -> Vec<Event> {
    lab::foresee(program.httpbin(), |runtime, client| {
        start(program, runtime, client)
    })
}

/// What the engine of the lab and the lessons knows.
#[cfg(target_arch = "wasm32")]
pub struct BuiltIn;

#[cfg(target_arch = "wasm32")]
impl Repertoire for BuiltIn {
    fn forecast(&self, program: &Program) -> Vec<Event> {
        forecast(program)
    }

    fn start(&self, program: &Program, stage: Stage) -> Option<Run> {
        use crate::net::browser::BrowserClient;
        use crate::runtime::browser::BrowserLoop;
        let workers = Rc::new(super::jobs::JobWorkers);
        let runtime = Runtime::with_workers(stage.recorder, Rc::new(BrowserLoop), workers);
        let (site, httpbin) = (stage.site, program.httpbin());
        let client = BrowserClient::new(&site.base, httpbin, site.emulate, stage.timing);
        let started = start(program, &runtime, Rc::new(client))?;
        Some(Run {
            runtime,
            main: started.main,
            answer: Box::new(|_| ()),
            kept: Box::new(started),
        })
    }
}
