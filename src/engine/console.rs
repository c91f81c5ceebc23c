//! A Python program's output, as lines of the run's console.

use crate::python::host::{Asked, Host};
use crate::runtime::Recorder;
use crate::trace::Level;
use alloc::boxed::Box;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;

/// A longer piece without a line's end is told as it is: bytes.
const LONGEST_LINE: usize = 4_000;

/// What a console needs of the engine.
pub trait Front {
    /// Has the page ask the person for a line, which comes later.
    fn ask(&self, prompt: &str);
    /// The same, and holds up the thread until the line has come; `None` for no more.
    ///
    /// # Errors
    /// Why that cannot be, in words for the program's author.
    fn ask_now(&self, prompt: &str) -> Result<Option<String>, &'static str>;
    /// As [`Host::library`].
    ///
    /// # Errors
    /// As [`Host::library`].
    fn library(&self) -> Result<Rc<str>, String>;
    /// Shows what has been told so far without waiting for the next frame.
    fn show(&self);
}

/// Writes whole lines to the trace, each at the time at which it was complete.
pub struct Console {
    recorder: Recorder,
    /// What was printed since the last line's end.
    begun: String,
    /// Whether a line was told already.
    told: bool,
    front: Box<dyn Front>,
}

impl Console {
    /// The console of a run.
    pub fn new(recorder: Recorder, front: Box<dyn Front>) -> Self {
        Self {
            recorder,
            begun: String::new(),
            told: false,
            front,
        }
    }

    fn tell_begun(&mut self) {
        if !self.begun.is_empty() {
            self.tell();
        }
    }

    /// Tells the line that was begun. The first one is shown at once: nobody has seen yet that
    /// the program runs.
    fn tell(&mut self) {
        let line = core::mem::take(&mut self.begun);
        self.recorder.say(Level::Info, &line);
        if !core::mem::replace(&mut self.told, true) {
            self.front.show();
        }
    }
}

impl Host for Console {
    fn stdout(&mut self, text: &str) {
        for piece in text.split_inclusive('\n') {
            match piece.strip_suffix('\n') {
                Some(end) => {
                    self.begun.push_str(end);
                    self.tell();
                }
                None => self.begun.push_str(piece),
            }
            if self.begun.len() > LONGEST_LINE {
                self.tell_begun();
            }
        }
    }

    fn ask(&mut self, prompt: &str, may_wait: bool) -> Asked {
        // What stands in the line already belongs to the question.
        let question = format!("{}{prompt}", self.begun);
        let asked = match may_wait {
            true => {
                self.front.ask(&question);
                Asked::Later
            }
            false => match self.front.ask_now(&question) {
                Ok(line) => {
                    let told = question + line.as_deref().unwrap_or_default();
                    self.recorder.say(Level::Info, &told);
                    Asked::Now(line)
                }
                Err(why) => return Asked::Refused(why),
            },
        };
        self.begun.clear();
        asked
    }

    fn stderr(&mut self, text: &str) {
        self.tell_begun();
        let text = text.strip_suffix('\n').unwrap_or(text);
        self.recorder.say(Level::Error, text);
    }

    fn library(&mut self) -> Result<Rc<str>, String> {
        self.front.library()
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
    use core::cell::Cell;

    /// Counts how often it was to show something.
    struct Shown(Rc<Cell<u32>>);

    impl Front for Shown {
        fn ask(&self, _: &str) {}

        fn ask_now(&self, prompt: &str) -> Result<Option<String>, &'static str> {
            match prompt {
                "refused" => Err("why"),
                _ => Ok(Some("Ada".into())),
            }
        }

        fn library(&self) -> Result<Rc<str>, String> {
            Err(String::new())
        }

        fn show(&self) {
            self.0.set(self.0.get() + 1);
        }
    }

    #[test]
    fn the_first_line_is_shown_at_once_and_later_ones_with_their_frames() {
        let shown = Rc::<Cell<u32>>::default();
        let recorder = VirtualLoop::new().recorder();
        let mut console = Console::new(recorder, Box::new(Shown(shown.clone())));
        console.stdout("one");
        assert_eq!(shown.get(), 0);
        console.stdout("\n");
        assert_eq!(shown.get(), 1);
        console.stdout("two\nthree\n");
        assert_eq!(shown.get(), 1);
    }

    #[test]
    fn a_question_begins_with_what_stands_in_the_line_and_its_answer_is_told() {
        let recorder = VirtualLoop::new().recorder();
        let mut console = Console::new(recorder.clone(), Box::new(Shown(Rc::default())));
        console.stdout("Your ");
        assert!(matches!(console.ask("name? ", false), Asked::Now(Some(line)) if line == "Ada"));
        assert!(matches!(console.ask("later", true), Asked::Later));
        assert!(matches!(
            console.ask("refused", false),
            Asked::Refused("why")
        ));
        let said = recorder
            .take()
            .into_iter()
            .filter_map(|event| match event.kind {
                EventKind::Said { text, .. } => Some(String::from(text)),
                _ => None,
            });
        assert_eq!(said.collect::<Vec<_>>(), ["Your name? Ada"]);
    }

    #[test]
    fn pieces_become_lines_and_nothing_is_lost() {
        let recorder = VirtualLoop::new().recorder();
        let mut console = Console::new(recorder.clone(), Box::new(Shown(Rc::default())));
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
