//! A flag to wait for.

use super::{Resource, Source, Turn, WaitList};
use crate::runtime::Runtime;
use crate::trace::{ResourceKind, Want};
use alloc::rc::Rc;
use core::cell::Cell;
use core::future::Future;
use core::panic::Location;

/// A flag that wakes everybody who waits for it
/// (<https://docs.python.org/3.11/library/asyncio-sync.html#event>). Clones share the flag.
#[derive(Clone)]
pub struct Event {
    shared: Rc<Shared>,
}

struct Shared {
    resource: Resource,
    set: Cell<bool>,
    waiters: WaitList<()>,
}

impl Event {
    /// An event that is not set; `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str) -> Self {
        let kind = ResourceKind::Event;
        let resource = Resource::new(runtime, kind, name, None, Location::caller());
        resource.tell(0, 0, None);
        Self {
            shared: Rc::new(Shared {
                resource,
                set: Cell::new(false),
                waiters: WaitList::default(),
            }),
        }
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.shared.set.get()
    }

    /// Tasks waiting for it.
    pub fn waiting(&self) -> usize {
        self.shared.waiters.len()
    }

    /// Sets it and wakes all that wait, in the order they came. They go on even if it is cleared
    /// before their turn.
    pub fn set(&self) {
        if self.shared.set.replace(true) {
            return;
        }
        let granted = self.shared.waiters.grant_all(|_| ());
        self.shared.tell();
        for one in granted {
            one.wake();
        }
    }

    /// Resets it: later waits wait for the next `set`.
    pub fn clear(&self) {
        if self.shared.set.replace(false) {
            self.shared.tell();
        }
    }

    /// Waits until it is set; at once where it is.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = ()> + use<> {
        Turn::new(self.shared.clone(), Location::caller())
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
        self.set.get().then_some(())
    }

    fn give_back(&self, (): ()) {}

    fn tell(&self) {
        self.resource
            .tell(usize::from(self.set.get()), self.waiters.len(), None);
    }
}
