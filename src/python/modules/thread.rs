//! `_thread`: green threads and their locks (<https://docs.python.org/3.11/library/_thread.html>).

use super::kit::{class, data, keyword, names, object};
use crate::python::builtins::{add_methods, arg};
use crate::python::object::{Class, Dict, Kw, Value};
use crate::python::process::{Resume, Thread, Told, spawn_thread};
use crate::python::vm::{R, Stop, Vm};
use crate::trace::{Micros, Outcome, TaskKind};
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use core::cell::{Cell, RefCell};

/// More are refused, as an operating system would.
const MOST_THREADS: usize = 10_000;

#[derive(Default)]
struct Lock {
    locked: Cell<bool>,
    waiters: RefCell<VecDeque<usize>>,
}

#[derive(Default)]
struct Locks(Option<Rc<Class>>);

/// `_thread`.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let lock = lock_class(vm);
    names(
        &[
            ("start_new_thread", start_new_thread, 1, 4),
            (
                "allocate_lock",
                |vm, _, _| {
                    let class = lock_class(vm);
                    Ok(object(&class, Lock::default()))
                },
                0,
                0,
            ),
            ("get_ident", |vm, _, _| Ok(ident(vm.world.current)), 0, 0),
        ],
        [
            ("LockType", Value::Class(lock)),
            ("error", Value::Class(vm.types.exception("RuntimeError"))),
        ],
    )
}

/// What a thread is known by: spaced as the addresses are that CPython gives.
fn ident(thread: usize) -> Value {
    Value::Int(0x7f00_0000_0740 + thread as i64 * 0x80_1000)
}

fn start_new_thread(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let given = match args.get(1) {
        Some(given) => vm.collect(given)?,
        None => Default::default(),
    };
    let named = match args.get(2) {
        Some(Value::Dict(dict)) => dict
            .map
            .borrow()
            .iter()
            .filter_map(|(key, value)| match key {
                Value::Str(name) => Some((name.clone(), value.clone())),
                _ => None,
            })
            .collect(),
        _ => Default::default(),
    };
    if vm.world.threads.len() >= MOST_THREADS {
        return vm.raise("RuntimeError", "can't start new thread");
    }
    let name = args.get(3).cloned().or_else(|| keyword(kw, "name"));
    let name = name.as_ref().and_then(Value::as_str).map(String::from);
    let id = vm.world.threads.len();
    let name = name.unwrap_or_else(|| alloc::format!("thread {id}"));
    let call = Resume::Call(arg(args, 0), given, named);
    vm.world.threads.push(Thread::new(Some(call), Value::None));
    spawn_thread(vm, id, &name, TaskKind::Task, end);
    Ok(ident(id))
}

fn end(vm: &mut Vm, result: R) -> Option<Told> {
    Some(Told(match result {
        Ok(_) => Outcome::Ok("".into()),
        Err(Stop::Raise(error)) => {
            if !vm.is_exception(&error, "SystemExit") {
                vm.unraisable(&Stop::Raise(error.clone()), "a thread");
            }
            Outcome::Error(vm.told(&error).into())
        }
        Err(_) => {
            vm.world.halted = true;
            Outcome::Error("stopped".to_string().into())
        }
    }))
}

fn lock_class(vm: &mut Vm) -> Rc<Class> {
    if let Some(class) = &vm.kept::<Locks>().0 {
        return class.clone();
    }
    let made = class(vm, "_thread", "lock");
    made.callable.set(false);
    vm.kept::<Locks>().0 = Some(made.clone());
    add_methods(
        &made,
        &[
            ("acquire", acquire, 0, 2),
            ("release", |vm, args, _| release(vm, &arg(args, 0)), 0, 0),
            (
                "locked",
                |_, args, _| {
                    let lock = arg(args, 0);
                    Ok(Value::Bool(
                        data::<Lock>(&lock).is_some_and(|lock| lock.locked.get()),
                    ))
                },
                0,
                0,
            ),
            (
                "__enter__",
                |vm, args, _| wait(vm, &arg(args, 0), None),
                0,
                0,
            ),
            ("__exit__", |vm, args, _| release(vm, &arg(args, 0)), 3, 3),
            (
                "__repr__",
                |_, args, _| {
                    let this = arg(args, 0);
                    let locked = data::<Lock>(&this).is_some_and(|lock| lock.locked.get());
                    Ok(Value::str(alloc::format!(
                        "<{} _thread.lock object at {:#x}>",
                        if locked { "locked" } else { "unlocked" },
                        this.address()
                    )))
                },
                0,
                0,
            ),
        ],
    );
    made
}

fn acquire(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let named = |name: &str| {
        let found = kw.iter().find(|(known, _)| known.as_str() == name);
        found.map(|(_, value)| value.clone())
    };
    let blocking = match args.get(1).cloned().or_else(|| named("blocking")) {
        Some(blocking) => vm.truth(&blocking)?,
        None => true,
    };
    let timeout = match args.get(2).cloned().or_else(|| named("timeout")) {
        Some(timeout) => vm.float_of(&timeout)?.unwrap_or(-1.0),
        None => -1.0,
    };
    if !blocking && timeout != -1.0 {
        return vm.value_error("can't specify a timeout for a non-blocking call");
    }
    if timeout < 0.0 && timeout != -1.0 {
        return vm.value_error("timeout value must be positive");
    }
    let deadline = match (blocking, timeout < 0.0) {
        (false, _) => Some(Micros::ZERO),
        (true, true) => None,
        (true, false) => Some(vm.now().plus(Micros::from_seconds(timeout))),
    };
    wait(vm, &arg(args, 0), deadline)
}

/// Waits for a lock until it is free, or until the deadline; whether it was taken.
fn wait(vm: &mut Vm, lock: &Value, deadline: Option<Micros>) -> R {
    let (lock, thread) = (lock.clone(), vm.world.current);
    vm.wait_for(
        deadline,
        None,
        Box::new(move |vm| {
            let Some(lock) = data::<Lock>(&lock) else {
                return Ok(Some(Value::None));
            };
            let mut waiters = lock.waiters.borrow_mut();
            if !lock.locked.replace(true) {
                waiters.retain(|waiter| *waiter != thread);
                return Ok(Some(Value::Bool(true)));
            }
            if deadline.is_some_and(|deadline| deadline <= vm.now()) {
                waiters.retain(|waiter| *waiter != thread);
                return Ok(Some(Value::Bool(false)));
            }
            if !waiters.contains(&thread) {
                waiters.push_back(thread);
            }
            Ok(None)
        }),
    )
}

fn release(vm: &mut Vm, lock: &Value) -> R {
    let Some(lock) = data::<Lock>(lock) else {
        return Ok(Value::None);
    };
    if !lock.locked.replace(false) {
        return vm.raise("RuntimeError", "release unlocked lock");
    }
    let first = lock.waiters.borrow_mut().pop_front();
    if let Some(first) = first {
        vm.wake_thread(first);
    }
    Ok(Value::None)
}
