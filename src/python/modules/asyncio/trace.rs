//! `_trace`: what the library in Python tells the timeline.

use super::future::Fut;
use super::task::id_of;
use crate::python::builtins::arg;
use crate::python::modules::kit::names;
use crate::python::object::{Dict, Kw, Value};
use crate::python::vm::{R, Vm};
use crate::runtime::Deadline;
use crate::trace::{CancelReason, Micros, ResourceId, ResourceKind, WaitOn, Want};
use alloc::rc::Rc;
use core::panic::Location;

/// Why the next cancellation is asked for, where that is known.
#[derive(Default)]
struct Reason(Option<CancelReason>);

/// The reason of a cancellation that is asked for now.
pub fn take_reason(vm: &mut Vm) -> CancelReason {
    let reason = vm.kept::<Reason>().0.take();
    reason.unwrap_or(CancelReason::Program)
}

/// The reason of the next cancellation.
pub fn set_reason(vm: &mut Vm, reason: CancelReason) {
    vm.kept::<Reason>().0 = Some(reason);
}

/// Makes a future known that something waits for.
pub fn new_future(vm: &mut Vm, data: &Fut) -> ResourceId {
    vm.mark_line();
    let recorder = vm.world.runtime.recorder();
    let resource = recorder.created(ResourceKind::Future, "Future", None, Location::caller());
    recorder.changed(resource, 0, 1, None);
    data.resource.set(Some(resource));
    resource
}

/// `_trace`.
pub fn module() -> Rc<Dict> {
    names(
        &[
            ("created", created, 3, 3),
            ("changed", changed, 4, 4),
            ("waiting", waiting, 2, 2),
            (
                "waiting_tasks",
                |vm, args, _| {
                    let count = count(vm, &arg(args, 0))?;
                    say(vm, WaitOn::Tasks(count))
                },
                1,
                1,
            ),
            (
                "sleeping",
                |vm, args, _| {
                    let seconds = vm.float_of(&arg(args, 0))?.unwrap_or_default();
                    say(vm, WaitOn::Timer(Micros::from_seconds(seconds)))
                },
                1,
                1,
            ),
            (
                "deadline_set",
                |vm, args, _| deadline(vm, args, Deadline::Set),
                1,
                2,
            ),
            (
                "deadline_passed",
                |vm, args, _| deadline(vm, args, Deadline::Passed),
                1,
                2,
            ),
            (
                "deadline_lifted",
                |vm, args, _| deadline(vm, args, Deadline::Lifted),
                1,
                2,
            ),
            (
                "reason",
                |vm, args, _| {
                    let reason = match arg(args, 0).as_str() {
                        Some("timeout") => CancelReason::Timeout,
                        Some("sibling") => CancelReason::SiblingFailed,
                        Some("race") => CancelReason::LostRace,
                        _ => CancelReason::Parent,
                    };
                    set_reason(vm, reason);
                    Ok(Value::None)
                },
                1,
                1,
            ),
        ],
        [],
    )
}

fn count(vm: &mut Vm, value: &Value) -> R<u32> {
    let count = vm.small_index(value)?;
    Ok(u32::try_from(count.max(0)).unwrap_or(u32::MAX))
}

fn say(vm: &mut Vm, on: WaitOn) -> R {
    vm.mark_line();
    vm.world.runtime.recorder().waiting(on);
    Ok(Value::None)
}

fn created(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let kind = match arg(args, 0).as_str() {
        Some("semaphore") => ResourceKind::Semaphore,
        Some("lock") => ResourceKind::Lock,
        Some("event") => ResourceKind::Event,
        Some("condition") => ResourceKind::Condition,
        Some("barrier") => ResourceKind::Barrier,
        _ => ResourceKind::Queue,
    };
    let limit = match arg(args, 2) {
        Value::None => None,
        limit => Some(count(vm, &limit)?),
    };
    vm.mark_line();
    let name = arg(args, 1);
    let name = name.as_str().unwrap_or("?");
    let recorder = vm.world.runtime.recorder();
    let resource = recorder.created(kind, name, limit, Location::caller());
    Ok(Value::Int(i64::from(resource.0)))
}

fn changed(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let resource = ResourceId(count(vm, &arg(args, 0))?);
    let level = count(vm, &arg(args, 1))? as usize;
    let waiters = count(vm, &arg(args, 2))? as usize;
    let holder = id_of(&arg(args, 3));
    let recorder = vm.world.runtime.recorder();
    recorder.changed(resource, level, waiters, holder);
    Ok(Value::None)
}

fn waiting(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let resource = ResourceId(count(vm, &arg(args, 0))?);
    let want = match arg(args, 1).as_str() {
        Some("acquire") => Want::Acquire,
        Some("put") => Want::Put,
        Some("get") => Want::Get,
        Some("join") => Want::Join,
        _ => Want::News,
    };
    say(vm, WaitOn::Resource { resource, want })
}

/// `(when, task=None)`: `when` in s on the loop's clock.
fn deadline(vm: &mut Vm, args: &[Value], what: Deadline) -> R {
    let due = Micros::from_seconds(vm.float_of(&arg(args, 0))?.unwrap_or_default());
    let recorder = vm.world.runtime.recorder();
    match id_of(&arg(args, 1)) {
        Some(task) => recorder.deadline_of(task, due, what),
        None => recorder.deadline(due, what),
    }
    Ok(Value::None)
}
