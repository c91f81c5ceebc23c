//! Tracebacks, as CPython prints them.

use super::error::exc;
use super::{Entry, Stop, Vm};
use crate::python::code::Source;
use crate::python::compile::Wrong;
use crate::python::object::{Value, intern};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Deeper chains of causes are cut.
const MOST_LINKS: usize = 50;

impl Vm {
    /// `exception.__traceback__`: not told to programs yet.
    pub fn trace_of(&mut self, _exception: &Value) -> Value {
        Value::None
    }

    /// Tells an exception that ended the program; what the exit code is.
    pub fn exit_code(&mut self, exception: &Value) -> i32 {
        if self.is_exception(exception, "SystemExit") {
            let code = exc(exception).and_then(|data| data.args.borrow().first().cloned());
            return match code {
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
        let told = self.traceback(exception);
        self.host.stderr(&told);
        1
    }

    /// Tells an exception that has nowhere to go.
    pub fn unraisable(&mut self, stop: &Stop, where_: &str) {
        let Stop::Raise(exception) = stop else { return };
        let told = self.traceback(exception);
        self.host
            .stderr(&format!("Exception ignored in: {where_}\n{told}"));
    }

    /// The whole text for an exception, with what led to it.
    pub fn traceback(&mut self, exception: &Value) -> String {
        let mut links = Vec::from([(exception.clone(), "")]);
        let mut at = exception.clone();
        while links.len() < MOST_LINKS {
            let next = exc(&at).and_then(|data| {
                let cause = data.cause.borrow().clone();
                let context = data.context.borrow().clone().filter(|_| !data.suppress.get());
                match cause {
                    Some(cause) => Some((cause, "\nThe above exception was the direct cause of the following exception:\n\n")),
                    None => context.map(|context| (context, "\nDuring handling of the above exception, another exception occurred:\n\n")),
                }
            });
            let Some((next, words)) = next else { break };
            if links.iter().any(|(known, _)| known.is(&next)) {
                break;
            }
            if let Some(last) = links.last_mut() {
                last.1 = words;
            }
            links.push((next.clone(), ""));
            at = next;
        }
        let mut text = String::new();
        for (exception, words) in links.into_iter().rev() {
            text.push_str(words);
            text.push_str(&self.one_traceback(&exception));
        }
        text
    }

    fn one_traceback(&mut self, exception: &Value) -> String {
        let mut text = String::new();
        let entries = exc(exception)
            .map(|data| data.trace.borrow().clone())
            .unwrap_or_default();
        if !entries.is_empty() {
            text.push_str("Traceback (most recent call last):\n");
            for entry in entries.iter().rev() {
                text.push_str(&entry_text(entry));
            }
        }
        text.push_str(&self.headline(exception));
        text
    }

    /// `Class: words`, and the notes.
    fn headline(&mut self, exception: &Value) -> String {
        let class = self.types.of(exception);
        let module = self
            .class_attr(&class, &intern("__module__"))
            .ok()
            .flatten();
        let name = self
            .class_attr(&class, &intern("__qualname__"))
            .ok()
            .flatten();
        let name = name
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or("?")
            .to_string();
        let name = match module.as_ref().and_then(Value::as_str) {
            Some("builtins" | "__main__") | None => name,
            Some(module) => format!("{module}.{name}"),
        };
        let words = self
            .str(exception)
            .unwrap_or_else(|_| "<exception str() failed>".into());
        if words.is_empty() {
            format!("{name}\n")
        } else {
            format!("{name}: {words}\n")
        }
    }

    /// What is said of a program that cannot be compiled.
    pub fn syntax_error_text(&self, source: &Source, wrong: &Wrong) -> String {
        let line = source.line_of(wrong.place.0);
        let text = source.line(line);
        let indent = text.len() - text.trim_start().len();
        let column = (source.column_of(wrong.place.0) as usize).saturating_sub(indent);
        let length = (wrong.place.1.saturating_sub(wrong.place.0) as usize)
            .clamp(1, text.trim_start().len().saturating_sub(column).max(1));
        format!(
            "  File \"{}\", line {line}\n    {}\n    {}{}\n{}: {}\n",
            source.path,
            text.trim(),
            " ".repeat(column),
            "^".repeat(length),
            wrong.kind,
            wrong.message
        )
    }
}

fn entry_text(entry: &Entry) -> String {
    let code = &entry.code;
    let line = code.line_at(entry.place);
    let mut text = format!(
        "  File \"{}\", line {line}, in {}\n",
        code.source.path,
        code.name.as_str()
    );
    let shown = code.source.line(line).trim();
    if !shown.is_empty() {
        text.push_str(&format!("    {shown}\n"));
        if let Some(marks) = caret_line(entry) {
            text.push_str(&format!("    {marks}\n"));
        }
    }
    text
}

/// The marks under a line, where only a part of it is meant.
pub fn caret_line(entry: &Entry) -> Option<String> {
    let source = &entry.code.source;
    let (from, to) = entry.code.places.get(entry.place).copied()?;
    let line = source.line_of(from);
    let text = source.line(line);
    let indent = text.len() - text.trim_start().len();
    let begin = (source.column_of(from) as usize).checked_sub(indent)?;
    let end = match source.line_of(to) == line {
        true => (source.column_of(to) as usize).checked_sub(indent)?,
        false => text.trim_end().len().checked_sub(indent)?,
    };
    let whole = begin == 0 && end >= text.trim().len();
    (!whole && end > begin).then(|| format!("{}{}", " ".repeat(begin), "^".repeat(end - begin)))
}

impl Vm {
    /// An exception in one line: its class, and what it says.
    pub fn told(&mut self, exception: &Value) -> String {
        let name = self.type_name(exception);
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
