//! A value that somebody else will bring.

use super::{Resource, Source, Turn, WaitList};
use crate::runtime::{Failure, Runtime};
use crate::trace::{ResourceKind, Want};
use alloc::rc::Rc;
use core::cell::RefCell;
use core::fmt;
use core::future::{Future, IntoFuture};
use core::panic::Location;
use core::pin::{Pin, pin};
use core::task::{Context, Poll};

/// A value that is set from outside, once: the end that sets it and the end that awaits it
/// (<https://docs.python.org/3.11/library/asyncio-future.html#future-object>). `name` is what the
/// trace calls it.
#[track_caller]
pub fn promise<T>(runtime: &Runtime, name: &str) -> (Promise<T>, Promised<T>) {
    let kind = ResourceKind::Future;
    let resource = Resource::new(runtime, kind, name, None, Location::caller());
    resource.tell(0, 0, None);
    let shared = Rc::new(Shared {
        resource,
        state: RefCell::new(State::Open),
        waiters: WaitList::default(),
    });
    let promised = Promised {
        shared: shared.clone(),
    };
    (Promise { shared }, promised)
}

/// The end that sets the value. Dropped without having done so, it tells those who wait that
/// nobody will: an asyncio future would leave them waiting for ever.
pub struct Promise<T> {
    shared: Rc<Shared<T>>,
}

/// The end that awaits the value, by `promised.await` or, to keep it, `(&promised).await`. Clones
/// get clones of the value.
pub struct Promised<T> {
    shared: Rc<Shared<T>>,
}

enum State<T> {
    Open,
    Set(T),
    Never,
}

struct Shared<T> {
    resource: Resource,
    state: RefCell<State<T>>,
    waiters: WaitList<()>,
}

impl<T> Promise<T> {
    /// Sets the value and wakes those who wait for it, in the order they came.
    ///
    /// # Errors
    /// It is set already; this value comes back.
    pub fn set(&self, value: T) -> Result<(), AlreadySet<T>> {
        if self.is_set() {
            return Err(AlreadySet(value));
        }
        self.shared.close(State::Set(value));
        Ok(())
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.shared.is_set()
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if !self.is_set() {
            self.shared.close(State::Never);
        }
    }
}

impl<T> Promised<T> {
    /// Whether the value is there.
    pub fn is_set(&self) -> bool {
        self.shared.is_set()
    }

    fn wait(&self, place: &'static Location<'static>) -> PromisedWait<T> {
        PromisedWait {
            turn: Turn::new(self.shared.clone(), place),
            shared: self.shared.clone(),
        }
    }
}

impl<T> Clone for Promised<T> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
        }
    }
}

impl<T: Clone> IntoFuture for Promised<T> {
    type Output = Result<T, NeverSet>;
    type IntoFuture = PromisedWait<T>;

    #[track_caller]
    fn into_future(self) -> PromisedWait<T> {
        self.wait(Location::caller())
    }
}

impl<T: Clone> IntoFuture for &Promised<T> {
    type Output = Result<T, NeverSet>;
    type IntoFuture = PromisedWait<T>;

    #[track_caller]
    fn into_future(self) -> PromisedWait<T> {
        self.wait(Location::caller())
    }
}

/// The wait for a promised value.
pub struct PromisedWait<T> {
    turn: Turn<Rc<Shared<T>>>,
    shared: Rc<Shared<T>>,
}

impl<T: Clone> Future for PromisedWait<T> {
    type Output = Result<T, NeverSet>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let turn = pin!(&mut self.turn);
        if turn.poll(cx).is_pending() {
            return Poll::Pending;
        }
        Poll::Ready(match &*self.shared.state.borrow() {
            State::Set(value) => Ok(value.clone()),
            State::Open | State::Never => Err(NeverSet),
        })
    }
}

/// The value had been set before; this one comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadySet<T>(pub T);

impl<T> fmt::Display for AlreadySet<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a promise was set twice")
    }
}

impl<T> Failure for AlreadySet<T> {}

/// The end that sets the value is gone and has not done so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeverSet;

impl fmt::Display for NeverSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("nobody is left to set the promised value")
    }
}

impl Failure for NeverSet {}

impl<T> Shared<T> {
    fn is_set(&self) -> bool {
        matches!(*self.state.borrow(), State::Set(_))
    }

    fn close(&self, state: State<T>) {
        self.state.replace(state);
        let granted = self.waiters.grant_all(|_| ());
        self.tell();
        for one in granted {
            one.wake();
        }
    }

    fn tell(&self) {
        let level = usize::from(self.is_set());
        self.resource.tell(level, self.waiters.len(), None);
    }
}

impl<T> Source for Rc<Shared<T>> {
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
        let open = matches!(*self.state.borrow(), State::Open);
        (!open).then_some(())
    }

    fn give_back(&self, (): ()) {}

    fn tell(&self) {
        Shared::tell(self);
    }
}
