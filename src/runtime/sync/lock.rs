//! One at a time.

use super::{Resource, Source, Turn, WaitList};
use crate::runtime::Runtime;
use crate::trace::{ResourceKind, TaskId, Want};
use alloc::rc::Rc;
use core::cell::Cell;
use core::future::Future;
use core::panic::Location;

/// Held by one at a time, first come first served
/// (<https://docs.python.org/3.11/library/asyncio-sync.html#lock>). Clones share the lock.
#[derive(Clone)]
pub struct Lock {
    shared: Rc<Shared>,
}

struct Shared {
    resource: Resource,
    locked: Cell<bool>,
    /// The task that acquired it.
    holder: Cell<Option<TaskId>>,
    waiters: WaitList<()>,
}

impl Lock {
    /// A lock that nobody holds; `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str) -> Self {
        let kind = ResourceKind::Lock;
        let resource = Resource::new(runtime, kind, name, None, Location::caller());
        resource.tell(0, 0, None);
        Self {
            shared: Rc::new(Shared {
                resource,
                locked: Cell::new(false),
                holder: Cell::new(None),
                waiters: WaitList::default(),
            }),
        }
    }

    /// Whether somebody holds it.
    pub fn is_locked(&self) -> bool {
        self.shared.locked.get()
    }

    /// Tasks waiting for it.
    pub fn waiting(&self) -> usize {
        self.shared.waiters.len()
    }

    /// Waits for the lock. A dropped wait leaves the queue; where the lock had been handed to it,
    /// it goes to the next.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = LockGuard> + use<> {
        self.acquire_at(Location::caller())
    }

    /// Like [`Lock::acquire`], in the name of the program's line at `place`.
    pub(super) fn acquire_at(
        &self,
        place: &'static Location<'static>,
    ) -> impl Future<Output = LockGuard> + use<> {
        let turn = Turn::new(self.shared.clone(), place);
        let lock = self.clone();
        async move {
            turn.await;
            LockGuard { lock }
        }
    }

    /// The lock, where nobody holds it.
    pub fn try_acquire(&self) -> Option<LockGuard> {
        self.shared.take()?;
        Some(LockGuard { lock: self.clone() })
    }
}

impl Shared {
    /// It is free: the longest waiting task gets it, or it is unlocked.
    fn release(&self) {
        let next = self.waiters.grant_first(());
        self.locked.set(next.is_some());
        self.holder.set(next.as_ref().and_then(|next| next.task));
        self.tell();
        if let Some(next) = next {
            next.wake();
        }
    }

    fn tell(&self) {
        let level = usize::from(self.locked.get());
        let holder = self.holder.get();
        self.resource.tell(level, self.waiters.len(), holder);
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
        if self.locked.replace(true) {
            return None;
        }
        self.holder.set(self.resource.current());
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

/// The lock, held; dropping it hands it to the next. It may be dropped by another task than the
/// one that acquired it.
pub struct LockGuard {
    lock: Lock,
}

impl LockGuard {
    /// Its lock.
    pub(super) fn lock(&self) -> Lock {
        self.lock.clone()
    }
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        self.lock.shared.release();
    }
}
