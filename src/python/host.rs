//! The world outside of a machine.

/// Where a program's output goes.
pub trait Host {
    /// Takes what the program prints.
    fn stdout(&mut self, text: &str);
    /// Takes errors and warnings.
    fn stderr(&mut self, text: &str);
}
