//! The vocabulary of the log.

use alloc::boxed::Box;
use serde::{Deserialize, Serialize};

/// A time or a length of time in microseconds; a time counts from the start of its run on the
/// run's own monotonic clock.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Micros(pub u64);

impl Micros {
    /// The start of the run, or no time at all.
    pub const ZERO: Self = Self(0);

    /// From milliseconds; saturates.
    pub const fn from_ms(ms: u64) -> Self {
        Self(ms.saturating_mul(1000))
    }

    /// From seconds; negative and non-finite values count as zero.
    pub fn from_seconds(seconds: f64) -> Self {
        // `as` saturates and maps NaN to zero.
        Self((seconds * 1e6) as u64)
    }

    /// In seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// In milliseconds.
    pub fn ms(self) -> f64 {
        self.0 as f64 / 1e3
    }

    /// The length from `earlier` to `self`; zero where `earlier` is the later one.
    pub const fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }

    /// The time `length` after `self`; saturates.
    pub const fn plus(self, length: Self) -> Self {
        Self(self.0.saturating_add(length.0))
    }
}

/// A place in a log: a time, and how many events had happened by then. Many events share one
/// microsecond; the count tells them apart. An event's own moment counts the event itself, so what
/// has happened by a moment `m` is what has a moment `<= m`. Moments of different logs cannot be
/// compared.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Moment {
    /// Events up to and including this one.
    pub step: u32,
    /// The time.
    pub at: Micros,
}

impl Moment {
    /// Before anything happened.
    pub const START: Self = Self {
        step: 0,
        at: Micros::ZERO,
    };
    /// After everything.
    pub const END: Self = Self {
        step: u32::MAX,
        at: Micros(u64::MAX),
    };

    /// The time from `earlier` to `self`; zero where `earlier` is the later one.
    pub const fn since(self, earlier: Self) -> Micros {
        self.at.since(earlier.at)
    }
}

/// A task of one run; ids are dense and count up from zero in the order of spawning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaskId(pub u32);

/// A request of one run; ids are dense and count up from zero in the order of starting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// A shared thing of one run that tasks wait for or take turns with; ids are dense and count up
/// from zero in the order of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResourceId(pub u32);

/// What a resource is, and so what its level counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResourceKind {
    /// Level: permits free. Limit: permits in all.
    Semaphore,
    /// Level: 1 while somebody holds it.
    Lock,
    /// Level: 1 while it is set.
    Event,
    /// Level: always 0; only its waiters matter.
    Condition,
    /// Level: tasks that have arrived. Limit: tasks it waits for.
    Barrier,
    /// Level: items in it. Limit: its capacity, where it has one.
    Queue,
    /// A future that is set from outside. Level: 1 once it is set.
    Future,
}

/// What a task wants of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Want {
    /// A permit, or the lock.
    Acquire,
    /// Room in a queue.
    Put,
    /// An item of a queue.
    Get,
    /// Every item of a queue to be done.
    Join,
    /// News: an event set, a condition notified, a barrier full, a future done.
    News,
}

/// What a task is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskKind {
    /// The first task of a run, in which the program starts.
    Main,
    /// A task that exists to make one request, retries included.
    Request,
    /// Any other task.
    Task,
    /// A callback that was scheduled on the loop.
    Callback,
    /// A job that another worker computes; the task waits for it.
    Job,
}

/// What a task waits on while it is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaitOn {
    /// A timer of this length.
    Timer(Micros),
    /// The pause before attempt number `attempt` (the first retry is attempt 2).
    Backoff {
        /// The attempt that follows the pause.
        attempt: u32,
        /// Length of the pause.
        length: Micros,
    },
    /// A request's answer.
    Request(RequestId),
    /// Its turn at a resource, or news of one.
    Resource {
        /// The resource.
        resource: ResourceId,
        /// What of it.
        want: Want,
    },
    /// The end of one other task.
    Task(TaskId),
    /// The end of some of this many other tasks.
    Tasks(u32),
    /// Nothing: it gave the loop away and asked to be polled again.
    Yield,
    /// A cancellation request, of which it wants to be told.
    Cancellation,
    /// A job that another worker computes.
    Job,
}

/// Who woke a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WakeBy {
    /// A task, during one of its polls; the woken task itself counts as a self-wake.
    Task(TaskId),
    /// A timer that fired.
    Timer,
    /// News of a request.
    Request(RequestId),
    /// Another worker, whose job is done.
    Job,
    /// The person at the page.
    User,
    /// Not known.
    Unknown,
}

/// Why a cancellation was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CancelReason {
    /// The person at the page asked for it.
    User,
    /// The task that owned it ended or was cancelled.
    Parent,
    /// A timeout around it ran out.
    Timeout,
    /// A sibling failed and the group fails fast.
    SiblingFailed,
    /// A sibling won the race.
    LostRace,
    /// The program asked for it.
    Program,
}

/// How a task ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// With a value, told in a few words.
    Ok(Box<str>),
    /// With an error, told in a sentence.
    Error(Box<str>),
    /// Cancelled; the reason is the one of its cancel request where there is one.
    Cancelled(CancelReason),
    /// Its own timeout of this length ran out.
    TimedOut(Micros),
}

/// How grave a console line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// What a program prints.
    Info,
    /// Something a learner should look at.
    Warning,
    /// A failure.
    Error,
}

/// The browser's own phases of a request, from `PerformanceResourceTiming`
/// (<https://www.w3.org/TR/resource-timing/>); all are lengths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phases {
    /// From the call of fetch until a connection (or a service worker) took it up.
    pub stalled: Micros,
    /// Name look-up, connection and TLS; zero on a reused connection.
    pub connect: Micros,
    /// From the request being sent until the first byte of the answer.
    pub waiting: Micros,
    /// From the first byte to the last.
    pub download: Micros,
}

/// What happened to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestEvent {
    /// It was handed to the browser, or to the emulation.
    Started {
        /// For whom.
        task: TaskId,
        /// `GET`, `POST`, …
        method: Box<str>,
        /// As the program wrote it.
        url: Box<str>,
        /// Which attempt of the task this is; the first is 1.
        attempt: u32,
        /// True where no network is involved: the engine answers itself.
        emulated: bool,
    },
    /// The head of the answer is here.
    Head {
        /// HTTP status.
        status: u16,
    },
    /// So many bytes of the body are here (a running total).
    Progress {
        /// Bytes so far.
        bytes: u64,
    },
    /// The whole body is here.
    Finished {
        /// Bytes of the body, decoded.
        bytes: u64,
    },
    /// No answer.
    Failed {
        /// What is known of the cause.
        message: Box<str>,
    },
    /// Dropped by its task before it was complete.
    Aborted,
    /// The browser told its timing (it does so after the answer).
    Timed(Phases),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When; never before the event recorded before it.
    pub at: Micros,
    /// What.
    pub kind: EventKind,
}

/// What an event says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventKind {
    /// A task exists from now on and is queued for its first poll.
    Spawned {
        /// The new task.
        task: TaskId,
        /// The task that was being polled when it was spawned.
        parent: Option<TaskId>,
        /// Its name, for its lane.
        name: Box<str>,
        /// What it is for.
        kind: TaskKind,
        /// The line of the program that spawned it, from 1, where that is known.
        line: Option<u32>,
    },
    /// The loop is held by this task from now on.
    PollBegan(TaskId),
    /// The poll is over; `ready` tells whether the future is complete.
    PollEnded {
        /// The task.
        task: TaskId,
        /// Complete, and not to be polled again.
        ready: bool,
        /// How many wakers of the task others hold now. A pending task with none can never be
        /// polled again, unless it has been woken already.
        wakers: u32,
    },
    /// Said during a poll: if that poll ends pending, this is what the task waits on.
    Waiting {
        /// The task.
        task: TaskId,
        /// On what.
        on: WaitOn,
        /// The line of the program that waits, from 1, where that is known.
        line: Option<u32>,
    },
    /// The task goes back into the queue.
    Woken {
        /// The task.
        task: TaskId,
        /// By whom.
        by: WakeBy,
    },
    /// Somebody wants the task to end.
    CancelRequested {
        /// The task.
        task: TaskId,
        /// The task that asked, where a task did.
        by: Option<TaskId>,
        /// Why.
        why: CancelReason,
    },
    /// The last event of a task.
    Ended {
        /// The task.
        task: TaskId,
        /// How.
        outcome: Outcome,
    },
    /// News of a request.
    Request {
        /// The request.
        request: RequestId,
        /// What happened to it.
        event: RequestEvent,
    },
    /// A time limit was set for what the task does now.
    DeadlineSet {
        /// The task.
        task: TaskId,
        /// When it will run out.
        due: Micros,
    },
    /// A time limit ran out before the work inside was done.
    DeadlinePassed {
        /// The task.
        task: TaskId,
        /// The limit that was set for then.
        due: Micros,
    },
    /// The work inside a time limit came to an end, or was dropped, before it ran out.
    DeadlineLifted {
        /// The task.
        task: TaskId,
        /// The limit that was set for then.
        due: Micros,
    },
    /// The task has been asked to end and begins to clean up; the clean-up may wait.
    CleanupBegan(TaskId),
    /// Its clean-up is over.
    CleanupEnded(TaskId),
    /// Its handle was dropped before it ended: nobody will ever see its result.
    Detached(TaskId),
    /// A resource exists from now on.
    Created {
        /// The new resource.
        resource: ResourceId,
        /// What it is.
        kind: ResourceKind,
        /// Its name.
        name: Box<str>,
        /// Permits, parties or capacity; see [`ResourceKind`].
        limit: Option<u32>,
        /// The task that made it, where a task did.
        task: Option<TaskId>,
        /// The line of the program that made it, from 1, where that is known.
        line: Option<u32>,
    },
    /// How a resource stands from now on.
    Changed {
        /// The resource.
        resource: ResourceId,
        /// See [`ResourceKind`].
        level: u32,
        /// Tasks waiting for it.
        waiters: u32,
        /// Who holds it, where it is held by one task.
        holder: Option<TaskId>,
    },
    /// The task is about to hold the loop on purpose; no event can come before it lets go.
    HoldBegan {
        /// The task.
        task: TaskId,
        /// For how long it means to.
        length: Micros,
    },
    /// A poll held the loop for longer than [`super::BLOCKED_AFTER`].
    LoopBlocked {
        /// The task.
        task: TaskId,
        /// How long the poll took.
        length: Micros,
    },
    /// A line for the console.
    Said {
        /// The task that said it, if one did.
        task: Option<TaskId>,
        /// How grave.
        level: Level,
        /// One line.
        text: Box<str>,
    },
    /// The text of the program whose lines the other events name; before all of them.
    Source(Box<str>),
}
