//! Nobody goes on before all have come.

use super::{Resource, Source, Turn, WaitList};
use crate::runtime::{Failure, Runtime};
use crate::trace::{ResourceKind, Want};
use alloc::rc::Rc;
use core::cell::Cell;
use core::fmt;
use core::future::Future;
use core::panic::Location;

/// Holds tasks back until so many have come, again and again
/// (<https://docs.python.org/3.11/library/asyncio-sync.html#barrier>). Clones share it.
///
/// asyncio makes those who come for the next round wait until the last of this round has been
/// polled; here the next round begins at once.
#[derive(Clone)]
pub struct Barrier {
    shared: Rc<Shared>,
}

type Passage = Result<usize, BrokenBarrier>;

struct Shared {
    resource: Resource,
    parties: usize,
    broken: Cell<bool>,
    waiters: WaitList<Passage>,
}

impl Barrier {
    /// A barrier for `parties` tasks (none counts as one); `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str, parties: usize) -> Self {
        let parties = parties.max(1);
        let kind = ResourceKind::Barrier;
        let resource = Resource::new(runtime, kind, name, Some(parties), Location::caller());
        resource.tell(0, 0, None);
        Self {
            shared: Rc::new(Shared {
                resource,
                parties,
                broken: Cell::new(false),
                waiters: WaitList::default(),
            }),
        }
    }

    /// How many it waits for.
    pub fn parties(&self) -> usize {
        self.shared.parties
    }

    /// How many have come and wait.
    pub fn waiting(&self) -> usize {
        self.shared.waiters.len()
    }

    /// Whether it was aborted.
    pub fn is_broken(&self) -> bool {
        self.shared.broken.get()
    }

    /// Waits until all have come; the place in the order of coming, from 0. A dropped wait counts
    /// as not having come.
    ///
    /// # Errors
    /// The barrier was reset or aborted meanwhile, or is broken.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = Result<usize, BrokenBarrier>> + use<> {
        Turn::new(self.shared.clone(), Location::caller())
    }

    /// Sends those who wait away with an error and begins anew, mended if it was broken.
    pub fn reset(&self) {
        self.shared.broken.set(false);
        self.shared.send_away();
    }

    /// Sends those who wait away with an error, and those who come later as well, until it is
    /// reset.
    pub fn abort(&self) {
        self.shared.broken.set(true);
        self.shared.send_away();
    }
}

/// The barrier was reset or aborted: it is no use waiting for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenBarrier;

impl fmt::Display for BrokenBarrier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the barrier was broken")
    }
}

impl Failure for BrokenBarrier {}

impl Shared {
    fn send_away(&self) {
        let granted = self.waiters.grant_all(|_| Err(BrokenBarrier));
        if granted.is_empty() {
            return;
        }
        self.tell();
        for one in granted {
            one.wake();
        }
    }

    fn tell(&self) {
        let waiters = self.waiters.len();
        self.resource.tell(waiters, waiters, None);
    }

    /// The last one has come.
    fn open(&self) -> Passage {
        let granted = self.waiters.grant_all(Ok);
        self.resource.tell(self.parties, 0, None);
        self.tell();
        for one in granted {
            one.wake();
        }
        Ok(self.parties - 1)
    }
}

impl Source for Rc<Shared> {
    type Grant = Passage;

    fn resource(&self) -> &Resource {
        &self.resource
    }

    fn want(&self) -> Want {
        Want::News
    }

    fn waiting(&self) -> &WaitList<Passage> {
        &self.waiters
    }

    fn take(&self) -> Option<Passage> {
        if self.broken.get() {
            return Some(Err(BrokenBarrier));
        }
        let last = self.waiters.len() + 1 == self.parties;
        last.then(|| self.open())
    }

    fn give_back(&self, _: Passage) {}

    fn tell(&self) {
        Shared::tell(self);
    }
}
