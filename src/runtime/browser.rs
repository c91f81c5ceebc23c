//! The browser's event loop: `spawn_local`, gloo's timers, `performance.now()`.

use super::{Clock, Executor, Recorder, Runtime, Timer, WakeGate};
use crate::trace::Micros;
use alloc::{boxed::Box, collections::VecDeque, rc::Rc, sync::Arc};
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::pin::Pin;
use core::task::Waker;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, Performance};

/// A task that never waits gives timers, messages and the person's clicks a turn after this
/// long, in ms.
const SLICE_MS: f64 = 8.0;

thread_local! {
    static PERFORMANCE: Option<Performance> = performance();
    /// The last reading of the clock. Every wake and every spawn is recorded with its time
    /// first, so the gate need not read the clock again.
    static LAST_MS: Cell<f64> = const { Cell::new(0.0) };
    /// Whether time has passed since that no event tells of: wakes were held back.
    static GAP: Cell<bool> = const { Cell::new(false) };
}

/// Milliseconds of `performance.now()`, in a window or a worker.
pub fn performance_now() -> f64 {
    let now = PERFORMANCE.with(|clock| clock.as_ref().map_or(0.0, Performance::now));
    LAST_MS.set(now);
    now
}

/// The global `performance`, in a window or a worker.
pub fn performance() -> Option<Performance> {
    let value = js_sys::Reflect::get(&js_sys::global(), &"performance".into()).ok()?;
    value.dyn_into().ok()
}

/// `performance.now()`, from the start of a run. Browsers round it to between 5 and 100 µs
/// (<https://www.w3.org/TR/hr-time-3/#clock-resolution>).
pub struct BrowserClock {
    origin_ms: f64,
    before_hold: fn(),
}

impl BrowserClock {
    /// A clock that starts now. `before_hold` is called before the loop is held on purpose.
    pub fn new(before_hold: fn()) -> Self {
        Self {
            origin_ms: performance_now(),
            before_hold,
        }
    }

    /// The run's time at the reading `ms` of `performance.now()`.
    pub fn at(&self, ms: f64) -> Micros {
        Micros(((ms - self.origin_ms) * 1e3) as u64)
    }
}

impl Clock for BrowserClock {
    fn now(&self) -> Micros {
        self.at(performance_now())
    }

    fn since_last(&self, last: Micros) -> Micros {
        if GAP.replace(false) { self.now() } else { last }
    }

    fn hold(&self, length: Micros) {
        (self.before_hold)();
        let until = performance_now() + length.ms();
        while performance_now() < until {}
    }

    fn before_work(&self) {
        (self.before_hold)();
    }
}

/// Schedules on the browser's own loop.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserLoop;

impl BrowserLoop {
    /// A runtime that schedules here and writes to `recorder`.
    pub fn runtime(recorder: Recorder) -> Runtime {
        Runtime::new(recorder, Rc::new(Self))
    }
}

impl Executor for BrowserLoop {
    fn spawn(&self, future: Pin<Box<dyn Future<Output = ()>>>) {
        TURN.with(|turn| turn.admit(Held::Future(future), false));
    }

    fn timer(&self, after: Micros, fire: Box<dyn FnOnce()>) -> Timer {
        // Rounded up, so that no timer fires early; browsers take 31 bits.
        let ms = after.0.div_ceil(1000).min(i32::MAX as u64) as u32;
        Timer::new(Timeout::new(ms, fire))
    }

    fn gate(&self) -> Arc<dyn WakeGate> {
        Arc::new(SliceGate)
    }
}

/// Lets wakes and new tasks through until a slice of time is used up; later ones wait for the next
/// macrotask. Both run in microtasks: without this, tasks that wake each other for ever would keep
/// the browser from ever getting to timers, answers and messages.
struct SliceGate;

impl WakeGate for SliceGate {
    fn wake(&self, waker: Waker, outside: bool) {
        TURN.with(|turn| turn.admit(Held::Waker(waker), outside));
    }
}

thread_local! {
    static TURN: Turn = Turn::new();
}

/// What may have to wait for its turn.
enum Held {
    Waker(Waker),
    Future(Pin<Box<dyn Future<Output = ()>>>),
}

impl Held {
    fn release(self) {
        match self {
            Self::Waker(waker) => waker.wake(),
            Self::Future(future) => wasm_bindgen_futures::spawn_local(future),
        }
    }
}

struct Turn {
    began_ms: Cell<Option<f64>>,
    held: RefCell<VecDeque<Held>>,
    /// Whether the message that begins the next turn is on its way.
    posted: Cell<bool>,
    /// A message through it is the quickest macrotask there is: `setTimeout` waits 4 ms once
    /// nested (<https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html>).
    channel: Option<MessageChannel>,
}

impl Turn {
    fn new() -> Self {
        let channel = MessageChannel::new().ok();
        if let Some(channel) = &channel {
            let next = Closure::<dyn FnMut()>::new(|| {
                TURN.with(|turn| {
                    turn.posted.set(false);
                    turn.next();
                });
            });
            let handler = next.into_js_value();
            channel.port1().set_onmessage(handler.dyn_ref());
        }
        Self {
            began_ms: Cell::new(None),
            held: RefCell::default(),
            posted: Cell::new(false),
            channel,
        }
    }

    fn admit(&self, one: Held, outside: bool) {
        if outside {
            // A macrotask of its own: what was held need not wait for ours, which may come late
            // where many answers come in.
            self.next();
        }
        if self.channel.is_some() && (!self.held.borrow().is_empty() || self.used_up()) {
            self.held.borrow_mut().push_back(one);
        } else {
            one.release();
        }
    }

    fn used_up(&self) -> bool {
        let Some(began) = self.began_ms.get() else {
            self.begin();
            return false;
        };
        LAST_MS.get() - began > SLICE_MS
    }

    fn begin(&self) {
        self.began_ms.set(Some(LAST_MS.get()));
        if let Some(channel) = self.channel.as_ref().filter(|_| !self.posted.replace(true)) {
            // A port of ours takes any message; there is nothing to do if not.
            let _ = channel.port2().post_message(&JsValue::NULL);
        }
    }

    fn next(&self) {
        self.began_ms.set(None);
        let held = self.held.take();
        if !held.is_empty() {
            performance_now();
            self.begin();
            GAP.set(true);
        }
        for one in held {
            one.release();
        }
    }
}
