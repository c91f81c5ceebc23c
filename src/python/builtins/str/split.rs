//! Taking texts apart, and putting them together.

use super::{Kind, Text, text_of, wanted};
use crate::python::builtins::{Row, arg, given};
use crate::python::object::{Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::string::String;
use alloc::vec::Vec;

pub const ROWS: &[Row] = &[
    ("join /", join, 1, 1),
    (
        "split sep maxsplit",
        |vm, args, _| split(vm, args, false),
        0,
        2,
    ),
    (
        "rsplit sep maxsplit",
        |vm, args, _| split(vm, args, true),
        0,
        2,
    ),
    ("splitlines keepends", splitlines, 0, 1),
    ("partition /", |vm, args, _| parted(vm, args, false), 1, 1),
    ("rpartition /", |vm, args, _| parted(vm, args, true), 1, 1),
    (
        "strip /",
        |vm, args, _| stripped(vm, args, true, true, "strip"),
        0,
        1,
    ),
    (
        "lstrip /",
        |vm, args, _| stripped(vm, args, true, false, "lstrip"),
        0,
        1,
    ),
    (
        "rstrip /",
        |vm, args, _| stripped(vm, args, false, true, "rstrip"),
        0,
        1,
    ),
];

fn join(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mark = Text::this(args);
    let iterable = arg(args, 1);
    if !vm.is_iterable(&iterable) {
        return vm.type_error("can only join an iterable");
    }
    let items = vm.collect(&iterable)?;
    let mut joined = String::new();
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            joined.push_str(&mark.text);
        }
        match text_of(item, mark.kind) {
            Some(text) => joined.push_str(&text),
            None => {
                let name = vm.type_name(item);
                let wanted = match mark.kind {
                    Kind::Str => "str instance",
                    _ => "a bytes-like object",
                };
                return vm.type_error(alloc::format!(
                    "sequence item {place}: expected {wanted}, {} found",
                    name.as_str()
                ));
            }
        }
        super::bounded(vm, joined.len())?;
    }
    // One string alone is joined to itself.
    if let ([Value::Str(one)], Kind::Str) = (items.as_slice(), mark.kind) {
        return Ok(Value::Str(one.clone()));
    }
    Ok(mark.kind.make(vm, &joined))
}

fn split(vm: &mut Vm, args: &[Value], from_end: bool) -> R {
    let text = Text::this(args);
    let most = super::most(vm, given(args, 2))?;
    let limit = most.saturating_add(1);
    let mark = arg(args, 1);
    let mut parts: Vec<&str> = match &mark {
        Value::None => words(&text, most, from_end),
        mark => {
            let mark = match text.kind {
                Kind::Str => match mark.as_str() {
                    Some(mark) => mark.into(),
                    None => {
                        let name = vm.given_name(mark);
                        return vm.type_error(alloc::format!(
                            "must be str or None, not {}",
                            name.as_str()
                        ));
                    }
                },
                kind => wanted(vm, mark, kind, "")?,
            };
            if mark.is_empty() {
                return vm.value_error("empty separator");
            }
            match from_end {
                true => text.text.rsplitn(limit, &*mark).collect(),
                false => text.text.splitn(limit, &*mark).collect(),
            }
        }
    };
    if from_end {
        parts.reverse();
    }
    let parts = parts.into_iter().map(|part| text.kind.make(vm, part));
    Ok(Value::list(parts.collect()))
}

/// Parts between blanks, from one end or the other, in the order in which they are found.
fn words<'a>(text: &'a Text, most: usize, from_end: bool) -> Vec<&'a str> {
    let space = |character: char| text.kind.is_space(character);
    let trim = |text: &'a str| match from_end {
        true => text.trim_end_matches(space),
        false => text.trim_start_matches(space),
    };
    let mut rest = trim(&text.text);
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(match from_end {
                true => rest.trim_start_matches(space),
                false => rest.trim_end_matches(space),
            });
            break;
        }
        let (part, after) = match from_end {
            false => rest.split_once(space).unwrap_or((rest, "")),
            true => match rest.rsplit_once(space) {
                Some((before, part)) => (part, before),
                None => (rest, ""),
            },
        };
        parts.push(part);
        rest = trim(after);
    }
    parts
}

fn splitlines(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let keep = match given(args, 1) {
        Some(keep) => vm.small_index(keep)? != 0,
        None => false,
    };
    let ends = |character: char| match character {
        '\n' | '\r' => true,
        '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            text.kind == Kind::Str
        }
        _ => false,
    };
    let mut lines = Vec::new();
    let mut rest: &str = &text.text;
    while !rest.is_empty() {
        let (line, whole) = match rest.find(ends) {
            None => (rest.len(), rest.len()),
            Some(at) => {
                let end = rest.get(at..).unwrap_or("");
                let width = match end.starts_with("\r\n") {
                    true => 2,
                    false => end.chars().next().map_or(0, char::len_utf8),
                };
                (at, at + width)
            }
        };
        let shown = rest.get(..if keep { whole } else { line });
        lines.push(text.kind.make(vm, shown.unwrap_or("")));
        rest = rest.get(whole..).unwrap_or("");
    }
    Ok(Value::list(lines))
}

fn parted(vm: &mut Vm, args: &[Value], last: bool) -> R {
    let text = Text::this(args);
    let given = arg(args, 1);
    let mark = match text.kind {
        Kind::Str if given.as_str().is_none() => {
            let name = vm.given_name(&given);
            return vm.type_error(alloc::format!("must be str, not {}", name.as_str()));
        }
        kind => wanted(vm, &given, kind, "")?,
    };
    if mark.is_empty() {
        return vm.value_error("empty separator");
    }
    let found = match last {
        true => text.text.rsplit_once(&*mark),
        false => text.text.split_once(&*mark),
    };
    let parts = match (found, last) {
        (Some((before, after)), _) => [before, &*mark, after],
        (None, false) => [&*text.text, "", ""],
        (None, true) => ["", "", &*text.text],
    };
    let parts = parts.map(|part| text.kind.make(vm, part));
    Ok(Value::tuple(parts.to_vec()))
}

fn stripped(vm: &mut Vm, args: &[Value], left: bool, right: bool, name: &str) -> R {
    let text = Text::this(args);
    let given = arg(args, 1);
    let set: Option<Vec<char>> = match &given {
        Value::None => None,
        given => match text_of(given, text.kind) {
            Some(set) => Some(set.chars().collect()),
            None if text.kind == Kind::Str => {
                return vm.type_error(alloc::format!("{name} arg must be None or str"));
            }
            None => {
                wanted(vm, given, text.kind, "")?;
                None
            }
        },
    };
    let gone = |character: char| match &set {
        Some(set) => set.contains(&character),
        None => text.kind.is_space(character),
    };
    let mut rest: &str = &text.text;
    if left {
        rest = rest.trim_start_matches(gone);
    }
    if right {
        rest = rest.trim_end_matches(gone);
    }
    Ok(super::same(vm, args, text.kind, rest))
}
