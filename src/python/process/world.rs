//! What a machine knows of the program's threads, of time and of the runtime.

use super::executor::Inside;
use super::threads::{Resume, Thread};
use crate::net::Network;
use crate::python::object::Value;
use crate::python::vm::{R, SLICE, Stop, Vm};
use crate::runtime::Runtime;
use crate::trace::Micros;
use alloc::collections::VecDeque;
use alloc::rc::{Rc, Weak};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

/// What one instruction takes on the virtual clock, in ns: about what it takes in CPython 3.11.
pub const INSTRUCTION_NS: u64 = 25;

/// Bytes that a program may use before it gets `MemoryError`: enough for any lesson, and little
/// enough for a tab.
const MOST_MEMORY: usize = 1 << 30;

/// So much more is granted after each `MemoryError`, for what the program does about it.
const GRANTED: usize = 1 << 27;

/// However often it goes on, a program ends here.
const HARDEST_LIMIT: usize = 3 << 30;

/// How long a thread may keep the others waiting: CPython's `sys.getswitchinterval()`.
const SWITCH_INTERVAL: Micros = Micros::from_ms(5);

/// Everything around one machine.
pub struct World {
    /// Where its tasks run.
    pub runtime: Runtime,
    /// Where they are queued.
    pub inside: Rc<Inside>,
    /// The machine itself, for what is called later.
    pub me: Weak<RefCell<Vm>>,
    /// The program's threads, the main one first.
    pub threads: Vec<Thread>,
    /// The thread that runs.
    pub current: usize,
    /// What is to be done when the thread that has just been set down is picked up.
    pub parked: Option<Resume>,
    /// Whether the thread that runs may be set down: nothing of Rust's waits for it but its own
    /// future.
    pub may_park: bool,
    /// The context (`contextvars`) of what runs; `None` before it was ever asked for.
    pub context: Value,
    /// What answers requests.
    pub network: Rc<dyn Network>,
    /// Seconds since 1970 at the start of the run.
    pub epoch: f64,
    /// What time an instruction takes on a clock that does not move by itself, in ns.
    pub instruction_ns: u64,
    /// The most events of a run, where that is limited.
    pub most_events: Option<u64>,
    /// Bytes that are in use, where that can be told.
    pub memory: fn() -> Option<usize>,
    /// More than this many bytes end in `MemoryError`.
    most_memory: usize,
    /// Threads that wait for a line from the person, the first one first.
    pub asking: VecDeque<usize>,
    /// Lines that came for them; `None` for the end of all input.
    pub answers: VecDeque<Option<String>>,
    /// Somebody outside wants it to end.
    pub interrupted: bool,
    /// The program is to end whatever it does.
    pub halted: bool,
    /// When the thread that runs was picked up.
    slice_began: Micros,
    /// Fuel when instructions were last paid for.
    paid_to: u32,
    /// Time that is owed, in ns.
    owed: u64,
}

impl World {
    /// A world without threads.
    pub fn new(runtime: Runtime, inside: Rc<Inside>, network: Rc<dyn Network>) -> Self {
        Self {
            runtime,
            inside,
            me: Weak::new(),
            threads: Vec::new(),
            current: 0,
            parked: None,
            may_park: false,
            context: Value::None,
            network,
            epoch: 0.0,
            instruction_ns: INSTRUCTION_NS,
            most_events: None,
            memory: || None,
            most_memory: MOST_MEMORY,
            asking: VecDeque::new(),
            answers: VecDeque::new(),
            interrupted: false,
            halted: false,
            slice_began: Micros::ZERO,
            paid_to: SLICE,
            owed: 0,
        }
    }
}

impl Vm {
    /// The program's time: the run's, with the instructions since the last look paid for.
    pub fn now(&mut self) -> Micros {
        self.settle();
        self.world.runtime.now()
    }

    /// As [`Vm::now`], in s, with the fractions of a microsecond.
    pub fn precise_now(&mut self) -> f64 {
        let now = self.now();
        now.seconds() + self.world.owed as f64 / 1e9
    }

    /// Lets the time pass that the instructions run so far have taken, where the clock does not do
    /// so itself.
    pub fn settle(&mut self) {
        let world = &mut self.world;
        let run = u64::from(world.paid_to.saturating_sub(self.fuel));
        world.paid_to = self.fuel;
        world.owed += run * world.instruction_ns;
        if world.owed >= 1000 {
            world.runtime.recorder().spend(Micros(world.owed / 1000));
            world.owed %= 1000;
        }
    }

    /// A new slice of instructions begins.
    pub fn refuel(&mut self) {
        self.settle();
        self.fuel = SLICE;
        self.world.paid_to = SLICE;
    }

    /// Ends what uses too much memory.
    ///
    /// # Errors
    /// `MemoryError`; [`Stop::Halt`] where the program goes on all the same.
    pub fn check_memory(&mut self) -> R<()> {
        let Some(used) = (self.world.memory)().filter(|used| *used > self.world.most_memory) else {
            return Ok(());
        };
        if used > HARDEST_LIMIT {
            self.host
                .stderr("interleave: stopped, for the program uses too much memory\n");
            return Err(Stop::Halt);
        }
        self.world.most_memory = used + GRANTED;
        self.bare("MemoryError")
    }

    /// Ends what does more than a timeline can show.
    ///
    /// # Errors
    /// [`Stop::Halt`].
    pub fn check_events(&mut self) -> R<()> {
        let Some(most) = self.world.most_events else {
            return Ok(());
        };
        if self.world.halted || self.world.runtime.recorder().recorded() <= most {
            return Ok(());
        }
        self.world.halted = true;
        self.host.stderr(&alloc::format!(
            "interleave: stopped after {most} events, more than a timeline can show\n"
        ));
        Err(Stop::Halt)
    }

    /// Pays for something big that is made at once, so that time, threads and memory are looked at
    /// in good time: `size` items or bytes.
    pub fn charge(&mut self, size: usize) {
        let cost = u32::try_from(size / 64).unwrap_or(u32::MAX);
        self.fuel = self.fuel.saturating_sub(cost);
    }

    /// A thread, task or callback begins its turn.
    pub fn begin_turn(&mut self) {
        self.world.slice_began = self.now();
    }

    /// Whether what runs has had its share for now.
    pub fn turn_is_over(&mut self) -> bool {
        let now = self.now();
        now.since(self.world.slice_began) >= SWITCH_INTERVAL
    }

    /// Tells the trace which line of the program runs.
    pub fn mark_line(&self) {
        self.world
            .runtime
            .recorder()
            .at_program_line(self.program_line());
    }
}
