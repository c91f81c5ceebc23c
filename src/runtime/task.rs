//! The life of a task: polling, cancelling, ending.

use super::cancel::CancelToken;
use super::handle::JoinError;
use super::{Recorder, Runtime, WakeGate, ambient};
use crate::trace::{BLOCKED_AFTER, CancelReason, EventKind, Outcome, TaskId, TaskKind, WakeBy};
use alloc::{rc::Rc, sync::Arc};
use core::cell::{Cell, RefCell};
use core::future::{Future, poll_fn};
use core::ops::Deref;
use core::pin::pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use std::sync::{Mutex, PoisonError};
use std::task::Wake;

/// What a task's future returned: how the trace tells it, and what a join brings.
pub type Finish<O, T> = fn(O) -> (Outcome, Result<T, JoinError>);

/// What a request to end does to a task.
pub enum Stop {
    /// Its future is dropped at its next turn.
    Drop,
    /// Its future is told, and left alone.
    Tell(CancelToken),
    /// Its future drops the body by itself at its next turn, and goes on to clean up.
    CleanUp(CancelToken),
}

/// Told of the ends of tasks.
pub trait Watch {
    /// The task known as `index` has ended; `failed` where with an error or by its timeout.
    fn ended(&self, index: usize, failed: bool);
}

/// Who is told of a task's end.
pub enum Joiner {
    /// Nobody.
    Nobody,
    /// A task that awaits it.
    Waker(Waker),
    /// Somebody who watches many.
    Watch(Rc<dyn Watch>, usize),
}

/// What a task and its handle both know.
pub struct Shared<T> {
    life: Life,
    pub(super) result: RefCell<Option<Result<T, JoinError>>>,
}

/// The part of it that is the same whatever the task returns: compiled once.
pub struct Life {
    pub(super) runtime: Runtime,
    pub(super) task: TaskId,
    kind: TaskKind,
    waker: Arc<TaskWaker>,
    stop: Stop,
    cancelled: Cell<Option<CancelReason>>,
    pub(super) ended: Cell<bool>,
    pub(super) failed: Cell<bool>,
    pub(super) joiner: RefCell<Joiner>,
}

impl<T> Deref for Shared<T> {
    type Target = Life;

    fn deref(&self) -> &Life {
        &self.life
    }
}

/// What the runtime needs of a live task, whatever it returns.
pub trait Cancel {
    /// Asks it to end. False where it has ended already.
    fn cancel(&self, why: CancelReason) -> bool;

    /// It will never be polled again: ends it as cancelled with what started it.
    fn abandon(&self);
}

impl<T> Cancel for Shared<T> {
    fn cancel(&self, why: CancelReason) -> bool {
        self.ask_to_end(why)
    }

    fn abandon(&self) {
        if !self.ended.get() {
            let why = CancelReason::Parent;
            self.runtime.recorder().tick();
            self.end_cancelled(why);
        }
    }
}

impl<T> Shared<T> {
    pub(super) fn new(life: Life) -> Self {
        Self {
            life,
            result: RefCell::new(None),
        }
    }

    fn end_cancelled(&self, why: CancelReason) {
        self.end(Outcome::Cancelled(why), Err(JoinError::Cancelled(why)));
    }

    fn end(&self, outcome: Outcome, result: Result<T, JoinError>) {
        self.result.replace(Some(result));
        self.life.end(outcome);
    }
}

impl Life {
    pub(super) fn new(runtime: &Runtime, task: TaskId, kind: TaskKind, stop: Stop) -> Self {
        let waker = TaskWaker {
            task,
            recorder: runtime.recorder().clone(),
            gate: runtime.gate(),
            // A new task is queued by its executor.
            queued: AtomicBool::new(true),
            inner: Mutex::default(),
        };
        Self {
            runtime: runtime.clone(),
            task,
            kind,
            waker: Arc::new(waker),
            stop,
            cancelled: Cell::new(None),
            ended: Cell::new(false),
            failed: Cell::new(false),
            joiner: RefCell::new(Joiner::Nobody),
        }
    }

    /// Asks it to end; the first reason stays. False where it has ended already.
    pub(super) fn ask_to_end(&self, why: CancelReason) -> bool {
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
        let wake = || match &self.stop {
            Stop::Drop => self.waker.wake_by_ref(),
            // A body that does not wait for the token looks at it when it is polled.
            Stop::Tell(token) | Stop::CleanUp(token) => {
                token.trigger(why);
                self.waker.wake_by_ref();
            }
        };
        match why {
            CancelReason::User => recorder.waking_as(WakeBy::User, wake),
            _ => wake(),
        }
        true
    }

    /// Its handle is gone. See [`super::JoinHandle`] for when that leaves a result unseen.
    pub(super) fn handle_dropped(&self) {
        let seen_by_none = !matches!(self.kind, TaskKind::Main | TaskKind::Callback);
        if seen_by_none && !self.ended.get() && self.cancelled.get().is_none() {
            let recorder = self.runtime.recorder();
            recorder.record(EventKind::Detached(self.task));
        }
    }

    /// The reason to drop the future now; one that ends itself is never dropped.
    fn must_drop(&self) -> Option<CancelReason> {
        let dropped = matches!(self.stop, Stop::Drop);
        self.cancelled.get().filter(|_| dropped)
    }

    fn end(&self, outcome: Outcome) {
        let recorder = self.runtime.recorder();
        self.waker.retire();
        let task = self.task;
        let failed = matches!(outcome, Outcome::Error(_) | Outcome::TimedOut(_));
        recorder.record_also(EventKind::Ended { task, outcome });
        self.ended.set(true);
        self.failed.set(failed);
        self.runtime.forget(self.task);
        recorder.waking_as(WakeBy::Task(self.task), || {
            match self.joiner.replace(Joiner::Nobody) {
                Joiner::Nobody => {}
                Joiner::Waker(waker) => waker.wake(),
                Joiner::Watch(watch, index) => watch.ended(index, failed),
            }
        });
    }

    fn turn(&self, outer: &Waker, own: &Waker, body: &mut Body<'_>) -> Turn {
        self.waker.adopt(outer);
        let Some(reason) = self.must_drop() else {
            return match self.poll_once(own, body) {
                true => Turn::Complete,
                false => Turn::Pending,
            };
        };
        let runtime = &self.runtime;
        let entered = ambient::enter(runtime);
        runtime.recorder().acting_as(self.task, || {
            runtime.drop_because(CancelReason::Parent, || body(None));
        });
        drop(entered);
        runtime.recorder().tick();
        Turn::Dropped(reason)
    }

    fn poll_once(&self, waker: &Waker, body: &mut Body<'_>) -> bool {
        let recorder = self.runtime.recorder();
        let task = self.task;
        let began = recorder.poll_began(task);
        let entered = ambient::enter(&self.runtime);
        let ready = body(Some(&mut Context::from_waker(waker)));
        drop(entered);
        // The task itself keeps one, and one is in `waker`.
        let wakers = Arc::strong_count(&self.waker).saturating_sub(2);
        let length = recorder.poll_ended(task, ready, wakers).since(began);
        // The main thread of an interpreted program is no event loop's task.
        let in_loop = self.kind != TaskKind::Main || !recorder.interprets();
        if length > BLOCKED_AFTER && in_loop {
            recorder.record_also(EventKind::LoopBlocked { task, length });
        }
        ready
    }
}

/// Polls a task's future, and drops it once it is complete; without a context drops it as it is.
/// Whether it is complete.
type Body<'a> = dyn FnMut(Option<&mut Context<'_>>) -> bool + 'a;

/// What became of a task in its turn.
enum Turn {
    Pending,
    Complete,
    Dropped(CancelReason),
}

/// The life of a task: polls `future` until it is complete or the task is cancelled. There is one
/// of it for each future of the app, so it does only what depends on that.
pub async fn drive<F: Future, T>(shared: Rc<Shared<T>>, finish: Finish<F::Output, T>, future: F) {
    let mut future = pin!(Some(future));
    let waker = Waker::from(shared.waker.clone());
    poll_fn(|cx| {
        let mut value = None;
        let turn = shared.turn(cx.waker(), &waker, &mut |context| {
            if let (Some(context), Some(future)) = (context, future.as_mut().as_pin_mut()) {
                let Poll::Ready(done) = future.poll(context) else {
                    return false;
                };
                value = Some(done);
            }
            // What it leaves behind is dropped in its own name.
            future.set(None);
            true
        });
        match (turn, value) {
            (Turn::Dropped(reason), _) => shared.end_cancelled(reason),
            (Turn::Complete, Some(value)) => {
                let (outcome, result) = finish(value);
                shared.end(outcome, result);
            }
            _ => return Poll::Pending,
        }
        Poll::Ready(())
    })
    .await;
}

/// Puts a task back into its executor's queue, once per poll.
pub struct TaskWaker {
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
