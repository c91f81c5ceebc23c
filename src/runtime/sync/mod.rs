//! What tasks share, wait for and take turns with: asyncio's synchronisation primitives and
//! queues (<https://docs.python.org/3.11/library/asyncio-sync.html>,
//! <https://docs.python.org/3.11/library/asyncio-queue.html>).
//!
//! All of them are fair: what is free goes to the one that has waited longest, and nobody who
//! comes later can take it away from it. A wait is cancelled by dropping it; what had been granted
//! to it goes to the next.

mod barrier;
mod condition;
mod event;
mod lock;
mod promise;
mod queue;
mod semaphore;
mod turn;
mod wait_list;

pub use barrier::{Barrier, BrokenBarrier};
pub use condition::{Condition, NotLocked};
pub use event::Event;
pub use lock::{Lock, LockGuard};
pub use promise::{AlreadySet, NeverSet, Promise, Promised, PromisedWait, promise};
pub use queue::{DoneTooOften, Full, Queue};
pub use semaphore::{BoundedSemaphore, Permit, ReleasedTooOften, Semaphore};
pub(super) use turn::{Resource, Source, Turn};
pub(super) use wait_list::{Ticket, WaitList};
