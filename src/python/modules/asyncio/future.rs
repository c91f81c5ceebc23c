//! `asyncio.Future` (<https://docs.python.org/3.11/library/asyncio-future.html>).

use super::task::TaskPart;
use super::{described, event_loop, given_loop, this};
use crate::python::builtins::{add_class_method, add_methods, add_new, arg};
use crate::python::modules::kit::{add_getters, add_property, data, keyword, object};
use crate::python::object::{Class, Iter, IterState, Kw, Value};
use crate::python::vm::{Entry, R, Sent, Stop, Vm, exc, note_lost};
use crate::trace::ResourceId;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::task::Waker;

/// How far a future has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Neither result nor exception yet.
    #[default]
    Pending,
    /// Cancelled.
    Cancelled,
    /// It has one of them.
    Finished,
}

/// What is called when a future is done.
#[derive(Clone)]
pub enum Callback {
    /// A task that awaits it goes on.
    Wake(Value),
    /// A function, in its context.
    Call(Value, Value),
    /// A future of Rust's that serves it.
    Rust(Waker),
}

/// What a future, or the future in a task, holds.
#[derive(Default)]
pub struct Fut {
    /// The class of the object, for what is told when the object is gone.
    pub class: RefCell<Option<Rc<Class>>>,
    /// Its loop; `None` before `__init__`.
    pub event_loop: RefCell<Value>,
    /// How far it has come.
    pub state: Cell<State>,
    /// Its result, or its exception.
    pub value: RefCell<Value>,
    /// Whether [`Fut::value`] is an exception.
    pub failed: Cell<bool>,
    /// The exception's traceback when it was set.
    trace: RefCell<Vec<Entry>>,
    /// What is called when it is done.
    pub callbacks: RefCell<Vec<Callback>>,
    /// An `await` has just given it to its task.
    pub blocking: Cell<bool>,
    /// The message it was cancelled with.
    pub message: RefCell<Value>,
    /// The exception that a cancelled task ended with, until somebody asks for it.
    pub cancelled_error: RefCell<Option<Value>>,
    /// Nobody has asked for its exception yet.
    pub unasked: Cell<bool>,
    /// A task's own part.
    pub task: Option<Box<TaskPart>>,
    /// The program itself made it, not the library.
    pub own: Cell<bool>,
    /// What the timeline calls it, once something waits for it.
    pub resource: Cell<Option<ResourceId>>,
}

/// A future or task that went away with something left to tell.
pub struct Lost(pub(super) Fut);

impl Drop for Fut {
    fn drop(&mut self) {
        let pending = self.state.get() == State::Pending
            && self.task.as_ref().is_some_and(|task| task.tells_of_loss());
        if self.unasked.get() || pending {
            self.unasked.set(false);
            note_lost(Lost(core::mem::take(self)));
        }
    }
}

/// Whether it is a future with an exception that nobody has asked for.
pub fn has_untold(value: &Value) -> bool {
    fut(value).is_some_and(|data| data.unasked.get())
}

/// The future in an object.
pub fn fut(value: &Value) -> Option<&Fut> {
    data(value)
}

impl Fut {
    /// The future in a task.
    pub fn of_task() -> Self {
        let mut made = Self::default();
        made.task = Some(Box::default());
        made
    }

    /// Whether it is done.
    pub fn done(&self) -> bool {
        self.state.get() != State::Pending
    }

    /// What it will raise: its exception, with the traceback that it was set with; with none of
    /// its own from the second time on.
    pub fn exception(&self) -> Value {
        let exception = self.value.borrow().clone();
        if let Some(data) = exc(&exception) {
            data.trace.replace(self.trace.take());
        }
        exception
    }
}

/// Has a future of Rust's woken when it is done.
pub fn wake_when_done(future: &Value, waker: &Waker) {
    if let Some(data) = fut(future).filter(|data| !data.done()) {
        data.callbacks
            .borrow_mut()
            .push(Callback::Rust(waker.clone()));
    }
}

/// Whether nothing can be set any more.
pub fn cancelled_or_done(future: &Value) -> bool {
    fut(future).is_none_or(Fut::done)
}

/// What it came to: `Ok(value)`, or what awaiting it raises.
pub fn settle(vm: &mut Vm, future: &Value) -> R {
    let Some(data) = fut(future) else {
        return Ok(Value::None);
    };
    match data.state.get() {
        State::Pending => vm.raise("InvalidStateError", "Result is not set."),
        State::Cancelled => Err(Stop::raise(cancelled_error(vm, data))),
        State::Finished if data.failed.get() => {
            data.unasked.set(false);
            Err(Stop::raise(data.exception()))
        }
        State::Finished => Ok(data.value.borrow().clone()),
    }
}

/// The exception that says it was cancelled.
pub fn cancelled_error(vm: &mut Vm, data: &Fut) -> Value {
    if let Some(error) = data.cancelled_error.take() {
        return error;
    }
    let message = data.message.borrow().clone();
    let class = vm.types.exception("CancelledError");
    let args = if message.is_none() {
        Vec::new()
    } else {
        Vec::from([message])
    };
    vm.exception(&class, args)
}

/// Has everybody called who waits for it.
fn tell(vm: &mut Vm, future: &Value) -> R<()> {
    let Some(data) = fut(future) else {
        return Ok(());
    };
    let callbacks = data.callbacks.take();
    if let Some(resource) = data.resource.get() {
        let recorder = vm.world.runtime.recorder();
        recorder.changed(resource, 1, 0, None);
    }
    let on = data.event_loop.borrow().clone();
    for callback in callbacks {
        match callback {
            Callback::Wake(task) => super::task::wake(&task),
            Callback::Rust(waker) => waker.wake(),
            Callback::Call(function, context) => {
                let args = Vec::from([future.clone()]);
                event_loop::call_soon(vm, &on, function, args, context)?;
            }
        }
    }
    Ok(())
}

/// Sets the result of a pending future.
pub fn set_result(vm: &mut Vm, future: &Value, value: Value) -> R<()> {
    let Some(data) = fut(future) else {
        return Ok(());
    };
    if data.done() {
        return vm.raise("InvalidStateError", "invalid state");
    }
    data.value.replace(value);
    data.state.set(State::Finished);
    tell(vm, future)
}

/// Sets the exception of a pending future.
pub fn set_exception(vm: &mut Vm, future: &Value, exception: Value) -> R<()> {
    let Some(data) = fut(future) else {
        return Ok(());
    };
    if data.done() {
        return vm.raise("InvalidStateError", "invalid state");
    }
    let exception = match &exception {
        Value::Class(_) => vm.to_exception(exception)?,
        _ => exception,
    };
    let Some(inner) = exc(&exception) else {
        return vm.type_error("invalid exception object");
    };
    if vm.is_exception(&exception, "StopIteration") {
        return vm.type_error(
            "StopIteration interacts badly with generators and cannot be raised into a Future",
        );
    }
    data.trace.replace(inner.trace.borrow().clone());
    data.value.replace(exception);
    data.failed.set(true);
    data.state.set(State::Finished);
    data.unasked.set(true);
    tell(vm, future)
}

/// Cancels a future, not a task; false where it is done.
pub fn cancel_plain(vm: &mut Vm, future: &Value, message: Value) -> R<bool> {
    let Some(data) = fut(future) else {
        return Ok(false);
    };
    data.unasked.set(false);
    if data.done() {
        return Ok(false);
    }
    data.state.set(State::Cancelled);
    data.message.replace(message);
    tell(vm, future)?;
    Ok(true)
}

/// `isfuture(value)`: what has that attribute in its class, and not as `None`.
pub fn isfuture(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    let name = vm.names.blocking.clone();
    let class = vm.class_of(&value);
    Ok(Value::Bool(
        vm.find_in(&class, &name).is_some() && !vm.attr(&value, &name)?.is_none(),
    ))
}

/// Calls back when it is done, or soon if it is.
pub fn add_callback(vm: &mut Vm, future: &Value, callback: Callback) -> R<()> {
    let Some(data) = fut(future) else {
        return Ok(());
    };
    if !data.done() {
        data.callbacks.borrow_mut().push(callback);
        return Ok(());
    }
    let on = data.event_loop.borrow().clone();
    match callback {
        Callback::Wake(task) => super::task::wake(&task),
        Callback::Rust(waker) => waker.wake(),
        Callback::Call(function, context) => {
            event_loop::call_soon(vm, &on, function, Vec::from([future.clone()]), context)?;
        }
    }
    Ok(())
}

/// A future of a loop.
pub fn make(vm: &mut Vm, event_loop: Value) -> Value {
    let class = super::known(vm, |classes| &classes.future);
    let made = object(&class, Fut::default());
    if let Some(data) = fut(&made) {
        data.class.replace(Some(class));
        data.event_loop.replace(event_loop);
        let own = vm.place.as_ref().is_some_and(|(code, _)| code.source.main);
        data.own.set(own);
    }
    made
}

/// Fills the class.
pub fn fill(class: &Rc<Class>) {
    add_new(class, |_, args, _| {
        let Value::Class(class) = arg(args, 0) else {
            return Ok(Value::None);
        };
        let made = object(&class, Fut::default());
        if let Some(data) = fut(&made) {
            data.class.replace(Some(class));
        }
        Ok(made)
    });
    add_class_method(class, "__class_getitem__", |_, args, _| Ok(arg(args, 0)));
    add_getters(
        class,
        &[
            ("_loop", |_, args, _| Ok(loop_of(args))),
            ("_state", |_, args, _| {
                Ok(Value::str(
                    match fut(&this(args)).map(|data| data.state.get()) {
                        Some(State::Cancelled) => "CANCELLED",
                        Some(State::Finished) => "FINISHED",
                        _ => "PENDING",
                    },
                ))
            }),
            ("_cancel_message", |_, args, _| {
                Ok(fut(&this(args)).map_or(Value::None, |data| data.message.borrow().clone()))
            }),
            ("_exception", |_, args, _| {
                let this = this(args);
                let failed = fut(&this).filter(|data| data.failed.get());
                Ok(failed.map_or(Value::None, |data| data.value.borrow().clone()))
            }),
        ],
    );
    add_property(
        class,
        "_asyncio_future_blocking",
        |_, args, _| {
            Ok(Value::Bool(
                fut(&this(args)).is_some_and(|data| data.blocking.get()),
            ))
        },
        Some(|_, args, _| {
            if let Some(data) = fut(&this(args)) {
                data.blocking.set(matches!(arg(args, 1), Value::Bool(true)));
            }
            Ok(Value::None)
        }),
    );
    add_property(
        class,
        "_log_destroy_pending",
        |_, args, _| {
            let this = this(args);
            let task = fut(&this).and_then(|data| data.task.as_ref());
            Ok(Value::Bool(task.is_none_or(|task| task.tells.get())))
        },
        Some(|vm, args, _| {
            let truth = vm.truth(&arg(args, 1))?;
            if let Some(task) = fut(&this(args)).and_then(|data| data.task.as_ref()) {
                task.tells.set(truth);
            }
            Ok(Value::None)
        }),
    );
    add_methods(
        class,
        &[
            (
                "__init__",
                |vm, args, kw| {
                    let on = given_loop(vm, kw)?;
                    if let Some(data) = fut(&this(args)) {
                        data.event_loop.replace(on);
                    }
                    Ok(Value::None)
                },
                0,
                0,
            ),
            (
                "done",
                |_, args, _| Ok(Value::Bool(fut(&this(args)).is_some_and(Fut::done))),
                0,
                0,
            ),
            (
                "cancelled",
                |_, args, _| {
                    let this = this(args);
                    let state = fut(&this).map(|data| data.state.get());
                    Ok(Value::Bool(state == Some(State::Cancelled)))
                },
                0,
                0,
            ),
            ("result", |vm, args, _| settle(vm, &this(args)), 0, 0),
            ("exception", exception, 0, 0),
            (
                "set_result",
                |vm, args, _| set_result(vm, &this(args), arg(args, 1)).map(|()| Value::None),
                1,
                1,
            ),
            (
                "set_exception",
                |vm, args, _| set_exception(vm, &this(args), arg(args, 1)).map(|()| Value::None),
                1,
                1,
            ),
            (
                "cancel",
                |vm, args, kw| {
                    let message = args.get(1).cloned().or_else(|| keyword(kw, "msg"));
                    cancel_plain(vm, &this(args), Value::option(message)).map(Value::Bool)
                },
                0,
                1,
            ),
            ("add_done_callback", add_done_callback, 1, 1),
            ("remove_done_callback", remove_done_callback, 1, 1),
            ("get_loop", |_, args, _| Ok(loop_of(args)), 0, 0),
            (
                "_make_cancelled_error",
                |vm, args, _| {
                    let this = this(args);
                    Ok(match fut(&this) {
                        Some(data) => cancelled_error(vm, data),
                        None => Value::None,
                    })
                },
                0,
                0,
            ),
            ("__await__", |_, args, _| Ok(awaiter(&this(args))), 0, 0),
            ("__iter__", |_, args, _| Ok(awaiter(&this(args))), 0, 0),
            (
                "__repr__",
                |vm, args, _| {
                    let this = this(args);
                    described::future(vm, &this).map(Value::str)
                },
                0,
                0,
            ),
        ],
    );
}

fn awaiter(future: &Value) -> Value {
    Iter::value(IterState::Future(future.clone(), false))
}

fn loop_of(args: &[Value]) -> Value {
    fut(&this(args)).map_or(Value::None, |data| data.event_loop.borrow().clone())
}

fn exception(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = this(args);
    let Some(data) = fut(&this) else {
        return Ok(Value::None);
    };
    match data.state.get() {
        State::Pending => vm.raise("InvalidStateError", "Exception is not set."),
        State::Cancelled => Err(Stop::raise(cancelled_error(vm, data))),
        State::Finished => {
            data.unasked.set(false);
            Ok(match data.failed.get() {
                true => data.value.borrow().clone(),
                false => Value::None,
            })
        }
    }
}

fn add_done_callback(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let context = match keyword(kw, "context") {
        Some(context) => context,
        None => super::super::context::inherited(vm),
    };
    let callback = Callback::Call(arg(args, 1), context);
    add_callback(vm, &this(args), callback)?;
    Ok(Value::None)
}

fn remove_done_callback(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (this, wanted) = (this(args), arg(args, 1));
    let Some(data) = fut(&this) else {
        return Ok(Value::None);
    };
    let mut removed = 0;
    let mut kept = Vec::new();
    for callback in data.callbacks.take() {
        let same = match &callback {
            Callback::Call(function, _) => vm.equal(function, &wanted)?,
            Callback::Wake(_) | Callback::Rust(_) => false,
        };
        if same {
            removed += 1;
        } else {
            kept.push(callback);
        }
    }
    data.callbacks.replace(kept);
    Ok(Value::Int(removed))
}

/// `await future`, once more: it is given to the task, or is done. `given`: it was before.
///
/// # Errors
/// What the future raises.
pub fn await_future(vm: &mut Vm, future: &Value, given: bool) -> R<Sent> {
    let Some(data) = fut(future) else {
        return Ok(Sent::Return(Value::None));
    };
    if data.done() {
        return settle(vm, future).map(Sent::Return);
    }
    if given {
        return vm.raise("RuntimeError", "await wasn't used with future");
    }
    data.blocking.set(true);
    Ok(Sent::Yield(future.clone()))
}
