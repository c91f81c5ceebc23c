//! Running a whole program on the virtual clock.

use super::host::Host;
use super::process::{INTERRUPTED, Program, start};
use crate::net::LabNetwork;
use crate::runtime::VirtualLoop;
use alloc::boxed::Box;
use alloc::rc::Rc;
use core::cell::Cell;

/// Where the lab server's random answers begin.
const SEED: u64 = 1;

/// Runs a program to its end on a virtual clock and returns its exit code, as `python3 path` has
/// it. At most `allowance` instructions are run, where that is limited. A program that waits for
/// what can never come ends with [`INTERRUPTED`].
pub fn run_program(path: &str, text: &str, host: Box<dyn Host>, allowance: Option<u64>) -> i32 {
    let event_loop = VirtualLoop::new();
    let program = Program {
        path: path.into(),
        text: text.into(),
        host,
        allowance,
        network: Rc::new(LabNetwork::new(SEED, true)),
        epoch: 1_700_000_000.0,
    };
    let ended = Rc::new(Cell::new(None));
    let told = ended.clone();
    start(
        program,
        Rc::new(event_loop.clone()),
        event_loop.recorder(),
        Box::new(move |code| told.set(Some(code))),
    );
    event_loop.run(usize::MAX);
    ended.get().unwrap_or(INTERRUPTED)
}
