//! `_time`: clocks and `sleep` (<https://docs.python.org/3.11/library/time.html>).

use super::kit::names;
use crate::python::builtins::arg;
use crate::python::object::{Dict, Kw, Value};
use crate::python::vm::{R, Vm};
use crate::trace::{Micros, WaitOn};
use alloc::boxed::Box;
use alloc::rc::Rc;

/// `_time`.
pub fn module() -> Rc<Dict> {
    names(
        &[
            (
                "now",
                |vm, _, _| Ok(Value::Float(vm.world.epoch + vm.precise_now())),
                0,
                0,
            ),
            (
                "monotonic",
                |vm, _, _| Ok(Value::Float(vm.precise_now())),
                0,
                0,
            ),
            ("perf", |vm, _, _| Ok(Value::Float(vm.precise_now())), 0, 0),
            ("sleep", sleep, 1, 1),
        ],
        [],
    )
}

fn sleep(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let given = arg(args, 0);
    let Some(seconds) = vm.float_of(&given)? else {
        let name = vm.type_name(&given);
        return vm.type_error(alloc::format!(
            "'{}' object cannot be interpreted as an integer",
            name.as_str()
        ));
    };
    if seconds.is_nan() {
        return vm.value_error("Invalid value NaN (not a number)");
    }
    if seconds < 0.0 {
        return vm.value_error("sleep length must be non-negative");
    }
    let length = Micros::from_seconds(seconds);
    let until = vm.now().plus(length);
    vm.wait_for(
        Some(until),
        Some(WaitOn::Timer(length)),
        Box::new(move |vm| Ok((vm.now() >= until).then_some(Value::None))),
    )
}
