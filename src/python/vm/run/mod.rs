//! Runs frames: which one, with what, and until when.
//!
//! The loop over a frame's instructions is in `steps.rs`. It does itself what is to be quick, and
//! knows the rooms where the rest is done, each by what it is about.

mod awaiting;
mod calls;
mod containers;
mod leaving;
mod names;
mod quick;
mod raising;
mod stack;
mod steps;
mod unwind;

pub use awaiting::Sent;

use super::{Frame, R, Resumed, SLICE, Stop, Vm, pending_empty};
use crate::python::object::Value;
use alloc::boxed::Box;
use calls::Begun;
use leaving::Left;

/// Why a frame's instructions were left.
enum Step {
    /// Another frame is to run.
    Begin(Begun),
    /// The same, by a call, which may have used the slice up.
    Call(Begun),
    /// It returned.
    Return(Value),
    /// It is set down with this, its own or handed on from what it awaits.
    Yield(Value, bool),
    /// An exception that was in its traceback before.
    RaiseAgain(Value),
}

impl Vm {
    /// Runs a frame, and the ones it calls, until it is over or set down.
    pub fn run(&mut self, frame: Box<Frame>) -> R<Resumed> {
        self.run_from(frame, None)
    }

    /// As [`Vm::run`], first raising an exception in it.
    pub fn run_from(&mut self, mut frame: Box<Frame>, thrown: Option<Value>) -> R<Resumed> {
        self.passed = 0;
        if let Some(exception) = thrown {
            frame = self.unwind(frame, exception, false)?;
        }
        loop {
            let step = self.steps(&mut frame);
            let stop = match step {
                Ok(Step::Begin(begun)) => match self.enter(&mut frame, begun) {
                    Ok(()) => continue,
                    Err(stop) => stop,
                },
                Ok(Step::Call(begun)) => {
                    let entered = self.enter(&mut frame, begun);
                    match entered.and_then(|()| self.tick_if_over()) {
                        Ok(()) => continue,
                        Err(stop) => stop,
                    }
                }
                Ok(Step::Return(value)) => match self.leave(&mut frame, value) {
                    Ok(Left::Frame(next)) => {
                        let over = core::mem::replace(&mut frame, next);
                        self.recycle(over);
                        if !pending_empty() {
                            self.place = Some((frame.code.clone(), frame.pc.saturating_sub(1)));
                            self.finalize_pending();
                        }
                        continue;
                    }
                    Ok(Left::Rust(resumed)) => {
                        self.recycle(frame);
                        return Ok(resumed);
                    }
                    Err(stop) => return Err(stop),
                },
                Ok(Step::Yield(value, own)) => match self.set_down(frame, value, own) {
                    Left::Frame(next) => {
                        frame = next;
                        continue;
                    }
                    Left::Rust(resumed) => return Ok(resumed),
                },
                Ok(Step::RaiseAgain(exception)) => {
                    frame = self.unwind(frame, exception, true)?;
                    continue;
                }
                Err(stop) => stop,
            };
            match stop {
                Stop::Raise(exception) => frame = self.unwind(frame, *exception, false)?,
                // The thread has to wait.
                Stop::Park => {
                    self.frames.push(frame);
                    return Err(Stop::Park);
                }
                Stop::Halt => {
                    self.abandon(frame);
                    return Err(Stop::Halt);
                }
            }
        }
    }

    /// Goes on to the next slice when this one is used up.
    fn tick_if_over(&mut self) -> R<()> {
        match self.fuel {
            0 => self.tick(),
            _ => Ok(()),
        }
    }

    /// Between two slices.
    fn tick(&mut self) -> R<()> {
        self.refuel();
        self.slices += 1;
        if let Some(left) = &mut self.allowance {
            *left = left.saturating_sub(u64::from(SLICE));
            if *left == 0 {
                return Err(Stop::Halt);
            }
        }
        if self.stopped {
            return Err(Stop::Halt);
        }
        crate::python::modules::between_slices(self)
    }
}

/// The error of what is one.
fn ok_err<T>(result: R<T>) -> Stop {
    result.err().unwrap_or(Stop::Halt)
}
