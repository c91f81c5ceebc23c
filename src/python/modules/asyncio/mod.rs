//! `_asyncio`: futures, tasks and event loops, beneath the library's `asyncio` in Python. Order,
//! cancellation and words are CPython 3.11's
//! (<https://docs.python.org/3.11/library/asyncio.html>); a task is one future of the runtime.

mod described;
mod event_loop;
mod future;
mod handle;
mod lost;
mod step;
mod task;
mod trace;

pub use event_loop::{
    Hooks, cancel_main_task, close_async_generator, first_iteration, unfinished_tasks,
};
pub use future::{
    Lost, await_future, cancelled_or_done, has_untold, make as new_future, set_exception,
    set_result, wake_when_done,
};
pub use lost::{tell_lost, tell_untold};
pub use trace::module as trace_module;

use super::kit::{class, names};
use crate::python::builtins::arg;
use crate::python::object::{Class, Dict, Value};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;

/// The classes, once they are made.
#[derive(Default)]
pub struct Classes {
    future: Option<Rc<Class>>,
    task: Option<Rc<Class>>,
    event_loop: Option<Rc<Class>>,
    handle: Option<Rc<Class>>,
    timer_handle: Option<Rc<Class>>,
    /// Names given to tasks so far.
    task_names: u64,
}

/// One of the classes; they are all made with the first.
fn known(vm: &mut Vm, which: fn(&Classes) -> &Option<Rc<Class>>) -> Rc<Class> {
    if let Some(class) = which(vm.kept::<Classes>()) {
        return class.clone();
    }
    make_classes(vm);
    match which(vm.kept::<Classes>()) {
        Some(class) => class.clone(),
        None => vm.types.object.clone(),
    }
}

fn make_classes(vm: &mut Vm) {
    let future = class(vm, "_asyncio", "Future");
    future::fill(&future);
    let task = class(vm, "_asyncio", "Task");
    task.bases.replace([future.clone()].into());
    task.mro
        .replace([task.clone(), future.clone(), vm.types.object.clone()].into());
    task::fill(&task);
    let event_loop = class(vm, "asyncio.events", "AbstractEventLoop");
    event_loop::fill(&event_loop);
    let handle = class(vm, "asyncio.events", "Handle");
    handle::fill(&handle);
    let timer_handle = class(vm, "asyncio.events", "TimerHandle");
    timer_handle.bases.replace([handle.clone()].into());
    timer_handle.mro.replace(
        [
            timer_handle.clone(),
            handle.clone(),
            vm.types.object.clone(),
        ]
        .into(),
    );
    handle::fill_timer(&timer_handle);
    let classes = vm.kept::<Classes>();
    classes.future = Some(future);
    classes.task = Some(task);
    classes.event_loop = Some(event_loop);
    classes.handle = Some(handle);
    classes.timer_handle = Some(timer_handle);
}

/// `_asyncio`.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let classes = [
        ("Future", known(vm, |classes| &classes.future)),
        ("Task", known(vm, |classes| &classes.task)),
        ("EventLoop", known(vm, |classes| &classes.event_loop)),
        ("Handle", known(vm, |classes| &classes.handle)),
        ("TimerHandle", known(vm, |classes| &classes.timer_handle)),
        ("CancelledError", vm.types.exception("CancelledError")),
        ("InvalidStateError", vm.types.exception("InvalidStateError")),
    ];
    names(
        &[
            (
                "get_running_loop",
                |vm, _, _| match running_loop(vm) {
                    Value::None => vm.raise("RuntimeError", "no running event loop"),
                    running => Ok(running),
                },
                0,
                0,
            ),
            ("_get_running_loop", |vm, _, _| Ok(running_loop(vm)), 0, 0),
            (
                "iscoroutine /",
                |vm, args, _| Ok(Value::Bool(task::is_coroutine(vm, &arg(args, 0)))),
                1,
                1,
            ),
            ("isfuture /", future::isfuture, 1, 1),
            ("current_task", task::current_task, 0, 1),
            ("all_tasks", task::all_tasks, 0, 1),
            (
                "print_exception",
                |vm, args, _| {
                    let told = vm.plain_traceback(&arg(args, 0));
                    vm.host.stderr(&told);
                    Ok(Value::None)
                },
                1,
                1,
            ),
            (
                "interrupted",
                |vm, _, _| Ok(Value::Bool(vm.world.interrupted)),
                0,
                0,
            ),
            (
                "skip_task_name",
                |vm, _, _| {
                    vm.kept::<Classes>().task_names += 1;
                    Ok(Value::None)
                },
                0,
                0,
            ),
        ],
        classes.map(|(name, class)| (name, Value::Class(class))),
    )
}

/// The loop that runs in the thread that runs, or `None`.
pub fn running_loop(vm: &Vm) -> Value {
    let thread = vm.world.threads.get(vm.world.current);
    thread.map_or(Value::None, |thread| thread.running_loop.clone())
}

/// `get_event_loop()`, for what is made without a loop.
fn some_loop(vm: &mut Vm) -> R {
    let running = running_loop(vm);
    if !running.is_none() {
        return Ok(running);
    }
    let events = vm.load("asyncio.events")?;
    let get = vm.attr(&events, &crate::python::object::intern("get_event_loop"))?;
    vm.call_with(&get, &[])
}

/// The loop argument: the keyword, or the loop that is there.
fn given_loop(vm: &mut Vm, kw: &crate::python::object::Kw) -> R {
    match super::kit::keyword(kw, "loop") {
        Some(given) => Ok(given),
        None => some_loop(vm),
    }
}

/// The object a method is called on.
fn this(args: &[Value]) -> Value {
    arg(args, 0)
}
