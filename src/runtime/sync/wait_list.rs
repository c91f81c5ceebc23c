//! Who waits, first come first served.

use crate::trace::TaskId;
use alloc::{collections::BTreeMap, rc::Rc, vec::Vec};
use core::cell::{Cell, RefCell};
use core::task::Waker;

/// A queue of waits. Joining, leaving from anywhere and granting cost O(log n) each.
///
/// A grant (`G`) is what a wait gets when its turn has come: it leaves the queue at once and finds
/// the grant when its task is polled. A wait that is dropped in between finds it too, and must
/// give it back.
pub struct WaitList<G> {
    /// Counts up: places keep the order of coming.
    next: Cell<u64>,
    waiting: RefCell<BTreeMap<u64, Rc<Slot<G>>>>,
}

struct Slot<G> {
    place: u64,
    task: Option<TaskId>,
    waker: Cell<Option<Waker>>,
    grant: Cell<Option<G>>,
}

impl<G> Default for WaitList<G> {
    fn default() -> Self {
        Self {
            next: Cell::new(0),
            waiting: RefCell::default(),
        }
    }
}

impl<G> WaitList<G> {
    /// Waits that have not been granted anything.
    pub fn len(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// Grants `grant` to the longest waiting.
    pub fn grant_first(&self, grant: G) -> Option<Granted> {
        let (_, slot) = self.waiting.borrow_mut().pop_first()?;
        Some(slot.grant(grant))
    }

    /// Grants something to everybody, in order; `make` is told each one's place in the queue.
    pub fn grant_all(&self, mut make: impl FnMut(usize) -> G) -> Vec<Granted> {
        let waiting = self.waiting.take();
        let slots = waiting.into_values().enumerate();
        slots.map(|(index, slot)| slot.grant(make(index))).collect()
    }

    /// A wait that has not begun and leaves the queue when it is dropped; what has been granted
    /// to it is lost then.
    pub fn guarded(&self) -> Guarded<'_, G> {
        Guarded {
            list: self,
            ticket: None,
        }
    }

    /// Queues up in the name of `task`.
    pub fn enter(&self, task: Option<TaskId>) -> Ticket<G> {
        let place = self.next.get();
        self.next.set(place + 1);
        let slot = Rc::new(Slot {
            place,
            task,
            waker: Cell::new(None),
            grant: Cell::new(None),
        });
        self.waiting.borrow_mut().insert(place, slot.clone());
        Ticket(slot)
    }

    /// Gives a wait up: what has been granted to it already, or `None` where it was still waiting.
    pub fn leave(&self, ticket: Ticket<G>) -> Option<G> {
        let left = self.waiting.borrow_mut().remove(&ticket.0.place);
        drop(left);
        ticket.take()
    }
}

impl<G> Slot<G> {
    fn grant(&self, grant: G) -> Granted {
        self.grant.set(Some(grant));
        Granted {
            task: self.task,
            waker: self.waker.take(),
        }
    }
}

/// A place in a [`WaitList`].
pub struct Ticket<G>(Rc<Slot<G>>);

impl<G> Ticket<G> {
    /// What has been granted, once.
    pub fn take(&self) -> Option<G> {
        self.0.grant.take()
    }

    /// Whom to wake when its turn has come.
    pub fn wake_with(&self, waker: &Waker) {
        self.0.waker.set(Some(waker.clone()));
    }
}

/// A wait whose turn has come; its task must still be woken.
#[must_use]
pub struct Granted {
    /// Whose wait it is.
    pub task: Option<TaskId>,
    waker: Option<Waker>,
}

impl Granted {
    /// Wakes its task.
    pub fn wake(self) {
        if let Some(waker) = self.waker {
            waker.wake();
        }
    }
}

/// See [`WaitList::guarded`].
pub struct Guarded<'a, G> {
    list: &'a WaitList<G>,
    ticket: Option<Ticket<G>>,
}

impl<G> Guarded<'_, G> {
    /// Waits in the name of `task`.
    pub fn wait(&mut self, task: Option<TaskId>, waker: &Waker) {
        let list = self.list;
        self.ticket
            .get_or_insert_with(|| list.enter(task))
            .wake_with(waker);
    }
}

impl<G> Drop for Guarded<'_, G> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket.take() {
            self.list.leave(ticket);
        }
    }
}
