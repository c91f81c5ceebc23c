//! Event loops: what is ready runs first in first out, timers by due time
//! (<https://docs.python.org/3.11/library/asyncio-eventloop.html>).

mod generators;
mod turn;

pub use generators::{Hooks, close_async_generator, first_iteration};

use super::handle::HandleData;
use super::task::{create, part};
use super::{future, known, this, trace};
use crate::python::builtins::{ANY, add_methods, add_new, arg, is_callable};
use crate::python::modules::context;
use crate::python::modules::kit::{data, keyword, object};
use crate::python::object::{Class, Dict, Gen, GenKind, Kw, Value, intern};
use crate::python::process::{Entry, Ready, Slots};
use crate::python::vm::{R, Stop, Vm};
use crate::runtime::Timer;
use crate::trace::{CancelReason, Micros};
use alloc::collections::{BTreeMap, VecDeque};
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::cmp::Ordering;

/// What an event loop is made of.
pub struct LoopData {
    /// Its tasks' futures, and the order in which all that is ready runs.
    pub slots: Rc<Slots>,
    /// The task that runs, or `None`.
    pub current_task: RefCell<Value>,
    /// The exception being handled where it was started: what its tasks and callbacks raise has
    /// it as its context.
    pub handled: RefCell<Value>,
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
    pub debug: Cell<bool>,
    /// Whether the program makes the tasks.
    by_factory: Cell<bool>,
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
            handled: RefCell::default(),
            thread: Cell::new(0),
            callbacks: RefCell::default(),
            timers: RefCell::default(),
            timers_set: Cell::new(0),
            alarm: RefCell::default(),
            running: Cell::new(false),
            stopping: Cell::new(false),
            closed: Cell::new(false),
            debug: Cell::new(false),
            by_factory: Cell::new(false),
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

    /// Has the loop tell of what held it up, where it was in debug mode as that began.
    pub fn tell_if_slow(&self, vm: &mut Vm, own: &Value, what: &Value, begun: Option<Micros>) {
        let Some(begun) = begun.filter(|_| self.failure.borrow().is_none()) else {
            return;
        };
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
    check_callback(vm, &data, &arg(args, skip), "call_at")?;
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
        None => context::inherited(vm),
    }
}

fn check_open(vm: &mut Vm, data: &LoopData) -> R<()> {
    match data.closed.get() {
        true => vm.raise("RuntimeError", "Event loop is closed"),
        false => Ok(()),
    }
}

/// In debug mode, only the thread that a loop runs in may use it.
fn check_thread(vm: &mut Vm, data: &LoopData) -> R<()> {
    match data.debug.get() && data.running.get() && data.thread.get() != vm.world.current {
        true => vm.raise(
            "RuntimeError",
            "Non-thread-safe operation invoked on an event loop other than the current one",
        ),
        false => Ok(()),
    }
}

/// What debug mode has no callback be.
fn check_callback(vm: &mut Vm, data: &LoopData, callback: &Value, method: &str) -> R<()> {
    if !data.debug.get() {
        return Ok(());
    }
    if method != "call_soon_threadsafe" {
        check_thread(vm, data)?;
    }
    let code = match callback {
        Value::Func(function) => function.code.kind,
        Value::Bound(bound) => match &bound.func {
            Value::Func(function) => function.code.kind,
            _ => None,
        },
        _ => None,
    };
    let coroutine = matches!(callback, Value::Gen(given) if given.kind == GenKind::Coroutine);
    if coroutine || code == Some(GenKind::Coroutine) {
        return vm.type_error(alloc::format!("coroutines cannot be used with {method}()"));
    }
    if is_callable(vm, callback) {
        return Ok(());
    }
    let shown = vm.repr(callback)?;
    vm.type_error(alloc::format!(
        "a callable object was expected by {method}(), got {shown}"
    ))
}

fn number(vm: &mut Vm, value: &Value, missing: &str) -> R<f64> {
    match vm.float_of(value)? {
        None if value.is_none() => vm.type_error(missing),
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
            (
                "call_soon",
                |vm, args, kw| soon(vm, args, kw, "call_soon"),
                1,
                ANY - 1,
            ),
            (
                "call_soon_threadsafe",
                |vm, args, kw| soon(vm, args, kw, "call_soon_threadsafe"),
                1,
                ANY - 1,
            ),
            (
                "call_later",
                |vm, args, kw| {
                    let delay = number(vm, &arg(args, 1), "delay must not be None")?;
                    let when = seconds(vm) + delay;
                    call_at(vm, args, kw, when, 2)
                },
                2,
                ANY - 1,
            ),
            (
                "call_at",
                |vm, args, kw| {
                    let when = number(vm, &arg(args, 1), "when cannot be None")?;
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
            ("run_forever", turn::run_forever, 0, 0),
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
            (
                "_set_by_factory",
                |_, args, _| {
                    if let Some(data) = data_of(&this(args)) {
                        data.by_factory.set(!arg(args, 1).is_none());
                    }
                    Ok(Value::None)
                },
                1,
                1,
            ),
            ("close", close, 0, 0),
            ("_live_asyncgens", generators::live_async_generators, 0, 0),
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

fn soon(vm: &mut Vm, args: &[Value], kw: &Kw, method: &str) -> R {
    if let Some(data) = data_of(&this(args)) {
        check_open(vm, &data)?;
        check_callback(vm, &data, &arg(args, 1), method)?;
    }
    let within = context_of(vm, kw);
    let rest = args.get(2..).unwrap_or_default().to_vec();
    call_soon(vm, &this(args), arg(args, 1), rest, within)
}

fn create_task(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let this = this(args);
    if let Some(data) = data_of(&this) {
        check_open(vm, &data)?;
        if data.by_factory.get() {
            let make = vm.attr(&this, &intern("_create_task_by_factory"))?;
            return vm.call(
                &make,
                args.get(1..).unwrap_or_default().to_vec(),
                kw.to_vec(),
            );
        }
        check_thread(vm, &data)?;
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
        // Tasks that nobody else holds end with it.
        data.slots.clear();
        let (callbacks, timers) = (data.callbacks.take(), data.timers.take());
        drop((callbacks, timers));
    }
    Ok(Value::None)
}

/// Hands something to the loop's exception handler.
///
/// # Errors
/// What the handler may not keep to itself.
pub fn call_exception_handler(vm: &mut Vm, on: &Value, context: Vec<(&str, Value)>) -> R<()> {
    let context = Value::dict(Dict::of_names(context));
    let handler = vm.attr(on, &intern("call_exception_handler"))?;
    vm.call_with(&handler, &[context]).map(|_| ())
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
