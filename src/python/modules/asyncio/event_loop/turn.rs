//! The turns of an event loop: what is due and what is ready, and how long it sleeps.

use super::{LoopData, call_exception_handler, check_open, data_of, seconds};
use crate::python::modules::asyncio::handle::{self, HandleData};
use crate::python::modules::asyncio::{running_loop, this};
use crate::python::modules::context;
use crate::python::modules::kit::data;
use crate::python::object::{Kw, Value};
use crate::python::process::Entry;
use crate::python::vm::{R, Stop, Vm};
use crate::trace::{Micros, WaitOn};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::future::poll_fn;
use core::task::{Context, Poll};

/// Timers that are due so soon after a time fire with it: the resolution of CPython's clock, in s.
const RESOLUTION: f64 = 1e-9;

impl LoopData {
    /// The time of the next timer that has not been cancelled.
    fn next_timer(&self) -> Option<f64> {
        let mut timers = self.timers.borrow_mut();
        loop {
            let first = timers.first_entry()?;
            if !handle::is_cancelled(first.get()) {
                return Some(first.key().0);
            }
            let cancelled = first.remove();
            drop(cancelled);
        }
    }

    fn fire_due(&self, now: f64) {
        while self
            .next_timer()
            .is_some_and(|when| when < now + RESOLUTION)
        {
            let first = self.timers.borrow_mut().pop_first();
            if let Some((_, handle)) = first {
                self.push(handle);
            }
        }
    }

    /// One turn of the loop: timers that are due, then what was ready at its start. True where the
    /// loop is over.
    fn turn(self: &Rc<Self>, machine: &Rc<RefCell<Vm>>, cx: &Context<'_>) -> bool {
        let ready = &self.slots.ready;
        ready.begin();
        if let Ok(mut vm) = machine.try_borrow_mut() {
            let now = seconds(&mut vm);
            self.fire_due(now);
        }
        for _ in 0..ready.count() {
            match ready.pop() {
                Some(Entry::Future(place)) => self.slots.poll(place),
                Some(Entry::Callback) => {
                    let handle = self.callbacks.borrow_mut().pop_front();
                    if let (Some(handle), Ok(mut vm)) = (handle, machine.try_borrow_mut()) {
                        run_callback(&mut vm, self, &handle);
                    }
                }
                None => break,
            }
            if self.failure.borrow().is_some() {
                break;
            }
        }
        let over = self.stopping.replace(false) || self.failure.borrow().is_some();
        if over {
            self.running.set(false);
            self.alarm.replace(None);
            if let Ok(mut vm) = machine.try_borrow_mut() {
                vm.wake_thread(self.thread.get());
            }
            return true;
        }
        if ready.count() == 0 {
            self.set_alarm(machine, cx);
        }
        ready.end(cx.waker());
        false
    }

    /// Has the loop woken when its next timer is due; in whole ms, as CPython's selectors round
    /// up, so that sleeps begun in one turn end in one turn.
    fn set_alarm(&self, machine: &Rc<RefCell<Vm>>, cx: &Context<'_>) {
        let Some(when) = self.next_timer() else {
            self.alarm.replace(None);
            return;
        };
        let Ok(mut vm) = machine.try_borrow_mut() else {
            return;
        };
        let now = vm.now();
        let left = (when - now.seconds()).clamp(0.0, 86_400.0);
        let after = Micros(((left * 1e3 - 1e-6).ceil().max(0.0) * 1e3) as u64);
        let due = now.plus(after);
        if self
            .alarm
            .borrow()
            .as_ref()
            .is_some_and(|(known, _)| *known == due)
        {
            return;
        }
        let waker = cx.waker().clone();
        let timer = vm
            .world
            .runtime
            .executor()
            .timer(after, Box::new(move || waker.wake()));
        self.alarm.replace(Some((due, timer)));
    }
}

fn run_callback(vm: &mut Vm, on: &Rc<LoopData>, handle: &Value) {
    let Some(data) = data::<HandleData>(handle) else {
        return;
    };
    let Some((function, args)) = data.take() else {
        return;
    };
    let within = data.context.clone();
    let before = vm.interrupt(on.thread.get(), false, within.clone());
    vm.exc = on.handled.borrow().clone();
    context::enter(&within);
    let recorder = vm.world.runtime.recorder().clone();
    let mut called = Ok(Value::None);
    let begun = on.debug.get().then(|| vm.now());
    recorder.waking_as(data.source(), || {
        called = vm.call(&function, args, Vec::new())
    });
    context::leave(&within);
    let result = match called {
        Ok(_) => Ok(()),
        Err(Stop::Raise(error))
            if !vm.is_exception(&error, "SystemExit")
                && !vm.is_exception(&error, "KeyboardInterrupt") =>
        {
            let shown = handle::callback_text(vm, &function, handle);
            let message = alloc::format!("Exception in callback {shown}");
            vm.exc = (*error).clone();
            let context = Vec::from([
                ("message", Value::str(message)),
                ("exception", *error),
                ("handle", handle.clone()),
            ]);
            let event_loop = data.event_loop.clone();
            call_exception_handler(vm, &event_loop, context)
        }
        Err(stop) => Err(stop),
    };
    vm.take_up(before);
    match result {
        Err(stop) => on.fail(vm, stop),
        Ok(()) => on.tell_if_slow(vm, &data.event_loop, handle, begun),
    }
}

pub(super) fn run_forever(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = this(args);
    let Some(data) = data_of(&this) else {
        return Ok(Value::None);
    };
    check_open(vm, &data)?;
    if data.running.get() {
        return vm.raise("RuntimeError", "This event loop is already running");
    }
    if !running_loop(vm).is_none() {
        return vm.raise(
            "RuntimeError",
            "Cannot run the event loop while another loop is running",
        );
    }
    if !vm.world.may_park || vm.nesting > 0 {
        return vm.raise(
            "NotImplementedError",
            "an event loop cannot be started from within a function that Rust calls, as a key of sort() or __init__ of a metaclass",
        );
    }
    let thread = vm.world.current;
    data.thread.set(thread);
    data.running.set(true);
    data.handled.replace(vm.exc.clone());
    if let Some(thread) = vm.world.threads.get_mut(thread) {
        thread.running_loop = this;
    }
    let (machine, turning) = (vm.world.me.clone(), data.clone());
    vm.world
        .inside
        .outer
        .add(Box::pin(poll_fn(move |cx| match machine.upgrade() {
            Some(machine) if !turning.turn(&machine, cx) => Poll::Pending,
            _ => Poll::Ready(()),
        })));
    let on = WaitOn::Tasks(u32::try_from(data.live_tasks().len()).unwrap_or(u32::MAX));
    vm.wait_for(
        None,
        Some(on),
        Box::new(move |vm| {
            if data.running.get() && data.failure.borrow().is_none() {
                return Ok(None);
            }
            data.running.set(false);
            data.handled.take();
            if let Some(thread) = vm.world.threads.get_mut(thread) {
                thread.running_loop = Value::None;
            }
            match data.failure.take() {
                Some(stop) => Err(stop),
                None => Ok(Some(Value::None)),
            }
        }),
    )
}
