//! Green threads: each a stack of frames that can be set down wherever the thread waits, and
//! between two slices of instructions, as the GIL would have it
//! (<https://docs.python.org/3.11/glossary.html#term-global-interpreter-lock>).

use super::Told;
use crate::python::host::Asked;
use crate::python::object::{GenKind, Value, intern};
use crate::python::vm::{Called, Frame, Given, R, Resumed, Stop, Then, Vm};
use crate::runtime::{JoinHandle, Timer};
use crate::trace::{Micros, TaskId, WaitOn};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::task::Waker;

/// Looks whether what a thread waits for has come, and gives the value of the call that waits.
pub type Waiting = Box<dyn FnMut(&mut Vm) -> R<Option<Value>>>;

/// Classes that go through what they are made of at once.
const TAKES_ALL: [&str; 7] = [
    "list",
    "tuple",
    "set",
    "frozenset",
    "dict",
    "bytes",
    "bytearray",
];

/// How a thread goes on.
pub enum Resume {
    /// It begins with a frame.
    Start(Box<Frame>),
    /// It begins with a call.
    Call(Value, Vec<Value>, Given),
    /// It waits in a call.
    Wait(Waiting),
    /// It was set down between two instructions.
    Go,
}

/// A thread of the program.
pub struct Thread {
    /// Its task in the trace.
    pub task: Option<TaskId>,
    /// Wakes its future.
    pub waker: Option<Waker>,
    /// The event loop that runs in it.
    pub running_loop: Value,
    #[allow(clippy::vec_box)] // A frame keeps its place as it changes hands.
    frames: Vec<Box<Frame>>,
    exc: Value,
    context: Value,
    resume: Option<Resume>,
    runnable: bool,
    deadline: Option<Micros>,
    wait: Option<WaitOn>,
    /// What keeps its task known to the runtime.
    pub handle: Option<JoinHandle<Told>>,
    /// Wakes it at its deadline.
    pub alarm: Option<Timer>,
    /// Its end, told while another thread held the loop.
    ended: Option<R>,
    /// It had turns while another thread held the loop, which its own future does not know of.
    had_turns: bool,
}

impl Thread {
    /// A thread that begins with a frame.
    pub fn new(resume: Option<Resume>, context: Value) -> Self {
        Self {
            task: None,
            waker: None,
            running_loop: Value::None,
            frames: Vec::new(),
            exc: Value::None,
            context,
            resume,
            runnable: true,
            deadline: None,
            wait: None,
            alarm: None,
            handle: None,
            ended: None,
            had_turns: false,
        }
    }

    /// When it is to be picked up at the latest.
    pub fn deadline(&self) -> Option<Micros> {
        self.deadline
    }

    /// What it waits on.
    pub fn wait(&self) -> Option<WaitOn> {
        self.wait
    }

    /// Has it go on in another way, after it was over.
    pub fn restart(&mut self, resume: Resume) {
        self.resume = Some(resume);
        self.runnable = true;
    }
}

/// What came of a thread's turn.
pub enum Turn {
    /// It is over.
    Over(R),
    /// It waits.
    Waits,
    /// It goes on as soon as the others have had their turn.
    More,
}

/// What a turn of something else interrupts.
pub struct Interrupted {
    thread: usize,
    #[allow(clippy::vec_box)] // A frame keeps its place as it changes hands.
    frames: Vec<Box<Frame>>,
    exc: Value,
    context: Value,
    may_park: bool,
    nesting: u32,
    inward: u32,
    representing: Vec<usize>,
}

impl Vm {
    /// Begins a turn of a thread or of a task in it; what ran goes on after
    /// [`Vm::take_up`].
    pub fn interrupt(&mut self, thread: usize, may_park: bool, context: Value) -> Interrupted {
        let world = &mut self.world;
        let before = Interrupted {
            thread: core::mem::replace(&mut world.current, thread),
            frames: core::mem::take(&mut self.frames),
            exc: core::mem::replace(&mut self.exc, Value::None),
            context: core::mem::replace(&mut world.context, context),
            may_park: core::mem::replace(&mut world.may_park, may_park),
            nesting: core::mem::replace(&mut self.nesting, 0),
            inward: core::mem::replace(&mut self.inward, 0),
            representing: core::mem::take(&mut self.representing),
        };
        self.begin_turn();
        before
    }

    /// Ends a turn. Returns the frames that it leaves, its exception and its context.
    pub fn take_up(&mut self, before: Interrupted) -> (Vec<Box<Frame>>, Value, Value) {
        self.settle();
        let world = &mut self.world;
        world.current = before.thread;
        world.may_park = before.may_park;
        self.nesting = before.nesting;
        self.inward = before.inward;
        self.representing = before.representing;
        (
            core::mem::replace(&mut self.frames, before.frames),
            core::mem::replace(&mut self.exc, before.exc),
            core::mem::replace(&mut world.context, before.context),
        )
    }

    /// A turn of a thread, if there is anything for it to do.
    pub fn run_thread(&mut self, id: usize) -> Turn {
        let now = self.now();
        let Some(thread) = self.world.threads.get_mut(id) else {
            return Turn::Waits;
        };
        if let Some(result) = thread.ended.take() {
            return Turn::Over(result);
        }
        let due = thread.deadline.is_some_and(|deadline| deadline <= now);
        if !thread.runnable && !due {
            return Turn::Waits;
        }
        let Some(resume) = thread.resume.take() else {
            return Turn::Waits;
        };
        thread.runnable = false;
        thread.deadline = None;
        let frames = core::mem::take(&mut thread.frames);
        let exc = core::mem::replace(&mut thread.exc, Value::None);
        let context = core::mem::replace(&mut thread.context, Value::None);
        let before = self.interrupt(id, true, context);
        self.frames = frames;
        self.exc = exc;
        let result = self.go_on(resume);
        let parked = self.world.parked.take();
        let (frames, exc, context) = self.take_up(before);
        let Some(thread) = self.world.threads.get_mut(id) else {
            return Turn::Waits;
        };
        thread.context = context;
        match (result, parked) {
            (Err(Stop::Park), Some(resume)) => {
                let more = matches!(resume, Resume::Go);
                thread.frames = frames;
                thread.exc = exc;
                thread.resume = Some(resume);
                thread.runnable |= more;
                if more { Turn::More } else { Turn::Waits }
            }
            (result, _) => Turn::Over(result),
        }
    }

    fn go_on(&mut self, resume: Resume) -> R {
        let resumed = match resume {
            Resume::Start(frame) => self.run(frame)?,
            Resume::Call(function, args, kw) => {
                match self.begin(&function, args, kw, Then::Stop)? {
                    Called::Value(value) => return Ok(value),
                    Called::Frame(frame) => self.run(frame)?,
                }
            }
            Resume::Go => match self.frames.pop() {
                Some(frame) => self.run(frame)?,
                None => return Err(Stop::Halt),
            },
            Resume::Wait(mut waiting) => {
                let come = match waiting(self) {
                    Ok(Some(value)) => Ok(value),
                    Ok(None) => {
                        self.world.parked = Some(Resume::Wait(waiting));
                        return Err(Stop::Park);
                    }
                    Err(stop) => Err(stop),
                };
                let Some(mut frame) = self.frames.pop() else {
                    // A function in Rust is all that the thread was started with.
                    return come;
                };
                match come {
                    Ok(value) => {
                        frame.stack.push(value);
                        self.run(frame)?
                    }
                    Err(Stop::Raise(exception)) => self.run_from(frame, Some(*exception))?,
                    Err(stop) => return Err(stop),
                }
            }
        };
        match resumed {
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(value),
        }
    }

    /// Has the thread that runs wait until `waiting` gives a value, which is looked at when the
    /// thread is woken ([`Vm::wake_thread`]) and at the deadline. Where the thread cannot be set
    /// down, as within a task, the others run meanwhile and the event loop stands still, as it
    /// does in CPython.
    ///
    /// # Errors
    /// [`Stop::Park`] where the thread is set down: to be handed on at once.
    pub fn wait_for(
        &mut self,
        deadline: Option<Micros>,
        on: Option<WaitOn>,
        mut waiting: Waiting,
    ) -> R {
        if let Some(value) = waiting(self)? {
            return Ok(value);
        }
        if self.world.may_park && self.nesting == 0 {
            let current = self.world.current;
            if let Some(thread) = self.world.threads.get_mut(current) {
                thread.deadline = deadline;
                thread.wait = on;
            }
            self.mark_line();
            self.world.parked = Some(Resume::Wait(waiting));
            return Err(Stop::Park);
        }
        loop {
            if !self.run_others() {
                let now = self.now();
                let Some(next) = self.next_deadline(deadline) else {
                    return self.stuck();
                };
                let length = next.since(now);
                if length > Micros::ZERO {
                    self.world.runtime.hold(length);
                }
            }
            if let Some(value) = waiting(self)? {
                self.others_had_turns();
                return Ok(value);
            }
        }
    }

    fn stuck(&mut self) -> R {
        self.host
            .stderr("interleave: stopped, for every thread waits for another one\n");
        Err(Stop::Halt)
    }

    fn next_deadline(&self, own: Option<Micros>) -> Option<Micros> {
        let current = self.world.current;
        let others = self.world.threads.iter().enumerate();
        let others = others.filter(|(id, thread)| *id != current && thread.resume.is_some());
        let others = others.filter_map(|(_, thread)| thread.deadline);
        others.chain(own).min()
    }

    /// Gives every other thread that can run one turn, while the one that runs stays where it is.
    /// Returns whether there was one.
    pub fn run_others(&mut self) -> bool {
        let now = self.now();
        let current = self.world.current;
        let able: Vec<usize> = (0..self.world.threads.len())
            .filter(|id| {
                let thread = &self.world.threads[*id];
                let due = thread.deadline.is_some_and(|deadline| deadline <= now);
                *id != current && thread.resume.is_some() && (thread.runnable || due)
            })
            .collect();
        for id in &able {
            self.run_within(*id);
        }
        !able.is_empty()
    }

    /// A turn of a thread whose own future cannot be polled now.
    fn run_within(&mut self, id: usize) {
        let recorder = self.world.runtime.recorder().clone();
        let Some(thread) = self.world.threads.get_mut(id) else {
            return;
        };
        let task = thread.task;
        if let Some(waker) = &thread.waker {
            waker.wake_by_ref();
        }
        let again = core::mem::replace(&mut thread.had_turns, true);
        let before = task.map(|task| recorder.poll_within(task, again));
        let turn = self.run_thread(id);
        let over = matches!(turn, Turn::Over(_));
        if let (Some(task), Some(before)) = (task, before) {
            let wait = self.world.threads.get(id).and_then(Thread::wait);
            recorder.end_poll_within(task, wait.filter(|_| !over), before);
        }
        if let (Turn::Over(result), Some(thread)) = (turn, self.world.threads.get_mut(id)) {
            thread.ended = Some(result);
            thread.runnable = true;
        }
    }

    /// Threads that had turns within another's are queued for their own futures to notice.
    fn others_had_turns(&mut self) {
        let recorder = self.world.runtime.recorder().clone();
        for thread in &mut self.world.threads {
            if core::mem::take(&mut thread.had_turns)
                && let Some(task) = thread.task
            {
                recorder.queued_again(task);
            }
        }
    }

    /// Lets others have their turn where what runs has had its own.
    ///
    /// # Errors
    /// [`Stop::Park`] where the thread is set down.
    pub fn switch_threads(&mut self) -> R<()> {
        if !self.turn_is_over() {
            return Ok(());
        }
        if self.world.may_park && self.nesting == 0 {
            self.world.parked = Some(Resume::Go);
            return Err(Stop::Park);
        }
        if self.run_others() {
            self.others_had_turns();
        }
        self.begin_turn();
        Ok(())
    }

    /// `input()`: asks the person, and waits.
    ///
    /// # Errors
    /// `EOFError` where no line is to come, `RuntimeError` where it cannot be asked;
    /// [`Stop::Park`] where the thread is set down.
    pub fn ask(&mut self, prompt: &str) -> R {
        let may_wait = self.world.may_park && self.nesting == 0;
        match self.host.ask(prompt, may_wait) {
            Asked::Now(line) => self.answered(line),
            Asked::Refused(why) => self.raise("RuntimeError", why),
            Asked::Later => {
                let thread = self.world.current;
                self.world.asking.push_back(thread);
                self.wait_for(
                    None,
                    None,
                    Box::new(move |vm| {
                        if vm.world.asking.contains(&thread) {
                            return Ok(None);
                        }
                        let line = vm.world.answers.pop_front().flatten();
                        vm.answered(line).map(Some)
                    }),
                )
            }
        }
    }

    fn answered(&mut self, line: Option<String>) -> R {
        match line {
            Some(line) => Ok(Value::str(line)),
            None => self.raise("EOFError", "EOF when reading a line"),
        }
    }

    /// Whether what runs is a thread beside the main one, and could be set down now.
    pub fn in_green_thread(&self) -> bool {
        self.world.current != 0 && self.world.may_park && self.nesting == 0
    }

    /// Where a builtin function is to go through a generator: puts a function in Python in its
    /// place, so that the thread can be set down between two items.
    ///
    /// # Errors
    /// None but a broken library's.
    pub fn in_steps(&mut self, callee: &mut Value, args: &mut Vec<Value>) -> R<()> {
        let name = match (&*callee, &args[..]) {
            (Value::Native(native), [Value::Gen(_), ..]) if native.owner.borrow().is_none() => {
                match native.name {
                    "sum" | "any" | "all" => native.name,
                    "sorted" | "min" | "max" => "first_listed",
                    _ => return Ok(()),
                }
            }
            (Value::Native(native), [Value::Str(_), Value::Gen(_)]) if native.name == "join" => {
                "joined"
            }
            (Value::Class(class), [Value::Gen(items)])
                if !class.heap
                    && items.kind == GenKind::Generator
                    && TAKES_ALL.contains(&class.name().as_str()) =>
            {
                "first_listed"
            }
            _ => return Ok(()),
        };
        let module = self.load("_drain")?;
        let steps = self.attr(&module, &intern(name))?;
        let before = core::mem::replace(callee, steps);
        if name == "first_listed" {
            args.insert(0, before);
        }
        Ok(())
    }

    /// Somebody outside wants the program to end, as Ctrl-C says it: the main thread gets
    /// `KeyboardInterrupt`, or where it runs an event loop that loop's main task is cancelled first
    /// (<https://docs.python.org/3.11/library/asyncio-runner.html#handling-keyboard-interruption>).
    pub fn interrupt_thread(&mut self, id: usize) {
        self.world.interrupted = true;
        let running = self
            .world
            .threads
            .get(id)
            .map(|thread| thread.running_loop.clone());
        if running.is_some_and(|running| crate::python::modules::cancel_main_task(self, &running)) {
            return;
        }
        let class = self.types.exception("KeyboardInterrupt");
        let error = self.exception(&class, Vec::new());
        let Some(thread) = self.world.threads.get_mut(id) else {
            return;
        };
        if !matches!(thread.resume, Some(Resume::Start(_) | Resume::Call(..))) {
            let mut error = Some(error);
            thread.resume = Some(Resume::Wait(Box::new(move |_| match error.take() {
                Some(error) => Err(Stop::raise(error)),
                None => Err(Stop::Halt),
            })));
        }
        thread.runnable = true;
    }

    /// What a thread waits for may have come.
    pub fn wake_thread(&mut self, id: usize) {
        if let Some(thread) = self.world.threads.get_mut(id) {
            thread.runnable = true;
            if let Some(waker) = &thread.waker {
                waker.wake_by_ref();
            }
        }
    }
}
