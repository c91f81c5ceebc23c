//! Tasks: spawning, polling, joining, cancelling.

use super::cancel::CancelToken;
use super::combine::CompletionQueue;
use super::{Executor, Recorder, Report, WakeGate};
use crate::trace::{
    BLOCKED_AFTER, CancelReason, EventKind, Micros, Outcome, TaskId, TaskKind, WaitOn, WakeBy,
};
use alloc::{boxed::Box, rc::Rc, rc::Weak, sync::Arc, vec::Vec};
use core::cell::{Cell, RefCell};
use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use std::sync::{Mutex, PoisonError};
use std::task::Wake;

/// The handle to one run's executor, clock and trace. Cheap to clone.
#[derive(Clone)]
pub struct Runtime(Rc<Inner>);

struct Inner {
    recorder: Recorder,
    executor: Rc<dyn Executor>,
    gate: Arc<dyn WakeGate>,
    /// By task id; a task's entry goes with its end.
    live: RefCell<Vec<Option<Weak<dyn Cancel>>>>,
    live_count: Cell<usize>,
    /// Why futures are being dropped at this moment, for the children they own.
    dropping: Cell<Option<CancelReason>>,
}

impl Runtime {
    /// A runtime for one run.
    pub fn new(recorder: Recorder, executor: Rc<dyn Executor>) -> Self {
        Self(Rc::new(Inner {
            gate: executor.gate(),
            recorder,
            executor,
            live: RefCell::default(),
            live_count: Cell::new(0),
            dropping: Cell::new(None),
        }))
    }

    /// The trace's pen.
    pub fn recorder(&self) -> &Recorder {
        &self.0.recorder
    }

    /// Where things are scheduled.
    pub fn executor(&self) -> &dyn Executor {
        &*self.0.executor
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
    pub fn spawn<F>(&self, name: &str, kind: TaskKind, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        self.launch(name, kind, None, future)
    }

    /// Starts a task that ends itself when asked to: cancelling it triggers the token and
    /// leaves the future alone, so that it can clean up, awaits included.
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
        self.launch(name, kind, Some(token.clone()), body(token))
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

    fn launch<F>(
        &self,
        name: &str,
        kind: TaskKind,
        token: Option<CancelToken>,
        future: F,
    ) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        let recorder = self.recorder();
        let task = recorder.new_task();
        recorder.record(EventKind::Spawned {
            task,
            parent: recorder.current(),
            name: name.into(),
            kind,
            line: None,
        });
        let shared = Rc::new(Shared::new(self, task, token));
        let cancel: Weak<dyn Cancel> = Rc::downgrade(&(shared.clone() as Rc<dyn Cancel>));
        self.0.live.borrow_mut().push(Some(cancel));
        self.0.live_count.set(self.live() + 1);
        let handle = JoinHandle {
            shared: shared.clone(),
        };
        self.0.executor.spawn(Box::pin(drive(shared, future)));
        handle
    }

    fn forget(&self, task: TaskId) {
        if let Some(entry) = self.0.live.borrow_mut().get_mut(task.0 as usize) {
            *entry = None;
            self.0.live_count.set(self.live().saturating_sub(1));
        }
    }
}

/// Why a join brought no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinError {
    /// The task was cancelled before it returned.
    Cancelled(CancelReason),
}

impl fmt::Display for JoinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Cancelled(reason) = self;
        let why = match reason {
            CancelReason::User => "by hand",
            CancelReason::Parent => "with its parent",
            CancelReason::Timeout => "by a timeout",
            CancelReason::SiblingFailed => "because a sibling failed",
            CancelReason::LostRace => "because another one won",
            CancelReason::Program => "by the program",
        };
        write!(out, "cancelled {why}")
    }
}

impl super::Failure for JoinError {
    fn cancelled(&self) -> Option<CancelReason> {
        let Self::Cancelled(reason) = self;
        Some(*reason)
    }
}

/// Awaits a task's value. Dropping it lets the task go on.
pub struct JoinHandle<T> {
    shared: Rc<Shared<T>>,
}

impl<T> JoinHandle<T> {
    /// The task's id.
    pub fn id(&self) -> TaskId {
        self.shared.task
    }

    /// Whether it has ended.
    pub fn is_finished(&self) -> bool {
        self.shared.ended.get()
    }

    /// Asks it to end. False where it has ended already.
    pub fn cancel(&self, why: CancelReason) -> bool {
        self.shared.cancel(why)
    }

    /// Takes the value of a task that has ended; `None` before that, and the second time.
    pub(super) fn take(&self) -> Option<Result<T, JoinError>> {
        self.shared.result.borrow_mut().take()
    }

    /// From now on the end of the task is told to `queue` under `index`.
    pub(super) fn report_to(&self, queue: &Rc<CompletionQueue>, index: usize) {
        if self.is_finished() {
            queue.push(index);
        } else {
            self.shared
                .joiner
                .replace(Joiner::Queue(queue.clone(), index));
        }
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(result) = self.take() {
            return Poll::Ready(result);
        }
        let shared = &self.shared;
        shared.joiner.replace(Joiner::Waker(cx.waker().clone()));
        let on = WaitOn::Task(shared.task);
        shared.runtime.recorder().waiting(on);
        Poll::Pending
    }
}

enum Joiner {
    Nobody,
    Waker(Waker),
    Queue(Rc<CompletionQueue>, usize),
}

/// What a task and its handle both know.
struct Shared<T> {
    runtime: Runtime,
    task: TaskId,
    waker: Arc<TaskWaker>,
    token: Option<CancelToken>,
    cancelled: Cell<Option<CancelReason>>,
    ended: Cell<bool>,
    result: RefCell<Option<Result<T, JoinError>>>,
    joiner: RefCell<Joiner>,
}

/// What the runtime needs of a live task, whatever it returns.
trait Cancel {
    fn cancel(&self, why: CancelReason) -> bool;
}

impl<T> Cancel for Shared<T> {
    fn cancel(&self, why: CancelReason) -> bool {
        if self.ended.get() {
            return false;
        }
        if self.cancelled.get().is_some() {
            return true;
        }
        let recorder = self.runtime.recorder();
        let by = recorder.current();
        recorder.record(EventKind::CancelRequested {
            task: self.task,
            by,
            why,
        });
        self.cancelled.set(Some(why));
        let wake = || match &self.token {
            Some(token) => token.trigger(why),
            None => self.waker.wake_by_ref(),
        };
        match why {
            CancelReason::User => recorder.waking_as(WakeBy::User, wake),
            _ => wake(),
        }
        true
    }
}

impl<T> Shared<T> {
    fn new(runtime: &Runtime, task: TaskId, token: Option<CancelToken>) -> Self {
        let waker = TaskWaker {
            task,
            recorder: runtime.recorder().clone(),
            gate: runtime.0.gate.clone(),
            // A new task is queued by its executor.
            queued: AtomicBool::new(true),
            inner: Mutex::default(),
        };
        Self {
            runtime: runtime.clone(),
            task,
            waker: Arc::new(waker),
            token,
            cancelled: Cell::new(None),
            ended: Cell::new(false),
            result: RefCell::new(None),
            joiner: RefCell::new(Joiner::Nobody),
        }
    }

    /// The reason to drop the future now; a cooperative task's future is never dropped.
    fn must_drop(&self) -> Option<CancelReason> {
        self.cancelled.get().filter(|_| self.token.is_none())
    }

    fn end(&self, outcome: Outcome, result: Result<T, JoinError>) {
        let recorder = self.runtime.recorder();
        self.waker.retire();
        let task = self.task;
        recorder.record_also(EventKind::Ended { task, outcome });
        self.ended.set(true);
        self.result.replace(Some(result));
        self.runtime.forget(self.task);
        recorder.waking_as(WakeBy::Task(self.task), || {
            match self.joiner.replace(Joiner::Nobody) {
                Joiner::Nobody => {}
                Joiner::Waker(waker) => waker.wake(),
                Joiner::Queue(queue, index) => queue.push(index),
            }
        });
    }
}

/// The life of a task: polls `future` until it is complete or the task is cancelled.
async fn drive<F>(shared: Rc<Shared<F::Output>>, future: F)
where
    F: Future,
    F::Output: Report,
{
    let mut future = pin!(Some(future));
    let waker = Waker::from(shared.waker.clone());
    poll_fn(|cx| {
        shared.waker.adopt(cx.waker());
        if let Some(reason) = shared.must_drop() {
            let runtime = &shared.runtime;
            runtime.recorder().acting_as(shared.task, || {
                runtime.drop_because(CancelReason::Parent, || future.set(None));
            });
            runtime.recorder().tick();
            let error = JoinError::Cancelled(reason);
            shared.end(Outcome::Cancelled(reason), Err(error));
            return Poll::Ready(());
        }
        match future.as_mut().as_pin_mut() {
            Some(future) => poll_once(&shared, future, &waker),
            None => Poll::Ready(()),
        }
    })
    .await;
}

fn poll_once<F>(shared: &Shared<F::Output>, future: Pin<&mut F>, waker: &Waker) -> Poll<()>
where
    F: Future,
    F::Output: Report,
{
    let recorder = shared.runtime.recorder();
    let task = shared.task;
    let began = recorder.poll_began(task);
    let poll = future.poll(&mut Context::from_waker(waker));
    // The task itself keeps one, and one is in `waker`.
    let wakers = Arc::strong_count(&shared.waker).saturating_sub(2);
    let length = recorder
        .poll_ended(task, poll.is_ready(), wakers)
        .since(began);
    if length > BLOCKED_AFTER {
        recorder.record_also(EventKind::LoopBlocked { task, length });
    }
    poll.map(|value| shared.end(value.report(), Ok(value)))
}

/// Puts a task back into its executor's queue, once per poll.
struct TaskWaker {
    task: TaskId,
    recorder: Recorder,
    gate: Arc<dyn WakeGate>,
    queued: AtomicBool,
    inner: Mutex<Option<Waker>>,
}

impl TaskWaker {
    /// The task is over: whoever still holds a waker of it wakes nobody.
    fn retire(&self) {
        self.queued.store(true, Ordering::Relaxed);
    }

    /// Called as a poll begins, with the executor's waker.
    fn adopt(&self, waker: &Waker) {
        self.queued.store(false, Ordering::Relaxed);
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if !inner.as_ref().is_some_and(|known| known.will_wake(waker)) {
            *inner = Some(waker.clone());
        }
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.queued.swap(true, Ordering::Relaxed) {
            return;
        }
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(waker) = inner.clone() else {
            return;
        };
        drop(inner);
        let outside = self.recorder.woken(self.task);
        self.gate.wake(waker, outside);
    }
}
