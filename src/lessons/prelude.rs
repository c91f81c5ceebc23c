//! What the lessons' programs are written with: the runtime's vocabulary, used in the name of the
//! task that is running, so that a program need not pass its runtime along. Lines of the program
//! that wait are told to the trace.

use super::Values;
use crate::net::{HttpClient, HttpError, Request, Response};
use crate::runtime::{self, GatherError, GroupError, GroupSpawner, RaceError, Runtime, Waited};
use crate::trace::{Level, TaskKind};
use alloc::{boxed::Box, string::String, string::ToString, vec::Vec};
use core::future::{Future, IntoFuture};
use core::panic::Location;

pub use crate::runtime::{
    Barrier, CancelToken, Completions, Condition, Elapsed, Event, Failure, Job, JoinError,
    JoinHandle, Lock, Permit, Promise, Promised, Queue, Report, Retry, ReturnWhen, Semaphore,
    Shield, TaskGroup, all3, both,
};
pub use crate::trace::{CancelReason, Micros, duration};
pub use alloc::{format, rc::Rc};
pub use core::cell::{Cell, RefCell};

/// How a lesson's program ends: with a value in words, or with an error in words.
pub type Ended = Result<String, String>;

/// What a program is given: the learner's numbers, and a network.
#[derive(Clone)]
pub struct Given {
    values: Rc<Values>,
    client: Rc<dyn HttpClient>,
}

impl Given {
    /// These values, and this network.
    pub fn new(values: Values, client: Rc<dyn HttpClient>) -> Self {
        Self {
            values: Rc::new(values),
            client,
        }
    }

    /// The count called `name`.
    pub fn count(&self, name: &str) -> u32 {
        self.values.get(name)
    }

    /// The length of time called `name`.
    pub fn ms(&self, name: &str) -> Micros {
        self.values.ms(name)
    }

    /// Requests `url` and waits for the whole answer. Dropping it aborts the request.
    ///
    /// # Errors
    /// There was no answer.
    #[track_caller]
    pub fn fetch(&self, url: &str) -> impl Future<Output = Result<Response, HttpError>> + use<> {
        self.fetch_again(url, 1)
    }

    /// The same as attempt number `attempt`; the first is 1.
    ///
    /// # Errors
    /// There was no answer.
    #[track_caller]
    pub fn fetch_again(
        &self,
        url: &str,
        attempt: u32,
    ) -> impl Future<Output = Result<Response, HttpError>> + use<> {
        let (client, url) = (self.client.clone(), url.into());
        let request = Request {
            method: "GET",
            url,
            attempt,
        };
        placed(async move { client.send(&here(), request).await })
    }
}

/// Waits within `future` belong to the caller's line.
#[track_caller]
fn placed<F: Future>(future: F) -> impl Future<Output = F::Output> + use<F> {
    runtime::placed(here(), Location::caller(), future)
}

/// The runtime of the task that is running.
///
/// # Panics
/// Outside of tasks, where no lesson's program ever runs.
#[expect(clippy::expect_used, reason = "a lesson's program is always a task")]
pub fn here() -> Runtime {
    Runtime::current().expect("programs run in tasks")
}

/// So many milliseconds.
pub fn ms(count: u32) -> Micros {
    Micros::from_ms(u64::from(count))
}

/// The time since the run began.
pub fn now() -> Micros {
    here().now()
}

/// Writes a line to the console.
pub fn say(text: &str) {
    here().recorder().say(Level::Info, text);
}

/// Starts a task.
#[track_caller]
pub fn spawn<F>(name: &str, future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: Report + 'static,
{
    here().spawn(name, TaskKind::Task, future)
}

/// Waits for time to pass.
#[track_caller]
pub fn sleep(length: Micros) -> runtime::Sleep {
    runtime::sleep(&here(), length)
}

/// Gives every other ready task a turn.
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    runtime::yield_now(&here())
}

/// Holds the loop, as a long computation does: nothing else runs meanwhile.
pub fn hold_the_loop(length: Micros) {
    here().hold(length);
}

/// Computes a job on the loop, which is held meanwhile.
pub fn compute_here(job: Job) -> u64 {
    runtime::compute_here(&here(), job)
}

/// Has another worker compute a job, and waits for it.
#[track_caller]
pub fn offload(job: Job) -> runtime::Offload {
    runtime::offload(&here(), job)
}

/// Waits for all tasks; their values come in the order of the tasks. The first to fail ends the
/// wait and cancels the others.
///
/// # Errors
/// The first failure, in time.
#[track_caller]
pub fn gather<T, E>(
    tasks: Vec<JoinHandle<Result<T, E>>>,
) -> impl Future<Output = Result<Vec<T>, GatherError<E>>> + use<T, E> {
    runtime::gather(&here(), tasks)
}

/// Waits for all tasks, whatever they return.
#[track_caller]
pub fn collect<T>(
    tasks: Vec<JoinHandle<T>>,
) -> impl Future<Output = Vec<Result<T, JoinError>>> + use<T> {
    runtime::collect(&here(), tasks)
}

/// Waits for the first task that succeeds, and cancels the others.
///
/// # Errors
/// None succeeded.
#[track_caller]
pub fn race<T, E>(
    tasks: Vec<JoinHandle<Result<T, E>>>,
) -> impl Future<Output = Result<(usize, T), RaceError<E>>> + use<T, E> {
    runtime::race(&here(), tasks)
}

/// Tasks, to be had one by one as they complete.
pub fn as_completed<T>(tasks: Vec<JoinHandle<T>>) -> Completions<T> {
    Completions::new(&here(), tasks)
}

/// Waits for tasks until what `until` says, for at most `limit` if there is one. Nothing is
/// cancelled.
#[track_caller]
pub fn wait<T>(
    tasks: Vec<JoinHandle<T>>,
    until: ReturnWhen,
    limit: Option<Micros>,
) -> impl Future<Output = Waited<T>> + use<T> {
    runtime::wait(&here(), tasks, until, limit)
}

/// Runs `future` for at most `limit`, then drops it.
///
/// # Errors
/// The time ran out.
#[track_caller]
pub fn timeout<F: IntoFuture>(
    limit: Micros,
    future: F,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    let future = future.into_future();
    placed(async move { runtime::timeout(&here(), limit, future).await })
}

/// Runs `future` until the run's time `deadline`, then drops it.
///
/// # Errors
/// The deadline passed.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(
    deadline: Micros,
    future: F,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    let future = future.into_future();
    placed(async move { runtime::timeout_at(&here(), deadline, future).await })
}

/// Starts `future` as a task that outlives the wait for it.
#[track_caller]
pub fn shield<F>(name: &str, future: F) -> Shield<F::Output>
where
    F: Future + 'static,
    F::Output: Report + 'static,
{
    runtime::shield(&here(), name, future)
}

/// Calls `operation` with the number of the attempt until it succeeds, or `policy` or `worth_it`
/// says no. The pauses between belong to the caller's line.
///
/// # Errors
/// The last error.
#[track_caller]
pub fn retry<T, E, F: Future<Output = Result<T, E>>>(
    policy: Retry,
    operation: impl FnMut(u32) -> F,
    worth_it: impl Fn(&E) -> bool,
) -> impl Future<Output = Result<T, E>> {
    placed(async move { runtime::retry(&here(), policy, operation, worth_it).await })
}

/// Starts a task that cleans up when it is cancelled: `body` is dropped, then the future that
/// `cleanup` makes runs in the same task, and may wait.
#[track_caller]
pub fn spawn_with_cleanup<F, C>(
    name: &str,
    body: F,
    cleanup: impl FnOnce(CancelReason) -> C + 'static,
) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: Report + 'static,
    C: Future<Output = ()> + 'static,
{
    here().spawn_with_cleanup(name, TaskKind::Task, body, cleanup)
}

/// Starts a task that is told when it is cancelled, and ends itself.
#[track_caller]
pub fn spawn_cooperative<F>(
    name: &str,
    body: impl FnOnce(CancelToken) -> F,
) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: Report + 'static,
{
    here().spawn_cooperative(name, TaskKind::Task, body)
}

/// Awaits `future` as the clean-up of the running task, which the trace marks.
pub async fn cleanup<F: Future>(future: F) -> F::Output {
    runtime::cleanup(&here(), future).await
}

/// Runs `body` with a group to spawn into, and waits for all that it spawned. A failure ends all
/// of them.
///
/// # Errors
/// Tasks or the body failed.
#[track_caller]
pub fn task_group<T, E, R, F>(
    body: impl FnOnce(GroupSpawner<T, E>) -> F,
) -> impl Future<Output = Result<(R, Vec<T>), GroupError<E>>>
where
    T: Report + 'static,
    E: Failure + 'static,
    F: Future<Output = Result<R, E>>,
{
    placed(async move { runtime::task_group(&here(), body).await })
}

/// Hands out `permits` permits, first come first served.
#[track_caller]
pub fn semaphore(name: &str, permits: u32) -> Semaphore {
    Semaphore::new(&here(), name, permits as usize)
}

/// A lock that nobody holds.
#[track_caller]
pub fn lock(name: &str) -> Lock {
    Lock::new(&here(), name)
}

/// A queue, first in, first out, with room for `capacity` items if that is given.
#[track_caller]
pub fn queue<T: 'static>(name: &str, capacity: Option<usize>) -> Queue<T> {
    Queue::new(&here(), name, capacity)
}

/// A flag to wait for.
#[track_caller]
pub fn event(name: &str) -> Event {
    Event::new(&here(), name)
}

/// News of what `lock` guards.
#[track_caller]
pub fn condition(name: &str, lock: &Lock) -> Condition {
    Condition::new(&here(), name, lock)
}

/// Holds tasks back until `parties` of them have come.
#[track_caller]
pub fn barrier(name: &str, parties: u32) -> Barrier {
    Barrier::new(&here(), name, parties as usize)
}

/// A value that somebody will bring: the end that sets it and the end that awaits it.
#[track_caller]
pub fn promise<T>(name: &str) -> (Promise<T>, Promised<T>) {
    runtime::promise(&here(), name)
}

/// An error in words, whatever it was.
pub fn in_words(error: impl ToString) -> String {
    error.to_string()
}

/// A program's future, whichever program it is.
pub type Program = core::pin::Pin<Box<dyn Future<Output = Ended>>>;
