//! `SyntaxError`: made of what the compiler says, and told with its place.

use crate::python::code::Source;
use crate::python::compile::Wrong;
use crate::python::object::{Value, intern};
use crate::python::vm::{Stop, Vm};
use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;

impl Vm {
    /// The place that a `SyntaxError` names, and its words.
    pub(super) fn syntax_place(&mut self, exception: &Value) -> (String, String) {
        let mut get = |name: &str| {
            let found = self.attr_or_none(exception, &intern(name)).ok().flatten();
            found.filter(|found| !found.is_none())
        };
        let message = get("msg");
        let (path, line) = (get("filename"), get("lineno"));
        let (text, offset) = (get("text"), get("offset"));
        let (end_line, end) = (get("end_lineno"), get("end_offset"));
        let words = match &message {
            Some(message) => self.str(message).unwrap_or_default(),
            None => "<no detail available>".into(),
        };
        let number = |value: &Option<Value>| match value {
            Some(Value::Int(number)) => usize::try_from(*number).unwrap_or(0),
            _ => 0,
        };
        let Some(Value::Int(at)) = line else {
            let words = match path.as_ref().and_then(Value::as_str) {
                Some(path) => format!("{words} ({path})"),
                None => words,
            };
            return (String::new(), words);
        };
        let path = path.as_ref().and_then(Value::as_str).unwrap_or("<string>");
        let mut place = format!("  File \"{path}\", line {at}\n");
        if let Some(text) = text.as_ref().and_then(Value::as_str) {
            let bare = text.trim_end_matches(['\n', '\r']);
            let shown = bare.trim_start_matches([' ', '\n', '\x0c', '\t']);
            let indent = bare.chars().count() - shown.chars().count();
            let shown = shown.trim_end();
            place.push_str(&format!("    {shown}\n"));
            let begin = number(&offset);
            if begin > 0 {
                let same_line =
                    matches!(&end_line, Some(Value::Int(end)) if *end == at) || end_line.is_none();
                let end = match (same_line, number(&end)) {
                    (false, _) => bare.chars().count() + 1,
                    (true, 0) => begin,
                    (true, end) => end,
                };
                let end = if end <= begin { begin + 1 } else { end };
                let column = (begin - 1).saturating_sub(indent);
                let length = (end - begin).max(1);
                if begin > indent {
                    place.push_str(&format!(
                        "    {}{}\n",
                        " ".repeat(column),
                        "^".repeat(length)
                    ));
                }
            }
        }
        (place, words)
    }

    /// What is said of a program that cannot be compiled.
    pub fn syntax_error_text(&mut self, source: &Rc<Source>, wrong: &Wrong) -> String {
        match self.syntax_error(source, wrong) {
            Stop::Raise(exception) => self.headline(&exception, false),
            _ => String::new(),
        }
    }

    /// The exception for a text that cannot be compiled.
    pub fn syntax_error(&mut self, source: &Rc<Source>, wrong: &Wrong) -> Stop {
        let class = self.types.exception(wrong.kind);
        let (from, to) = wrong.place;
        let line = source.line_of(from);
        let end_line = source.line_of(to.max(from));
        let text = source.line(line);
        let column = |byte: u32, line: u32| {
            let bytes = source.column_of(byte) as usize;
            let before = source.line(line).get(..bytes);
            before.map_or(bytes, |before| before.chars().count()) + 1
        };
        let place = [
            Value::str(&*source.path),
            Value::Int(i64::from(line)),
            Value::count(column(from, line)),
            Value::str(format!("{text}\n")),
            Value::Int(i64::from(end_line)),
            Value::count(column(to.max(from), end_line)),
        ];
        let args = [
            Value::str(wrong.message.as_str()),
            Value::tuple(place.to_vec()),
        ];
        Stop::raise(self.exception(&class, args.to_vec()))
    }
}
