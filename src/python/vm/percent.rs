//! `format % values`
//! (<https://docs.python.org/3.11/library/stdtypes.html#printf-style-string-formatting>).

use super::{R, Vm};
use crate::python::builtins::{Kind, bytes_of, wide};
use crate::python::object::Value;
use crate::python::text::{Spec, format_float, format_int, pad};
use alloc::string::String;
use num_bigint::BigInt;
use num_traits::FromPrimitive;

/// Wider than this is refused.
const WIDEST: i64 = 1 << 24;

/// What the fields are filled with.
struct Values<'a> {
    all: &'a Value,
    next: usize,
    /// A mapping may be used by name, and need not be used up.
    mapping: bool,
    named: bool,
}

impl Values<'_> {
    fn take(&mut self, vm: &mut Vm) -> R {
        let place = self.next;
        self.next += 1;
        let found = match self.all.inner() {
            Value::Tuple(tuple) => tuple.0.get(place).cloned(),
            _ => (place == 0).then(|| self.all.clone()),
        };
        match found {
            Some(value) => Ok(value),
            None => vm.type_error("not enough arguments for format string"),
        }
    }

    fn left(&self) -> bool {
        match self.all.inner() {
            Value::Tuple(tuple) => self.next < tuple.0.len(),
            _ => self.next == 0 && !self.mapping,
        }
    }
}

impl Vm {
    /// `format % values`, of strings, or of bytes that were made wide.
    pub fn percent(&mut self, format: &str, values: &Value, kind: Kind) -> R<String> {
        let mapping = match values.inner() {
            Value::Tuple(_) | Value::Str(_) => false,
            Value::Dict(_) | Value::List(_) | Value::Bytes(_) | Value::Range(_) => true,
            Value::Instance(_) => {
                let (class, name) = (self.types.of(values), self.names.getitem.clone());
                self.find_in(&class, &name).is_some()
            }
            _ => false,
        };
        let mut values = Values {
            all: values,
            next: 0,
            mapping,
            named: false,
        };
        let mut out = String::new();
        let mut rest = format;
        while let Some(at) = rest.find('%') {
            out.push_str(rest.get(..at).unwrap_or(""));
            let after = rest.get(at + 1..).unwrap_or("");
            let (text, used) = self.percent_field(format, after, &mut values, kind)?;
            out.push_str(&text);
            rest = after.get(used..).unwrap_or("");
            if out.len() > super::MOST_ITEMS * 8 {
                return self.bare("MemoryError");
            }
        }
        out.push_str(rest);
        if !values.named && values.left() {
            let what = if kind == Kind::Str { "string" } else { "bytes" };
            return self.type_error(alloc::format!(
                "not all arguments converted during {what} formatting"
            ));
        }
        Ok(out)
    }

    /// One field, behind its `%`: its text, and how long it is.
    fn percent_field(
        &mut self,
        format: &str,
        after: &str,
        values: &mut Values,
        kind: Kind,
    ) -> R<(String, usize)> {
        let mut rest = after;
        let mut named = None;
        if let Some(inside) = rest.strip_prefix('(') {
            if !values.mapping {
                return self.type_error("format requires a mapping");
            }
            let mut open = 1;
            let end = inside.char_indices().find(|(_, character)| {
                open += match character {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                open == 0
            });
            let Some((end, _)) = end else {
                return self.value_error("incomplete format key");
            };
            let key = kind.make(self, inside.get(..end).unwrap_or(""));
            named = Some(self.subscript(&values.all.clone(), &key)?);
            values.named = true;
            rest = inside.get(end + 1..).unwrap_or("");
        }
        let mut spec = Spec::plain();
        let mut left = false;
        while let Some(flag @ ('-' | '+' | ' ' | '#' | '0')) = rest.chars().next() {
            match flag {
                '-' => left = true,
                '+' => spec.sign = '+',
                ' ' if spec.sign != '+' => spec.sign = ' ',
                '#' => spec.alternate = true,
                '0' => spec.zero = true,
                _ => {}
            }
            rest = rest.get(1..).unwrap_or("");
        }
        let width = self.percent_number(&mut rest, values, "width too big")?;
        if let Some(width) = width {
            left |= width < 0;
            spec.width = width.unsigned_abs() as usize;
        }
        if let Some(behind) = rest.strip_prefix('.') {
            rest = behind;
            let precision = self.percent_number(&mut rest, values, "precision too big")?;
            spec.precision = Some(precision.unwrap_or(0).max(0) as usize);
        }
        rest = rest.strip_prefix(['h', 'l', 'L']).unwrap_or(rest);
        let Some(letter) = rest.chars().next() else {
            return self.value_error("incomplete format");
        };
        let used = after.len() - rest.len() + letter.len_utf8();
        if letter == '%' {
            return Ok(("%".into(), used));
        }
        if left {
            spec.align = Some('<');
        }
        let mut value = |vm: &mut Self| match &named {
            Some(value) => Ok(value.clone()),
            None => values.take(vm),
        };
        let text = match letter {
            's' | 'r' | 'a' | 'b' => {
                let value = value(self)?;
                let text = self.percent_text(letter, &value, kind)?;
                let text = match spec.precision {
                    Some(most) => text.chars().take(most).collect(),
                    None => text,
                };
                spec.zero = false;
                pad(&text, &spec, '>', 0)
            }
            'c' => {
                let value = value(self)?;
                let text = self.percent_character(&value, kind)?;
                spec.zero = false;
                pad(&text, &spec, '>', 0)
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
                let value = value(self)?;
                self.percent_whole(letter, &value, spec)?
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let value = value(self)?;
                let number = match self.float_of(&value)? {
                    Some(number) => number,
                    None => {
                        let name = self.names.float.clone();
                        match self.call_special(&value, &name, &[])? {
                            Some(Value::Float(number)) => number,
                            _ => {
                                let name = self.type_name(&value);
                                let name = name.as_str();
                                return self.type_error(match kind {
                                    Kind::Str => {
                                        alloc::format!("must be real number, not {name}")
                                    }
                                    _ => {
                                        alloc::format!("float argument required, not {name}")
                                    }
                                });
                            }
                        }
                    }
                };
                spec.kind = Some(letter);
                format_float(number, &spec).unwrap_or_default()
            }
            other => {
                // `after` is the end of `format`.
                let at = (format.len() - rest.len()).min(format.len());
                return self.unsupported_letter(other, format, at);
            }
        };
        Ok((text, used))
    }

    fn unsupported_letter<T>(&mut self, letter: char, format: &str, at: usize) -> R<T> {
        let place = format.get(..at).map_or(0, |text| text.chars().count());
        let shown = if (' '..'\x7f').contains(&letter) {
            letter
        } else {
            '?'
        };
        self.value_error(alloc::format!(
            "unsupported format character '{shown}' ({:#x}) at index {place}",
            u32::from(letter)
        ))
    }

    /// A width or precision: digits, or `*`, which takes a value.
    fn percent_number(
        &mut self,
        rest: &mut &str,
        values: &mut Values,
        words: &str,
    ) -> R<Option<i64>> {
        let number = if let Some(behind) = rest.strip_prefix('*') {
            *rest = behind;
            match values.take(self)? {
                Value::Int(number) => number,
                Value::Bool(number) => i64::from(number),
                _ => return self.type_error("* wants int"),
            }
        } else {
            let end = rest
                .find(|character: char| !character.is_ascii_digit())
                .unwrap_or(rest.len());
            let (digits, behind) = rest.split_at(end);
            *rest = behind;
            if digits.is_empty() {
                return Ok(None);
            }
            digits.parse().unwrap_or(i64::MAX)
        };
        if number.unsigned_abs() > WIDEST as u64 {
            return self.value_error(words);
        }
        Ok(Some(number))
    }

    fn percent_text(&mut self, letter: char, value: &Value, kind: Kind) -> R<String> {
        match (letter, kind) {
            ('s', Kind::Str) => self.str(value),
            ('r', Kind::Str) => self.repr(value),
            ('a', _) | ('r', _) => Ok(super::ascii_text(&self.repr(value)?)),
            ('b', Kind::Str) => {
                self.value_error("unsupported format character 'b' (0x62) at index 1")
            }
            _ => {
                if let Some(bytes) = bytes_of(value) {
                    return Ok(wide(&bytes));
                }
                let name = self.names.bytes.clone();
                if let Some(Value::Bytes(bytes)) = self.call_special(value, &name, &[])? {
                    return Ok(wide(&bytes));
                }
                let name = self.type_name(value);
                self.type_error(alloc::format!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    name.as_str()
                ))
            }
        }
    }

    fn percent_character(&mut self, value: &Value, kind: Kind) -> R<String> {
        if let Some(text) = crate::python::builtins::text_of(value, kind) {
            let mut characters = text.chars();
            if let (Some(one), None) = (characters.next(), characters.next()) {
                return Ok(one.into());
            }
        } else if matches!(
            value.inner(),
            Value::Int(_) | Value::Bool(_) | Value::Big(_)
        ) {
            let code = self.small_index(value)?;
            let most = if kind == Kind::Str { 0x11_0000 } else { 256 };
            let character = u32::try_from(code).ok().filter(|code| *code < most);
            return match character.and_then(char::from_u32) {
                Some(one) => Ok(one.into()),
                None if kind == Kind::Str => {
                    self.raise("OverflowError", "%c arg not in range(0x110000)")
                }
                None => self.raise("OverflowError", "%c arg not in range(256)"),
            };
        }
        self.type_error(match kind {
            Kind::Str => "%c requires int or char",
            _ => "%c requires an integer in range(256) or a single byte",
        })
    }

    fn percent_whole(&mut self, letter: char, value: &Value, mut spec: Spec) -> R<String> {
        let decimal = matches!(letter, 'd' | 'i' | 'u');
        let number = match value.inner() {
            Value::Float(float) if decimal => match BigInt::from_f64(float.trunc()) {
                Some(number) => Some(number),
                None if float.is_nan() => {
                    return self.value_error("cannot convert float NaN to integer");
                }
                None => {
                    return self.raise("OverflowError", "cannot convert float infinity to integer");
                }
            },
            inner => super::numbers::whole(inner),
        };
        let number = match number {
            Some(number) => number,
            None => {
                let (index, int) = (self.names.index.clone(), self.names.int.clone());
                let made = match self.call_special(value, &index, &[])? {
                    Some(made) => Some(made),
                    None if decimal => self.call_special(value, &int, &[])?,
                    None => None,
                };
                match made.as_ref().and_then(super::numbers::whole) {
                    Some(number) => number,
                    None => {
                        let name = self.type_name(value);
                        let wanted = if decimal {
                            "a real number"
                        } else {
                            "an integer"
                        };
                        return self.type_error(alloc::format!(
                            "%{letter} format: {wanted} is required, not {}",
                            name.as_str()
                        ));
                    }
                }
            }
        };
        spec.kind = Some(if decimal { 'd' } else { letter });
        let Some(digits) = spec.precision.take() else {
            return Ok(format_int(&number, &spec).unwrap_or_default());
        };
        // At least so many digits; then the width.
        let mut inner = Spec::plain();
        inner.kind = spec.kind;
        let bare = format_int(&number.magnitude().clone().into(), &inner).unwrap_or_default();
        let zeros = "0".repeat(digits.saturating_sub(bare.len()));
        let sign = match (number.sign(), spec.sign) {
            (num_bigint::Sign::Minus, _) => "-",
            (_, '+') => "+",
            (_, ' ') => " ",
            _ => "",
        };
        let prefix = match (spec.alternate, letter) {
            (true, 'o') => "0o",
            (true, 'x') => "0x",
            (true, 'X') => "0X",
            _ => "",
        };
        let head = sign.len() + prefix.len();
        Ok(pad(
            &alloc::format!("{sign}{prefix}{zeros}{bare}"),
            &spec,
            '>',
            head,
        ))
    }
}
