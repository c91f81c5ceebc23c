//! A Python program's output, as lines of the run's console.

use crate::python::host::Host;
use crate::runtime::Recorder;
use crate::trace::Level;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;

/// A longer piece without a line's end is told as it is: bytes.
const LONGEST_LINE: usize = 4_000;

/// Writes whole lines to the trace, each at the time at which it was complete.
pub struct Console {
    recorder: Recorder,
    /// What was printed since the last line's end.
    begun: String,
    /// Has the page ask for a line.
    ask: Box<dyn Fn(&str)>,
    /// Reads the library.
    library: Box<dyn Fn() -> Result<Rc<str>, String>>,
}

impl Console {
    /// A console of a run; `ask` has the page ask the person for a line, `library` is
    /// [`Host::library`].
    pub fn new(
        recorder: Recorder,
        ask: Box<dyn Fn(&str)>,
        library: Box<dyn Fn() -> Result<Rc<str>, String>>,
    ) -> Self {
        Self {
            recorder,
            begun: String::new(),
            ask,
            library,
        }
    }

    fn tell_begun(&mut self) {
        if !self.begun.is_empty() {
            let line = core::mem::take(&mut self.begun);
            self.recorder.say(Level::Info, &line);
        }
    }
}

impl Host for Console {
    fn stdout(&mut self, text: &str) {
        for piece in text.split_inclusive('\n') {
            match piece.strip_suffix('\n') {
                Some(end) => {
                    self.begun.push_str(end);
                    let line = core::mem::take(&mut self.begun);
                    self.recorder.say(Level::Info, &line);
                }
                None => self.begun.push_str(piece),
            }
            if self.begun.len() > LONGEST_LINE {
                self.tell_begun();
            }
        }
    }

    fn ask(&mut self, prompt: &str) -> bool {
        // What stands in the line already belongs to the question.
        let line = core::mem::take(&mut self.begun) + prompt;
        (self.ask)(&line);
        true
    }

    fn stderr(&mut self, text: &str) {
        self.tell_begun();
        let text = text.strip_suffix('\n').unwrap_or(text);
        self.recorder.say(Level::Error, text);
    }

    fn library(&mut self) -> Result<Rc<str>, String> {
        (self.library)()
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.tell_begun();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::VirtualLoop;
    use crate::trace::EventKind;
    use alloc::vec::Vec;

    #[test]
    fn pieces_become_lines_and_nothing_is_lost() {
        let recorder = VirtualLoop::new().recorder();
        let mut console = Console::new(
            recorder.clone(),
            Box::new(|_| {}),
            Box::new(|| Err(String::new())),
        );
        console.stdout("one\ntw");
        console.stdout("o\n\nthr");
        console.stderr("Traceback\n  line\n");
        console.stdout("end");
        drop(console);
        let said: Vec<_> = recorder
            .take()
            .into_iter()
            .filter_map(|event| match event.kind {
                EventKind::Said { level, text, .. } => Some((level, String::from(text))),
                _ => None,
            })
            .collect();
        let line = |level, text: &str| (level, String::from(text));
        let wanted = [
            line(Level::Info, "one"),
            line(Level::Info, "two"),
            line(Level::Info, ""),
            line(Level::Info, "thr"),
            line(Level::Error, "Traceback\n  line"),
            line(Level::Info, "end"),
        ];
        assert_eq!(said, wanted);
    }
}
