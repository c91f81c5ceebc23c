//! The task state machine: one table says what may follow what.

/// Where a task is between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// In the loop's queue: spawned or woken, and not polled since.
    Queued,
    /// Being polled.
    Holding,
    /// Being polled, and woken during that very poll.
    HoldingWoken,
    /// Polled, pending, waiting to be woken.
    Suspended,
    /// Its future is complete; only its outcome is still to be told.
    Complete,
    /// Over.
    Ended,
}

impl TaskState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Queued,
        Self::Holding,
        Self::HoldingWoken,
        Self::Suspended,
        Self::Complete,
        Self::Ended,
    ];
}

/// What moves a task from one state to another. Spawning makes a [`TaskState::Queued`] task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A poll begins.
    PollBegan,
    /// A poll ends, pending.
    PollPending,
    /// A poll ends, ready.
    PollReady,
    /// A wake.
    Woken,
    /// The end: after a ready poll, or a drop of a task that is not being polled.
    Ended,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 5] = [
        Self::PollBegan,
        Self::PollPending,
        Self::PollReady,
        Self::Woken,
        Self::Ended,
    ];
}

/// The state after `step`, or `None` where the table does not allow it.
pub const fn next_state(state: TaskState, step: Step) -> Option<TaskState> {
    use TaskState::{Complete, Ended, Holding, HoldingWoken, Queued, Suspended};
    Some(match (state, step) {
        (Queued, Step::PollBegan) => Holding,
        (Queued | Suspended, Step::Ended) => Ended,
        (Holding, Step::PollPending) => Suspended,
        (Holding | HoldingWoken, Step::PollReady) => Complete,
        (Holding, Step::Woken) => HoldingWoken,
        (HoldingWoken, Step::PollPending) => Queued,
        (Suspended, Step::Woken) => Queued,
        (Complete, Step::Ended) => Ended,
        _ => return None,
    })
}
