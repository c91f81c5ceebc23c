//! JSON in the layout of Python's `json.dumps(value, indent=2)`.
//!
//! Strings and numbers are held as finished JSON text: escapes may name lone surrogates, which a
//! Rust string cannot hold, and whole numbers may be longer than any integer type.

use std::collections::BTreeMap;

use super::number;

/// Containers within containers that the reader follows. CPython gives up the same way, but near
/// 980; that many would take most of a wasm stack.
const MAX_DEPTH: usize = 256;

/// Bytes of output after which the writer gives up: deep nesting makes indentation grow far beyond
/// the size of the text that was read.
const MAX_OUTPUT: usize = 16 * 1024 * 1024;

/// Why a text has no value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The text is not JSON as Python reads it.
    Malformed,
    /// More than [`MAX_DEPTH`] containers are open at once.
    TooDeep,
}

/// A JSON value ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Finished JSON text of a string, number or constant.
    Scalar(String),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Map(Map),
}

/// An object that keeps the order in which its keys first appeared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Map {
    entries: Vec<(String, Value)>,
    places: BTreeMap<String, usize>,
}

impl Map {
    /// Sets the value of a key given as plain text.
    pub(super) fn set(&mut self, key: &str, value: Value) {
        self.set_quoted(quoted(key), value);
    }

    /// Adds a string to a key: alone it stays a string, with further ones it becomes a list.
    pub(super) fn add(&mut self, key: &str, text: &str) {
        let key = quoted(key);
        let value = Value::string(text);
        let place = self.places.get(&key).copied();
        match place.and_then(|place| self.entries.get_mut(place)) {
            Some((_, Value::List(list))) => list.push(value),
            Some((_, first)) => *first = Value::List(vec![first.clone(), value]),
            None => self.set_quoted(key, value),
        }
    }

    /// Sets the value of a key given as JSON text; equal keys have equal text.
    fn set_quoted(&mut self, key: String, value: Value) {
        let place = self.places.get(&key).copied();
        match place.and_then(|place| self.entries.get_mut(place)) {
            Some(entry) => entry.1 = value,
            None => {
                self.places.insert(key.clone(), self.entries.len());
                self.entries.push((key, value));
            }
        }
    }
}

impl Value {
    /// A JSON string with the given characters.
    pub(super) fn string(text: &str) -> Self {
        Self::Scalar(quoted(text))
    }

    /// The constant `null`.
    pub(super) fn null() -> Self {
        Self::Scalar("null".to_owned())
    }

    /// The text with two blanks of indentation per level and a line feed at the end, or `None`
    /// beyond [`MAX_OUTPUT`].
    pub(super) fn to_text(&self) -> Option<String> {
        let mut out = String::new();
        self.write(&mut out, 0)?;
        out.push('\n');
        Some(out)
    }

    fn write(&self, out: &mut String, level: usize) -> Option<()> {
        match self {
            Self::Scalar(text) => out.push_str(text),
            Self::List(list) if list.is_empty() => out.push_str("[]"),
            Self::Map(map) if map.entries.is_empty() => out.push_str("{}"),
            Self::List(list) => {
                out.push('[');
                for (index, value) in list.iter().enumerate() {
                    break_line(out, index > 0, level + 1);
                    value.write(out, level + 1)?;
                }
                break_line(out, false, level);
                out.push(']');
            }
            Self::Map(map) => {
                out.push('{');
                for (index, (key, value)) in map.entries.iter().enumerate() {
                    break_line(out, index > 0, level + 1);
                    out.push_str(key);
                    out.push_str(": ");
                    value.write(out, level + 1)?;
                }
                break_line(out, false, level);
                out.push('}');
            }
        }
        (out.len() <= MAX_OUTPUT).then_some(())
    }
}

fn break_line(out: &mut String, comma: bool, level: usize) {
    out.push_str(if comma { ",\n" } else { "\n" });
    out.extend(std::iter::repeat_n("  ", level));
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for unit in text.encode_utf16() {
        push_unit(&mut out, unit);
    }
    out.push('"');
    out
}

/// Appends one UTF-16 unit as it stands inside a JSON string.
fn push_unit(out: &mut String, unit: u16) {
    match unit {
        0x22 => out.push_str("\\\""),
        0x5c => out.push_str("\\\\"),
        0x08 => out.push_str("\\b"),
        0x09 => out.push_str("\\t"),
        0x0a => out.push_str("\\n"),
        0x0c => out.push_str("\\f"),
        0x0d => out.push_str("\\r"),
        0x20..=0x7e => out.extend(char::from_u32(u32::from(unit))),
        _ => {
            out.push_str("\\u");
            for shift in [12, 8, 4, 0] {
                out.extend(char::from_digit(u32::from(unit >> shift) & 0xf, 16));
            }
        }
    }
}

/// Reads a whole text as `json.loads` does, `NaN` and the infinities included.
pub(super) fn read(text: &str) -> Result<Value, Fault> {
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.skip_blanks();
    if reader.rest.is_empty() {
        Ok(value)
    } else {
        Err(Fault::Malformed)
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes `token` when it is next.
    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn next(&mut self) -> Result<char, Fault> {
        let mut chars = self.rest.chars();
        let next = chars.next().ok_or(Fault::Malformed)?;
        self.rest = chars.as_str();
        Ok(next)
    }

    fn digits(&mut self) -> &'a str {
        let end = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(self.rest.len() - end.len());
        self.rest = rest;
        digits
    }

    /// Reads one value; `depth` counts the containers around it.
    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        self.skip_blanks();
        if self.take("\"") {
            return self.string().map(Value::Scalar);
        }
        for (open, close) in [("[", "]"), ("{", "}")] {
            if self.take(open) {
                if depth >= MAX_DEPTH {
                    return Err(Fault::TooDeep);
                }
                return if open == "[" {
                    self.list(depth + 1, close)
                } else {
                    self.map(depth + 1, close)
                };
            }
        }
        for constant in ["null", "true", "false", "NaN", "Infinity", "-Infinity"] {
            if self.take(constant) {
                return Ok(Value::Scalar(constant.to_owned()));
            }
        }
        self.number().map(Value::Scalar)
    }

    fn list(&mut self, depth: usize, close: &str) -> Result<Value, Fault> {
        let mut list = Vec::new();
        self.skip_blanks();
        if self.take(close) {
            return Ok(Value::List(list));
        }
        loop {
            list.push(self.value(depth)?);
            if self.ends(close)? {
                return Ok(Value::List(list));
            }
        }
    }

    fn map(&mut self, depth: usize, close: &str) -> Result<Value, Fault> {
        let mut map = Map::default();
        self.skip_blanks();
        if self.take(close) {
            return Ok(Value::Map(map));
        }
        loop {
            self.skip_blanks();
            if !self.take("\"") {
                return Err(Fault::Malformed);
            }
            let key = self.string()?;
            self.skip_blanks();
            if !self.take(":") {
                return Err(Fault::Malformed);
            }
            map.set_quoted(key, self.value(depth)?);
            if self.ends(close)? {
                return Ok(Value::Map(map));
            }
        }
    }

    /// After a member: whether its container ends here; otherwise a comma must follow.
    fn ends(&mut self, close: &str) -> Result<bool, Fault> {
        self.skip_blanks();
        if self.take(close) {
            Ok(true)
        } else if self.take(",") {
            Ok(false)
        } else {
            Err(Fault::Malformed)
        }
    }

    /// Reads the rest of a string whose opening quote is taken, and writes it afresh.
    fn string(&mut self) -> Result<String, Fault> {
        let mut out = String::from("\"");
        loop {
            match self.next()? {
                '"' => {
                    out.push('"');
                    return Ok(out);
                }
                '\\' => {
                    let unit = self.escape()?;
                    push_unit(&mut out, unit);
                }
                c if c < ' ' => return Err(Fault::Malformed),
                c => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        push_unit(&mut out, *unit);
                    }
                }
            }
        }
    }

    fn escape(&mut self) -> Result<u16, Fault> {
        Ok(match self.next()? {
            '"' => 0x22,
            '\\' => 0x5c,
            '/' => 0x2f,
            'b' => 0x08,
            'f' => 0x0c,
            'n' => 0x0a,
            'r' => 0x0d,
            't' => 0x09,
            'u' => {
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = self.next()?.to_digit(16).ok_or(Fault::Malformed)?;
                    unit = unit * 16 + digit;
                }
                u16::try_from(unit).map_err(|_| Fault::Malformed)?
            }
            _ => return Err(Fault::Malformed),
        })
    }

    /// Reads a number and writes it as Python would.
    fn number(&mut self) -> Result<String, Fault> {
        let start = self.rest;
        let sign = if self.take("-") { "-" } else { "" };
        let whole = if self.take("0") { "0" } else { self.digits() };
        if whole.is_empty() {
            return Err(Fault::Malformed);
        }
        let after_whole = self.rest;
        if self.take(".") && self.digits().is_empty() {
            self.rest = after_whole;
        }
        let after_fraction = self.rest;
        if self.take("e") || self.take("E") {
            if !self.take("-") {
                self.take("+");
            }
            if self.digits().is_empty() {
                self.rest = after_fraction;
            }
        }
        if self.rest.len() < after_whole.len() {
            let text = start.strip_suffix(self.rest).unwrap_or(start);
            let float = text.parse::<f64>().map_err(|_| Fault::Malformed)?;
            return Ok(number::float_text(float));
        }
        if whole.len() > number::MAX_DIGITS {
            return Err(Fault::Malformed);
        }
        // A whole number has no negative zero.
        Ok(if whole == "0" {
            "0".to_owned()
        } else {
            format!("{sign}{whole}")
        })
    }
}
