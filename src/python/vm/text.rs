//! Values as text.

use super::error::exc;
use super::{R, Vm};
use crate::python::object::{IterState, Value, intern};
use crate::python::text::{
    Spec, float_repr, format_complex, format_float, format_int, format_str, quote, quote_bytes,
};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Vm {
    /// `repr(value)`.
    ///
    /// # Errors
    /// `RecursionError` where values are nested too deeply for the stack; what their own methods
    /// raise.
    pub fn repr(&mut self, value: &Value) -> R<String> {
        if self.inward().is_err() {
            return self.raise(
                "RecursionError",
                "maximum recursion depth exceeded while getting the repr of an object",
            );
        }
        let text = self.repr_within(value);
        self.outward();
        text
    }

    fn repr_within(&mut self, value: &Value) -> R<String> {
        if let Value::Instance(_) = value {
            let name = self.names.repr.clone();
            if let Some(given) = self.call_special(value, &name, &[])? {
                return self.text_given(&given, "__repr__");
            }
        }
        if let Value::Class(class) = value
            && let Some(meta) = &class.meta
        {
            let name = self.names.repr.clone();
            if let Some(method @ Value::Func(_)) = self.find_in(meta, &name) {
                let given = self.call_found(method, value, &[])?;
                return self.text_given(&given, "__repr__");
            }
        }
        self.plain_repr(value)
    }

    fn text_given(&mut self, given: &Value, name: &str) -> R<String> {
        match given.as_str() {
            Some(text) => Ok(text.into()),
            None => {
                let text = format!(
                    "{name} returned non-string (type {})",
                    self.type_name(given).as_str()
                );
                self.type_error(text)
            }
        }
    }

    /// As [`Vm::repr`], without the program's own methods for the value itself.
    pub fn plain_repr(&mut self, value: &Value) -> R<String> {
        match value.inner() {
            Value::Tuple(_) | Value::List(_) | Value::Dict(_) | Value::Set(_) => {
                self.container_repr(value)
            }
            _ => self.other_repr(value),
        }
    }

    /// Of what is no container: apart from those, which take the stack at every level.
    #[inline(never)]
    fn other_repr(&mut self, value: &Value) -> R<String> {
        Ok(match value.inner() {
            Value::Unbound => "<unbound>".into(),
            Value::None => "None".into(),
            Value::Bool(true) => "True".into(),
            Value::Bool(false) => "False".into(),
            Value::Int(number) => number.to_string(),
            Value::Big(number) => {
                if number.bits() > 14_300 {
                    return self.value_error("Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
                }
                number.to_string()
            }
            Value::Float(number) => float_repr(*number),
            Value::Ellipsis => "Ellipsis".into(),
            Value::NotImplemented => "NotImplemented".into(),
            Value::Str(text) => quote(text.as_str(), false),
            Value::Bytes(bytes) => quote_bytes(bytes),
            Value::Range(range) if range.step == 1 => {
                format!("range({}, {})", range.start, range.stop)
            }
            Value::Range(range) => {
                format!("range({}, {}, {})", range.start, range.stop, range.step)
            }
            Value::Slice(slice) => {
                let (start, stop, step) = (
                    self.repr(&slice.start)?,
                    self.repr(&slice.stop)?,
                    self.repr(&slice.step)?,
                );
                format!("slice({start}, {stop}, {step})")
            }
            Value::Func(func) => format!(
                "<function {} at {:#x}>",
                func.qualname.borrow().as_str(),
                value.address()
            ),
            Value::Native(native) => match &*native.owner.borrow() {
                Some(class) if native.name.starts_with("__") => format!(
                    "<slot wrapper '{}' of '{}' objects>",
                    native.name,
                    class.name().as_str()
                ),
                Some(class) => format!(
                    "<method '{}' of '{}' objects>",
                    native.name,
                    class.name().as_str()
                ),
                None => format!("<built-in function {}>", native.name),
            },
            Value::Bound(bound) => {
                let name = self.attr(&bound.func, &intern("__qualname__"));
                let name = name
                    .ok()
                    .and_then(|name| name.as_str().map(String::from))
                    .unwrap_or_else(|| "?".into());
                match bound.func {
                    Value::Native(_) => format!(
                        "<built-in method {name} of {} object at {:#x}>",
                        self.type_name(&bound.this).as_str(),
                        bound.this.address()
                    ),
                    _ => format!("<bound method {name} of {}>", self.repr(&bound.this)?),
                }
            }
            Value::Class(_) => self.class_repr(value)?,
            Value::Wrapped(wrapped) => {
                let func = self.repr(&wrapped.func)?;
                format!("<{}({func})>", self.type_name(value).as_str())
            }
            Value::Gen(generator) => format!(
                "<{} object {} at {:#x}>",
                generator.noun(),
                generator.qualname.borrow().as_str(),
                value.address()
            ),
            Value::Module(module) => format!("<module '{}'>", module.name.as_str()),
            Value::Iter(iter) if matches!(&*iter.state.borrow(), IterState::Done) => {
                format!("<iterator object at {:#x}>", value.address())
            }
            other => match exc(other) {
                Some(data) => {
                    let args = data.args.borrow().clone();
                    let name = self.class_of(other).name();
                    match args.as_slice() {
                        [one] => {
                            let one = self.repr(one)?;
                            format!("{}({one})", name.as_str())
                        }
                        _ => {
                            let args = self.repr(&Value::tuple(args))?;
                            format!("{}{args}", name.as_str())
                        }
                    }
                }
                None => match crate::python::builtins::super_repr(self, other) {
                    Some(text) => text,
                    None => self.object_repr(other)?,
                },
            },
        })
    }

    fn class_repr(&mut self, value: &Value) -> R<String> {
        let Value::Class(class) = value else {
            return Ok(String::new());
        };
        let module = self.class_attr(class, &intern("__module__"))?;
        let name = self.class_attr(class, &intern("__qualname__"))?;
        let name = name
            .as_ref()
            .and_then(Value::as_str)
            .map_or_else(|| class.name().as_str().to_string(), String::from);
        Ok(match module.as_ref().and_then(Value::as_str) {
            Some("builtins") | None => format!("<class '{name}'>"),
            Some(module) => format!("<class '{module}.{name}'>"),
        })
    }

    /// `<module.Class object at 0x…>`.
    pub fn object_repr(&mut self, value: &Value) -> R<String> {
        let class = self.types.of(value);
        let module = self.class_attr(&class, &intern("__module__"))?;
        let name = self.class_attr(&class, &intern("__qualname__"))?;
        let name = name
            .as_ref()
            .and_then(Value::as_str)
            .map_or_else(|| class.name().as_str().to_string(), String::from);
        Ok(match module.as_ref().and_then(Value::as_str) {
            Some("builtins") | None => format!("<{name} object at {:#x}>", value.address()),
            Some(module) => format!("<{module}.{name} object at {:#x}>", value.address()),
        })
    }

    fn container_repr(&mut self, value: &Value) -> R<String> {
        let address = value.inner().address();
        if self.representing.contains(&address) {
            return Ok(match value.inner() {
                Value::List(_) => "[...]".into(),
                Value::Tuple(_) => "(...)".into(),
                Value::Dict(_) => "{...}".into(),
                _ => "{...}".into(),
            });
        }
        self.representing.push(address);
        let text = self.container_text(value);
        self.representing.pop();
        text
    }

    fn container_text(&mut self, value: &Value) -> R<String> {
        Ok(match value.inner() {
            Value::List(list) => {
                let items = list.0.borrow().clone();
                format!("[{}]", self.listed(&items)?)
            }
            Value::Tuple(tuple) => match tuple.0.as_slice() {
                [one] => format!("({},)", self.repr(one)?),
                items => format!("({})", self.listed(items)?),
            },
            Value::Dict(dict) => {
                let pairs: Vec<(Value, Value)> = dict
                    .map
                    .borrow()
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                let mut parts = Vec::new();
                for (key, value) in pairs {
                    let key = self.repr(&key)?;
                    let value = self.repr(&value)?;
                    parts.push(format!("{key}: {value}"));
                }
                format!("{{{}}}", parts.join(", "))
            }
            Value::Set(set) => {
                set.settle();
                let members: Vec<Value> = set
                    .map
                    .borrow()
                    .iter()
                    .map(|(key, _)| key.clone())
                    .collect();
                let text = self.listed(&members)?;
                let name = self.type_name(value);
                match (name.as_str(), members.is_empty()) {
                    (name, true) => format!("{name}()"),
                    ("set", false) => format!("{{{text}}}"),
                    (name, false) => format!("{name}({{{text}}})"),
                }
            }
            _ => String::new(),
        })
    }

    fn listed(&mut self, items: &[Value]) -> R<String> {
        let mut text = String::new();
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                text.push_str(", ");
            }
            text.push_str(&self.repr(item)?);
            // What holds one thing many times over can be told in no memory there is.
            if text.len() > super::MOST_ITEMS / 2 {
                return self.bare("MemoryError");
            }
        }
        Ok(text)
    }

    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> R<String> {
        match value {
            Value::Str(text) => return Ok(text.as_str().into()),
            Value::Instance(_) => {
                let name = self.names.str.clone();
                if let Some(given) = self.call_special(value, &name, &[])? {
                    return self.text_given(&given, "__str__");
                }
                let class = self.types.of(value);
                let repr = self.names.repr.clone();
                if !matches!(self.find_in(&class, &repr), Some(Value::Func(_))) {
                    if let Value::Str(text) = value.inner() {
                        return Ok(text.as_str().into());
                    }
                    if exc(value).is_some() {
                        return self.exception_text(value);
                    }
                }
            }
            _ => {}
        }
        self.repr(value)
    }

    /// What `object.__str__` gives: an exception's words, or the representation.
    pub fn str_without_own(&mut self, value: &Value) -> R<String> {
        match exc(value) {
            Some(_) => self.exception_text(value),
            None => self.repr(value),
        }
    }

    /// An exception's own words.
    pub fn exception_text(&mut self, exception: &Value) -> R<String> {
        let args = exc(exception)
            .map(|data| data.args.borrow().clone())
            .unwrap_or_default();
        if self.is_exception(exception, "BaseExceptionGroup") && args.len() == 2 {
            let count = self.members(exception).len();
            let message = args.first().and_then(Value::as_str).unwrap_or_default();
            let plural = if count == 1 { "" } else { "s" };
            return Ok(format!("{message} ({count} sub-exception{plural})"));
        }
        if let Some(text) = self.special_text(exception, &args)? {
            return Ok(text);
        }
        match args.as_slice() {
            [] => Ok(String::new()),
            [one] if self.is_exception(exception, "KeyError") => self.repr(one),
            [one] => self.str(one),
            _ => self.repr(&Value::tuple(args)),
        }
    }

    /// The words of exceptions that put them together from what they are about.
    fn special_text(&mut self, exception: &Value, args: &[Value]) -> R<Option<String>> {
        let mut get = |name: &str| {
            let found = self.attr_or_none(exception, &intern(name));
            found.map(|found| found.filter(|found| !found.is_none()))
        };
        Ok(Some(match args {
            [number, words] => {
                let (file, other) = (get("filename")?, get("filename2")?);
                if self.is_exception(exception, "OSError") {
                    let (number, words) = (self.str(number)?, self.str(words)?);
                    let mut text = format!("[Errno {number}] {words}");
                    if let Some(file) = file {
                        text.push_str(&format!(": {}", self.repr(&file)?));
                    }
                    if let Some(other) = other {
                        text.push_str(&format!(" -> {}", self.repr(&other)?));
                    }
                    return Ok(Some(text));
                }
                if !self.is_exception(exception, "SyntaxError") {
                    return Ok(None);
                }
                let line = self.attr_or_none(exception, &intern("lineno"))?;
                let words = self.str(number)?;
                match (file.as_ref().and_then(Value::as_str), line) {
                    (Some(path), Some(Value::Int(line))) => {
                        let name = path.rsplit('/').next().unwrap_or(path);
                        format!("{words} ({name}, line {line})")
                    }
                    _ => words,
                }
            }
            [encoding, object, Value::Int(start), Value::Int(end), reason]
                if self.is_exception(exception, "UnicodeError") =>
            {
                let (encoding, reason) = (self.str(encoding)?, self.str(reason)?);
                let encode = object.as_str().is_some();
                let word = if encode { "encode" } else { "decode" };
                let one = *end == *start + 1;
                let place = usize::try_from(*start).unwrap_or(0);
                let what = match (encode, one) {
                    (true, true) => {
                        let one = object.as_str().and_then(|text| text.chars().nth(place));
                        let shown = one.map_or(String::new(), |one| ascii(&String::from(one)));
                        format!("character '{shown}' in position {start}")
                    }
                    (true, false) => format!("characters in position {start}-{}", end - 1),
                    (false, true) => {
                        let bytes = crate::python::builtins::bytes_of(object);
                        let byte = bytes.and_then(|bytes| bytes.get(place).copied());
                        format!("byte {:#04x} in position {start}", byte.unwrap_or(0))
                    }
                    (false, false) => format!("bytes in position {start}-{}", end - 1),
                };
                format!("'{encoding}' codec can't {word} {what}: {reason}")
            }
            _ => return Ok(None),
        }))
    }

    /// `format(value, spec)`.
    pub fn format(&mut self, value: &Value, spec: &str) -> R<String> {
        if let Value::Instance(_) = value {
            let name = self.names.format.clone();
            if let Some(given) = self.call_special(value, &name, &[Value::str(spec)])? {
                return match given.as_str() {
                    Some(text) => Ok(text.into()),
                    None => {
                        let name = self.type_name(&given);
                        self.type_error(format!(
                            "__format__ must return a str, not {}",
                            name.as_str()
                        ))
                    }
                };
            }
        }
        self.plain_format(value, spec)
    }

    /// As [`Vm::format`], without the program's own methods.
    pub fn plain_format(&mut self, value: &Value, spec: &str) -> R<String> {
        if spec.is_empty() {
            return self.str(value);
        }
        let complex = crate::python::builtins::complex_parts(value);
        let inner = value.inner();
        let formats = complex.is_some()
            || matches!(inner, Value::Str(_) | Value::Float(_))
            || super::numbers::whole(inner).is_some();
        if !formats {
            let text = format!(
                "unsupported format string passed to {}.__format__",
                self.type_name(value).as_str()
            );
            return self.type_error(text);
        }
        let parsed = match Spec::parse(spec) {
            Ok(parsed) => parsed,
            Err(Some(words)) => return self.value_error(words),
            Err(None) => {
                return self.value_error(format!(
                    "Invalid format specifier '{spec}' for object of type '{}'",
                    self.type_name(value).as_str()
                ));
            }
        };
        let text = match inner {
            Value::Str(text) => format_str(text.as_str(), &parsed),
            Value::Float(number) => format_float(*number, &parsed),
            inner => match (super::numbers::whole(inner), complex) {
                (Some(number), _) => format_int(&number, &parsed),
                (None, Some((real, imaginary))) => format_complex(real, imaginary, &parsed),
                (None, None) => Ok(String::new()),
            },
        };
        match text {
            Ok(text) => Ok(text),
            Err(mut complaint) => {
                // The class is told as it is named, should it be derived.
                if let Some((words, _)) = complaint.split_once(" of type '") {
                    complaint = format!("{words} of type '{}'", self.type_name(value).as_str());
                }
                self.value_error(complaint)
            }
        }
    }

    /// One field of an f-string. Conversions: 0 none, 1 `str`, 2 `repr`, 3 `ascii`.
    pub fn format_field(&mut self, value: &Value, conversion: u8, spec: &str) -> R {
        if let (0, "", Value::Str(_)) = (conversion, spec, value) {
            return Ok(value.clone());
        }
        let converted = match conversion {
            0 => value.clone(),
            1 => Value::str(self.str(value)?),
            2 => Value::str(self.repr(value)?),
            _ => {
                let text = self.repr(value)?;
                Value::str(ascii(&text))
            }
        };
        Ok(Value::str(self.format(&converted, spec)?))
    }
}

/// `ascii(text)` of what is a representation already.
pub fn ascii(text: &str) -> String {
    let mut plain = String::new();
    for character in text.chars() {
        let code = character as u32;
        match code {
            0..=0x7f => plain.push(character),
            0x80..=0xff => plain.push_str(&format!("\\x{code:02x}")),
            0x100..=0xffff => plain.push_str(&format!("\\u{code:04x}")),
            _ => plain.push_str(&format!("\\U{code:08x}")),
        }
    }
    plain
}
