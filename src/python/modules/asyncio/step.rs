//! One step of a task: its coroutine runs until it awaits something that is not done.

use super::event_loop::{LoopData, data_of};
use super::future::{self, Fut, State, cancel_plain, cancelled_error, fut, settle};
use super::task::{TaskPart, await_future, cancel, id_of, part, wake};
use crate::python::modules::context;
use crate::python::object::{Gen, GenKind, Value, intern};
use crate::python::vm::{Input, R, Resumed, Stop, Vm};
use crate::runtime::Report;
use crate::trace::{CancelReason, Outcome, WaitOn, Want};
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::task::{Poll, Waker};

/// Tasks that ended the loop they were of.
#[derive(Default)]
pub struct Fatal(pub Vec<Value>);

/// How a task ended, for the trace.
pub struct Told(Outcome);

impl Report for Told {
    fn report(&self) -> Outcome {
        self.0.clone()
    }
}

/// The runtime polls a task's future.
pub fn poll_task(
    vm: &mut Vm,
    task: &Value,
    waker: &Waker,
    asked: Option<CancelReason>,
) -> Poll<Told> {
    let (Some(data), Some(own)) = (fut(task), part(task)) else {
        return Poll::Pending;
    };
    if !own
        .waker
        .borrow()
        .as_ref()
        .is_some_and(|known| known.will_wake(waker))
    {
        own.waker.replace(Some(waker.clone()));
    }
    if asked.is_some() && !own.asked.replace(true) {
        // The person asked for it, on the timeline.
        let told = cancel(vm, task, &Value::None);
        note_halt(vm, data, told.map(|_| ()));
    }
    let waiter = own.waiter.replace(Value::None);
    let event_loop = data.event_loop.borrow().clone();
    let Some(on) = data_of(&event_loop) else {
        return Poll::Pending;
    };
    let thrown = match fut(&waiter) {
        Some(awaited) if !awaited.done() => {
            own.waiter.replace(waiter.clone());
            say_wait(vm, own, &waiter);
            return Poll::Pending;
        }
        Some(awaited) => match settle(vm, &waiter) {
            Ok(_) => None,
            Err(Stop::Raise(error)) => {
                if awaited.state.get() == State::Cancelled {
                    let before = core::mem::replace(&mut vm.exc, on.handled.borrow().clone());
                    vm.chain(&error);
                    vm.exc = before;
                }
                Some(*error)
            }
            Err(_) => return Poll::Pending,
        },
        None => own.throw.take(),
    };
    let begun = on.debug.get().then(|| vm.now());
    let stepped = step(vm, task, thrown, &on);
    note_halt(vm, data, stepped);
    on.tell_if_slow(vm, &event_loop, task, begun);
    if data.done() {
        own.context.replace(Value::None);
        return Poll::Ready(Told(outcome(vm, data, own)));
    }
    Poll::Pending
}

/// The loop ends with what nobody may catch: a halt, `SystemExit`, `KeyboardInterrupt`.
fn note_halt(vm: &mut Vm, data: &Fut, result: R<()>) {
    if let Err(stop) = result {
        let event_loop = data.event_loop.borrow().clone();
        if let Some(on) = data_of(&event_loop) {
            on.fail(vm, stop);
        }
    }
}

fn step(vm: &mut Vm, task: &Value, thrown: Option<Value>, on: &Rc<LoopData>) -> R<()> {
    let (Some(data), Some(own)) = (fut(task), part(task)) else {
        return Ok(());
    };
    let thrown = match own.must_cancel.replace(false) {
        true => Some(match thrown {
            Some(error) if vm.is_exception(&error, "CancelledError") => error,
            _ => cancelled_error(vm, data),
        }),
        false => thrown,
    };
    let coro = own.coro.borrow().clone();
    let within = own.context.borrow().clone();
    let before = vm.interrupt(on.thread.get(), false, within.clone());
    vm.exc = on.handled.borrow().clone();
    context::enter(&within);
    let other = on.current_task.replace(task.clone());
    let said = vm.world.runtime.recorder().waits_said();
    let resumed = resume(vm, &coro, thrown);
    let resumed = match resumed {
        Ok(Resumed::Yielded(value)) => {
            let line = own.generator().and_then(|coro| line_of(&coro));
            vm.world.runtime.recorder().at_program_line(line);
            Ok(Resumed::Yielded(value))
        }
        other => other,
    };
    on.current_task.replace(other);
    context::leave(&within);
    let result = match resumed {
        Ok(Resumed::Returned(value)) => returned(vm, task, value),
        Ok(Resumed::Yielded(value)) => {
            let says = vm.world.runtime.recorder().waits_said() == said;
            yielded(vm, task, &value, &event_loop_of(data), says)
        }
        Err(Stop::Raise(error)) => raised(vm, task, *error),
        Err(stop) => Err(stop),
    };
    let (_, _, left) = vm.take_up(before);
    if within.is_none() {
        // What the task has set holds for its next step.
        own.context.replace(left);
    }
    result
}

fn event_loop_of(data: &Fut) -> Value {
    data.event_loop.borrow().clone()
}

fn resume(vm: &mut Vm, coro: &Value, thrown: Option<Value>) -> R<Resumed> {
    if let Value::Gen(generator) = coro {
        let input = match thrown {
            Some(error) => Input::Throw(error),
            None => Input::Send(Value::None),
        };
        return vm.resume(generator, input);
    }
    let (name, given) = match thrown {
        Some(error) => ("throw", error),
        None => ("send", Value::None),
    };
    let method = vm.attr(coro, &intern(name))?;
    match vm.call(&method, Vec::from([given]), Vec::new()) {
        Ok(value) => Ok(Resumed::Yielded(value)),
        Err(stop) => vm.stopped_with(stop).map(Resumed::Returned),
    }
}

fn returned(vm: &mut Vm, task: &Value, value: Value) -> R<()> {
    let (Some(data), Some(own)) = (fut(task), part(task)) else {
        return Ok(());
    };
    if own.must_cancel.replace(false) {
        let message = data.message.borrow().clone();
        cancel_plain(vm, task, message)?;
        return Ok(());
    }
    future::set_result(vm, task, value)
}

fn raised(vm: &mut Vm, task: &Value, error: Value) -> R<()> {
    let Some(data) = fut(task) else {
        return Ok(());
    };
    if vm.is_exception(&error, "CancelledError") {
        data.cancelled_error.replace(Some(error));
        cancel_plain(vm, task, Value::None)?;
        return Ok(());
    }
    let fatal =
        vm.is_exception(&error, "SystemExit") || vm.is_exception(&error, "KeyboardInterrupt");
    future::set_exception(vm, task, error.clone())?;
    match fatal {
        true => {
            // The frames that the exception leaves from here on hold on to the task.
            vm.kept::<Fatal>().0.push(task.clone());
            Err(Stop::raise(error))
        }
        false => Ok(()),
    }
}

/// The coroutine gave something to its task, as a future does that is awaited.
fn yielded(vm: &mut Vm, task: &Value, value: &Value, on: &Value, says: bool) -> R<()> {
    let Some(own) = part(task) else {
        return Ok(());
    };
    if value.is_none() {
        if says {
            vm.world.runtime.recorder().waiting(WaitOn::Yield);
        }
        wake(task);
        return Ok(());
    }
    let wrong = match fut(value) {
        Some(awaited) if !awaited.event_loop.borrow().is(on) => {
            let (task, future) = (vm.repr(task)?, vm.repr(value)?);
            alloc::format!("Task {task} got Future {future} attached to a different loop")
        }
        Some(awaited) if !awaited.blocking.replace(false) => {
            let (task, future) = (vm.repr(task)?, vm.repr(value)?);
            alloc::format!("yield was used instead of yield from in task {task} with {future}")
        }
        Some(_) if value.is(task) => {
            alloc::format!("Task cannot await on itself: {}", vm.repr(task)?)
        }
        Some(_) => {
            await_future(vm, task, value)?;
            own.waiter.replace(value.clone());
            if says {
                say_wait(vm, own, value);
            }
            if own.must_cancel.get() {
                let message = fut(task).map_or(Value::None, |data| data.message.borrow().clone());
                let method = vm.attr(value, &intern("cancel"))?;
                let kw = Vec::from([(intern("msg"), message)]);
                let given = vm.call(&method, Vec::new(), kw)?;
                if vm.truth(&given)? {
                    own.must_cancel.set(false);
                }
            }
            return Ok(());
        }
        None => {
            let (task, shown) = (vm.repr(task)?, vm.repr(value)?);
            match value {
                Value::Gen(given) if given.kind == GenKind::Generator => alloc::format!(
                    "yield was used instead of yield from for generator in task {task} with {shown}"
                ),
                _ => alloc::format!("Task got bad yield: {shown}"),
            }
        }
    };
    let class = vm.types.exception("RuntimeError");
    let error = vm.exception(&class, Vec::from([Value::str(wrong)]));
    own.throw.replace(Some(error));
    wake(task);
    Ok(())
}

/// Tells the trace what a task waits on, where the program's library has not said more.
fn say_wait(vm: &mut Vm, own: &TaskPart, awaited: &Value) {
    let on = match id_of(awaited) {
        Some(id) => WaitOn::Task(id),
        None => {
            let Some(data) = fut(awaited) else { return };
            if !data.own.get() {
                // What the library waits for by itself is the work of a thread.
                return say(vm, own, WaitOn::Job);
            }
            let resource = match data.resource.get() {
                Some(resource) => resource,
                None => super::trace::new_future(vm, data),
            };
            WaitOn::Resource {
                resource,
                want: Want::News,
            }
        }
    };
    say(vm, own, on);
}

fn say(vm: &mut Vm, own: &TaskPart, on: WaitOn) {
    let line = own.generator().and_then(|coro| line_of(&coro));
    let recorder = vm.world.runtime.recorder();
    recorder.at_program_line(line);
    recorder.waiting(on);
}

/// The line of the program at which a coroutine is set down: the innermost one of the program's
/// own file among what it awaits.
pub fn line_of(coroutine: &Rc<Gen>) -> Option<u32> {
    let mut line = None;
    let mut at = Some(Value::Gen(coroutine.clone()));
    while let Some(awaited) = at {
        let generator = match &awaited {
            Value::Gen(generator) => generator.clone(),
            Value::Iter(iter) => match iter.state.borrow().generator() {
                Some(generator) => generator,
                None => break,
            },
            _ => break,
        };
        let frame = generator.frame.borrow();
        let Some(frame) = frame.as_ref() else { break };
        if frame.code.source.main {
            line = Some(frame.line());
        }
        at = frame.delegate().cloned();
    }
    line
}

fn outcome(vm: &mut Vm, data: &Fut, own: &TaskPart) -> Outcome {
    match data.state.get() {
        State::Cancelled => Outcome::Cancelled(own.reason.get().unwrap_or(CancelReason::Program)),
        _ if data.failed.get() => {
            let error = data.value.borrow().clone();
            Outcome::Error(vm.told(&error).into())
        }
        _ => {
            let value = data.value.borrow().clone();
            Outcome::Ok(vm.told_value(&value).into())
        }
    }
}
