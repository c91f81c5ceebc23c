//! What the lessons' programs are written with: the runtime's vocabulary, used in the name of the
//! task that is running, so that a program need not pass its runtime along. Lines of the program
//! that wait are told to the trace.

use super::Values;
use crate::net::{HttpClient, HttpError, Request, Response};
use crate::runtime::{self, GatherError, RaceError, Runtime};
use crate::trace::{Level, TaskKind};
use alloc::{boxed::Box, rc::Rc, string::String, string::ToString, vec::Vec};
use core::future::Future;

pub use crate::runtime::{
    Barrier, CancelToken, Completions, Condition, Elapsed, Event, Failure, Job, JoinError,
    JoinHandle, Lock, Permit, Promise, Promised, Queue, Report, Retry, ReturnWhen, Semaphore,
    TaskGroup,
};
pub use crate::trace::{CancelReason, Micros, duration};
pub use alloc::format;

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
    pub fn fetch(&self, url: &str) -> impl Future<Output = Result<Response, HttpError>> + use<> {
        let (client, url) = (self.client.clone(), url.into());
        async move {
            let request = Request {
                method: "GET",
                url,
                attempt: 1,
            };
            client.send(&here(), request).await
        }
    }
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

/// An error in words, whatever it was.
pub fn in_words(error: impl ToString) -> String {
    error.to_string()
}

/// A program's future, whichever program it is.
pub type Program = core::pin::Pin<Box<dyn Future<Output = Ended>>>;
