//! Looking for a part of a text.

use super::{Kind, Text, text_of, wanted};
use crate::python::builtins::{Row, arg, given};
use crate::python::object::{Kw, Value};
use crate::python::vm::{R, Stop, Vm};
use alloc::borrow::Cow;
use alloc::vec::Vec;

pub const ROWS: &[Row] = &[
    ("find ()", |vm, args, _| find(vm, args, false), 1, 3),
    ("rfind ()", |vm, args, _| find(vm, args, true), 1, 3),
    ("index ()", |vm, args, _| index(vm, args, false), 1, 3),
    ("rindex ()", |vm, args, _| index(vm, args, true), 1, 3),
    ("count ()", count, 1, 3),
    ("startswith ()", |vm, args, _| ends(vm, args, true), 1, 3),
    ("endswith ()", |vm, args, _| ends(vm, args, false), 1, 3),
    ("replace /", replace, 2, 3),
    (
        "removeprefix /",
        |vm, args, _| removed(vm, args, true),
        1,
        1,
    ),
    (
        "removesuffix /",
        |vm, args, _| removed(vm, args, false),
        1,
        1,
    ),
];

/// Byte places of the part between two arguments; nothing where there is none. Also how many
/// characters are before it.
fn within(vm: &mut Vm, args: &[Value], text: &Text) -> R<Option<(usize, usize, usize)>> {
    let length = text.len() as i64;
    let mut bound = |place: usize, default: i64| -> R<i64> {
        let value = match given(args, place) {
            None | Some(Value::None) => return Ok(default),
            Some(value) => value,
        };
        let index = match vm.small_index(value) {
            Err(Stop::Raise(error)) if vm.is_exception(&error, "TypeError") => {
                vm.type_error("slice indices must be integers or None or have an __index__ method")?
            }
            other => other?,
        };
        Ok(if index < 0 {
            index.saturating_add(length).max(0)
        } else {
            index
        })
    };
    let (start, stop) = (bound(2, 0)?, bound(3, length)?);
    let stop = stop.min(length);
    if start > stop {
        return Ok(None);
    }
    let (start, stop) = (start as usize, stop as usize);
    if text.text.is_ascii() {
        return Ok(Some((start, stop, start)));
    }
    let byte = |place: usize| {
        let mut all = text.text.char_indices();
        all.nth(place).map_or(text.text.len(), |(byte, _)| byte)
    };
    Ok(Some((byte(start), byte(stop), start)))
}

fn part<'a>(vm: &mut Vm, value: &'a Value, kind: Kind) -> R<Cow<'a, str>> {
    if kind == Kind::Str {
        return match value.as_str() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => {
                let name = vm.given_name(value);
                vm.type_error(alloc::format!("must be str, not {}", name.as_str()))
            }
        };
    }
    if let Some(text) = text_of(value, kind) {
        return Ok(text);
    }
    if matches!(
        value.inner(),
        Value::Int(_) | Value::Bool(_) | Value::Big(_)
    ) {
        let byte = vm.small_index(value)?;
        return match u8::try_from(byte) {
            Ok(byte) => Ok(Cow::Owned(char::from(byte).into())),
            Err(_) => vm.value_error("byte must be in range(0, 256)"),
        };
    }
    let name = vm.type_name(value);
    vm.type_error(alloc::format!(
        "argument should be integer or bytes-like object, not '{}'",
        name.as_str()
    ))
}

fn find(vm: &mut Vm, args: &[Value], last: bool) -> R {
    Ok(match place_of(vm, args, last)? {
        Some(place) => Value::count(place),
        None => Value::Int(-1),
    })
}

fn place_of(vm: &mut Vm, args: &[Value], last: bool) -> R<Option<usize>> {
    let text = Text::this(args);
    let wanted = arg(args, 1);
    let part = part(vm, &wanted, text.kind)?;
    let Some((start, stop, before)) = within(vm, args, &text)? else {
        return Ok(None);
    };
    let inside = text.text.get(start..stop).unwrap_or("");
    let found = if last {
        inside.rfind(&*part)
    } else {
        inside.find(&*part)
    };
    let ahead = found.and_then(|found| inside.get(..found));
    Ok(ahead.map(|ahead| before + ahead.chars().count()))
}

fn index(vm: &mut Vm, args: &[Value], last: bool) -> R {
    match place_of(vm, args, last)? {
        Some(place) => Ok(Value::count(place)),
        None if Text::this(args).kind == Kind::Str => vm.value_error("substring not found"),
        None => vm.value_error("subsection not found"),
    }
}

fn count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let wanted = arg(args, 1);
    let part = part(vm, &wanted, text.kind)?;
    let Some((start, stop, _)) = within(vm, args, &text)? else {
        return Ok(Value::Int(0));
    };
    let inside = text.text.get(start..stop).unwrap_or("");
    Ok(Value::count(match part.is_empty() {
        true => inside.chars().count() + 1,
        false => inside.matches(&*part).count(),
    }))
}

fn ends(vm: &mut Vm, args: &[Value], first: bool) -> R {
    let text = Text::this(args);
    let asked = arg(args, 1);
    let parts: Vec<Value> = match asked.inner() {
        Value::Tuple(tuple) => tuple.0.clone(),
        _ => Vec::from([asked.clone()]),
    };
    let inside = within(vm, args, &text)?.and_then(|(start, stop, _)| text.text.get(start..stop));
    for part in &parts {
        let Some(part) = text_of(part, text.kind) else {
            let method = if first { "startswith" } else { "endswith" };
            let whole = matches!(asked.inner(), Value::Tuple(_));
            let name = vm.type_name(part);
            let name = name.as_str();
            return vm.type_error(match (text.kind, whole) {
                (Kind::Str, true) => {
                    alloc::format!("tuple for {method} must only contain str, not {name}")
                }
                (Kind::Str, false) => {
                    alloc::format!("{method} first arg must be str or a tuple of str, not {name}")
                }
                (_, true) => alloc::format!("a bytes-like object is required, not '{name}'"),
                _ => alloc::format!(
                    "{method} first arg must be bytes or a tuple of bytes, not {name}"
                ),
            });
        };
        let holds = inside.is_some_and(|inside| match first {
            true => inside.starts_with(&*part),
            false => inside.ends_with(&*part),
        });
        if holds {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn replace(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let (from, to) = (arg(args, 1), arg(args, 2));
    let from = wanted(vm, &from, text.kind, "replace() argument 1")?;
    let to = wanted(vm, &to, text.kind, "replace() argument 2")?;
    let most = super::most(vm, given(args, 3))?;
    let found = match from.is_empty() {
        true => text.len() + 1,
        false => text.text.matches(&*from).count(),
    };
    let grown = found.min(most).saturating_mul(to.len());
    super::bounded(vm, text.text.len().saturating_add(grown))?;
    Ok(match most {
        usize::MAX => text.kind.make(vm, &text.text.replace(&*from, &to)),
        most => text.kind.make(vm, &text.text.replacen(&*from, &to, most)),
    })
}

fn removed(vm: &mut Vm, args: &[Value], first: bool) -> R {
    let text = Text::this(args);
    let part = arg(args, 1);
    let words = match first {
        true => "removeprefix() argument",
        false => "removesuffix() argument",
    };
    let part = wanted(vm, &part, text.kind, words)?;
    let rest = match first {
        true => text.text.strip_prefix(&*part),
        false => text.text.strip_suffix(&*part),
    };
    Ok(super::same(vm, args, text.kind, rest.unwrap_or(&text.text)))
}
