//! Tasks that stand and fall together.

use super::completions::on_tasks;
use crate::runtime::task::Watch;
use crate::runtime::{Failure, JoinHandle, Report, Runtime};
use crate::trace::{CancelReason, TaskId, TaskKind};
use alloc::{rc::Rc, rc::Weak, vec::Vec};
use core::cell::{Cell, RefCell};
use core::fmt;
use core::future::{Future, poll_fn};
use core::panic::Location;
use core::pin::pin;
use core::task::{Context, Poll, Waker};

/// A group of tasks of which none outlives the others' failure
/// (<https://docs.python.org/3.11/library/asyncio-task.html#task-groups>): when one fails, the
/// others are asked to end, at once and in the name of the one that failed. A task that is
/// cancelled by itself, from outside the group, fails nobody.
///
/// Dropping the group asks all of its tasks to end. A drop cannot wait: unlike in asyncio they
/// may end after the task that dropped the group has gone on.
pub struct TaskGroup<T, E> {
    shared: Rc<Shared<T, E>>,
}

/// Spawns into a [`TaskGroup`] from elsewhere: its own tasks, or the body of [`task_group`].
/// Clones spawn into the same group.
pub struct GroupSpawner<T, E> {
    shared: Weak<Shared<T, E>>,
}

impl<T, E> Clone for GroupSpawner<T, E> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
        }
    }
}

struct Shared<T, E> {
    runtime: Runtime,
    /// In the order of spawning.
    tasks: RefCell<Vec<JoinHandle<Result<T, E>>>>,
    /// Of those, not yet ended.
    left: Cell<usize>,
    /// Why whatever is spawned now must end at once.
    closed: Cell<Option<CancelReason>>,
    /// The owner that waits.
    waker: Cell<Option<Waker>>,
    /// Whether it waits for the end of all, and not only to hear of a failure.
    for_all: Cell<bool>,
}

impl<T: Report + 'static, E: Failure + 'static> TaskGroup<T, E> {
    /// A group without tasks.
    pub fn new(runtime: &Runtime) -> Self {
        Self {
            shared: Rc::new(Shared {
                runtime: runtime.clone(),
                tasks: RefCell::default(),
                left: Cell::new(0),
                closed: Cell::new(None),
                waker: Cell::new(None),
                for_all: Cell::new(false),
            }),
        }
    }

    /// Starts a task of the group. In a group that has failed it is asked to end before its first
    /// poll; asyncio refuses to start it.
    #[track_caller]
    pub fn spawn<F>(&self, name: &str, future: F) -> TaskId
    where
        F: Future<Output = Result<T, E>> + 'static,
    {
        let (runtime, place) = (&self.shared.runtime, Location::caller());
        self.adopt(runtime.spawn_from(name, TaskKind::Task, place, future))
    }

    /// Takes a task into the group, to stand and fall with it: one that cleans up, or is told
    /// rather than dropped. Such a task may fail while it ends, and then adds its error.
    pub fn adopt(&self, task: JoinHandle<Result<T, E>>) -> TaskId {
        Shared::adopt(&self.shared, task)
    }

    /// For spawning from within its tasks.
    pub fn spawner(&self) -> GroupSpawner<T, E> {
        GroupSpawner {
            shared: Rc::downgrade(&self.shared),
        }
    }

    /// Tasks that have not ended.
    pub fn live(&self) -> usize {
        self.shared.left.get()
    }

    /// Asks every task to end.
    pub fn cancel(&self, why: CancelReason) {
        self.shared.close(why);
    }

    /// Waits until every task has ended, clean-up included. The values come in the order of
    /// spawning; tasks that were cancelled by themselves have none and are left out. Dropping the
    /// wait drops the group.
    ///
    /// # Errors
    /// Tasks failed; all errors, in the order of spawning.
    #[track_caller]
    pub fn wait(self) -> impl Future<Output = Result<Vec<T>, GroupError<E>>> {
        let place = Location::caller();
        async move {
            poll_fn(|cx| self.shared.poll_empty(cx, place)).await;
            let (values, errors) = self.shared.results();
            match errors.is_empty() {
                true => Ok(values),
                false => Err(GroupError { errors }),
            }
        }
    }
}

impl<T, E> Drop for TaskGroup<T, E> {
    fn drop(&mut self) {
        // Nobody waits any more: the owner must not be woken by those that end later.
        drop(self.shared.waker.take());
        self.shared.close(self.shared.runtime.drop_reason());
    }
}

impl<T: Report + 'static, E: Failure + 'static> GroupSpawner<T, E> {
    /// Starts a task of the group; see [`TaskGroup::spawn`]. `None` where the group is gone.
    #[track_caller]
    pub fn spawn<F>(&self, name: &str, future: F) -> Option<TaskId>
    where
        F: Future<Output = Result<T, E>> + 'static,
    {
        let place = Location::caller();
        let shared = self.shared.upgrade()?;
        let task = shared
            .runtime
            .spawn_from(name, TaskKind::Task, place, future);
        Some(Shared::adopt(&shared, task))
    }

    /// Takes a task into the group; see [`TaskGroup::adopt`].
    ///
    /// # Errors
    /// The group is gone; the task comes back.
    pub fn adopt(
        &self,
        task: JoinHandle<Result<T, E>>,
    ) -> Result<TaskId, JoinHandle<Result<T, E>>> {
        match self.shared.upgrade() {
            Some(shared) => Ok(Shared::adopt(&shared, task)),
            None => Err(task),
        }
    }
}

/// Runs `body` in the task that awaits, with a group to spawn into, and waits for that group: what
/// `async with TaskGroup()` is in asyncio. When a task fails, what is left of the body is dropped;
/// when the body fails, the tasks are asked to end.
///
/// # Errors
/// Tasks or the body failed; all errors, in the order of spawning, the body's last.
#[track_caller]
pub fn task_group<T, E, R, F>(
    runtime: &Runtime,
    body: impl FnOnce(GroupSpawner<T, E>) -> F,
) -> impl Future<Output = Result<(R, Vec<T>), GroupError<E>>>
where
    T: Report + 'static,
    E: Failure + 'static,
    F: Future<Output = Result<R, E>>,
{
    let place = Location::caller();
    let group = TaskGroup::new(runtime);
    let body = body(group.spawner());
    async move {
        let ended = run_body(&group.shared, body).await;
        let (value, error) = match ended {
            Some(Ok(value)) => (Some(value), None),
            Some(Err(error)) => (None, Some(error)),
            None => (None, None),
        };
        if error.is_some() {
            group.shared.close(CancelReason::SiblingFailed);
        }
        poll_fn(|cx| group.shared.poll_empty(cx, place)).await;
        let (values, mut errors) = group.shared.results();
        errors.extend(error);
        match value {
            Some(value) if errors.is_empty() => Ok((value, values)),
            _ => Err(GroupError { errors }),
        }
    }
}

/// What the body returned; `None` where the group was closed first and the rest of it dropped.
async fn run_body<T, E, F: Future>(shared: &Shared<T, E>, body: F) -> Option<F::Output> {
    let mut body = pin!(Some(body));
    poll_fn(|cx| {
        let running = match (shared.closed.get(), body.as_mut().as_pin_mut()) {
            (None, Some(running)) => running,
            (reason, _) => {
                let why = reason.unwrap_or(CancelReason::SiblingFailed);
                shared.runtime.drop_because(why, || body.set(None));
                return Poll::Ready(None);
            }
        };
        shared.waker.set(Some(cx.waker().clone()));
        running.poll(cx).map(Some)
    })
    .await
}

/// Tasks of a group failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupError<E> {
    /// Their errors, in the order of spawning.
    pub errors: Vec<E>,
}

impl<E: fmt::Display> fmt::Display for GroupError<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = self.errors.as_slice() {
            return only.fmt(out);
        }
        write!(out, "{} tasks failed", self.errors.len())?;
        for (index, error) in self.errors.iter().enumerate() {
            let separator = if index == 0 { ": " } else { "; " };
            write!(out, "{separator}{error}")?;
        }
        Ok(())
    }
}

impl<E: Failure> Failure for GroupError<E> {}

impl<T, E> Shared<T, E> {
    /// From now on there is no future in this group.
    fn close(&self, why: CancelReason) {
        if self.closed.get().is_none() {
            self.closed.set(Some(why));
        }
        for task in self.tasks.borrow().iter() {
            task.cancel(why);
        }
    }

    fn poll_empty(&self, cx: &mut Context<'_>, place: &Location<'_>) -> Poll<()> {
        let left = self.left.get();
        if left == 0 {
            return Poll::Ready(());
        }
        self.for_all.set(true);
        self.waker.set(Some(cx.waker().clone()));
        self.runtime.recorder().waiting_at(on_tasks(left), place);
        Poll::Pending
    }

    fn results(&self) -> (Vec<T>, Vec<E>) {
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        for task in self.tasks.borrow().iter() {
            match task.take() {
                Some(Ok(Ok(value))) => values.push(value),
                Some(Ok(Err(error))) => errors.push(error),
                Some(Err(_)) | None => {}
            }
        }
        (values, errors)
    }

    fn wake_owner(&self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl<T: 'static, E: 'static> Shared<T, E> {
    fn adopt(shared: &Rc<Self>, task: JoinHandle<Result<T, E>>) -> TaskId {
        let id = task.id();
        if let Some(why) = shared.closed.get() {
            task.cancel(why);
        }
        shared.left.set(shared.left.get() + 1);
        let index = shared.tasks.borrow().len();
        shared.tasks.borrow_mut().push(task);
        if let Some(task) = shared.tasks.borrow().get(index) {
            task.report_to(Rc::new(GroupWatch(Rc::downgrade(shared))), index);
        }
        id
    }
}

/// Tells the group of its tasks' ends, without keeping it alive.
struct GroupWatch<T, E>(Weak<Shared<T, E>>);

impl<T, E> Watch for GroupWatch<T, E> {
    fn ended(&self, index: usize, failed: bool) {
        let Some(group) = self.0.upgrade() else {
            return;
        };
        group.left.set(group.left.get().saturating_sub(1));
        if failed && group.closed.get().is_none() {
            let id = group.tasks.borrow().get(index).map(JoinHandle::id);
            let close = || group.close(CancelReason::SiblingFailed);
            match id {
                Some(id) => group.runtime.recorder().acting_as(id, close),
                None => close(),
            }
            group.wake_owner();
        } else if group.left.get() == 0 && group.for_all.get() {
            group.wake_owner();
        }
    }
}
