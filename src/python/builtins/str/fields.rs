//! `str.format` (<https://docs.python.org/3.11/library/string.html#format-string-syntax>).

use super::Text;
use crate::python::builtins::arg;
use crate::python::object::{Kw, Value, intern};
use crate::python::vm::{R, Vm};
use alloc::string::String;

/// What the fields are filled with.
struct Filling<'a> {
    args: &'a [Value],
    kw: &'a Kw,
    /// Where names are looked up instead, for `format_map`.
    map: Option<&'a Value>,
    /// The next field without a number; -1 where fields are numbered.
    next: i64,
}

pub fn format_method(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let text = Text::this(args).text.into_owned();
    format_string(vm, &text, args.get(1..).unwrap_or_default(), kw).map(Value::str)
}

pub fn format_map_method(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args).text.into_owned();
    format_map(vm, &text, &arg(args, 1)).map(Value::str)
}

/// `text.format(*args, **kw)`.
///
/// # Errors
/// Where the text is no format or a field cannot be filled.
fn format_string(vm: &mut Vm, text: &str, args: &[Value], kw: &Kw) -> R<String> {
    let mut filling = Filling {
        args,
        kw,
        map: None,
        next: 0,
    };
    fill(vm, text, &mut filling, 2)
}

/// `text.format_map(map)`.
///
/// # Errors
/// As [`format_string`].
fn format_map(vm: &mut Vm, text: &str, map: &Value) -> R<String> {
    let mut filling = Filling {
        args: &[],
        kw: &[],
        map: Some(map),
        next: 0,
    };
    fill(vm, text, &mut filling, 2)
}

fn fill(vm: &mut Vm, text: &str, filling: &mut Filling, depth: u32) -> R<String> {
    if depth == 0 {
        return vm.value_error("Max string recursion exceeded");
    }
    let mut out = String::new();
    let mut rest = text;
    loop {
        let Some(at) = rest.find(['{', '}']) else {
            out.push_str(rest);
            return Ok(out);
        };
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        if after.starts_with("{{") || after.starts_with("}}") {
            out.push_str(after.get(..1).unwrap_or(""));
            rest = after.get(2..).unwrap_or("");
            continue;
        }
        if after.starts_with('}') {
            return vm.value_error("Single '}' encountered in format string");
        }
        let inside = after.get(1..).unwrap_or("");
        if inside.is_empty() {
            return vm.value_error("Single '{' encountered in format string");
        }
        let Some(end) = end_of(inside) else {
            return vm.value_error("expected '}' before end of string");
        };
        let field = inside.get(..end).unwrap_or("");
        rest = inside.get(end + 1..).unwrap_or("");
        let filled = one(vm, field, filling, depth)?;
        out.push_str(&filled);
        super::bounded(vm, out.len())?;
    }
}

/// Where the field ends; brackets of an index may hold braces.
fn end_of(inside: &str) -> Option<usize> {
    let mut open = 1;
    let mut index = false;
    let mut spec = false;
    for (at, character) in inside.char_indices() {
        match character {
            '[' if !spec => index = true,
            ']' if index => index = false,
            _ if index => {}
            ':' | '!' => spec = true,
            '{' => open += 1,
            '}' => {
                open -= 1;
                if open == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn one(vm: &mut Vm, field: &str, filling: &mut Filling, depth: u32) -> R<String> {
    let mut index = false;
    let cut = field.char_indices().find(|(_, character)| {
        match character {
            '[' => index = true,
            ']' => index = false,
            _ => {}
        }
        !index && matches!(character, ':' | '!' | '{')
    });
    let (name, rest) = field.split_at(cut.map_or(field.len(), |(at, _)| at));
    if rest.starts_with('{') {
        return vm.value_error("unexpected '{' in field name");
    }
    let (conversion, spec) = match rest.strip_prefix('!') {
        None => (None, rest.strip_prefix(':').unwrap_or("")),
        Some(rest) => {
            let mut characters = rest.chars();
            let Some(conversion) = characters.next().filter(|one| *one != '}') else {
                return vm.value_error("end of string while looking for conversion specifier");
            };
            match (characters.next(), characters.as_str()) {
                (None, _) => (Some(conversion), ""),
                (Some(':'), spec) => (Some(conversion), spec),
                _ => return vm.value_error("expected ':' after conversion specifier"),
            }
        }
    };
    let value = value_of(vm, name, filling)?;
    let value = match conversion {
        None => value,
        Some('r') => Value::str(vm.repr(&value)?),
        Some('s') => Value::str(vm.str(&value)?),
        Some('a') => {
            let text = vm.repr(&value)?;
            Value::str(crate::python::vm::ascii_text(&text))
        }
        Some(other) if (' '..'\x7f').contains(&other) => {
            return vm.value_error(alloc::format!("Unknown conversion specifier {other}"));
        }
        Some(other) => {
            let code = u32::from(other);
            return vm.value_error(alloc::format!("Unknown conversion specifier \\x{code:x}"));
        }
    };
    let spec = match spec.contains(['{', '}']) {
        true => fill(vm, spec, filling, depth - 1)?,
        false => spec.into(),
    };
    vm.format(&value, &spec)
}

fn value_of(vm: &mut Vm, name: &str, filling: &mut Filling) -> R {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    let mut value = if first.is_empty() || number {
        let place = match (number, filling.next) {
            (false, -1) => {
                return vm.value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                );
            }
            (true, 1..) => {
                return vm.value_error(
                    "cannot switch from automatic field numbering to manual field specification",
                );
            }
            (false, next) => {
                filling.next += 1;
                next as usize
            }
            (true, _) => {
                filling.next = -1;
                match first.parse::<usize>() {
                    Ok(place) if i64::try_from(place).is_ok() => place,
                    _ => return vm.value_error("Too many decimal digits in format string"),
                }
            }
        };
        if filling.map.is_some() {
            return vm.value_error("Format string contains positional fields");
        }
        match filling.args.get(place) {
            Some(value) => value.clone(),
            None => {
                let text = alloc::format!(
                    "Replacement index {place} out of range for positional args tuple"
                );
                return vm.raise("IndexError", text);
            }
        }
    } else if let Some(map) = filling.map {
        vm.subscript(map, &Value::str(first))?
    } else {
        let known = filling.kw.iter().find(|(known, _)| known.as_str() == first);
        match known {
            Some((_, value)) => value.clone(),
            None => return vm.key_error(Value::str(first)),
        }
    };
    while let Some(kind) = rest.chars().next() {
        let after = rest.get(kind.len_utf8()..).unwrap_or("");
        match kind {
            '.' => {
                let end = after.find(['.', '[']).unwrap_or(after.len());
                let (attribute, more) = after.split_at(end);
                if attribute.is_empty() {
                    return vm.value_error("Empty attribute in format string");
                }
                value = vm.attr(&value, &intern(attribute))?;
                rest = more;
            }
            '[' => {
                let Some((key, more)) = after.split_once(']') else {
                    return vm.value_error("Missing ']' in format string");
                };
                if key.is_empty() {
                    return vm.value_error("Empty attribute in format string");
                }
                let key = match key.bytes().all(|byte| byte.is_ascii_digit()) {
                    true => match key.parse::<i64>() {
                        Ok(place) => Value::Int(place),
                        Err(_) => {
                            return vm.value_error("Too many decimal digits in format string");
                        }
                    },
                    false => Value::str(key),
                };
                value = vm.subscript(&value, &key)?;
                rest = more;
            }
            _ => {
                return vm.value_error("Only '.' or '[' may follow ']' in format field specifier");
            }
        }
    }
    Ok(value)
}
