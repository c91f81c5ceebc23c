//! `asyncio.Task` (<https://docs.python.org/3.11/library/asyncio-task.html#task-object>).

use super::event_loop::data_of;
use super::future::{Callback, Fut, cancel_plain, fut};
use super::step::{Told, poll_task};
use super::{Classes, described, running_loop, this, trace};
use crate::python::builtins::{add_methods, add_new, arg};
use crate::python::modules::context;
use crate::python::modules::kit::{add_getters, keyword, object};
use crate::python::object::{Class, Gen, GenKind, Kw, Value, intern};
use crate::python::vm::{R, Vm};
use crate::runtime::JoinHandle;
use crate::trace::{CancelReason, TaskId, TaskKind, WakeBy};
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::fmt::Write;
use core::future::poll_fn;
use core::task::{Poll, Waker};

/// A longer argument is not told in a lane's name: characters.
const LONGEST_ARGUMENT: usize = 16;
/// Longer lists of arguments are not told either.
const LONGEST_ARGUMENTS: usize = 28;

/// What a task has beyond a future.
#[derive(Default)]
pub struct TaskPart {
    /// Its coroutine.
    pub coro: RefCell<Value>,
    /// The name it was given.
    name: RefCell<Option<Value>>,
    /// Its number, in the name it has otherwise.
    number: Cell<u64>,
    /// Its context.
    pub context: RefCell<Value>,
    /// The future it awaits, or `None`.
    pub waiter: RefCell<Value>,
    /// It is to be cancelled at its next step.
    pub must_cancel: Cell<bool>,
    /// `cancelling()`.
    pub cancels: Cell<i64>,
    /// Why it was asked to end last.
    pub reason: Cell<Option<CancelReason>>,
    /// What its next step raises in it.
    pub throw: RefCell<Option<Value>>,
    /// Wakes its future of the runtime.
    pub waker: RefCell<Option<Waker>>,
    /// What it is in the trace.
    pub id: Cell<Option<TaskId>>,
    /// Whether its loss, while it is pending, is told.
    pub tells: Cell<bool>,
    /// The person asked it to end, and it was told so.
    pub asked: Cell<bool>,
    handle: RefCell<Option<JoinHandle<Told>>>,
}

impl TaskPart {
    /// Its name; most tasks are never asked for it.
    pub fn name(&self) -> Value {
        match &*self.name.borrow() {
            Some(name) => name.clone(),
            None => Value::str(alloc::format!("Task-{}", self.number.get())),
        }
    }

    /// Whether its loss is to be told.
    pub fn tells_of_loss(&self) -> bool {
        self.tells.get() && self.id.get().is_some()
    }

    /// Its coroutine, where it is one of the machine's.
    pub fn generator(&self) -> Option<Rc<Gen>> {
        match &*self.coro.borrow() {
            Value::Gen(generator) => Some(generator.clone()),
            _ => None,
        }
    }
}

/// The task in an object.
pub fn part(value: &Value) -> Option<&TaskPart> {
    fut(value)?.task.as_deref()
}

/// Its id in the trace.
pub fn id_of(value: &Value) -> Option<TaskId> {
    part(value)?.id.get()
}

/// Puts a task back into its loop's queue.
pub fn wake(task: &Value) {
    let waker = part(task).and_then(|part| part.waker.borrow().clone());
    if let Some(waker) = waker {
        waker.wake_by_ref();
    }
}

/// Asks a task to end; false where it is done.
///
/// # Errors
/// What the `cancel` method of what it awaits raises.
pub fn cancel(vm: &mut Vm, task: &Value, message: &Value) -> R<bool> {
    let mut at = task.clone();
    let mut above: Option<Value> = None;
    loop {
        let (Some(data), Some(own)) = (fut(&at), part(&at)) else {
            return Ok(false);
        };
        data.unasked.set(false);
        if data.done() {
            // What awaits it is woken already, and told at its next step.
            let Some(above) = above else { return Ok(false) };
            must_cancel(&above, message);
            return Ok(true);
        }
        own.cancels.set(own.cancels.get() + 1);
        let reason = trace::take_reason(vm);
        own.reason.set(Some(reason));
        if let Some(id) = own.id.get() {
            vm.world.runtime.recorder().cancel_asked(id, reason);
        }
        let waiter = own.waiter.borrow().clone();
        if waiter.is_none() {
            must_cancel(&at, message);
            return Ok(true);
        }
        trace::set_reason(vm, CancelReason::Parent);
        if is_plain(vm, &waiter, true) {
            above = Some(core::mem::replace(&mut at, waiter));
            continue;
        }
        let cancelled = if is_plain(vm, &waiter, false) {
            cancel_plain(vm, &waiter, message.clone())?
        } else {
            let method = vm.attr(&waiter, &intern("cancel"))?;
            let kw = Vec::from([(intern("msg"), message.clone())]);
            let given = vm.call(&method, Vec::new(), kw)?;
            vm.truth(&given)?
        };
        trace::take_reason(vm);
        if !cancelled {
            must_cancel(&at, message);
        }
        return Ok(true);
    }
}

fn must_cancel(task: &Value, message: &Value) {
    if let (Some(data), Some(own)) = (fut(task), part(task)) {
        own.must_cancel.set(true);
        data.message.replace(message.clone());
    }
}

/// Whether a value is exactly a task (or a future), without methods of the program's own.
fn is_plain(vm: &mut Vm, value: &Value, task: bool) -> bool {
    let class = match task {
        true => super::known(vm, |classes| &classes.task),
        false => super::known(vm, |classes| &classes.future),
    };
    Rc::ptr_eq(&vm.class_of(value), &class)
}

/// Makes a task of a loop and queues it there.
pub fn create(vm: &mut Vm, coro: &Value, on: &Value, name: Value, within: Option<Value>) -> R {
    let class = super::known(vm, |classes| &classes.task);
    let made = blank(&class);
    begin(vm, &made, coro, on, name, within)?;
    Ok(made)
}

fn blank(class: &Rc<Class>) -> Value {
    let data = Fut::of_task();
    data.class.replace(Some(class.clone()));
    object(class, data)
}

fn begin(
    vm: &mut Vm,
    task: &Value,
    coro: &Value,
    on: &Value,
    name: Value,
    within: Option<Value>,
) -> R<()> {
    if !is_coroutine(vm, coro) {
        let shown = vm.repr(coro)?;
        return vm.type_error(alloc::format!("a coroutine was expected, got {shown}"));
    }
    let Some(event_loop) = data_of(on) else {
        return vm.type_error("loop must be an event loop");
    };
    let (Some(data), Some(own)) = (fut(task), part(task)) else {
        return Ok(());
    };
    let shown = match &name {
        Value::None => {
            let names = vm.kept::<Classes>();
            names.task_names += 1;
            own.number.set(names.task_names);
            called(vm, coro)
        }
        name => {
            let text = vm.str(name)?;
            own.name.replace(Some(Value::str(text.as_str())));
            text
        }
    };
    let within = match within {
        Some(context) => context,
        None => context::inherited(vm),
    };
    data.event_loop.replace(on.clone());
    own.coro.replace(coro.clone());
    own.context.replace(within);
    own.tells.set(true);
    let spawned = spawn(vm, task, &shown, event_loop.slots.clone());
    own.id.set(Some(spawned.id()));
    own.handle.replace(Some(spawned));
    event_loop.add_task(task);
    Ok(())
}

/// What a lane is called: the coroutine's call, with arguments that can be told in a few letters.
fn called(vm: &mut Vm, coro: &Value) -> String {
    let Value::Gen(generator) = coro else {
        return "task".to_string();
    };
    let name = generator.name.borrow().clone();
    let mut shown = String::with_capacity(32);
    shown.push_str(name.as_str());
    shown.push('(');
    let begin = shown.len();
    if let (Some(frame), false) = (&*generator.frame.borrow(), generator.started.get()) {
        let code = &generator.code;
        // The object of a method says nothing in a few letters, and would push the rest out.
        let of = ["self", "cls"];
        let skip = code
            .locals
            .first()
            .is_some_and(|name| of.contains(&name.as_str()));
        let args = frame.fast.iter().take(code.positional as usize);
        for value in args.skip(usize::from(skip)) {
            if shown.len() > begin {
                shown.push_str(", ");
            }
            add_argument(vm, &mut shown, value);
        }
    }
    if !fits(&shown[begin..], LONGEST_ARGUMENTS) {
        shown.truncate(begin);
        shown.push('…');
    }
    shown.push(')');
    shown
}

fn fits(text: &str, most: usize) -> bool {
    text.chars().count() <= most
}

/// An argument that cannot be told in a few letters is not told.
fn add_argument(vm: &mut Vm, shown: &mut String, value: &Value) {
    let begin = shown.len();
    match value {
        Value::Int(number) => {
            let _ = write!(shown, "{number}");
        }
        Value::Float(_) | Value::Bool(_) | Value::None | Value::Str(_) => {
            shown.push_str(&vm.plain_repr(value).unwrap_or_default());
        }
        _ => {}
    }
    if shown.len() == begin || !fits(&shown[begin..], LONGEST_ARGUMENT) {
        shown.truncate(begin);
        shown.push('…');
    }
}

fn spawn(
    vm: &mut Vm,
    task: &Value,
    name: &str,
    slots: Rc<crate::python::process::Slots>,
) -> JoinHandle<Told> {
    vm.mark_line();
    let world = &vm.world;
    world.inside.target.replace(Some(slots));
    let (me, own) = (world.me.clone(), task.clone());
    let spawned = world
        .runtime
        .spawn_cooperative(name, TaskKind::Task, |token| {
            poll_fn(move |cx| {
                let Some(machine) = me.upgrade() else {
                    return Poll::Pending;
                };
                match machine.try_borrow_mut() {
                    Ok(mut vm) => poll_task(&mut vm, &own, cx.waker(), token.reason()),
                    Err(_) => Poll::Pending,
                }
            })
        });
    world.inside.target.replace(None);
    spawned
}

/// `iscoroutine(value)`, and so whether it can be a task: a coroutine, a generator, or what has a
/// coroutine's methods.
pub fn is_coroutine(vm: &mut Vm, value: &Value) -> bool {
    if let Value::Gen(generator) = value {
        return generator.kind != GenKind::AsyncGen;
    }
    let class = vm.class_of(value);
    ["send", "throw", "close", "__await__"]
        .iter()
        .all(|name| class.find(&intern(name)).is_some())
}

/// `current_task(loop=None)`.
pub fn current_task(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let on = match args.first().cloned().or_else(|| keyword(kw, "loop")) {
        Some(on) if !on.is_none() => on,
        _ => match running_loop(vm) {
            Value::None => return vm.raise("RuntimeError", "no running event loop"),
            on => on,
        },
    };
    Ok(data_of(&on).map_or(Value::None, |data| data.current_task.borrow().clone()))
}

/// `all_tasks(loop=None)`.
pub fn all_tasks(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let on = match args.first().cloned().or_else(|| keyword(kw, "loop")) {
        Some(on) if !on.is_none() => on,
        _ => match running_loop(vm) {
            Value::None => return vm.raise("RuntimeError", "no running event loop"),
            on => on,
        },
    };
    let tasks = data_of(&on)
        .map(|data| data.live_tasks())
        .unwrap_or_default();
    vm.make_set(tasks, false)
}

/// Fills the class.
pub fn fill(class: &Rc<Class>) {
    add_new(class, |_, args, _| {
        let Value::Class(class) = arg(args, 0) else {
            return Ok(Value::None);
        };
        Ok(blank(&class))
    });
    add_getters(
        class,
        &[
            ("_coro", |_, args, _| Ok(coro_of(args))),
            ("_fut_waiter", |_, args, _| {
                Ok(part(&this(args)).map_or(Value::None, |own| own.waiter.borrow().clone()))
            }),
            ("_must_cancel", |_, args, _| {
                Ok(Value::Bool(
                    part(&this(args)).is_some_and(|own| own.must_cancel.get()),
                ))
            }),
        ],
    );
    add_methods(
        class,
        &[
            ("__init__", init, 0, 1),
            (
                "cancel",
                |vm, args, kw| {
                    let message = args.get(1).cloned().or_else(|| keyword(kw, "msg"));
                    cancel(vm, &this(args), &Value::option(message)).map(Value::Bool)
                },
                0,
                1,
            ),
            ("uncancel", uncancel, 0, 0),
            (
                "cancelling",
                |_, args, _| {
                    Ok(Value::Int(
                        part(&this(args)).map_or(0, |own| own.cancels.get()),
                    ))
                },
                0,
                0,
            ),
            ("get_coro", |_, args, _| Ok(coro_of(args)), 0, 0),
            (
                "get_name",
                |_, args, _| Ok(part(&this(args)).map_or(Value::None, |own| own.name())),
                0,
                0,
            ),
            (
                "set_name",
                |vm, args, _| {
                    let name = vm.str(&arg(args, 1))?;
                    if let Some(own) = part(&this(args)) {
                        own.name.replace(Some(Value::str(name)));
                    }
                    Ok(Value::None)
                },
                1,
                1,
            ),
            (
                "set_result",
                |vm, _, _| vm.raise("RuntimeError", "Task does not support set_result operation"),
                1,
                1,
            ),
            (
                "set_exception",
                |vm, _, _| {
                    vm.raise(
                        "RuntimeError",
                        "Task does not support set_exception operation",
                    )
                },
                1,
                1,
            ),
            (
                "get_stack",
                |vm, args, kw| in_library(vm, "_stack_of", args, kw),
                0,
                0,
            ),
            (
                "print_stack",
                |vm, args, kw| in_library(vm, "_print_stack", args, kw),
                0,
                0,
            ),
            (
                "__repr__",
                |vm, args, _| described::task(vm, &this(args)).map(Value::str),
                0,
                0,
            ),
        ],
    );
}

/// A method that the library has in Python.
fn in_library(vm: &mut Vm, name: &str, args: &[Value], kw: &Kw) -> R {
    let library = vm.load("asyncio.base_tasks")?;
    let method = vm.attr(&library, &intern(name))?;
    vm.call(&method, args.to_vec(), kw.to_vec())
}

fn init(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let on = super::given_loop(vm, kw)?;
    let coro = args.get(1).cloned().or_else(|| keyword(kw, "coro"));
    let name = Value::option(keyword(kw, "name"));
    let within = keyword(kw, "context");
    begin(vm, &this(args), &Value::option(coro), &on, name, within)?;
    Ok(Value::None)
}

fn uncancel(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = this(args);
    let left = part(&this).map_or(0, |own| {
        let left = (own.cancels.get() - 1).max(0);
        own.cancels.set(left);
        left
    });
    Ok(Value::Int(left))
}

fn coro_of(args: &[Value]) -> Value {
    part(&this(args)).map_or(Value::None, |own| own.coro.borrow().clone())
}

/// Has a task go on once a future is done.
pub fn await_future(vm: &mut Vm, task: &Value, future: &Value) -> R<()> {
    super::future::add_callback(vm, future, Callback::Wake(task.clone()))
}

/// Who wakes the tasks that are woken now, where no task runs.
pub fn source(vm: &Vm) -> Option<WakeBy> {
    vm.world.runtime.recorder().current().map(WakeBy::Task)
}
