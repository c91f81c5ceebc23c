//! Event loops: what is ready runs first in first out, timers by due time
//! (<https://docs.python.org/3.11/library/asyncio-eventloop.html>).

use super::handle::{self, HandleData};
use super::task::{create, part};
use super::{future, known, this, trace};
use crate::python::builtins::{ANY, add_methods, add_new, arg};
use crate::python::modules::context;
use crate::python::modules::kit::{data, keyword, object};
use crate::python::object::{Class, Dict, Gen, Iter, IterState, Kw, Value, intern};
use crate::python::process::{Entry, Ready, Slots};
use crate::python::vm::{R, Stop, Vm};
use crate::runtime::Timer;
use crate::trace::{CancelReason, Micros, WaitOn};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::cmp::Ordering;
use core::future::poll_fn;
use core::task::{Context, Poll};

/// Timers that are due so soon after a time fire with it: the resolution of CPython's clock, in s.
const RESOLUTION: f64 = 1e-9;

/// What an event loop is made of.
pub struct LoopData {
    /// Its tasks' futures, and the order in which all that is ready runs.
    pub slots: Rc<Slots>,
    /// The task that runs, or `None`.
    pub current_task: RefCell<Value>,
    /// The thread it runs in.
    pub thread: Cell<usize>,
    /// Callbacks that are ready, in the order of their entries among what is ready.
    callbacks: RefCell<VecDeque<Value>>,
    timers: RefCell<BTreeMap<When, Value>>,
    timers_set: Cell<u64>,
    /// The timer of the executor below that wakes this loop, and when.
    alarm: RefCell<Option<(Micros, Timer)>>,
    running: Cell<bool>,
    stopping: Cell<bool>,
    closed: Cell<bool>,
    debug: Cell<bool>,
    /// What ended it, to be raised where it was started.
    failure: RefCell<Option<Stop>>,
    tasks: RefCell<Vec<Weak<crate::python::object::Instance>>>,
    async_generators: RefCell<Vec<Weak<Gen>>>,
}

/// When a timer is due, in s on the loop's clock, and which of several it is.
#[derive(Clone, Copy, PartialEq)]
struct When(f64, u64);

impl Eq for When {}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

impl LoopData {
    fn new() -> Self {
        Self {
            slots: Rc::new(Slots::new(Ready::through(None))),
            current_task: RefCell::default(),
            thread: Cell::new(0),
            callbacks: RefCell::default(),
            timers: RefCell::default(),
            timers_set: Cell::new(0),
            alarm: RefCell::default(),
            running: Cell::new(false),
            stopping: Cell::new(false),
            closed: Cell::new(false),
            debug: Cell::new(false),
            failure: RefCell::default(),
            tasks: RefCell::default(),
            async_generators: RefCell::default(),
        }
    }

    /// Notes a new task.
    pub fn add_task(&self, task: &Value) {
        let Value::Instance(instance) = task else {
            return;
        };
        let mut tasks = self.tasks.borrow_mut();
        if tasks.len() == tasks.capacity() {
            tasks.retain(|task| task.strong_count() > 0);
        }
        tasks.push(Rc::downgrade(instance));
    }

    /// The tasks that are not done, in the order they were made.
    pub fn live_tasks(&self) -> Vec<Value> {
        let tasks = self.tasks.borrow();
        let live = tasks.iter().filter_map(Weak::upgrade).map(Value::Instance);
        live.filter(|task| future::fut(task).is_some_and(|data| !data.done()))
            .collect()
    }

    /// Has the loop tell of what held it up, in debug mode.
    pub fn tell_if_slow(&self, vm: &mut Vm, own: &Value, what: &Value, begun: Micros) {
        if !self.debug.get() || self.failure.borrow().is_some() {
            return;
        }
        let took = Value::Float(vm.now().since(begun).seconds());
        let told = vm
            .attr(own, &intern("_took"))
            .and_then(|tell| vm.call_with(&tell, &[what.clone(), took]));
        if let Err(stop) = told {
            self.fail(vm, stop);
        }
    }

    /// The loop ends now, with what nobody may catch.
    pub fn fail(&self, vm: &mut Vm, stop: Stop) {
        self.failure.borrow_mut().get_or_insert(stop);
        vm.wake_thread(self.thread.get());
    }

    fn push(&self, handle: Value) {
        self.callbacks.borrow_mut().push_back(handle);
        self.slots.ready.push(Entry::Callback);
    }

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
    context::enter(&within);
    let recorder = vm.world.runtime.recorder().clone();
    let mut called = Ok(Value::None);
    let begun = vm.now();
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
            let context = Vec::from([
                ("message", Value::str(message)),
                ("exception", error),
                ("handle", handle.clone()),
            ]);
            let event_loop = data.event_loop.clone();
            call_exception_handler(vm, &event_loop, context);
            Ok(())
        }
        Err(stop) => Err(stop),
    };
    vm.take_up(before);
    match result {
        Err(stop) => on.fail(vm, stop),
        Ok(()) => on.tell_if_slow(vm, &data.event_loop, handle, begun),
    }
}

/// The loop in an object.
pub fn data_of(value: &Value) -> Option<Rc<LoopData>> {
    data::<Rc<LoopData>>(value).cloned()
}

fn seconds(vm: &mut Vm) -> f64 {
    vm.now().seconds()
}

/// `loop.call_soon`.
pub fn call_soon(vm: &mut Vm, on: &Value, function: Value, args: Vec<Value>, within: Value) -> R {
    let Some(data) = data_of(on) else {
        return Ok(Value::None);
    };
    check_open(vm, &data)?;
    let class = known(vm, |classes| &classes.handle);
    let source = super::task::source(vm);
    let handle = object(
        &class,
        HandleData::new(on, function, args, within, None, source),
    );
    data.push(handle.clone());
    Ok(handle)
}

fn call_at(vm: &mut Vm, args: &[Value], kw: &Kw, when: f64, skip: usize) -> R {
    let this = this(args);
    let Some(data) = data_of(&this) else {
        return Ok(Value::None);
    };
    check_open(vm, &data)?;
    let class = known(vm, |classes| &classes.timer_handle);
    let rest = args.get(skip + 1..).unwrap_or_default().to_vec();
    let within = context_of(vm, kw);
    let handle = object(
        &class,
        HandleData::new(&this, arg(args, skip), rest, within, Some(when), None),
    );
    let number = data.timers_set.get();
    data.timers_set.set(number + 1);
    data.timers
        .borrow_mut()
        .insert(When(when, number), handle.clone());
    Ok(handle)
}

fn context_of(vm: &mut Vm, kw: &Kw) -> Value {
    match keyword(kw, "context") {
        Some(context) => context,
        None => context::copy(vm),
    }
}

fn check_open(vm: &mut Vm, data: &LoopData) -> R<()> {
    match data.closed.get() {
        true => vm.raise("RuntimeError", "Event loop is closed"),
        false => Ok(()),
    }
}

fn number(vm: &mut Vm, value: &Value) -> R<f64> {
    match vm.float_of(value)? {
        Some(number) => Ok(number),
        None => {
            let name = vm.type_name(value);
            vm.type_error(alloc::format!("must be real number, not {}", name.as_str()))
        }
    }
}

/// Fills the class.
pub fn fill(class: &Rc<Class>) {
    add_new(class, |vm, args, _| {
        let Value::Class(class) = arg(args, 0) else {
            return Ok(Value::None);
        };
        let made = object(&class, Rc::new(LoopData::new()));
        if let Value::Instance(instance) = &made {
            vm.kept::<Loops>().0.push(Rc::downgrade(instance));
        }
        Ok(made)
    });
    add_methods(
        class,
        &[
            ("time", |vm, _, _| Ok(Value::Float(seconds(vm))), 0, 0),
            ("call_soon", soon, 1, ANY - 1),
            ("call_soon_threadsafe", soon, 1, ANY - 1),
            (
                "call_later",
                |vm, args, kw| {
                    let delay = number(vm, &arg(args, 1))?;
                    let when = seconds(vm) + delay;
                    call_at(vm, args, kw, when, 2)
                },
                2,
                ANY - 1,
            ),
            (
                "call_at",
                |vm, args, kw| {
                    let when = number(vm, &arg(args, 1))?;
                    call_at(vm, args, kw, when, 2)
                },
                2,
                ANY - 1,
            ),
            (
                "create_future",
                |vm, args, _| Ok(future::make(vm, this(args))),
                0,
                0,
            ),
            ("create_task", create_task, 0, 1),
            ("run_forever", run_forever, 0, 0),
            (
                "stop",
                |_, args, _| {
                    if let Some(data) = data_of(&this(args)) {
                        data.stopping.set(true);
                    }
                    Ok(Value::None)
                },
                0,
                0,
            ),
            (
                "is_running",
                |_, args, _| is(args, |data| &data.running),
                0,
                0,
            ),
            (
                "is_closed",
                |_, args, _| is(args, |data| &data.closed),
                0,
                0,
            ),
            ("get_debug", |_, args, _| is(args, |data| &data.debug), 0, 0),
            (
                "set_debug",
                |vm, args, _| {
                    let truth = vm.truth(&arg(args, 1))?;
                    if let Some(data) = data_of(&this(args)) {
                        data.debug.set(truth);
                    }
                    Ok(Value::None)
                },
                1,
                1,
            ),
            ("close", close, 0, 0),
            ("_live_asyncgens", live_async_generators, 0, 0),
        ],
    );
}

/// The loops that were made.
#[derive(Default)]
struct Loops(Vec<Weak<crate::python::object::Instance>>);

fn is(args: &[Value], which: fn(&LoopData) -> &Cell<bool>) -> R {
    let this = this(args);
    Ok(Value::Bool(
        data_of(&this).is_some_and(|data| which(&data).get()),
    ))
}

fn soon(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let within = context_of(vm, kw);
    let rest = args.get(2..).unwrap_or_default().to_vec();
    call_soon(vm, &this(args), arg(args, 1), rest, within)
}

fn create_task(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let this = this(args);
    if let Some(data) = data_of(&this) {
        check_open(vm, &data)?;
    }
    let coro = args.get(1).cloned().or_else(|| keyword(kw, "coro"));
    let name = Value::option(keyword(kw, "name"));
    create(
        vm,
        &Value::option(coro),
        &this,
        name,
        keyword(kw, "context"),
    )
}

fn close(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Some(data) = data_of(&this(args)) else {
        return Ok(Value::None);
    };
    if data.running.get() {
        return vm.raise("RuntimeError", "Cannot close a running event loop");
    }
    if !data.closed.replace(true) {
        data.slots.ready.clear();
        let (callbacks, timers) = (data.callbacks.take(), data.timers.take());
        drop((callbacks, timers));
    }
    Ok(Value::None)
}

fn run_forever(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = this(args);
    let Some(data) = data_of(&this) else {
        return Ok(Value::None);
    };
    check_open(vm, &data)?;
    if data.running.get() {
        return vm.raise("RuntimeError", "This event loop is already running");
    }
    if !super::running_loop(vm).is_none() {
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

fn live_async_generators(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = this(args);
    let live = data_of(&this).map(|data| {
        let live = data.async_generators.borrow();
        live.iter()
            .filter_map(Weak::upgrade)
            .filter(|generator| !generator.is_over())
            .map(Value::Gen)
            .collect()
    });
    Ok(Value::list(live.unwrap_or_default()))
}

/// An async generator is iterated for the first time: its loop closes it, should nobody else.
pub fn first_iteration(vm: &mut Vm, generator: &Rc<Gen>) {
    let running = super::running_loop(vm);
    if let Some(data) = data_of(&running) {
        let mut known = data.async_generators.borrow_mut();
        if known.len() == known.capacity() {
            known.retain(|generator| generator.strong_count() > 0);
        }
        known.push(Rc::downgrade(generator));
    }
}

/// Has the running loop close an async generator that nobody iterates any more; false without a
/// loop.
pub fn close_async_generator(vm: &mut Vm, generator: &Rc<Gen>) -> bool {
    let running = super::running_loop(vm);
    let Some(data) = data_of(&running) else {
        return false;
    };
    if data.closed.get() {
        return false;
    }
    let close = Iter::value(IterState::AThrow(
        generator.clone(),
        closing(vm),
        false,
        true,
    ));
    let Ok(make) = vm.attr(&running, &intern("create_task")) else {
        return false;
    };
    let within = context::copy(vm);
    call_soon(vm, &running, make, Vec::from([close]), within).is_ok()
}

fn closing(vm: &mut Vm) -> Value {
    let class = vm.types.exception("GeneratorExit");
    vm.exception(&class, Vec::new())
}

/// Hands something to the loop's exception handler.
pub fn call_exception_handler(vm: &mut Vm, on: &Value, context: Vec<(&str, Value)>) {
    let context = Value::dict(Dict::of_names(context));
    let called = vm
        .attr(on, &intern("call_exception_handler"))
        .and_then(|handler| vm.call_with(&handler, &[context]));
    if let Err(stop) = called {
        vm.unraisable(&stop, "the loop's exception handler");
    }
}

/// Cancels the first task of a loop that runs; false where there is none.
pub fn cancel_main_task(vm: &mut Vm, running: &Value) -> bool {
    let first = data_of(running).and_then(|data| data.live_tasks().into_iter().next());
    let Some(first) = first else { return false };
    trace::set_reason(vm, CancelReason::User);
    super::task::cancel(vm, &first, &Value::None).unwrap_or(false)
}

/// The tasks that are not done when the program ends, in the order they were made.
pub fn unfinished_tasks(vm: &mut Vm) -> Vec<Value> {
    let loops = core::mem::take(&mut vm.kept::<Loops>().0);
    let loops = loops.iter().filter_map(Weak::upgrade).map(Value::Instance);
    let mut left = Vec::new();
    for one in loops.filter_map(|one| data_of(&one)) {
        left.extend(one.live_tasks());
        one.slots.clear();
    }
    left.retain(|task| part(task).is_some_and(super::task::TaskPart::tells_of_loss));
    left.append(&mut vm.kept::<super::step::Fatal>().0);
    left
}
