//! A program under way: its threads and event loops as futures of the runtime, inside one future
//! of the executor below.

mod executor;
mod queue;
mod threads;
mod world;

pub use executor::Inside;
pub use queue::{Entry, Ready, Slots};
pub use threads::{Resume, Thread, Turn, Waiting};
pub use world::{INSTRUCTION_NS, World};

use super::code::Source;
use super::compile::compile;
use super::host::Host;
use super::modules;
use super::object::{Dict, Module, Value, intern};
use super::vm::{R, Stop, Then, Vm};
use crate::net::Network;
use crate::runtime::{Executor, Recorder, Report, Runtime, Timer};
use crate::trace::{Outcome, TaskId, TaskKind, WaitOn};
use alloc::boxed::Box;
use alloc::rc::{Rc, Weak};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::future::{Future, poll_fn};
use core::task::{Context, Poll};

/// Exit code of a program that was ended from outside, as after an interrupt.
pub const INTERRUPTED: i32 = 130;

/// A program that is to be run.
pub struct Program {
    /// Its path, as tracebacks tell it.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Where its output goes.
    pub host: Box<dyn Host>,
    /// The most instructions that are run, where that is limited.
    pub allowance: Option<u64>,
    /// What time an instruction takes on a clock that does not move by itself, in ns.
    pub instruction_ns: u64,
    /// Bytes that are in use, where that can be told.
    pub memory: fn() -> Option<usize>,
    /// The most events of a run, where that is limited: it ends with a word about it.
    pub most_events: Option<u64>,
    /// What answers its requests.
    pub network: Rc<dyn Network>,
    /// Seconds since 1970 at the start of the run.
    pub epoch: f64,
}

/// Starts a program on an executor. `over` is called with its exit code: 0, 1 after an exception
/// that nobody caught, or what `SystemExit` says; [`INTERRUPTED`] where it ran out of its
/// allowance.
pub fn start(
    program: Program,
    base: Rc<dyn Executor>,
    recorder: Recorder,
    over: Box<dyn FnOnce(i32)>,
) -> Running {
    recorder.source(&program.text);
    let outer = Rc::new(Slots::new(Ready::through(Some(base.gate()))));
    let inside = Rc::new(Inside::new(base.clone(), outer.clone()));
    let runtime = Runtime::new(recorder, inside.clone());
    let mut world = World::new(runtime, inside, program.network);
    world.epoch = program.epoch;
    world.memory = program.memory;
    world.most_events = program.most_events;
    world.instruction_ns = program.instruction_ns;
    let mut vm = Vm::new(program.host, world);
    vm.allowance = program.allowance;
    let runtime = vm.world.runtime.clone();
    let machine = Rc::new(RefCell::new(vm));
    let ended = Rc::new(Cell::new(None));
    let main = {
        let mut vm = machine.borrow_mut();
        vm.world.me = Rc::downgrade(&machine);
        begin_main(&mut vm, &program.path, &program.text, &ended)
    };
    let running = Running {
        runtime: runtime.clone(),
        main,
        machine: Rc::downgrade(&machine),
    };
    let mut over = Some(over);
    base.spawn(Box::pin(poll_fn(move |cx| {
        outer.ready.begin();
        for _ in 0..outer.ready.count() {
            if let Some(Entry::Future(place)) = outer.ready.pop() {
                outer.poll(place);
            }
        }
        let halted = machine.borrow().world.halted.then_some(INTERRUPTED);
        let Some(code) = ended.get().or(halted) else {
            outer.ready.end(cx.waker());
            return Poll::Pending;
        };
        outer.clear();
        runtime.abandon_all();
        if let Some(over) = over.take() {
            over(code);
        }
        Poll::Ready(())
    })));
    running
}

/// A program that was started.
pub struct Running {
    /// Its runtime.
    pub runtime: Runtime,
    /// Its main thread's task.
    pub main: TaskId,
    machine: Weak<RefCell<Vm>>,
}

impl Running {
    /// The line that the person gave to an `input()`, without its end; `None` for no more.
    pub fn answer(&self, line: Option<String>) {
        let Some(machine) = self.machine.upgrade() else {
            return;
        };
        // Refused only while the machine runs, when no message can come.
        let Ok(mut vm) = machine.try_borrow_mut() else {
            return;
        };
        if let Some(thread) = vm.world.asking.pop_front() {
            vm.world.answers.push_back(line);
            vm.wake_thread(thread);
        }
    }
}

/// What the main thread does.
enum Stage {
    /// The program itself.
    Program,
    /// It waits for the other threads.
    Shutdown(i32),
}

fn begin_main(vm: &mut Vm, path: &str, text: &str, ended: &Rc<Cell<Option<i32>>>) -> TaskId {
    let source = Rc::new(Source::new(path, text, true));
    let code = match compile(&source) {
        Ok(code) => {
            // Nothing of the program's own can have changed what is told of warnings.
            let _ = modules::warn_of_suspects(vm, &source);
            code
        }
        Err(wrong) => {
            let told = vm.syntax_error_text(&source, &wrong);
            vm.host.stderr(&told);
            let (ended, told) = (ended.clone(), Outcome::Error(wrong.message.into()));
            return vm
                .world
                .runtime
                .spawn("main program", TaskKind::Main, async move {
                    ended.set(Some(1));
                    Told(told)
                })
                .id();
        }
    };
    let globals = Rc::new(Dict::default());
    globals.set_str("__name__", Value::str("__main__"));
    for name in ["__doc__", "__package__", "__loader__", "__spec__"] {
        globals.set_str(name, Value::None);
    }
    globals.set_str("__annotations__", Value::dict(Dict::default()));
    globals.set_str("__builtins__", Value::None);
    globals.set_str("__file__", Value::str(path));
    globals.set_str("__cached__", Value::None);
    let module = Module {
        name: intern("__main__"),
        dict: globals.clone(),
    };
    vm.modules
        .set_str("__main__", Value::Module(Rc::new(module)));
    let frame = vm.frame(&code, &globals, Then::Stop);
    let main = Thread::new(Some(Resume::Start(frame)), Value::None);
    vm.world.threads.push(main);
    let (ended, mut stage) = (ended.clone(), Stage::Program);
    let end = move |vm: &mut Vm, result: R| -> Option<Told> {
        let code = match (&stage, result) {
            (_, Err(Stop::Park | Stop::Halt)) => INTERRUPTED,
            (Stage::Program, Err(Stop::Raise(error))) => {
                let code = vm.exit_code(&error);
                // What it held on to ends now, at no line of the program's.
                vm.place = None;
                drop(error);
                vm.finalize_pending();
                code
            }
            (Stage::Program, Ok(_)) => 0,
            (Stage::Shutdown(code), Err(Stop::Raise(error))) => {
                vm.unraisable(&Stop::Raise(error), "threading._shutdown");
                *code
            }
            (Stage::Shutdown(code), Ok(_)) => *code,
        };
        if matches!(stage, Stage::Program)
            && code != INTERRUPTED
            && let Some(shutdown) = shutdown_of_threads(vm)
        {
            stage = Stage::Shutdown(code);
            if let Some(main) = vm.world.threads.first_mut() {
                main.restart(Resume::Call(shutdown, Vec::new(), Vec::new()));
            }
            return None;
        }
        if code != INTERRUPTED {
            let before = vm.interrupt(0, false, Value::None);
            vm.let_go_of_everything(&globals);
            vm.take_up(before);
        }
        ended.set(Some(code));
        let outcome = match code {
            0 => Outcome::Ok("".into()),
            code => Outcome::Error(alloc::format!("exit code {code}").into()),
        };
        Some(Told(outcome))
    };
    spawn_thread(vm, 0, "main program", TaskKind::Main, end)
}

/// `threading._shutdown`, where the program has imported that module.
fn shutdown_of_threads(vm: &mut Vm) -> Option<Value> {
    let module = vm.modules.get_str("threading")?;
    vm.attr_or_none(&module, &intern("_shutdown"))
        .ok()
        .flatten()
}

/// How a thread ended, for the trace.
pub struct Told(pub Outcome);

impl Report for Told {
    fn report(&self) -> Outcome {
        self.0.clone()
    }
}

/// Makes a thread a future of the runtime. `end` is asked when it is over; it goes on where that
/// gives nothing.
pub fn spawn_thread(
    vm: &mut Vm,
    id: usize,
    name: &str,
    kind: TaskKind,
    mut end: impl FnMut(&mut Vm, R) -> Option<Told> + 'static,
) -> TaskId {
    vm.mark_line();
    let me: Weak<RefCell<Vm>> = vm.world.me.clone();
    let spawned = vm.world.runtime.spawn_cooperative(name, kind, |token| {
        let mut asked = Some(Box::pin(token.asked()));
        poll_fn(move |cx| {
            let Some(machine) = me.upgrade() else {
                return Poll::Pending;
            };
            let Ok(mut vm) = machine.try_borrow_mut() else {
                return Poll::Pending;
            };
            if let Some(thread) = vm.world.threads.get_mut(id) {
                thread.alarm = None;
                thread.waker = Some(cx.waker().clone());
            }
            let told = asked
                .as_mut()
                .is_some_and(|asked| asked.as_mut().poll(cx).is_ready());
            if told {
                asked = None;
                vm.interrupt_thread(id);
            }
            loop {
                match vm.run_thread(id) {
                    Turn::Over(result) => {
                        if let Some(told) = end(&mut vm, result) {
                            return Poll::Ready(told);
                        }
                    }
                    Turn::Waits => {
                        let alarm = wait_of(&mut vm, id, cx);
                        if let Some(thread) = vm.world.threads.get_mut(id) {
                            thread.alarm = alarm;
                        }
                        return Poll::Pending;
                    }
                    Turn::More => {
                        vm.world.runtime.recorder().waiting(WaitOn::Yield);
                        cx.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                }
            }
        })
    });
    let task = spawned.id();
    if let Some(thread) = vm.world.threads.get_mut(id) {
        thread.task = Some(task);
        thread.handle = Some(spawned);
    }
    task
}

/// Tells the trace what a thread waits on, and has it woken at its deadline.
fn wait_of(vm: &mut Vm, id: usize, cx: &Context<'_>) -> Option<Timer> {
    let now = vm.now();
    let thread = vm.world.threads.get(id)?;
    let recorder = vm.world.runtime.recorder();
    if let Some(on) = thread.wait() {
        recorder.waiting(on);
    }
    let after = thread.deadline()?.since(now);
    let (waker, recorder) = (cx.waker().clone(), recorder.clone());
    let fire = move || recorder.waking_as(crate::trace::WakeBy::Timer, || waker.wake());
    Some(vm.world.runtime.executor().timer(after, Box::new(fire)))
}

impl Vm {
    /// The program is through: tells what is left to be told.
    fn let_go_of_everything(&mut self, globals: &Dict) {
        self.finalize_pending();
        let left = modules::unfinished_tasks(self);
        // What ends from here on ends at no line of the program's.
        self.place = None;
        self.let_go_of_globals(globals);
        for task in &left {
            modules::tell_untold(self, task);
        }
        drop(left);
        self.finalize_pending();
    }

    /// Drops a module's names one after the other. What their ends may need goes last: functions,
    /// classes and modules.
    fn let_go_of_globals(&mut self, globals: &Dict) {
        let names: Vec<Value> = {
            let map = globals.map.borrow();
            let needed = |value: &Value| {
                matches!(value, Value::Func(_) | Value::Class(_) | Value::Module(_))
            };
            let rest = map.iter().filter(|(_, value)| !needed(value));
            rest.map(|(name, _)| name.clone()).collect()
        };
        for name in names {
            let Some(name) = name.as_str() else { continue };
            if !name.starts_with("__") {
                globals.remove_name(&intern(name));
                self.finalize_pending();
            }
        }
        let values: Vec<Value> = {
            let map = globals.map.borrow();
            map.iter().map(|(_, value)| value.clone()).collect()
        };
        let map = globals.map.take();
        drop(map);
        for value in values {
            drop(value);
        }
        self.finalize_pending();
    }
}
