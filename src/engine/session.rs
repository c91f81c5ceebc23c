//! Runs plans, one at a time, and reports in batches.

use super::console::Console;
use super::jobs::JobWorkers;
use super::protocol::{Command, Report};
use super::{Program, Started};
use crate::net::browser::{BrowserClient, BrowserNetwork, RequestTiming};
use crate::python::process;
use crate::runtime::browser::{BrowserClock, BrowserLoop, performance_now};
use crate::runtime::{Recorder, Runtime};
use crate::trace::{CancelReason, Level, TaskId};
use alloc::{boxed::Box, format, rc::Rc, string::String, sync::Arc};
use core::cell::{Cell, RefCell};
use gloo_timers::callback::Timeout;

/// Batches go out at most this often, in ms: once a frame of a 60 Hz display.
const FRAME_MS: f64 = 16.0;

/// A Python program may make so many events: the page shows them all, and keeps them.
const MOST_EVENTS: u64 = 1_500_000;

thread_local! {
    static ENGINE: RefCell<Option<Rc<Engine>>> = const { RefCell::new(None) };
}

/// The engine of this thread.
pub struct Engine {
    post: Box<dyn Fn(&Report)>,
    timing: Rc<RequestTiming>,
    session: RefCell<Option<Session>>,
    flushed_ms: Cell<f64>,
    scheduled: RefCell<Option<Timeout>>,
}

struct Session {
    run: u32,
    runtime: Runtime,
    main: TaskId,
    /// What is kept as long as the run lasts.
    _started: Option<Started>,
    python: Option<process::Running>,
    /// What the program asks.
    prompt: RefCell<String>,
    finished: Cell<bool>,
}

impl Session {
    /// Asks the whole run to end.
    fn cancel(&self) {
        self.runtime.cancel(self.main, CancelReason::User);
    }
}

impl Engine {
    /// Makes the engine of this thread, which reports through `post`, and says that it is ready.
    pub fn install(post: impl Fn(&Report) + 'static) -> Rc<Self> {
        let engine = Rc::new(Self {
            post: Box::new(post),
            timing: RequestTiming::observe(),
            session: RefCell::default(),
            flushed_ms: Cell::new(0.0),
            scheduled: RefCell::default(),
        });
        ENGINE.with(|slot| slot.replace(Some(engine.clone())));
        (engine.post)(&Report::Ready {
            version: super::protocol::VERSION,
        });
        engine
    }

    /// Does what the page wants.
    pub fn obey(&self, command: Command) {
        match command {
            Command::Forecast { question, programs } => self.forecast(question, &programs),
            Command::Start {
                run,
                program,
                base,
                emulate,
            } => self.begin(run, &program, &base, emulate),
            Command::Cancel { run, task } => {
                self.with_run(run, |session| {
                    session.runtime.cancel(task, CancelReason::User);
                });
            }
            Command::CancelAll { run } => {
                self.with_run(run, |session| {
                    session.cancel();
                });
            }
            Command::Input { run, line } => self.with_run(run, |session| {
                if let Some(python) = &session.python {
                    let prompt = session.prompt.take();
                    let shown = format!("{prompt}{}", line.as_deref().unwrap_or_default());
                    session.runtime.recorder().say(Level::Info, &shown);
                    python.answer(line);
                }
            }),
            Command::Compute(job) => (self.post)(&Report::Computed(job.compute())),
            Command::Ping(number) => (self.post)(&Report::Pong(number)),
        }
    }

    fn forecast(&self, question: u32, programs: &[Program]) {
        for (place, program) in programs.iter().enumerate() {
            (self.post)(&Report::Forecast {
                question,
                place,
                events: program.forecast(),
            });
        }
    }

    /// Something came that is no command.
    pub fn confused(&self) {
        let text = "The engine got a message it cannot read. Reload the page.";
        (self.post)(&Report::Confused(text.into()));
    }

    fn with_run(&self, run: u32, act: impl FnOnce(&Session)) {
        let session = self.session.borrow();
        if let Some(session) = session.as_ref().filter(|session| session.run == run) {
            act(session);
        }
    }

    fn begin(&self, run: u32, program: &Program, base: &str, emulate: Option<u64>) {
        if let Some(session) = self.session.take() {
            session.cancel();
        }
        self.timing.forget();
        let clock = Arc::new(BrowserClock::new(flush_now));
        let recorder = Recorder::new(clock, Some(Arc::new(flush_soon)));
        if let Program::Python { name, text } = program {
            return self.begin_python(run, name, text, recorder, base, emulate);
        }
        let workers = Rc::new(JobWorkers);
        let runtime = Runtime::with_workers(recorder, Rc::new(BrowserLoop), workers);
        let client = BrowserClient::new(base, program.httpbin(), emulate, self.timing.clone());
        let Some(started) = program.start(&runtime, Rc::new(client)) else {
            return self.confused();
        };
        self.session.replace(Some(Session {
            run,
            runtime,
            main: started.main,
            _started: Some(started),
            python: None,
            prompt: RefCell::default(),
            finished: Cell::new(false),
        }));
    }

    fn begin_python(
        &self,
        run: u32,
        name: &str,
        text: &str,
        recorder: Recorder,
        base: &str,
        emulate: Option<u64>,
    ) {
        let program = process::Program {
            path: name.into(),
            text: text.into(),
            host: Box::new(Console::new(recorder.clone(), Box::new(ask))),
            allowance: None,
            most_events: Some(MOST_EVENTS),
            memory: || Some(core::arch::wasm32::memory_size(0) << 16),
            instruction_ns: process::INSTRUCTION_NS,
            network: Rc::new(BrowserNetwork::new(base, emulate, self.timing.clone())),
            epoch: js_sys::Date::now() / 1e3,
        };
        let over = Box::new(|_code| flush_soon());
        let running = process::start(program, Rc::new(BrowserLoop), recorder, over);
        self.session.replace(Some(Session {
            run,
            runtime: running.runtime.clone(),
            main: running.main,
            _started: None,
            python: Some(running),
            prompt: RefCell::default(),
            finished: Cell::new(false),
        }));
    }

    fn flush_soon(&self) {
        if self.scheduled.borrow().is_some() {
            return;
        }
        let due = self.flushed_ms.get() + FRAME_MS - performance_now();
        let timeout = Timeout::new(due.max(0.0) as u32, flush_now);
        self.scheduled.replace(Some(timeout));
    }

    fn flush_now(&self) {
        // Cancels the timer where this is not its own call.
        self.scheduled.take();
        self.flushed_ms.set(performance_now());
        if let Some(session) = self.session.borrow().as_ref() {
            self.report(session);
        }
    }

    fn report(&self, session: &Session) {
        let recorder = session.runtime.recorder();
        let events = recorder.take();
        if !events.is_empty() {
            (self.post)(&Report::Events {
                run: session.run,
                sent: recorder.now(),
                events,
            });
        }
        let over = session.runtime.live() == 0;
        if over && !session.finished.replace(true) {
            (self.post)(&Report::Finished { run: session.run });
        }
    }
}

/// The program of the run under way asks the person for a line.
fn ask(prompt: &str) {
    with_engine(|engine| {
        engine.flush_now();
        let session = engine.session.borrow();
        if let Some(session) = session.as_ref() {
            session.prompt.replace(prompt.into());
            (engine.post)(&Report::Asks {
                run: session.run,
                prompt: prompt.into(),
            });
        }
    });
}

fn flush_soon() {
    with_engine(Engine::flush_soon);
}

fn flush_now() {
    with_engine(Engine::flush_now);
}

fn with_engine(act: impl FnOnce(&Engine)) {
    let engine = ENGINE.with(|slot| slot.borrow().clone());
    if let Some(engine) = engine {
        act(&engine);
    }
}
