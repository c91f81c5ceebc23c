//! At most so many at a time.

use super::{Resource, Source, Turn, WaitList};
use crate::runtime::{Failure, Runtime};
use crate::trace::{ResourceKind, Want};
use alloc::rc::Rc;
use core::cell::Cell;
use core::fmt;
use core::future::Future;
use core::panic::Location;

/// Hands out a fixed number of permits, first come first served. Clones share the permits
/// (<https://docs.python.org/3.11/library/asyncio-sync.html#semaphore>).
#[derive(Clone)]
pub struct Semaphore {
    shared: Rc<Shared>,
}

struct Shared {
    resource: Resource,
    free: Cell<usize>,
    /// Permits that were taken out of their guards.
    forgotten: Cell<usize>,
    waiters: WaitList<()>,
}

impl Semaphore {
    /// A semaphore of `permits`; `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str, permits: usize) -> Self {
        let kind = ResourceKind::Semaphore;
        let resource = Resource::new(runtime, kind, name, Some(permits), Location::caller());
        resource.tell(permits, 0, None);
        Self {
            shared: Rc::new(Shared {
                resource,
                free: Cell::new(permits),
                forgotten: Cell::new(0),
                waiters: WaitList::default(),
            }),
        }
    }

    /// Permits not handed out.
    pub fn free(&self) -> usize {
        self.shared.free.get()
    }

    /// Tasks waiting for a permit.
    pub fn waiting(&self) -> usize {
        self.shared.waiters.len()
    }

    /// Waits for a permit. A dropped wait leaves the queue; a permit already granted to it goes
    /// to the next one.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Permit> + use<> {
        let turn = Turn::new(self.shared.clone(), Location::caller());
        let shared = self.shared.clone();
        async move {
            turn.await;
            Permit {
                shared: Some(shared),
            }
        }
    }

    /// A permit, where one is free.
    pub fn try_acquire(&self) -> Option<Permit> {
        self.shared.take()?;
        Some(Permit {
            shared: Some(self.shared.clone()),
        })
    }

    /// Adds a permit, which need not have been handed out before: that is how one that was taken
    /// out of its guard ([`Permit::forget`]) comes back.
    pub fn release(&self) {
        let forgotten = self.shared.forgotten.get();
        self.shared.forgotten.set(forgotten.saturating_sub(1));
        self.shared.release();
    }
}

/// A semaphore that notices when more permits are released than were acquired
/// (<https://docs.python.org/3.11/library/asyncio-sync.html#boundedsemaphore>). Clones share the
/// permits. Since guards give their own permit back, only those that were taken out of their
/// guards can be released by hand; asyncio counts all that are out.
#[derive(Clone)]
pub struct BoundedSemaphore {
    inner: Semaphore,
}

impl BoundedSemaphore {
    /// A semaphore of `permits`; `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str, permits: usize) -> Self {
        Self {
            inner: Semaphore::new(runtime, name, permits),
        }
    }

    /// Permits not handed out.
    pub fn free(&self) -> usize {
        self.inner.free()
    }

    /// Tasks waiting for a permit.
    pub fn waiting(&self) -> usize {
        self.inner.waiting()
    }

    /// See [`Semaphore::acquire`].
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Permit> + use<> {
        self.inner.acquire()
    }

    /// A permit, where one is free.
    pub fn try_acquire(&self) -> Option<Permit> {
        self.inner.try_acquire()
    }

    /// Gives a permit back that was taken out of its guard ([`Permit::forget`]).
    ///
    /// # Errors
    /// There is no such permit; nothing changes.
    pub fn release(&self) -> Result<(), ReleasedTooOften> {
        if self.inner.shared.forgotten.get() == 0 {
            return Err(ReleasedTooOften);
        }
        self.inner.release();
        Ok(())
    }
}

/// More permits were released than had been acquired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleasedTooOften;

impl fmt::Display for ReleasedTooOften {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a semaphore was released more often than acquired")
    }
}

impl Failure for ReleasedTooOften {}

impl Shared {
    /// A permit is free: the longest waiting task gets it, or it is kept.
    fn release(&self) {
        let next = self.waiters.grant_first(());
        if next.is_none() {
            self.free.set(self.free.get() + 1);
        }
        self.tell();
        if let Some(next) = next {
            next.wake();
        }
    }

    fn tell(&self) {
        self.resource
            .tell(self.free.get(), self.waiters.len(), None);
    }
}

impl Source for Rc<Shared> {
    type Grant = ();

    fn resource(&self) -> &Resource {
        &self.resource
    }

    fn want(&self) -> Want {
        Want::Acquire
    }

    fn waiting(&self) -> &WaitList<()> {
        &self.waiters
    }

    fn take(&self) -> Option<()> {
        let left = self.free.get().checked_sub(1)?;
        self.free.set(left);
        Shared::tell(self);
        Some(())
    }

    fn give_back(&self, (): ()) {
        self.release();
    }

    fn tell(&self) {
        Shared::tell(self);
    }
}

/// The right to go on; dropping it hands it to the next.
pub struct Permit {
    /// `None` once it has been taken out.
    shared: Option<Rc<Shared>>,
}

impl Permit {
    /// Takes the permit out of its guard: it stays handed out until somebody calls `release`.
    pub fn forget(mut self) {
        if let Some(shared) = self.shared.take() {
            shared.forgotten.set(shared.forgotten.get() + 1);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(shared) = self.shared.take() {
            shared.release();
        }
    }
}
