//! Some of them, nobody cancelled.

use super::completions::{CompletionQueue, on_tasks};
use super::deadline::Deadline;
use crate::runtime::{JoinHandle, Runtime};
use crate::trace::Micros;
use alloc::{rc::Rc, vec::Vec};
use core::future::{Future, poll_fn};
use core::panic::Location;
use core::task::Poll;

/// What a [`wait`] waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnWhen {
    /// One of the tasks has ended, whichever way.
    FirstCompleted,
    /// One of the tasks has ended with an error or by its timeout, or all have ended. As in
    /// asyncio, a task that was cancelled has not failed.
    FirstException,
    /// All have ended.
    AllCompleted,
}

/// What a [`wait`] found.
pub struct Waited<T> {
    /// Tasks that have ended, in the order they did; joining them takes no time.
    pub done: Vec<JoinHandle<T>>,
    /// Tasks that go on, in the order given.
    pub pending: Vec<JoinHandle<T>>,
}

/// Waits until what `until` says, for at most `limit` if there is one
/// (`asyncio.wait`, <https://docs.python.org/3.11/library/asyncio-task.html#waiting-primitives>).
/// Nothing is cancelled, not even when the time runs out, which is no error. No tasks at all are
/// waited for at once; asyncio refuses them. Dropping the wait drops the handles.
#[track_caller]
pub fn wait<T>(
    runtime: &Runtime,
    tasks: Vec<JoinHandle<T>>,
    until: ReturnWhen,
    limit: Option<Micros>,
) -> impl Future<Output = Waited<T>> + use<T> {
    let (runtime, place) = (runtime.clone(), Location::caller());
    async move {
        let queue = Rc::<CompletionQueue>::default();
        for (index, task) in tasks.iter().enumerate() {
            task.report_to(queue.clone(), index);
        }
        let mut watch = Watching {
            until,
            tasks,
            ended: Vec::new(),
            failed: false,
        };
        let mut deadline = limit.map(|limit| Deadline::new(&runtime, limit));
        poll_fn(|cx| {
            watch.take_in(&queue);
            if watch.is_over() {
                return Poll::Ready(());
            }
            queue.wake_with(cx.waker());
            if let Some(deadline) = &mut deadline
                && deadline.poll(cx).is_ready()
            {
                return Poll::Ready(());
            }
            let left = watch.tasks.len() - watch.ended.len();
            runtime.recorder().waiting_at(on_tasks(left), place);
            Poll::Pending
        })
        .await;
        watch.sort_out()
    }
}

struct Watching<T> {
    until: ReturnWhen,
    tasks: Vec<JoinHandle<T>>,
    /// Places of those that have ended, in the order they did.
    ended: Vec<usize>,
    failed: bool,
}

impl<T> Watching<T> {
    fn take_in(&mut self, queue: &CompletionQueue) {
        while let Some(index) = queue.pop() {
            self.failed |= self.tasks.get(index).is_some_and(JoinHandle::failed);
            self.ended.push(index);
        }
    }

    fn is_over(&self) -> bool {
        let enough = match self.until {
            ReturnWhen::FirstCompleted => !self.ended.is_empty(),
            ReturnWhen::FirstException => self.failed,
            ReturnWhen::AllCompleted => false,
        };
        enough || self.ended.len() == self.tasks.len()
    }

    fn sort_out(self) -> Waited<T> {
        let mut tasks: Vec<Option<_>> = self.tasks.into_iter().map(Some).collect();
        let take = |index: &usize| tasks.get_mut(*index)?.take();
        let done = self.ended.iter().filter_map(take).collect();
        let pending: Vec<_> = tasks.into_iter().flatten().collect();
        for task in &pending {
            task.report_to_nobody();
        }
        Waited { done, pending }
    }
}
