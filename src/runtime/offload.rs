//! Computations that would hold the loop, handed to other workers.

use super::sleep::silent_sleep;
use super::{Failure, JoinError, JoinHandle, Runtime};
use crate::trace::{CancelReason, Micros, TaskKind, WaitOn, WakeBy};
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::future::{Future, IntoFuture, poll_fn};
use core::panic::Location;
use core::pin::{Pin, pin};
use core::task::{Context, Waker};
use serde::{Deserialize, Serialize};

/// A pure computation, small enough to be sent to another worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// How many primes there are below this number, by trial division.
    CountPrimes {
        /// The first number that is not looked at.
        below: u32,
    },
    /// Which number below this one takes the most steps to reach 1 in the Collatz sequence; of
    /// equal ones the least, and 0 where there is none.
    LongestCollatz {
        /// The first number that is not looked at.
        below: u32,
    },
}

impl Job {
    /// Its name, for its lane.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CountPrimes { .. } => "count primes",
            Self::LongestCollatz { .. } => "longest Collatz",
        }
    }

    /// Computes it, here and now.
    pub fn compute(&self) -> u64 {
        match *self {
            Self::CountPrimes { below } => {
                (0..below).filter(|number| is_prime(*number)).count() as u64
            }
            Self::LongestCollatz { below } => {
                let longest = (1..below).rev().max_by_key(|number| collatz_steps(*number));
                longest.map_or(0, u64::from)
            }
        }
    }

    /// About how long it takes on one core, as the virtual clock has it: trial division by n·√n
    /// steps of 0.1 ns, and 0.2 µs for each number of the Collatz search. That is a model, not
    /// a measurement: it makes runs on the virtual clock repeatable.
    pub fn cost(&self) -> Micros {
        match *self {
            Self::CountPrimes { below } => {
                let steps = u64::from(below) * u64::from(below.isqrt());
                Micros(steps / 10_000)
            }
            Self::LongestCollatz { below } => Micros(u64::from(below) / 5),
        }
    }
}

fn is_prime(number: u32) -> bool {
    if number < 4 {
        return number >= 2;
    }
    let root = number.isqrt();
    !number.is_multiple_of(2) && (3..=root).step_by(2).all(|by| !number.is_multiple_of(by))
}

fn collatz_steps(number: u32) -> u32 {
    // No sequence that begins below 2³² leaves 64 bits.
    let (mut number, mut steps) = (u64::from(number), 0);
    while number > 1 {
        number = match number.is_multiple_of(2) {
            true => number / 2,
            false => number.saturating_mul(3).saturating_add(1),
        };
        steps += 1;
    }
    steps
}

/// Why a job brought no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobError {
    /// This runtime has no workers.
    NoWorkers,
    /// The worker broke down; what is known of the cause.
    Failed(String),
    /// It was cancelled.
    Cancelled(CancelReason),
}

impl fmt::Display for JobError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWorkers => out.write_str("there are no workers for jobs"),
            Self::Failed(why) => write!(out, "the job's worker failed: {why}"),
            Self::Cancelled(reason) => JoinError::Cancelled(*reason).fmt(out),
        }
    }
}

impl Failure for JobError {
    fn cancelled(&self) -> Option<CancelReason> {
        match self {
            Self::Cancelled(reason) => Some(*reason),
            _ => None,
        }
    }
}

/// A job under way.
pub type JobFuture = Pin<Box<dyn Future<Output = Result<u64, JobError>>>>;

/// Computes jobs beside the loop.
pub trait Workers {
    /// Begins `job`, at the latest when the future is first polled. The future's waker is woken
    /// when the result is there; dropping the future aborts the job. `runtime` is the one whose
    /// task waits.
    fn run(&self, runtime: &Runtime, job: Job) -> JobFuture;
}

/// No workers: every job fails with [`JobError::NoWorkers`].
pub struct NoWorkers;

impl Workers for NoWorkers {
    fn run(&self, _runtime: &Runtime, _job: Job) -> JobFuture {
        Box::pin(async { Err(JobError::NoWorkers) })
    }
}

/// As many workers as there are jobs, in a model of time: the result is computed at once and
/// arrives after [`Job::cost`]. Meant for the virtual clock; on a real one the computing would
/// hold the loop.
pub struct ModelWorkers;

impl Workers for ModelWorkers {
    fn run(&self, runtime: &Runtime, job: Job) -> JobFuture {
        let pause = silent_sleep(runtime, job.cost());
        Box::pin(async move {
            pause.await;
            Ok(job.compute())
        })
    }
}

/// Has `job` computed by another worker, beside the loop, as a task of its own; it is asked to end
/// when the returned wait is dropped.
#[track_caller]
pub fn offload(runtime: &Runtime, job: Job) -> Offload {
    let place = Location::caller();
    let inner = runtime.clone();
    let future = async move {
        let mut running = pin!(inner.workers().run(&inner, job));
        let recorder = inner.recorder();
        let mut known: Option<(Waker, Waker)> = None;
        poll_fn(|cx| {
            // The same one as before where possible: some futures keep whom they were given.
            let known = match &mut known {
                Some((plain, named)) if plain.will_wake(cx.waker()) => named,
                other => {
                    let named = recorder.attribute(cx.waker(), WakeBy::Job);
                    &mut other.insert((cx.waker().clone(), named)).1
                }
            };
            let poll = running.as_mut().poll(&mut Context::from_waker(known));
            if poll.is_pending() {
                recorder.waiting_at(WaitOn::Job, place);
            }
            poll
        })
        .await
    };
    Offload {
        runtime: runtime.clone(),
        task: runtime.spawn_from(job.name(), TaskKind::Job, place, future),
    }
}

/// The wait for an offloaded job, by `.await`; dropping it aborts the job.
pub struct Offload {
    runtime: Runtime,
    task: JoinHandle<Result<u64, JobError>>,
}

impl Offload {
    /// The job's task.
    pub fn task(&self) -> &JoinHandle<Result<u64, JobError>> {
        &self.task
    }
}

impl IntoFuture for Offload {
    type Output = Result<u64, JobError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output>>>;

    #[track_caller]
    fn into_future(mut self) -> Self::IntoFuture {
        let place = Location::caller();
        Box::pin(async move {
            match self.task.join_at(place).await {
                Ok(result) => result,
                Err(JoinError::Cancelled(reason)) => Err(JobError::Cancelled(reason)),
            }
        })
    }
}

impl Drop for Offload {
    fn drop(&mut self) {
        self.task.cancel(self.runtime.drop_reason());
    }
}

/// Computes `job` in the task being polled: nothing else runs on the loop meanwhile. On the
/// virtual clock it takes [`Job::cost`].
pub fn compute_here(runtime: &Runtime, job: Job) -> u64 {
    runtime.recorder().hold_for(job.cost(), || job.compute())
}
