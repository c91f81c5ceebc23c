//! A deterministic event loop on a virtual clock.

use super::executor::OpenGate;
use super::{Executor, LoopClock, ModelWorkers, Recorder, Runtime, Timer, VirtualClock, WakeGate};
use crate::trace::Micros;
use alloc::{
    boxed::Box,
    collections::{BTreeMap, VecDeque},
    rc::Rc,
    sync::Arc,
    vec::Vec,
};
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Waker};
use std::sync::{Mutex, PoisonError};
use std::task::Wake;

type Fire = Box<dyn FnOnce()>;
type Queue = Arc<Mutex<VecDeque<usize>>>;

/// Polls what is ready, turn by turn; when nothing is, jumps to the next timer.
#[derive(Clone)]
pub struct VirtualLoop {
    clock: Arc<dyn LoopClock>,
    shared: Rc<Shared>,
}

impl Default for VirtualLoop {
    fn default() -> Self {
        Self::on(Arc::<VirtualClock>::default())
    }
}

#[derive(Default)]
struct Shared {
    slots: RefCell<Vec<Option<Slot>>>,
    ready: Queue,
    /// By due time, then by the order of setting.
    timers: Rc<RefCell<BTreeMap<(Micros, u64), Fire>>>,
    next_timer: Cell<u64>,
}

struct Slot {
    future: Option<Pin<Box<dyn Future<Output = ()>>>>,
    waker: Arc<SlotWaker>,
}

struct SlotWaker {
    index: usize,
    queued: AtomicBool,
    ready: Queue,
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.queued.swap(true, Ordering::Relaxed) {
            let ready = self.ready.lock();
            let mut ready = ready.unwrap_or_else(PoisonError::into_inner);
            ready.push_back(self.index);
        }
    }
}

impl VirtualLoop {
    /// A loop at time zero, with nothing to do.
    pub fn new() -> Self {
        Self::default()
    }

    /// A loop that goes by `clock`.
    pub fn on(clock: Arc<dyn LoopClock>) -> Self {
        Self {
            clock,
            shared: Rc::default(),
        }
    }

    /// A runtime that schedules here. Its workers need the time that [`super::Job::cost`] says.
    pub fn runtime(&self) -> Runtime {
        Runtime::with_workers(
            self.recorder(),
            Rc::new(self.clone()),
            Rc::new(ModelWorkers),
        )
    }

    /// A recorder on this loop's clock.
    pub fn recorder(&self) -> Recorder {
        Recorder::new(self.clock.clone(), None)
    }

    /// The time.
    pub fn now(&self) -> Micros {
        self.clock.now()
    }

    /// Timers that are set.
    pub fn timers(&self) -> usize {
        self.shared.timers.borrow().len()
    }

    /// Runs until nothing is ready and no timer is set, or until `turns` turns are used up.
    /// Returns whether it came to rest.
    pub fn run(&self, turns: usize) -> bool {
        (0..turns).any(|_| !self.turn())
    }

    /// Runs until the clock shows `until`; timers due then have fired, and what they woke has
    /// been polled. False where `turns` turns were not enough.
    pub fn run_until(&self, until: Micros, turns: usize) -> bool {
        for _ in 0..turns {
            self.fire_due();
            if self.poll_ready() {
                continue;
            }
            match self.next_due() {
                Some(due) if due <= until => self.fire_next(due),
                _ => {
                    self.clock.advance_to(until);
                    return true;
                }
            }
        }
        false
    }

    /// One turn; false where there was nothing to do. Timers that came due while the loop was held
    /// have their turn after what is queued already, as in asyncio: tasks that wake themselves for
    /// ever delay a timer, they do not stop it.
    fn turn(&self) -> bool {
        self.fire_due();
        if self.poll_ready() {
            return true;
        }
        let Some(due) = self.next_due() else {
            return false;
        };
        self.fire_next(due);
        true
    }

    fn next_due(&self) -> Option<Micros> {
        let timers = self.shared.timers.borrow();
        timers.first_key_value().map(|((due, _), _)| *due)
    }

    /// Fires every timer due at `due`, as asyncio does: what they wake is polled after that.
    fn fire_next(&self, due: Micros) {
        self.clock.advance_to(due);
        self.fire_due();
    }

    fn fire_due(&self) {
        let now = self.clock.now();
        while self.next_due().is_some_and(|due| due <= now) {
            let first = self.shared.timers.borrow_mut().pop_first();
            if let Some((_, fire)) = first {
                fire();
            }
        }
    }

    /// Polls what is ready now; what becomes ready meanwhile waits for the next turn.
    fn poll_ready(&self) -> bool {
        let ready = {
            let mut ready = self.ready();
            core::mem::take(&mut *ready)
        };
        for index in &ready {
            self.poll_slot(*index);
        }
        !ready.is_empty()
    }

    fn poll_slot(&self, index: usize) {
        let taken = match self.shared.slots.borrow_mut().get_mut(index) {
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
        let std_waker = Waker::from(waker);
        let poll = future.as_mut().poll(&mut Context::from_waker(&std_waker));
        if let Some(entry) = self.shared.slots.borrow_mut().get_mut(index) {
            match (poll.is_ready(), &mut *entry) {
                (false, Some(slot)) => slot.future = Some(future),
                _ => *entry = None,
            }
        }
    }

    fn ready(&self) -> std::sync::MutexGuard<'_, VecDeque<usize>> {
        let ready = self.shared.ready.lock();
        ready.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Executor for VirtualLoop {
    fn spawn(&self, future: Pin<Box<dyn Future<Output = ()>>>) {
        let mut slots = self.shared.slots.borrow_mut();
        let index = slots.len();
        let waker = SlotWaker {
            index,
            queued: AtomicBool::new(true),
            ready: self.shared.ready.clone(),
        };
        slots.push(Some(Slot {
            future: Some(future),
            waker: Arc::new(waker),
        }));
        self.ready().push_back(index);
    }

    fn timer(&self, after: Micros, fire: Fire) -> Timer {
        let number = self.shared.next_timer.get();
        self.shared.next_timer.set(number + 1);
        let key = (self.clock.now().plus(after), number);
        let timers = self.shared.timers.clone();
        timers.borrow_mut().insert(key, fire);
        Timer::new(TimerGuard { timers, key })
    }

    fn gate(&self) -> Arc<dyn WakeGate> {
        Arc::new(OpenGate)
    }
}

struct TimerGuard {
    timers: Rc<RefCell<BTreeMap<(Micros, u64), Fire>>>,
    key: (Micros, u64),
}

impl Drop for TimerGuard {
    fn drop(&mut self) {
        let fire = self.timers.borrow_mut().remove(&self.key);
        // Dropped only after the borrow ends: the closure may own another timer.
        drop(fire);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{sleep, yield_now};
    use crate::trace::TaskKind;

    /// asyncio looks at its timers once per turn, however many tasks are ready
    /// (<https://github.com/python/cpython/blob/3.11/Lib/asyncio/base_events.py>, `_run_once`).
    #[test]
    fn a_task_that_wakes_itself_delays_timers_and_does_not_stop_them() {
        let event_loop = VirtualLoop::new();
        let runtime = event_loop.runtime();
        let (spinning, waiting) = (runtime.clone(), runtime.clone());
        let spinner = runtime.spawn("spinner", TaskKind::Main, async move {
            for _ in 0..100 {
                spinning.hold(Micros::from_ms(3));
                yield_now(&spinning).await;
            }
        });
        let woken = Rc::new(Cell::new(Micros::ZERO));
        let told = woken.clone();
        let waiter = runtime.spawn("waiter", TaskKind::Main, async move {
            sleep(&waiting, Micros::from_ms(10)).await;
            told.set(waiting.now());
        });
        assert!(event_loop.run(1000));
        assert!(spinner.is_finished() && waiter.is_finished());
        // Due at 13 ms; the poll under way ends at 15, and the spinner is queued before it.
        assert_eq!(woken.get(), Micros::from_ms(18));
        assert_eq!(event_loop.now(), Micros::from_ms(300));
    }
}
