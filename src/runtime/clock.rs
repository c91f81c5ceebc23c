//! Time, handed in.

use crate::trace::Micros;
use core::sync::atomic::{AtomicU64, Ordering};

/// A monotonic clock that starts at zero with its run.
pub trait Clock: Send + Sync {
    /// Microseconds since the start.
    fn now(&self) -> Micros;

    /// The time now, given that the clock showed `last` at the last event. A clock may answer
    /// `last` where nothing but a turn of the queue lies between: reading costs.
    fn since_last(&self, last: Micros) -> Micros {
        let _ = last;
        self.now()
    }

    /// Returns only once `length` has passed: nothing else runs on the loop meanwhile.
    fn hold(&self, length: Micros);

    /// Lets `length` pass that a program has spent computing. A clock that time passes on by
    /// itself has nothing to do.
    fn spend(&self, length: Micros) {
        let _ = length;
    }

    /// Called before the loop is held by work whose length nobody knows for sure.
    fn before_work(&self) {}

    /// Called after that work, which was likely to take `about`. A clock that time passes on by
    /// itself has nothing to do.
    fn after_work(&self, about: Micros) {
        let _ = about;
    }
}

/// A clock that a loop without a browser goes by: it moves on when there is nothing to do.
pub trait LoopClock: Clock {
    /// Returns once the clock shows `at`; at once where it does already.
    fn advance_to(&self, at: Micros);
}

/// The wall clock: waiting is really waiting.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
pub struct WallClock(std::time::Instant);

#[cfg(not(target_arch = "wasm32"))]
impl WallClock {
    /// A clock that starts now.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Clock for WallClock {
    fn now(&self) -> Micros {
        Micros(u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX))
    }

    fn hold(&self, length: Micros) {
        std::thread::sleep(core::time::Duration::from_micros(length.0));
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl LoopClock for WallClock {
    fn advance_to(&self, at: Micros) {
        self.hold(at.since(self.now()));
    }
}

/// A clock that only moves when told.
#[derive(Debug, Default)]
pub struct VirtualClock(AtomicU64);

impl LoopClock for VirtualClock {
    /// Moves to `at`; never back.
    fn advance_to(&self, at: Micros) {
        self.0.fetch_max(at.0, Ordering::Relaxed);
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::Relaxed))
    }

    fn hold(&self, length: Micros) {
        self.advance_to(self.now().plus(length));
    }

    fn spend(&self, length: Micros) {
        self.hold(length);
    }

    /// The work took no virtual time; as much passes as it was likely to take.
    fn after_work(&self, about: Micros) {
        self.hold(about);
    }
}
