//! Methods of generators and coroutines.

use super::{add_methods, arg};
use crate::python::object::{Iter, IterState, Kw, Value};
use crate::python::vm::{Input, R, Resumed, Vm};

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    for class in [&types.generator, &types.coroutine] {
        add_methods(
            class,
            &[
                ("send", send, 1, 1),
                ("throw", throw, 1, 3),
                ("close", close, 0, 0),
            ],
        );
    }
    add_methods(
        &types.generator,
        &[
            (
                "__next__",
                |vm, args, _| resume(vm, args, Input::Send(Value::None)),
                0,
                0,
            ),
            ("__iter__", |_, args, _| Ok(arg(args, 0)), 0, 0),
        ],
    );
    add_methods(
        &types.coroutine,
        &[(
            "__await__",
            |_, args, _| match arg(args, 0) {
                Value::Gen(generator) => Ok(Iter::value(IterState::Await(generator))),
                other => Ok(other),
            },
            0,
            0,
        )],
    );
}

fn send(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    resume(vm, args, Input::Send(arg(args, 1)))
}

fn throw(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let exception = vm.to_exception(arg(args, 1))?;
    resume(vm, args, Input::Throw(exception))
}

fn close(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Value::Gen(generator) = arg(args, 0) {
        vm.close_generator(&generator)?;
    }
    Ok(Value::None)
}

fn resume(vm: &mut Vm, args: &[Value], input: Input) -> R {
    let Value::Gen(generator) = arg(args, 0) else {
        return Ok(Value::None);
    };
    vm.nest()?;
    let resumed = vm.resume(&generator, input);
    vm.nesting -= 1;
    match resumed? {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) => Err(vm.stop_iteration(value)),
    }
}
