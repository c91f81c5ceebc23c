//! The world outside of a machine.

use alloc::rc::Rc;
use alloc::string::String;

/// Where a program's output goes.
pub trait Host {
    /// Takes what the program prints.
    fn stdout(&mut self, text: &str);
    /// Takes errors and warnings.
    fn stderr(&mut self, text: &str);
    /// Asks the person for a line that comes later, through
    /// [`Running::answer`](super::process::Running::answer). False where [`Host::stdin`] is to be
    /// asked instead.
    fn ask(&mut self, prompt: &str) -> bool {
        let _ = prompt;
        false
    }
    /// Asks for a line, without its end; `None` where there is none to come.
    fn stdin(&mut self, prompt: &str) -> Option<String> {
        let _ = prompt;
        None
    }
    /// The modules that are no part of the machine: each after U+0001, its path and a line's end.
    /// May hold up the thread until they have come.
    ///
    /// # Errors
    /// Why they cannot be had.
    fn library(&mut self) -> Result<Rc<str>, String> {
        Err("there is no library here".into())
    }
}
