//! Futures made of futures.

mod both;
mod completions;
mod deadline;
mod gather;
mod race;
mod retry;
mod shield;
mod task_group;
mod timeout;
mod wait;

pub use both::{all3, both};
pub use completions::Completions;
pub use gather::{GatherError, collect, gather};
pub use race::{RaceError, race};
pub use retry::{Retry, retry};
pub use shield::{Shield, shield};
pub use task_group::{GroupError, GroupSpawner, TaskGroup, task_group};
pub use timeout::{Elapsed, timeout, timeout_at};
pub use wait::{ReturnWhen, Waited, wait};
