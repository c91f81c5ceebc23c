//! Futures made of futures.

mod completions;
mod gather;
mod race;
mod retry;
mod timeout;

pub(super) use completions::CompletionQueue;
pub use completions::Completions;
pub use gather::{GatherError, collect, gather};
pub use race::{RaceError, race};
pub use retry::{Retry, retry};
pub use timeout::{Elapsed, timeout, timeout_at};
