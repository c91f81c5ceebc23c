//! Waiting for time to pass, and giving the loop away.

use super::{Runtime, Timer};
use crate::trace::{Micros, WaitOn, WakeBy};
use alloc::{boxed::Box, rc::Rc};
use core::cell::{Cell, RefCell};
use core::future::{Future, poll_fn};
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// Completes `length` from its first poll. Dropping it cancels its timer.
#[track_caller]
pub fn sleep(runtime: &Runtime, length: Micros) -> Sleep {
    sleep_as(runtime, length, WaitOn::Timer(length))
}

/// A sleep that the trace shows as waiting `on` something else than a plain timer.
#[track_caller]
pub fn sleep_as(runtime: &Runtime, length: Micros, on: WaitOn) -> Sleep {
    sleep_at(runtime, length, on, Location::caller())
}

/// Like [`sleep_as`], in the name of the program's line at `place`.
pub(super) fn sleep_at(
    runtime: &Runtime,
    length: Micros,
    on: WaitOn,
    place: &'static Location<'static>,
) -> Sleep {
    Sleep {
        said: Some((on, place)),
        ..silent_sleep(runtime, length)
    }
}

/// A sleep that says nothing to the trace: the clock of a timeout, which waits on something else.
pub(super) fn silent_sleep(runtime: &Runtime, length: Micros) -> Sleep {
    Sleep {
        runtime: runtime.clone(),
        length,
        said: None,
        timer: None,
        shared: Rc::default(),
    }
}

/// See [`sleep`].
pub struct Sleep {
    runtime: Runtime,
    length: Micros,
    /// What the trace is told to wait on, and where.
    said: Option<(WaitOn, &'static Location<'static>)>,
    timer: Option<Timer>,
    shared: Rc<Shared>,
}

#[derive(Default)]
struct Shared {
    fired: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Sleep {
    /// Whether its time is over.
    pub(super) fn has_fired(&self) -> bool {
        self.shared.fired.get()
    }

    /// Sets its timer now, not at its first poll.
    pub(super) fn start(&mut self) {
        let shared = self.shared.clone();
        let recorder = self.runtime.recorder().clone();
        let fire = Box::new(move || {
            shared.fired.set(true);
            if let Some(waker) = shared.waker.take() {
                recorder.waking_as(WakeBy::Timer, || waker.wake());
            }
        });
        self.timer = Some(self.runtime.executor().timer(self.length, fire));
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.shared.fired.get() {
            return Poll::Ready(());
        }
        self.shared.waker.replace(Some(cx.waker().clone()));
        if self.timer.is_none() {
            self.start();
        }
        if let Some((on, place)) = self.said {
            self.runtime.recorder().waiting_at(on, place);
        }
        Poll::Pending
    }
}

/// Gives every other ready task a turn, then goes on.
#[track_caller]
pub fn yield_now(runtime: &Runtime) -> impl Future<Output = ()> + use<> {
    let (runtime, place) = (runtime.clone(), Location::caller());
    let mut yielded = false;
    poll_fn(move |cx| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        runtime.recorder().waiting_at(WaitOn::Yield, place);
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}
