//! Python programs.

use super::Program;
use super::console::Console;
use super::protocol::LIBRARY;
use super::repertoire::{Repertoire, Run, Stage};
use super::session;
use crate::net::browser::{BrowserNetwork, read_now};
use crate::python::process;
use crate::runtime::browser::BrowserLoop;
use crate::trace::{Event, Level};
use alloc::{boxed::Box, format, rc::Rc, string::String, vec::Vec};
use core::cell::{OnceCell, RefCell};

/// A program may make so many events: the page shows them all, and keeps them.
const MOST_EVENTS: u64 = 1_500_000;

/// What the engine of Python programs knows.
#[derive(Default)]
pub struct Python {
    /// The library's file, once a program has needed it.
    library: Rc<OnceCell<Rc<str>>>,
}

impl Python {
    /// Reads the library's file from `address`, the first time it is called.
    fn library(&self, address: String) -> Box<dyn Fn() -> Result<Rc<str>, String>> {
        let known = self.library.clone();
        Box::new(move || {
            if let Some(known) = known.get() {
                return Ok(known.clone());
            }
            let text: Rc<str> = read_now(&address)?.into();
            Ok(known.get_or_init(|| text).clone())
        })
    }
}

impl Repertoire for Python {
    fn forecast(&self, _: &Program) -> Vec<Event> {
        Vec::new()
    }

    fn start(&self, program: &Program, stage: Stage) -> Option<Run> {
        let Program::Python { name, text } = program else {
            return None;
        };
        let (recorder, site) = (stage.recorder, stage.site);
        let prompt = Rc::<RefCell<String>>::default();
        let asked = prompt.clone();
        let ask = move |text: &str| {
            asked.replace(text.into());
            session::ask(text);
        };
        let library = self.library(site.file(LIBRARY));
        let program = process::Program {
            path: name.as_str().into(),
            text: text.as_str().into(),
            host: Box::new(Console::new(recorder.clone(), Box::new(ask), library)),
            allowance: None,
            most_events: Some(MOST_EVENTS),
            memory: || Some(core::arch::wasm32::memory_size(0) << 16),
            instruction_ns: process::INSTRUCTION_NS,
            network: Rc::new(BrowserNetwork::new(&site.base, site.emulate, stage.timing)),
            epoch: js_sys::Date::now() / 1e3,
        };
        let over = Box::new(|_code| session::flush_soon());
        let running = Rc::new(process::start(
            program,
            Rc::new(BrowserLoop),
            recorder.clone(),
            over,
        ));
        let asks = running.clone();
        let answer = move |line: Option<String>| {
            let shown = format!("{}{}", prompt.take(), line.as_deref().unwrap_or_default());
            recorder.say(Level::Info, &shown);
            asks.answer(line);
        };
        Some(Run {
            runtime: running.runtime.clone(),
            main: running.main,
            answer: Box::new(answer),
            kept: Box::new(running),
        })
    }
}
