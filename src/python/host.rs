//! The world outside of a machine.

use alloc::rc::Rc;
use alloc::string::String;

/// What became of a question.
pub enum Asked {
    /// The line, without its end; `None` where there is none to come.
    Now(Option<String>),
    /// It comes through [`Running::answer`](super::process::Running::answer).
    Later,
    /// It cannot be asked; why, in words for the program's author.
    Refused(&'static str),
}

/// Where a program's output goes.
pub trait Host {
    /// Takes what the program prints.
    fn stdout(&mut self, text: &str);
    /// Takes errors and warnings.
    fn stderr(&mut self, text: &str);
    /// Asks the person for a line. `may_wait`: the answer may come later; otherwise nothing of the
    /// program may go on before it has come.
    fn ask(&mut self, prompt: &str, may_wait: bool) -> Asked {
        let _ = (prompt, may_wait);
        Asked::Now(None)
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
