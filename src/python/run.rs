//! Running a whole program outside of a browser.

use super::host::Host;
use super::process::{INTERRUPTED, Program, start};
use crate::net::LabNetwork;
use crate::runtime::VirtualLoop;
use crate::trace::Event;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::Cell;

/// Where the lab server's random answers begin.
const SEED: u64 = 1;

/// Seconds since 1970 at the start of a run on the virtual clock.
pub const EPOCH: f64 = 1_700_000_000.0;

/// How a program is run.
pub struct Way {
    /// The loop that everything happens on.
    pub event_loop: VirtualLoop,
    /// The most instructions that are run, where that is limited.
    pub allowance: Option<u64>,
    /// What time an instruction takes on a clock that does not move by itself, in ns.
    pub instruction_ns: u64,
    /// Seconds since 1970 at the start.
    pub epoch: f64,
    /// Whether anybody wants to know what happened.
    pub recorded: bool,
}

impl Default for Way {
    fn default() -> Self {
        Self {
            event_loop: VirtualLoop::new(),
            allowance: None,
            instruction_ns: super::process::INSTRUCTION_NS,
            epoch: EPOCH,
            recorded: false,
        }
    }
}

/// Runs a program to its end on a virtual clock and returns its exit code, as `python3 path` has
/// it. At most `allowance` instructions are run, where that is limited. A program that waits for
/// what can never come ends with [`INTERRUPTED`].
pub fn run_program(path: &str, text: &str, host: Box<dyn Host>, allowance: Option<u64>) -> i32 {
    let way = Way {
        allowance,
        ..Way::default()
    };
    run_and_record(path, text, host, way).0
}

/// As [`run_program`], in any way; with what happened, where that is wanted.
pub fn run_and_record(path: &str, text: &str, host: Box<dyn Host>, way: Way) -> (i32, Vec<Event>) {
    let program = Program {
        path: path.into(),
        text: text.into(),
        host,
        allowance: way.allowance,
        instruction_ns: way.instruction_ns,
        memory: || None,
        most_events: None,
        network: Rc::new(LabNetwork::new(SEED, true)),
        epoch: way.epoch,
    };
    let ended = Rc::new(Cell::new(None));
    let told = ended.clone();
    let event_loop = way.event_loop;
    let recorder = event_loop.recorder();
    if !way.recorded {
        recorder.mute();
    }
    start(
        program,
        Rc::new(event_loop.clone()),
        recorder.clone(),
        Box::new(move |code| told.set(Some(code))),
    );
    event_loop.run(usize::MAX);
    (ended.get().unwrap_or(INTERRUPTED), recorder.take())
}
