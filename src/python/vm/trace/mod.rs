//! Tracebacks, as CPython prints them.

mod entries;
mod syntax;

pub use entries::{caret_line, entries_text, entry_text};

use super::error::exc;
use super::{Entry, Stop, Vm};
use crate::python::object::{Instance, Payload, Value, intern};
use alloc::boxed::Box;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Deeper chains of causes are cut.
const MOST_LINKS: usize = 50;

/// Groups within groups deeper than this are not told.
const DEEPEST_GROUP: usize = 10;

/// More exceptions of one group than this are counted only.
const WIDEST_GROUP: usize = 15;

/// `exception.__traceback__`: its entries, the outermost first, and which is meant.
pub struct Trace {
    /// All of them.
    pub entries: Rc<Vec<Entry>>,
    /// Which.
    pub at: usize,
}

/// What is being written.
struct Telling {
    text: String,
    /// With what led to it.
    chain: bool,
    /// With names that may have been meant.
    hints: bool,
    /// Groups within groups.
    depth: usize,
    /// A group's end is still to be drawn.
    open: bool,
    seen: Vec<usize>,
}

impl Telling {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    fn put(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.text.push_str(text);
            return;
        }
        for line in text.split_inclusive('\n') {
            self.text.push_str(&self.indent());
            self.text.push(margin);
            self.text.push(' ');
            self.text.push_str(line);
        }
    }
}

impl Vm {
    /// `exception.__traceback__`.
    pub fn trace_of(&mut self, exception: &Value) -> Value {
        let entries = match exc(exception) {
            Some(data) => data.trace.borrow().iter().rev().cloned().collect(),
            None => Vec::new(),
        };
        self.trace_at(Rc::new(entries), 0)
    }

    /// A traceback from an entry on; `None` where there is none.
    pub fn trace_at(&mut self, entries: Rc<Vec<Entry>>, at: usize) -> Value {
        if at >= entries.len() {
            return Value::None;
        }
        let payload = Payload::Native(Box::new(Trace { entries, at }));
        let class = self.types.traceback.clone();
        Value::Instance(Rc::new(Instance::new(class, payload)))
    }

    /// Tells an exception that ended the program; what the exit code is.
    pub fn exit_code(&mut self, exception: &Value) -> i32 {
        if self.is_exception(exception, "SystemExit") {
            let code = self.attr_or_none(exception, &intern("code"));
            return match code.ok().flatten() {
                None | Some(Value::None) => 0,
                Some(Value::Int(code)) => (code & 0xff) as i32,
                Some(Value::Bool(code)) => i32::from(code),
                Some(other) => {
                    let text = self.str(&other).unwrap_or_default();
                    self.host.stderr(&format!("{text}\n"));
                    1
                }
            };
        }
        if let Some(hook) = self.except_hook() {
            let class = Value::Class(self.class_of(exception));
            let trace = self.trace_of(exception);
            let called = self.call_with(&hook, &[class, exception.clone(), trace]);
            if let Err(Stop::Raise(error)) = called {
                let told = self.traceback(&error);
                let first = self.traceback(exception);
                self.host.stderr(&format!(
                    "Error in sys.excepthook:\n{told}\nOriginal exception was:\n{first}"
                ));
            }
            return 1;
        }
        let told = self.traceback(exception);
        self.host.stderr(&told);
        match self.is_exception(exception, "KeyboardInterrupt") {
            true => crate::python::process::INTERRUPTED,
            false => 1,
        }
    }

    /// `sys.excepthook`, where the program has set one of its own.
    fn except_hook(&self) -> Option<Value> {
        let Some(Value::Module(sys)) = self.modules.get_str("sys") else {
            return None;
        };
        let hook = sys.dict.get_str("excepthook")?;
        let known = sys.dict.get_str("__excepthook__")?;
        (!hook.is(&known)).then_some(hook)
    }

    /// Tells an exception that has nowhere to go.
    pub fn unraisable(&mut self, stop: &Stop, where_: &str) {
        let Stop::Raise(exception) = stop else { return };
        let told = self.plain_traceback(exception);
        self.host
            .stderr(&format!("Exception ignored in: {where_}\n{told}"));
    }

    /// The whole text for an exception, with what led to it and with names that may have been
    /// meant, as the interpreter itself tells what ends a program or a thread.
    pub fn traceback(&mut self, exception: &Value) -> String {
        self.whole_text(exception, true, true)
    }

    /// As [`Vm::traceback`], without hints: CPython's library, and what is ignored, give none.
    pub fn plain_traceback(&mut self, exception: &Value) -> String {
        self.whole_text(exception, true, false)
    }

    /// As [`Vm::plain_traceback`], with other entries, the outermost first, and with what led to it or
    /// without.
    pub fn traceback_of(&mut self, exception: &Value, own: Vec<Entry>, chain: bool) -> String {
        let own = own.into_iter().rev().collect();
        let before = exc(exception).map(|data| data.trace.replace(own));
        let text = self.whole_text(exception, chain, false);
        if let (Some(data), Some(before)) = (exc(exception), before) {
            data.trace.replace(before);
        }
        text
    }

    fn whole_text(&mut self, exception: &Value, chain: bool, hints: bool) -> String {
        let mut telling = Telling {
            text: String::new(),
            chain,
            hints,
            depth: 0,
            open: false,
            seen: Vec::new(),
        };
        self.tell(exception, &mut telling);
        telling.text
    }

    fn tell(&mut self, exception: &Value, telling: &mut Telling) {
        let mut links = Vec::from([(exception.clone(), "")]);
        telling.seen.push(exception.address());
        let mut at = exception.clone();
        while telling.chain && links.len() < MOST_LINKS {
            let next = exc(&at).and_then(|data| {
                let cause = data.cause.borrow().clone();
                let context = data.context.borrow().clone().filter(|_| !data.suppress.get());
                match cause {
                    Some(cause) => Some((cause, "\nThe above exception was the direct cause of the following exception:\n\n")),
                    None => context.map(|context| (context, "\nDuring handling of the above exception, another exception occurred:\n\n")),
                }
            });
            let Some((next, words)) = next else { break };
            if telling.seen.contains(&next.address()) {
                break;
            }
            telling.seen.push(next.address());
            if let Some(last) = links.last_mut() {
                last.1 = words;
            }
            links.push((next.clone(), ""));
            at = next;
        }
        for (exception, words) in links.into_iter().rev() {
            // Told between it and what it led to.
            telling.put(words, '|');
            match self.is_exception(&exception, "BaseExceptionGroup") {
                true => self.tell_group(&exception, telling),
                false => {
                    let text = self.tell_one(&exception, telling.hints);
                    telling.put(&text, '|');
                }
            }
        }
    }

    fn tell_one(&mut self, exception: &Value, hints: bool) -> String {
        let mut text = self.stack_text(exception, "Traceback");
        text.push_str(&self.headline(exception, hints));
        text
    }

    fn stack_text(&mut self, exception: &Value, title: &str) -> String {
        let entries = exc(exception)
            .map(|data| data.trace.borrow().clone())
            .unwrap_or_default();
        match entries.is_empty() {
            true => String::new(),
            false => format!(
                "{title} (most recent call last):\n{}",
                entries_text(&entries)
            ),
        }
    }

    fn tell_group(&mut self, group: &Value, telling: &mut Telling) {
        if telling.depth > DEEPEST_GROUP {
            telling.put(&format!("... (max_group_depth is {DEEPEST_GROUP})\n"), '|');
            return;
        }
        let outermost = telling.depth == 0;
        telling.depth += usize::from(outermost);
        let stack = self.stack_text(group, "Exception Group Traceback");
        let (title, rest) = match stack.split_once('\n') {
            Some((title, rest)) => (format!("{title}\n"), rest),
            None => (String::new(), ""),
        };
        telling.put(&title, if outermost { '+' } else { '|' });
        telling.put(rest, '|');
        let headline = self.headline(group, telling.hints);
        telling.put(&headline, '|');
        let members = self.members(group);
        let shown = members.len().min(WIDEST_GROUP + 1);
        for (place, member) in members.iter().take(shown).enumerate() {
            let last = place + 1 == shown;
            telling.open |= last;
            let cut = place >= WIDEST_GROUP;
            let number = if cut {
                "...".into()
            } else {
                (place + 1).to_string()
            };
            let begin = if place == 0 { "+-" } else { "  " };
            let line = format!(
                "{}{begin}+---------------- {number} ----------------\n",
                telling.indent()
            );
            telling.text.push_str(&line);
            telling.depth += 1;
            if cut {
                let left = members.len() - WIDEST_GROUP;
                let plural = if left == 1 { "" } else { "s" };
                telling.put(&format!("and {left} more exception{plural}\n"), '|');
            } else {
                self.tell(member, telling);
            }
            if last && telling.open {
                let line = format!(
                    "{}+------------------------------------\n",
                    telling.indent()
                );
                telling.text.push_str(&line);
                telling.open = false;
            }
            telling.depth -= 1;
        }
        telling.depth -= usize::from(outermost);
    }

    /// `Class: words`, with a name that may have been meant or without, and the notes.
    pub fn headline(&mut self, exception: &Value, hints: bool) -> String {
        let class = self.types.of(exception);
        let mut part = |name: &str| {
            let found = self.class_attr(&class, &intern(name)).ok().flatten();
            found.and_then(|found| found.as_str().map(String::from))
        };
        let name = part("__qualname__").unwrap_or_else(|| "?".into());
        let name = match part("__module__").as_deref() {
            Some("builtins" | "__main__") | None => name,
            Some(module) => format!("{module}.{name}"),
        };
        let mut text = String::new();
        let words = match self.is_exception(exception, "SyntaxError") {
            true => {
                let (place, words) = self.syntax_place(exception);
                text.push_str(&place);
                words
            }
            false => self
                .str(exception)
                .unwrap_or_else(|_| "<exception str() failed>".into()),
        };
        let hint = hints
            .then(|| self.suggestion(exception))
            .flatten()
            .map_or(String::new(), |hint| format!(". Did you mean: '{hint}'?"));
        text.push_str(&match words.is_empty() {
            true => format!("{name}{hint}\n"),
            false => format!("{name}: {words}{hint}\n"),
        });
        text.push_str(&self.notes_text(exception));
        text
    }

    fn notes_text(&mut self, exception: &Value) -> String {
        let name = self.names.notes.clone();
        let notes = match exception {
            Value::Instance(instance) => instance.attrs.borrow().get_name(&name),
            _ => None,
        };
        let mut text = String::new();
        match notes {
            None | Some(Value::None) => {}
            Some(Value::List(_) | Value::Tuple(_)) => {
                let notes = notes.map_or(Ok(Vec::new()), |notes| self.collect(&notes));
                for note in notes.unwrap_or_default() {
                    let note = self
                        .str(&note)
                        .unwrap_or_else(|_| "<note str() failed>".into());
                    for line in note.split('\n') {
                        text.push_str(line);
                        text.push('\n');
                    }
                }
            }
            Some(other) => {
                let shown = self
                    .repr(&other)
                    .unwrap_or_else(|_| "<__notes__ repr() failed>".into());
                text.push_str(&shown);
                text.push('\n');
            }
        }
        text
    }
}

impl Vm {
    /// An exception in one line: its class, and what it says.
    pub fn told(&mut self, exception: &Value) -> String {
        let name = self.class_of(exception).name();
        match self.str(exception) {
            Ok(text) if !text.is_empty() => format!("{}: {text}", name.as_str()),
            _ => name.as_str().into(),
        }
    }

    /// A value in a few words, without calling anything of the program's.
    pub fn told_value(&mut self, value: &Value) -> String {
        match value {
            Value::None => String::new(),
            Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                self.plain_repr(value).unwrap_or_default()
            }
            Value::Str(text) if text.as_str().chars().count() <= 40 => {
                self.plain_repr(value).unwrap_or_default()
            }
            Value::List(list) => format!("list of {}", list.0.borrow().len()),
            other => self.type_name(other).as_str().into(),
        }
    }
}
