//! Instrumented futures: each task is one future, and every spawn, poll, wait, wake,
//! cancellation and end goes to the trace.
//!
//! Time and scheduling are handed in ([`Clock`], [`Executor`]): [`VirtualLoop`] is the
//! deterministic pair for tests and forecasts, [`browser`] the real one.
//!
//! The vocabulary is asyncio's, as CPython 3.11 documents it. One difference runs through all of
//! it: a future is cancelled by dropping it, so what asyncio tells a task with an exception that
//! it may catch, a task here is not told at all, unless it was spawned to clean up
//! ([`Runtime::spawn_with_cleanup`]) or to be told ([`Runtime::spawn_cooperative`]).

mod ambient;
#[cfg(target_arch = "wasm32")]
pub mod browser;
mod callback;
mod cancel;
mod clock;
mod combine;
mod executor;
mod handle;
mod launch;
mod offload;
mod placed;
mod recorder;
mod report;
mod sleep;
mod sync;
mod task;
mod virtual_loop;

pub use callback::{Callback, call_at, call_later, call_soon};
pub use cancel::{CancelToken, cleanup};
#[cfg(not(target_arch = "wasm32"))]
pub use clock::WallClock;
pub use clock::{Clock, LoopClock, VirtualClock};
pub use combine::{
    Completions, Elapsed, GatherError, GroupError, GroupSpawner, RaceError, Retry, ReturnWhen,
    Shield, TaskGroup, Waited, all3, both, collect, gather, race, retry, shield, task_group,
    timeout, timeout_at, wait,
};
pub use executor::{Executor, Timer, WakeGate};
pub use handle::{Join, JoinError, JoinHandle};
pub use launch::Runtime;
pub use offload::{
    Job, JobError, JobFuture, ModelWorkers, NoWorkers, Offload, Workers, compute_here, offload,
};
pub use placed::placed;
pub use recorder::{Deadline, Interrupted, Recorder};
pub use report::{Failure, Report};
pub use sleep::{Sleep, sleep, sleep_as, yield_now};
pub use sync::{
    AlreadySet, Barrier, BoundedSemaphore, BrokenBarrier, Condition, DoneTooOften, Event, Full,
    Lock, LockGuard, NeverSet, NotLocked, Permit, Promise, Promised, PromisedWait, Queue,
    ReleasedTooOften, Semaphore, promise,
};
pub use virtual_loop::VirtualLoop;

#[cfg(test)]
mod tests;
