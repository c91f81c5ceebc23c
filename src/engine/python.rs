//! Python programs.

use super::Program;
use super::console::{Console, Front};
use super::protocol::{ANSWERS, LIBRARY};
use super::repertoire::{Repertoire, Run, Stage};
use super::session;
use crate::net::browser::{BrowserNetwork, given_now, read_now};
use crate::python::process;
use crate::runtime::browser::BrowserLoop;
use crate::trace::{Event, Level};
use alloc::{boxed::Box, format, rc::Rc, string::String, vec::Vec};
use core::cell::{OnceCell, RefCell};

/// A program may make so many events: the page shows them all, and keeps them.
const MOST_EVENTS: u64 = 1_500_000;

/// So many times in a row the service worker may fail to say anything about an answer.
const MOST_FAILED: u32 = 3;

/// The keys of questions are below this: what a float counts exactly.
const KEYS: f64 = 9_007_199_254_740_992.0;

const NO_WAY: &str = "input() stops the event loop here, and without the service worker nothing can \
    bring the answer; use await asyncio.to_thread(input)";

/// What the engine of Python programs knows.
#[derive(Default)]
pub struct Python {
    /// The library's file, once a program has needed it.
    library: Rc<OnceCell<Rc<str>>>,
}

/// What a run's console has of the engine.
struct Edge {
    library: Rc<OnceCell<Rc<str>>>,
    /// The address of the library's file.
    address: String,
    /// What the program asked last.
    prompt: Rc<RefCell<String>>,
    /// Where the service worker gives out answers, if there is one.
    answers: Option<String>,
}

impl Front for Edge {
    fn ask(&self, prompt: &str) {
        self.prompt.replace(prompt.into());
        session::ask(prompt, None);
    }

    fn ask_now(&self, prompt: &str) -> Result<Option<String>, &'static str> {
        let Some(answers) = &self.answers else {
            return Err(NO_WAY);
        };
        // Other tabs have the same service worker.
        let key = format!("{:x}", (js_sys::Math::random() * KEYS) as u64);
        session::ask(prompt, Some(&key));
        let address = format!("{answers}{key}");
        let mut failed = 0;
        // Each request is held for a while only; a person may take any time. Stop ends the worker.
        while failed < MOST_FAILED {
            match given_now(&address) {
                Ok(Some(line)) => return Ok(line),
                Ok(None) => failed = 0,
                Err(_) => failed += 1,
            }
        }
        Err(NO_WAY)
    }

    fn library(&self) -> Result<Rc<str>, String> {
        if let Some(known) = self.library.get() {
            return Ok(known.clone());
        }
        let text: Rc<str> = read_now(&self.address)?.into();
        Ok(self.library.get_or_init(|| text).clone())
    }

    fn show(&self) {
        session::flush_now();
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
        let edge = Edge {
            library: self.library.clone(),
            address: site.file(LIBRARY),
            prompt: prompt.clone(),
            answers: site
                .emulate
                .is_none()
                .then(|| format!("{}{ANSWERS}", site.base)),
        };
        let program = process::Program {
            path: name.as_str().into(),
            text: text.as_str().into(),
            host: Box::new(Console::new(recorder.clone(), Box::new(edge))),
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
