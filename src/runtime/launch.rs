//! The runtime: what every task of a run shares, and how tasks are started.

use super::ambient;
use super::cancel::{CancelToken, with_cleanup};
use super::handle::{JoinError, JoinHandle};
use super::offload::{NoWorkers, Workers};
use super::task::{Cancel, Finish, Life, Shared, Stop, drive};
use super::{Executor, Recorder, Report, WakeGate};
use crate::trace::{CancelReason, EventKind, Micros, TaskId, TaskKind};
use alloc::{boxed::Box, rc::Rc, rc::Weak, sync::Arc, vec::Vec};
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::panic::Location;

/// The handle to one run's executor, clock and trace. Cheap to clone.
#[derive(Clone)]
pub struct Runtime(Rc<Inner>);

struct Inner {
    recorder: Recorder,
    executor: Rc<dyn Executor>,
    workers: Rc<dyn Workers>,
    gate: Arc<dyn WakeGate>,
    /// By task id; a task's entry goes with its end.
    live: RefCell<Vec<Option<Weak<dyn Cancel>>>>,
    live_count: Cell<usize>,
    /// Why futures are being dropped at this moment, for the children they own.
    dropping: Cell<Option<CancelReason>>,
}

/// A task about to be started.
struct Launch<'a> {
    name: &'a str,
    kind: TaskKind,
    stop: Stop,
    place: &'static Location<'static>,
}

impl Runtime {
    /// A runtime for one run, without workers for its jobs.
    pub fn new(recorder: Recorder, executor: Rc<dyn Executor>) -> Self {
        Self::with_workers(recorder, executor, Rc::new(NoWorkers))
    }

    /// A runtime for one run whose jobs are computed by `workers`.
    pub fn with_workers(
        recorder: Recorder,
        executor: Rc<dyn Executor>,
        workers: Rc<dyn Workers>,
    ) -> Self {
        Self(Rc::new(Inner {
            gate: executor.gate(),
            recorder,
            executor,
            workers,
            live: RefCell::default(),
            live_count: Cell::new(0),
            dropping: Cell::new(None),
        }))
    }

    /// The runtime whose task is being polled or dropped on this thread; `None` outside of tasks.
    pub fn current() -> Option<Self> {
        ambient::current()
    }

    /// Whether both are handles to the same run.
    #[cfg(test)]
    pub(super) fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// The trace's pen.
    pub fn recorder(&self) -> &Recorder {
        &self.0.recorder
    }

    /// Where things are scheduled.
    pub fn executor(&self) -> &dyn Executor {
        &*self.0.executor
    }

    /// Where jobs are computed.
    pub fn workers(&self) -> &dyn Workers {
        &*self.0.workers
    }

    /// The run's time.
    pub fn now(&self) -> Micros {
        self.0.recorder.now()
    }

    /// Holds the loop for `length`, as a long computation does.
    pub fn hold(&self, length: Micros) {
        self.0.recorder.hold(length);
    }

    /// Tasks that have not ended.
    pub fn live(&self) -> usize {
        self.0.live_count.get()
    }

    /// Starts `future` as a task of its own. Cancelling the task drops the future.
    #[track_caller]
    pub fn spawn<F>(&self, name: &str, kind: TaskKind, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        self.spawn_from(name, kind, Location::caller(), future)
    }

    /// Like [`Runtime::spawn`], in the name of the program's line at `place`.
    pub(super) fn spawn_from<F>(
        &self,
        name: &str,
        kind: TaskKind,
        place: &'static Location<'static>,
        future: F,
    ) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        let launch = Launch {
            name,
            kind,
            stop: Stop::Drop,
            place,
        };
        self.launch(launch, |value| (value.report(), Ok(value)), future)
    }

    /// Starts a task that ends itself when asked to: cancelling it triggers the token and
    /// leaves the future alone, so that it can clean up, awaits included. It marks the stretch
    /// in which it does so with [`super::cleanup`].
    #[track_caller]
    pub fn spawn_cooperative<F>(
        &self,
        name: &str,
        kind: TaskKind,
        body: impl FnOnce(CancelToken) -> F,
    ) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        let token = CancelToken::new(self);
        let launch = Launch {
            name,
            kind,
            stop: Stop::Tell(token.clone()),
            place: Location::caller(),
        };
        self.launch(launch, |value| (value.report(), Ok(value)), body(token))
    }

    /// Starts a task that cleans up when it is cancelled: its `body` is dropped, then the future
    /// of `cleanup` runs in the same task and may wait; the task ends as cancelled after that.
    /// It is what `try: … finally:` around awaits is in asyncio
    /// (<https://docs.python.org/3.11/library/asyncio-task.html#task-cancellation>), with these
    /// differences: the clean-up is not called when the body returns, it cannot be cancelled
    /// itself, and it cannot turn the cancellation into a value. As there, a task that is
    /// cancelled before its first poll has nothing to clean up.
    #[track_caller]
    pub fn spawn_with_cleanup<F, C>(
        &self,
        name: &str,
        kind: TaskKind,
        body: F,
        cleanup: impl FnOnce(CancelReason) -> C + 'static,
    ) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
        C: Future<Output = ()> + 'static,
    {
        let token = CancelToken::new(self);
        let launch = Launch {
            name,
            kind,
            stop: Stop::CleanUp(token.clone()),
            place: Location::caller(),
        };
        let future = with_cleanup(self.clone(), token, body, cleanup);
        let finish = |result: Result<F::Output, JoinError>| (result.report(), result);
        self.launch(launch, finish, future)
    }

    /// Asks a task to end, in the name of the task being polled, if there is one. False where
    /// it has ended already.
    pub fn cancel(&self, task: TaskId, why: CancelReason) -> bool {
        let entry = self.0.live.borrow().get(task.0 as usize).cloned();
        match entry.flatten().and_then(|task| task.upgrade()) {
            Some(task) => task.cancel(why),
            None => false,
        }
    }

    /// Ends every task that has not ended: their futures were dropped, nothing polls them again.
    pub fn abandon_all(&self) {
        let live = self.0.live.borrow().clone();
        for task in live.into_iter().flatten().filter_map(|task| task.upgrade()) {
            task.abandon();
        }
    }

    /// Drops `value` so that the children it owns know `why`.
    pub(super) fn drop_because<T>(&self, why: CancelReason, drop: impl FnOnce() -> T) -> T {
        let before = self.0.dropping.replace(Some(why));
        let result = drop();
        self.0.dropping.set(before);
        result
    }

    /// Why the owner is being dropped at this moment.
    pub(super) fn drop_reason(&self) -> CancelReason {
        self.0.dropping.get().unwrap_or(CancelReason::Parent)
    }

    /// How its tasks get back into the queue.
    pub(super) fn gate(&self) -> Arc<dyn WakeGate> {
        self.0.gate.clone()
    }

    /// `task` has ended.
    pub(super) fn forget(&self, task: TaskId) {
        if let Some(entry) = self.0.live.borrow_mut().get_mut(task.0 as usize) {
            *entry = None;
            self.0.live_count.set(self.live().saturating_sub(1));
        }
    }

    fn launch<F, T>(
        &self,
        launch: Launch<'_>,
        finish: Finish<F::Output, T>,
        future: F,
    ) -> JoinHandle<T>
    where
        F: Future + 'static,
        T: 'static,
    {
        let shared = Rc::new(Shared::new(self.begin(launch)));
        let cancel: Weak<dyn Cancel> = Rc::downgrade(&(shared.clone() as Rc<dyn Cancel>));
        self.0.live.borrow_mut().push(Some(cancel));
        self.0.live_count.set(self.live() + 1);
        let handle = JoinHandle::new(shared.clone());
        self.0
            .executor
            .spawn(Box::pin(drive(shared, finish, future)));
        handle
    }

    /// What does not depend on the task's future.
    fn begin(&self, launch: Launch<'_>) -> Life {
        let recorder = self.recorder();
        let task = recorder.new_task();
        recorder.record(EventKind::Spawned {
            task,
            parent: recorder.current(),
            name: launch.name.into(),
            kind: launch.kind,
            line: recorder.line(launch.place),
        });
        Life::new(self, task, launch.kind, launch.stop)
    }
}
