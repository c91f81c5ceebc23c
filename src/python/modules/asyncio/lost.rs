//! What is told of futures and tasks that nobody asked how they ended, or that never did.

use super::event_loop;
use super::future::{Lost, fut};
use crate::python::modules::kit::object;
use crate::python::object::Value;
use crate::python::vm::{Vm, exc};
use alloc::vec::Vec;

/// Has the loop's exception handler tell what a future or task left untold.
pub fn tell_lost(vm: &mut Vm, Lost(mut data): Lost) {
    let class = data.class.take();
    let Some(class) = class else { return };
    if let Some(task) = &mut data.task {
        task.tells.set(false);
    }
    tell_of(vm, &object(&class, data));
}

/// As [`tell_lost`], of a task that is there until the end of the program.
pub fn tell_untold(vm: &mut Vm, task: &Value) {
    let Some(data) = fut(task) else { return };
    let part = data.task.as_deref();
    let waits = part.filter(|part| !data.done() && !part.waiter.borrow().is_none());
    if let Some(part) = waits {
        // What it waits for holds it: nothing else is going to end it.
        if part.tells_of_loss() {
            part.tells.set(false);
            tell_of(vm, task);
        }
        let closed = part.generator().map(|coro| vm.close_generator(&coro));
        if let Some(Err(stop)) = closed {
            vm.unraisable(&stop, "a coroutine");
        }
        let awaited = part.waiter.take();
        drop(awaited);
    }
    if data.unasked.replace(false) {
        tell_of(vm, task);
    }
    // Its exception holds frames, and they hold the task.
    let error = data.value.take();
    let held = exc(&error).map(|error| error.held.take());
    drop((held, error));
}

fn tell_of(vm: &mut Vm, lost: &Value) {
    let Some(data) = fut(lost) else { return };
    let failed = data.failed.get();
    let is_task = data.task.is_some();
    let event_loop = data.event_loop.borrow().clone();
    let exception = failed.then(|| data.value.borrow().clone());
    let message = match (failed, is_task) {
        (true, true) => "Task exception was never retrieved",
        (true, false) => "Future exception was never retrieved",
        (false, _) => "Task was destroyed but it is pending!",
    };
    let mut context = Vec::from([("message", Value::str(message))]);
    if let Some(exception) = exception {
        context.push(("exception", exception));
    }
    let key = if is_task && !failed { "task" } else { "future" };
    context.push((key, lost.clone()));
    if let Err(stop) = event_loop::call_exception_handler(vm, &event_loop, context) {
        vm.unraisable(&stop, "the loop's exception handler");
    }
}
