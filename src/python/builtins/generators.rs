//! Methods of generators and coroutines.

use super::{add_methods, arg};
use crate::python::object::{Gen, Iter, IterState, Kw, Value};
use crate::python::vm::{Input, R, Resumed, Sent, Stop, Vm};

pub fn install(vm: &mut Vm) {
    let row = ("aiter", aiter as crate::python::object::NativeFn, 1, 1);
    vm.builtins.set_str(row.0, super::function(&row));
    let types = &vm.types;
    for class in [&types.generator, &types.coroutine] {
        add_methods(
            class,
            &[
                ("send /", send, 1, 1),
                ("throw /", throw, 1, 3),
                ("close /", close, 0, 0),
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
        &types.async_generator,
        &[
            (
                "asend /",
                |_, args, _| Ok(begun(args, |of| IterState::ASend(of, arg(args, 1), false))),
                1,
                1,
            ),
            (
                "__anext__ /",
                |_, args, _| Ok(begun(args, |of| IterState::ASend(of, Value::None, false))),
                0,
                0,
            ),
            ("__aiter__ /", |_, args, _| Ok(arg(args, 0)), 0, 0),
            (
                "athrow /",
                |vm, args, _| {
                    let exception = thrown(vm, args)?;
                    Ok(begun(args, |of| {
                        IterState::AThrow(of, exception, false, false)
                    }))
                },
                1,
                3,
            ),
            (
                "aclose /",
                |vm, args, _| {
                    let class = vm.types.exception("GeneratorExit");
                    let exit = vm.exception(&class, alloc::vec::Vec::new());
                    Ok(begun(args, |of| IterState::AThrow(of, exit, false, true)))
                },
                0,
                0,
            ),
        ],
    );
    for class in [
        &types.coroutine_wrapper,
        &types.async_generator_asend,
        &types.async_generator_athrow,
    ] {
        add_methods(
            class,
            &[
                ("send /", |vm, args, _| go_on(vm, args, arg(args, 1)), 1, 1),
                ("throw /", throw_on, 1, 3),
                ("close /", |_, _, _| Ok(Value::None), 0, 0),
                ("__next__", |vm, args, _| go_on(vm, args, Value::None), 0, 0),
                ("__iter__", |_, args, _| Ok(arg(args, 0)), 0, 0),
                ("__await__", |_, args, _| Ok(arg(args, 0)), 0, 0),
            ],
        );
    }
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

/// What awaiting does something with an async generator.
fn begun(args: &[Value], state: impl FnOnce(alloc::rc::Rc<Gen>) -> IterState) -> Value {
    match arg(args, 0) {
        Value::Gen(generator) => Iter::value(state(generator)),
        other => other,
    }
}

fn send(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    resume(vm, args, Input::Send(arg(args, 1)))
}

fn throw(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let exception = thrown(vm, args)?;
    resume(vm, args, Input::Throw(exception))
}

/// The exception that `throw(type, value, traceback)` means, in any of its forms.
pub fn thrown(vm: &mut Vm, args: &[Value]) -> R {
    let (kind, value) = (arg(args, 1), arg(args, 2));
    let base = vm.types.exception("BaseException");
    match &kind {
        Value::Class(class) if class.inherits(&base) => match &value {
            Value::None => vm.to_exception(kind),
            value if vm.is_a(value, class) => Ok(value.clone()),
            Value::Tuple(tuple) => {
                let args = tuple.0.clone();
                vm.call(&kind, args, alloc::vec::Vec::new())
            }
            value => vm.call_with(&kind, core::slice::from_ref(value)),
        },
        Value::Instance(_) if vm.is_a(&kind, &base) => match value {
            Value::None => Ok(kind),
            _ => vm.type_error("instance exception may not have a separate value"),
        },
        other => {
            let name = vm.type_name(other);
            vm.type_error(alloc::format!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                name.as_str()
            ))
        }
    }
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

fn aiter(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    let class = vm.class_of(&value);
    let name = vm.names.aiter.clone();
    if vm.find_in(&class, &name).is_none() {
        let text = alloc::format!(
            "'{}' object is not an async iterable",
            class.name().as_str()
        );
        return vm.type_error(text);
    }
    vm.aiter(&value)
}

/// `send` of what `await` goes through.
fn go_on(vm: &mut Vm, args: &[Value], value: Value) -> R {
    let Value::Iter(iter) = arg(args, 0) else {
        return Ok(Value::None);
    };
    match vm.send_iter(&iter, value)? {
        Sent::Yield(value) => Ok(value),
        Sent::Return(value) => Err(vm.stop_iteration(value)),
        Sent::Resume(generator, input) => resumed(vm, &generator, input),
    }
}

/// `throw` of it.
fn throw_on(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let exception = thrown(vm, args)?;
    let generator = match arg(args, 0) {
        Value::Iter(iter) => iter.state.borrow().generator(),
        _ => None,
    };
    match generator {
        Some(generator) => resumed(vm, &generator, Input::Throw(exception)),
        None => Err(Stop::raise(exception)),
    }
}

fn resumed(vm: &mut Vm, generator: &alloc::rc::Rc<Gen>, input: Input) -> R {
    vm.nest()?;
    let resumed = vm.resume(generator, input);
    vm.nesting -= 1;
    match resumed? {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) => Err(vm.stop_iteration(value)),
    }
}
