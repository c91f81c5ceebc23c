//! A run on the browser's own loop, and what its trace says.

use gloo_timers::future::TimeoutFuture;
use interleave::runtime::browser::{BrowserClock, BrowserLoop, performance_now};
use interleave::runtime::{Executor, JoinHandle, Recorder, Report, Runtime, Timer, WakeGate};
use interleave::trace::{EventKind, Log, Micros, TaskId, TaskKind};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

/// How long anything may take before a test gives up on it, in ms.
pub const PATIENCE_MS: f64 = 20_000.0;

pub fn ms(ms: u64) -> Micros {
    Micros::from_ms(ms)
}

/// A runtime on the browser's loop whose timers are counted.
pub struct Run {
    pub runtime: Runtime,
    pub timers: Rc<Timers>,
    log: RefCell<Log>,
}

impl Run {
    pub fn new() -> Self {
        let timers = Rc::<Timers>::default();
        let clock = BrowserClock::new(|| {});
        let executor = Watched {
            inner: BrowserLoop,
            timers: timers.clone(),
        };
        Self {
            runtime: Runtime::new(Recorder::new(Arc::new(clock), None), Rc::new(executor)),
            timers,
            log: RefCell::default(),
        }
    }

    /// Starts the first task.
    pub fn main<F>(&self, body: impl FnOnce(Runtime) -> F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        let future = body(self.runtime.clone());
        self.runtime.spawn("main", TaskKind::Main, future)
    }

    /// Everything so far; the log has accepted it.
    pub fn log(&self) -> Log {
        let mut log = self.log.borrow_mut();
        for event in self.runtime.recorder().take() {
            log.append(event).unwrap();
        }
        log.clone()
    }

    /// What has happened so far, without the times.
    pub fn kinds(&self) -> Vec<EventKind> {
        kinds(&self.log())
    }
}

/// What happened, without the times. How long a poll took is no part of a program's course.
pub fn kinds(log: &Log) -> Vec<EventKind> {
    let timeless = |kind: &EventKind| !matches!(kind, EventKind::LoopBlocked { .. });
    let kinds = log.events().iter().map(|event| without_due(&event.kind));
    kinds.filter(timeless).collect()
}

/// The same, where a deadline's due time is a time of the run.
fn without_due(kind: &EventKind) -> EventKind {
    let mut kind = kind.clone();
    if let EventKind::DeadlineSet { due, .. }
    | EventKind::DeadlinePassed { due, .. }
    | EventKind::DeadlineLifted { due, .. } = &mut kind
    {
        *due = Micros::ZERO;
    }
    kind
}

/// What happened to one task, without the times.
pub fn kinds_of(log: &Log, of: TaskId) -> Vec<EventKind> {
    let mut all = kinds(log);
    all.retain(|kind| match kind {
        EventKind::Spawned { task, .. }
        | EventKind::PollBegan(task)
        | EventKind::PollEnded { task, .. }
        | EventKind::Waiting { task, .. }
        | EventKind::Woken { task, .. }
        | EventKind::CancelRequested { task, .. }
        | EventKind::DeadlineSet { task, .. }
        | EventKind::DeadlinePassed { task, .. }
        | EventKind::DeadlineLifted { task, .. }
        | EventKind::CleanupBegan(task)
        | EventKind::CleanupEnded(task)
        | EventKind::Detached(task)
        | EventKind::HoldBegan { task, .. }
        | EventKind::LoopBlocked { task, .. }
        | EventKind::Ended { task, .. } => *task == of,
        EventKind::Said { task, .. } => *task == Some(of),
        EventKind::Request { .. }
        | EventKind::Created { .. }
        | EventKind::Changed { .. }
        | EventKind::Source(_) => false,
    });
    all
}

/// How many timers a run has set, and what became of them.
#[derive(Default)]
pub struct Timers {
    pub set: Cell<usize>,
    pub fired: Cell<usize>,
    pub held: Cell<usize>,
}

struct Watched {
    inner: BrowserLoop,
    timers: Rc<Timers>,
}

impl Executor for Watched {
    fn spawn(&self, future: Pin<Box<dyn Future<Output = ()>>>) {
        self.inner.spawn(future);
    }

    fn timer(&self, after: Micros, fire: Box<dyn FnOnce()>) -> Timer {
        count(&self.timers.set, 1);
        count(&self.timers.held, 1);
        let timers = self.timers.clone();
        let fire = Box::new(move || {
            count(&timers.fired, 1);
            fire();
        });
        Timer::new((self.inner.timer(after, fire), Held(self.timers.clone())))
    }

    fn gate(&self) -> Arc<dyn WakeGate> {
        self.inner.gate()
    }
}

struct Held(Rc<Timers>);

impl Drop for Held {
    fn drop(&mut self) {
        count(&self.0.held, -1);
    }
}

fn count(cell: &Cell<usize>, by: isize) {
    cell.set(cell.get().saturating_add_signed(by));
}

/// Lets the browser's loop turn until `condition` holds.
///
/// # Panics
/// When it has not after [`PATIENCE_MS`].
pub async fn until(description: &str, mut condition: impl FnMut() -> bool) {
    let give_up = performance_now() + PATIENCE_MS;
    while !condition() {
        assert!(performance_now() < give_up, "waited in vain: {description}");
        TimeoutFuture::new(2).await;
    }
}
