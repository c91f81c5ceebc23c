//! Items handed from task to task.

use super::{Resource, Source, Turn, WaitList};
use crate::runtime::{Failure, Runtime};
use crate::trace::{ResourceKind, Want};
use alloc::boxed::Box;
use alloc::collections::{BinaryHeap, VecDeque};
use alloc::{rc::Rc, vec::Vec};
use core::cell::{Cell, RefCell};
use core::cmp::Reverse;
use core::fmt;
use core::future::Future;
use core::panic::Location;

/// Items that some tasks put in and others get out
/// (<https://docs.python.org/3.11/library/asyncio-queue.html>). Clones share the items.
///
/// A task whose turn to get has come takes an item when it is polled, so that of two items put
/// meanwhile it gets the one that is first in the queue's order. Unlike in asyncio, nobody who
/// comes later can take that item, or a place in a full queue, away from it.
pub struct Queue<T> {
    shared: Rc<Shared<T>>,
}

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
        }
    }
}

/// Holds items in an order of its own.
trait Items<T> {
    fn push(&mut self, item: T);
    fn pop(&mut self) -> Option<T>;
    fn len(&self) -> usize;
}

struct Shared<T> {
    resource: Resource,
    capacity: usize,
    items: RefCell<Box<dyn Items<T>>>,
    /// Items that are some getter's, but not yet taken out.
    claimed_items: Cell<usize>,
    /// Places that are some putter's, but not yet filled.
    claimed_places: Cell<usize>,
    /// Items put and not yet done.
    unfinished: Cell<usize>,
    getters: WaitList<()>,
    putters: WaitList<()>,
    joiners: WaitList<()>,
}

impl<T: 'static> Queue<T> {
    /// First in, first out. It holds `capacity` items; without one, or with zero, as many as
    /// there are. `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str, capacity: Option<usize>) -> Self {
        let place = Location::caller();
        Self::with(runtime, name, capacity, Box::new(VecDeque::new()), place)
    }

    /// Last in, first out.
    #[track_caller]
    pub fn lifo(runtime: &Runtime, name: &str, capacity: Option<usize>) -> Self {
        let place = Location::caller();
        Self::with(runtime, name, capacity, Box::new(Vec::new()), place)
    }

    /// The least first; equal ones first in, first out.
    #[track_caller]
    pub fn priority(runtime: &Runtime, name: &str, capacity: Option<usize>) -> Self
    where
        T: Ord,
    {
        let items = Box::new(ByPriority {
            next: 0,
            heap: BinaryHeap::new(),
        });
        Self::with(runtime, name, capacity, items, Location::caller())
    }

    fn with(
        runtime: &Runtime,
        name: &str,
        capacity: Option<usize>,
        items: Box<dyn Items<T>>,
        place: &Location<'_>,
    ) -> Self {
        let capacity = capacity.filter(|capacity| *capacity > 0);
        let resource = Resource::new(runtime, ResourceKind::Queue, name, capacity, place);
        resource.tell(0, 0, None);
        Self {
            shared: Rc::new(Shared {
                resource,
                capacity: capacity.unwrap_or(usize::MAX),
                items: RefCell::new(items),
                claimed_items: Cell::new(0),
                claimed_places: Cell::new(0),
                unfinished: Cell::new(0),
                getters: WaitList::default(),
                putters: WaitList::default(),
                joiners: WaitList::default(),
            }),
        }
    }
}

impl<T> Queue<T> {
    /// Items in it.
    pub fn len(&self) -> usize {
        self.shared.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a `put` would have to wait.
    pub fn is_full(&self) -> bool {
        self.shared.places() == 0
    }

    /// Tasks waiting to put, to get and for everything to be done.
    pub fn waiting(&self) -> usize {
        self.shared.waiters()
    }

    /// Puts `item` in, once there is room. A dropped wait drops its item.
    #[track_caller]
    pub fn put(&self, item: T) -> impl Future<Output = ()> + use<T> {
        let turn = Turn::new(Putting(self.shared.clone()), Location::caller());
        let shared = self.shared.clone();
        async move {
            turn.await;
            shared.fill_place(item);
        }
    }

    /// Puts `item` in.
    ///
    /// # Errors
    /// There is no room; the item comes back.
    pub fn try_put(&self, item: T) -> Result<(), Full<T>> {
        match Putting(self.shared.clone()).take() {
            Some(()) => {
                self.shared.fill_place(item);
                Ok(())
            }
            None => Err(Full(item)),
        }
    }

    /// Gets the first item out, once there is one.
    #[track_caller]
    pub fn get(&self) -> impl Future<Output = T> + use<T> {
        let place = Location::caller();
        let shared = self.shared.clone();
        async move {
            loop {
                Turn::new(Getting(shared.clone()), place).await;
                // A claim always finds an item; the loop only spares an `expect`.
                if let Some(item) = shared.take_item() {
                    return item;
                }
            }
        }
    }

    /// Gets the first item out, where there is one that nobody waits for.
    pub fn try_get(&self) -> Option<T> {
        Getting(self.shared.clone()).take()?;
        self.shared.take_item()
    }

    /// One item that was got out has been dealt with; [`Queue::join`] waits for all of them.
    ///
    /// # Errors
    /// It was called more often than items were put in.
    pub fn task_done(&self) -> Result<(), DoneTooOften> {
        let shared = &self.shared;
        let left = shared.unfinished.get().checked_sub(1).ok_or(DoneTooOften)?;
        shared.unfinished.set(left);
        if left > 0 {
            return Ok(());
        }
        let granted = shared.joiners.grant_all(|_| ());
        if !granted.is_empty() {
            shared.tell();
        }
        for one in granted {
            one.wake();
        }
        Ok(())
    }

    /// Waits until every item that was put in has been dealt with ([`Queue::task_done`]).
    #[track_caller]
    pub fn join(&self) -> impl Future<Output = ()> + use<T> {
        Turn::new(Joining(self.shared.clone()), Location::caller())
    }
}

/// The queue has no room; the item comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full<T>(pub T);

impl<T> fmt::Display for Full<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the queue is full")
    }
}

impl<T> Failure for Full<T> {}

/// More items were said to be done than had been put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoneTooOften;

impl fmt::Display for DoneTooOften {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("task_done was called more often than items were put")
    }
}

impl Failure for DoneTooOften {}

impl<T> Shared<T> {
    fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Places that are nobody's.
    fn places(&self) -> usize {
        let taken = self.len() + self.claimed_places.get();
        self.capacity.saturating_sub(taken)
    }

    fn waiters(&self) -> usize {
        self.getters.len() + self.putters.len() + self.joiners.len()
    }

    fn tell(&self) {
        self.resource.tell(self.len(), self.waiters(), None);
    }

    /// A putter's place is filled.
    fn fill_place(&self, item: T) {
        let claimed = self.claimed_places.get();
        self.claimed_places.set(claimed.saturating_sub(1));
        self.items.borrow_mut().push(item);
        self.unfinished.set(self.unfinished.get() + 1);
        self.offer_item();
    }

    /// A getter takes its item.
    fn take_item(&self) -> Option<T> {
        let claimed = self.claimed_items.get();
        self.claimed_items.set(claimed.saturating_sub(1));
        let item = self.items.borrow_mut().pop();
        self.offer_place();
        item
    }

    /// An item is nobody's: it goes to the longest waiting getter, if there is one.
    fn offer_item(&self) {
        let next = self.getters.grant_first(());
        if next.is_some() {
            self.claimed_items.set(self.claimed_items.get() + 1);
        }
        self.tell();
        if let Some(next) = next {
            next.wake();
        }
    }

    /// A place is nobody's: it goes to the longest waiting putter, if there is one.
    fn offer_place(&self) {
        let next = self.putters.grant_first(());
        if next.is_some() {
            self.claimed_places.set(self.claimed_places.get() + 1);
        }
        self.tell();
        if let Some(next) = next {
            next.wake();
        }
    }
}

/// Waits for a place.
struct Putting<T>(Rc<Shared<T>>);

impl<T> Source for Putting<T> {
    type Grant = ();

    fn resource(&self) -> &Resource {
        &self.0.resource
    }

    fn want(&self) -> Want {
        Want::Put
    }

    fn waiting(&self) -> &WaitList<()> {
        &self.0.putters
    }

    fn take(&self) -> Option<()> {
        let claimed = &self.0.claimed_places;
        (self.0.places() > 0).then(|| claimed.set(claimed.get() + 1))
    }

    fn give_back(&self, (): ()) {
        let claimed = &self.0.claimed_places;
        claimed.set(claimed.get().saturating_sub(1));
        self.0.offer_place();
    }

    fn tell(&self) {
        self.0.tell();
    }
}

/// Waits for an item.
struct Getting<T>(Rc<Shared<T>>);

impl<T> Source for Getting<T> {
    type Grant = ();

    fn resource(&self) -> &Resource {
        &self.0.resource
    }

    fn want(&self) -> Want {
        Want::Get
    }

    fn waiting(&self) -> &WaitList<()> {
        &self.0.getters
    }

    fn take(&self) -> Option<()> {
        let claimed = &self.0.claimed_items;
        (self.0.len() > claimed.get()).then(|| claimed.set(claimed.get() + 1))
    }

    fn give_back(&self, (): ()) {
        let claimed = &self.0.claimed_items;
        claimed.set(claimed.get().saturating_sub(1));
        self.0.offer_item();
    }

    fn tell(&self) {
        self.0.tell();
    }
}

/// Waits for everything to be done.
struct Joining<T>(Rc<Shared<T>>);

impl<T> Source for Joining<T> {
    type Grant = ();

    fn resource(&self) -> &Resource {
        &self.0.resource
    }

    fn want(&self) -> Want {
        Want::Join
    }

    fn waiting(&self) -> &WaitList<()> {
        &self.0.joiners
    }

    fn take(&self) -> Option<()> {
        (self.0.unfinished.get() == 0).then_some(())
    }

    fn give_back(&self, (): ()) {}

    fn tell(&self) {
        self.0.tell();
    }
}

impl<T> Items<T> for VecDeque<T> {
    fn push(&mut self, item: T) {
        self.push_back(item);
    }

    fn pop(&mut self) -> Option<T> {
        self.pop_front()
    }

    fn len(&self) -> usize {
        VecDeque::len(self)
    }
}

impl<T> Items<T> for Vec<T> {
    fn push(&mut self, item: T) {
        Vec::push(self, item);
    }

    fn pop(&mut self) -> Option<T> {
        Vec::pop(self)
    }

    fn len(&self) -> usize {
        Vec::len(self)
    }
}

/// The least first; the count keeps equal ones in order.
struct ByPriority<T> {
    next: u64,
    heap: BinaryHeap<Reverse<(T, u64)>>,
}

impl<T: Ord> Items<T> for ByPriority<T> {
    fn push(&mut self, item: T) {
        self.heap.push(Reverse((item, self.next)));
        self.next += 1;
    }

    fn pop(&mut self) -> Option<T> {
        self.heap.pop().map(|Reverse((item, _))| item)
    }

    fn len(&self) -> usize {
        self.heap.len()
    }
}
