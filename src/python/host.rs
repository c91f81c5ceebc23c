//! The world outside of a machine.

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
}
