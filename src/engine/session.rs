//! Runs plans, one at a time, and reports in batches.

use super::Program;
use super::protocol::{Command, Report, Site};
use super::repertoire::{Repertoire, Run, Stage};
use crate::net::browser::RequestTiming;
use crate::runtime::Recorder;
use crate::runtime::browser::{BrowserClock, performance_now};
use crate::trace::CancelReason;
use alloc::{boxed::Box, rc::Rc, sync::Arc};
use core::cell::{Cell, RefCell};
use gloo_timers::callback::Timeout;

/// Batches go out at most this often, in ms: once a frame of a 60 Hz display.
const FRAME_MS: f64 = 16.0;

thread_local! {
    static ENGINE: RefCell<Option<Rc<Engine>>> = const { RefCell::new(None) };
}

/// The engine of this thread.
pub struct Engine {
    repertoire: Box<dyn Repertoire>,
    post: Box<dyn Fn(&Report)>,
    timing: Rc<RequestTiming>,
    session: RefCell<Option<Session>>,
    flushed_ms: Cell<f64>,
    scheduled: RefCell<Option<Timeout>>,
}

struct Session {
    number: u32,
    run: Run,
    finished: Cell<bool>,
}

impl Session {
    /// Asks the whole run to end.
    fn cancel(&self) {
        self.run.runtime.cancel(self.run.main, CancelReason::User);
    }
}

impl Engine {
    /// Makes the engine of this thread, which knows `repertoire` and reports through `post`, and
    /// says that it is ready.
    pub fn install(
        repertoire: impl Repertoire + 'static,
        post: impl Fn(&Report) + 'static,
    ) -> Rc<Self> {
        let engine = Rc::new(Self {
            repertoire: Box::new(repertoire),
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
            Command::Start { run, program, site } => self.begin(run, &program, site),
            Command::Cancel { run, task } => {
                self.with_run(run, |session| {
                    session.run.runtime.cancel(task, CancelReason::User);
                });
            }
            Command::CancelAll { run } => {
                self.with_run(run, |session| {
                    session.cancel();
                });
            }
            Command::Input { run, line } => {
                self.with_run(run, |session| (session.run.answer)(line))
            }
            Command::Compute(job) => (self.post)(&Report::Computed(job.compute())),
            Command::Ping(number) => (self.post)(&Report::Pong(number)),
        }
    }

    fn forecast(&self, question: u32, programs: &[Program]) {
        for (place, program) in programs.iter().enumerate() {
            (self.post)(&Report::Forecast {
                question,
                place,
                events: self.repertoire.forecast(program),
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
        if let Some(session) = session.as_ref().filter(|session| session.number == run) {
            act(session);
        }
    }

    fn begin(&self, number: u32, program: &Program, site: Site) {
        if let Some(session) = self.session.take() {
            session.cancel();
        }
        self.timing.forget();
        let clock = Arc::new(BrowserClock::new(flush_now));
        let recorder = Recorder::new(clock, Some(Arc::new(flush_soon)));
        let stage = Stage {
            recorder,
            site,
            timing: self.timing.clone(),
        };
        let Some(run) = self.repertoire.start(program, stage) else {
            return self.confused();
        };
        self.session.replace(Some(Session {
            number,
            run,
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
        let recorder = session.run.runtime.recorder();
        let events = recorder.take();
        if !events.is_empty() {
            (self.post)(&Report::Events {
                run: session.number,
                sent: recorder.now(),
                events,
            });
        }
        let over = session.run.runtime.live() == 0;
        if over && !session.finished.replace(true) {
            (self.post)(&Report::Finished {
                run: session.number,
            });
        }
    }
}

/// The program of the run under way asks the person for a line. `held`: see [`Report::Asks`].
pub(super) fn ask(prompt: &str, held: Option<&str>) {
    with_engine(|engine| {
        engine.flush_now();
        if let Some(session) = engine.session.borrow().as_ref() {
            (engine.post)(&Report::Asks {
                run: session.number,
                prompt: prompt.into(),
                held: held.map(Into::into),
            });
        }
    });
}

/// Sends a batch with the next frame.
pub(super) fn flush_soon() {
    with_engine(Engine::flush_soon);
}

/// Sends a batch now.
pub(super) fn flush_now() {
    with_engine(Engine::flush_now);
}

fn with_engine(act: impl FnOnce(&Engine)) {
    let engine = ENGINE.with(|slot| slot.borrow().clone());
    if let Some(engine) = engine {
        act(&engine);
    }
}
