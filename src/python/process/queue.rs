//! Futures in the order in which they became ready.

use crate::runtime::WakeGate;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Waker};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Wake;

type Any = Pin<Box<dyn Future<Output = ()>>>;

/// Something that is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A future, by its place in [`Slots`].
    Future(usize),
    /// The next of its event loop's callbacks.
    Callback,
}

/// What is ready, first in first out, and who is to be woken when there is something.
#[derive(Default)]
pub struct Ready {
    entries: Mutex<VecDeque<Entry>>,
    waker: Mutex<Option<Waker>>,
    gate: Option<Arc<dyn WakeGate>>,
}

impl Ready {
    /// A queue whose owner is woken through `gate`.
    pub fn through(gate: Option<Arc<dyn WakeGate>>) -> Arc<Self> {
        Arc::new(Self {
            gate,
            ..Self::default()
        })
    }

    /// Adds one, last.
    pub fn push(&self, entry: Entry) {
        self.entries().push_back(entry);
        let waker = self.waker().take();
        if let Some(waker) = waker {
            self.wake(waker);
        }
    }

    /// Takes the first.
    pub fn pop(&self) -> Option<Entry> {
        self.entries().pop_front()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries().len()
    }

    /// Forgets what is there.
    pub fn clear(&self) {
        self.entries().clear();
    }

    /// The owner looks at it now, and needs no waking.
    pub fn begin(&self) {
        self.waker().take();
    }

    /// The owner has had its turn: it is woken when there is more, and at once where there is.
    pub fn end(&self, waker: &Waker) {
        if self.entries().is_empty() {
            *self.waker() = Some(waker.clone());
        } else {
            self.wake(waker.clone());
        }
    }

    fn wake(&self, waker: Waker) {
        match &self.gate {
            Some(gate) => gate.wake(waker, false),
            None => waker.wake(),
        }
    }

    fn entries(&self) -> MutexGuard<'_, VecDeque<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waker(&self) -> MutexGuard<'_, Option<Waker>> {
        self.waker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Futures, each with its place in a queue.
pub struct Slots {
    futures: RefCell<Vec<Option<Slot>>>,
    free: RefCell<Vec<usize>>,
    /// Which of them are ready.
    pub ready: Arc<Ready>,
}

struct Slot {
    /// Nothing while it is being polled.
    future: Option<Any>,
    waker: Arc<SlotWaker>,
}

struct SlotWaker {
    place: usize,
    queued: AtomicBool,
    ready: Arc<Ready>,
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.queued.swap(true, Ordering::Relaxed) {
            self.ready.push(Entry::Future(self.place));
        }
    }
}

impl Slots {
    /// No futures yet.
    pub fn new(ready: Arc<Ready>) -> Self {
        Self {
            futures: RefCell::default(),
            free: RefCell::default(),
            ready,
        }
    }

    /// Adds a future and queues it for its first poll.
    pub fn add(&self, future: Any) {
        let mut futures = self.futures.borrow_mut();
        let place = self.free.borrow_mut().pop().unwrap_or(futures.len());
        let slot = Slot {
            future: Some(future),
            waker: Arc::new(SlotWaker {
                place,
                queued: AtomicBool::new(true),
                ready: self.ready.clone(),
            }),
        };
        match futures.get_mut(place) {
            Some(free) => *free = Some(slot),
            None => futures.push(Some(slot)),
        }
        drop(futures);
        self.ready.push(Entry::Future(place));
    }

    /// Polls the future at a place.
    pub fn poll(&self, place: usize) {
        let taken = match self.futures.borrow_mut().get_mut(place) {
            Some(Some(slot)) => slot
                .future
                .take()
                .map(|future| (future, slot.waker.clone())),
            _ => None,
        };
        let Some((mut future, waker)) = taken else {
            return;
        };
        waker.queued.store(false, Ordering::Relaxed);
        let waker = Waker::from(waker);
        let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
        let mut futures = self.futures.borrow_mut();
        let Some(entry) = futures.get_mut(place) else {
            return;
        };
        if poll.is_ready() {
            let over = entry.take();
            self.free.borrow_mut().push(place);
            drop(futures);
            drop(over);
            drop(future);
        } else if let Some(slot) = entry {
            slot.future = Some(future);
        }
    }

    /// Drops all of them.
    pub fn clear(&self) {
        let all = self.futures.take();
        self.free.borrow_mut().clear();
        drop(all);
    }
}
