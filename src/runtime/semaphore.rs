//! At most so many at a time.

use super::Runtime;
use crate::trace::{ResourceId, ResourceKind, WaitOn, Want};
use alloc::{collections::VecDeque, rc::Rc};
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// Hands out a fixed number of permits, first come first served. Clones share the permits.
#[derive(Clone)]
pub struct Semaphore {
    shared: Rc<Shared>,
}

struct Shared {
    runtime: Runtime,
    resource: ResourceId,
    free: Cell<usize>,
    waiters: RefCell<VecDeque<Rc<Waiter>>>,
}

#[derive(Default)]
struct Waiter {
    granted: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Semaphore {
    /// A semaphore of `permits`; `name` is what the trace calls it.
    #[track_caller]
    pub fn new(runtime: &Runtime, name: &str, permits: usize) -> Self {
        let recorder = runtime.recorder();
        let limit = u32::try_from(permits).ok();
        let resource = recorder.created(ResourceKind::Semaphore, name, limit, Location::caller());
        recorder.changed(resource, permits, 0, None);
        Self {
            shared: Rc::new(Shared {
                runtime: runtime.clone(),
                resource,
                free: Cell::new(permits),
                waiters: RefCell::default(),
            }),
        }
    }

    /// Permits not handed out.
    pub fn free(&self) -> usize {
        self.shared.free.get()
    }

    /// Tasks waiting for a permit.
    pub fn waiting(&self) -> usize {
        self.shared.waiters.borrow().len()
    }

    /// Waits for a permit. A dropped wait leaves the queue; a permit already granted to it goes
    /// to the next one.
    pub fn acquire(&self) -> Acquire {
        Acquire {
            shared: self.shared.clone(),
            waiter: None,
        }
    }
}

impl Shared {
    /// Tells the trace how it stands.
    fn tell(&self) {
        let waiters = self.waiters.borrow().len();
        let recorder = self.runtime.recorder();
        recorder.changed(self.resource, self.free.get(), waiters, None);
    }

    /// A permit is free: the longest waiting task gets it, or it is kept.
    fn release(&self) {
        let next = self.waiters.borrow_mut().pop_front();
        if next.is_none() {
            self.free.set(self.free.get() + 1);
        }
        self.tell();
        match next {
            Some(waiter) => {
                waiter.granted.set(true);
                if let Some(waker) = waiter.waker.take() {
                    waker.wake();
                }
            }
            None => {}
        }
    }
}

/// See [`Semaphore::acquire`].
pub struct Acquire {
    shared: Rc<Shared>,
    waiter: Option<Rc<Waiter>>,
}

impl Acquire {
    fn permit(&self) -> Permit {
        Permit {
            shared: self.shared.clone(),
        }
    }
}

impl Future for Acquire {
    type Output = Permit;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Permit> {
        let waiter = match &self.waiter {
            Some(waiter) if waiter.granted.get() => {
                self.waiter = None;
                return Poll::Ready(self.permit());
            }
            Some(waiter) => waiter.clone(),
            None => {
                let free = self.shared.free.get();
                if free > 0 {
                    self.shared.free.set(free - 1);
                    self.shared.tell();
                    return Poll::Ready(self.permit());
                }
                let waiter = Rc::<Waiter>::default();
                self.shared.waiters.borrow_mut().push_back(waiter.clone());
                self.waiter = Some(waiter.clone());
                self.shared.tell();
                waiter
            }
        };
        waiter.waker.replace(Some(cx.waker().clone()));
        let on = WaitOn::Resource {
            resource: self.shared.resource,
            want: Want::Acquire,
        };
        self.shared.runtime.recorder().waiting(on);
        Poll::Pending
    }
}

impl Drop for Acquire {
    fn drop(&mut self) {
        let Some(waiter) = self.waiter.take() else {
            return;
        };
        if waiter.granted.get() {
            self.shared.release();
        } else {
            let mut waiters = self.shared.waiters.borrow_mut();
            waiters.retain(|other| !Rc::ptr_eq(other, &waiter));
            drop(waiters);
            self.shared.tell();
        }
    }
}

/// The right to go on; dropping it hands it to the next.
pub struct Permit {
    shared: Rc<Shared>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.shared.release();
    }
}
