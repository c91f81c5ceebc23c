//! The world outside of a machine.

use alloc::string::String;

/// Where a program's output goes.
pub trait Host {
    /// Takes what the program prints.
    fn stdout(&mut self, text: &str);
    /// Takes errors and warnings.
    fn stderr(&mut self, text: &str);
    /// Asks for a line, without its end; `None` where there is none to come.
    fn stdin(&mut self, prompt: &str) -> Option<String> {
        let _ = prompt;
        None
    }
}
