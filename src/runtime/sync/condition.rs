//! News of what a lock guards.

use super::{Lock, LockGuard, Resource, Source, Turn, WaitList};
use crate::runtime::{Failure, Runtime};
use crate::trace::{ResourceKind, Want};
use alloc::rc::Rc;
use core::fmt;
use core::future::Future;
use core::panic::Location;

/// A lock, and news of what it guards
/// (<https://docs.python.org/3.11/library/asyncio-sync.html#condition>). Clones share both.
#[derive(Clone)]
pub struct Condition {
    shared: Rc<Shared>,
}

struct Shared {
    resource: Resource,
    lock: Lock,
    waiters: WaitList<()>,
}

impl Condition {
    /// News of what `lock` guards; `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str, lock: &Lock) -> Self {
        let kind = ResourceKind::Condition;
        let resource = Resource::new(runtime, kind, name, None, Location::caller());
        resource.tell(0, 0, None);
        Self {
            shared: Rc::new(Shared {
                resource,
                lock: lock.clone(),
                waiters: WaitList::default(),
            }),
        }
    }

    /// Waits for its lock.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = LockGuard> + use<> {
        self.shared.lock.acquire()
    }

    /// Tasks waiting to be notified.
    pub fn waiting(&self) -> usize {
        self.shared.waiters.len()
    }

    /// Lets go of the lock when first polled, waits to be notified, and takes the lock again.
    /// `held` is the guard of the condition's lock; that of another lock is let go of and taken
    /// again instead.
    ///
    /// A dropped wait does not hold the lock: asyncio takes it again before it cancels the task,
    /// but a drop cannot wait. A notification that it had got, but not yet the lock, goes to the
    /// next.
    #[track_caller]
    pub fn wait(&self, held: LockGuard) -> impl Future<Output = LockGuard> + use<> {
        self.wait_at(held, Location::caller())
    }

    /// Waits, as often as it takes, until `predicate` holds; it is asked with the lock held.
    #[track_caller]
    pub fn wait_for(
        &self,
        held: LockGuard,
        mut predicate: impl FnMut() -> bool,
    ) -> impl Future<Output = LockGuard> {
        let (condition, place) = (self.clone(), Location::caller());
        async move {
            let mut held = held;
            while !predicate() {
                held = condition.wait_at(held, place).await;
            }
            held
        }
    }

    fn wait_at(
        &self,
        held: LockGuard,
        place: &'static Location<'static>,
    ) -> impl Future<Output = LockGuard> + use<> {
        let shared = self.shared.clone();
        async move {
            let lock = held.lock();
            // The wait must be queued before the next one has the lock: it is, since that one is
            // polled only after this poll.
            drop(held);
            Turn::new(shared.clone(), place).await;
            let notified = Notified(Some(shared));
            let held = lock.acquire_at(place).await;
            notified.heard();
            held
        }
    }

    /// Notifies up to `count` waiting tasks, in the order they came; how many there were.
    ///
    /// # Errors
    /// Nobody holds the lock.
    pub fn notify(&self, count: usize) -> Result<usize, NotLocked> {
        if !self.shared.lock.is_locked() {
            return Err(NotLocked);
        }
        Ok(self.shared.notify(count))
    }

    /// Notifies every waiting task; how many there were.
    ///
    /// # Errors
    /// Nobody holds the lock.
    pub fn notify_all(&self) -> Result<usize, NotLocked> {
        self.notify(usize::MAX)
    }
}

/// A condition was notified while nobody held its lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

impl fmt::Display for NotLocked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a condition was notified while nobody held its lock")
    }
}

impl Failure for NotLocked {}

/// A notification that its task has not acted on yet.
struct Notified(Option<Rc<Shared>>);

impl Notified {
    fn heard(mut self) {
        self.0 = None;
    }
}

impl Drop for Notified {
    fn drop(&mut self) {
        if let Some(shared) = self.0.take() {
            shared.notify(1);
        }
    }
}

impl Shared {
    fn notify(&self, count: usize) -> usize {
        let mut notified = 0;
        while notified < count
            && let Some(granted) = self.waiters.grant_first(())
        {
            notified += 1;
            self.resource.tell(0, self.waiters.len(), None);
            granted.wake();
        }
        notified
    }
}

impl Source for Rc<Shared> {
    type Grant = ();

    fn resource(&self) -> &Resource {
        &self.resource
    }

    fn want(&self) -> Want {
        Want::News
    }

    fn waiting(&self) -> &WaitList<()> {
        &self.waiters
    }

    fn take(&self) -> Option<()> {
        None
    }

    fn give_back(&self, (): ()) {
        self.notify(1);
    }

    fn tell(&self) {
        self.resource.tell(0, self.waiters.len(), None);
    }
}
