//! Instrumented futures: each task is one future, and every spawn, poll, wait, wake,
//! cancellation and end goes to the trace.
//!
//! Time and scheduling are handed in ([`Clock`], [`Executor`]): [`VirtualLoop`] is the
//! deterministic pair for tests and forecasts, [`browser`] the real one.

#[cfg(target_arch = "wasm32")]
pub mod browser;
mod cancel;
mod clock;
mod combine;
mod executor;
mod recorder;
mod report;
mod semaphore;
mod sleep;
mod task;
mod virtual_loop;

pub use cancel::CancelToken;
pub use clock::{Clock, VirtualClock};
pub use combine::{
    Completions, Elapsed, GatherError, RaceError, Retry, collect, gather, race, retry, timeout,
    timeout_at,
};
pub use executor::{Executor, Timer, WakeGate};
pub use recorder::Recorder;
pub use report::{Failure, Report};
pub use semaphore::{Permit, Semaphore};
pub use sleep::{sleep, sleep_as, yield_now};
pub use task::{JoinError, JoinHandle, Runtime};
pub use virtual_loop::VirtualLoop;

#[cfg(test)]
mod tests;
