//! Whole programs, with the output that CPython 3.11 gave.

use super::host::Host;
use super::run::run_program;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use core::cell::RefCell;

#[derive(Clone, Default)]
struct Memory {
    out: Rc<RefCell<String>>,
    err: Rc<RefCell<String>>,
}

impl Host for Memory {
    fn stdout(&mut self, text: &str) {
        self.out.borrow_mut().push_str(text);
    }

    fn stderr(&mut self, text: &str) {
        self.err.borrow_mut().push_str(text);
    }
}

/// Exit code, stdout and stderr of a program that may run so many instructions.
fn run_within(text: &str, allowance: u64) -> (i32, String, String) {
    let host = Memory::default();
    let code = run_program("prog.py", text, Box::new(host.clone()), Some(allowance));
    (code, host.out.take(), host.err.take())
}

fn prints(text: &str, wanted: &str) {
    let (code, out, err) = run_within(text, 50_000_000);
    assert_eq!((out.as_str(), err.as_str(), code), (wanted, "", 0));
}

mod builtins;
mod errors;
mod language;
mod library;
mod trace;
