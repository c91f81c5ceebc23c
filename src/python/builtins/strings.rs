//! Methods of strings.

use super::{add_methods, arg};
use crate::python::object::{Kw, Value};
use crate::python::text::printable;
use crate::python::vm::{R, Vm};
use alloc::string::String;
use alloc::vec::Vec;

pub fn install(vm: &mut Vm) {
    add_methods(
        &vm.types.str,
        &[
            ("join", join, 1, 1),
            ("split", split, 0, 2),
            ("upper", |_, args, _| mapped(args, str::to_uppercase), 0, 0),
            ("lower", |_, args, _| mapped(args, str::to_lowercase), 0, 0),
            ("strip", |_, args, _| stripped(args, true, true), 0, 1),
            ("lstrip", |_, args, _| stripped(args, true, false), 0, 1),
            ("rstrip", |_, args, _| stripped(args, false, true), 0, 1),
            (
                "startswith",
                |vm, args, _| ends(vm, args, |text, part| text.starts_with(part)),
                1,
                3,
            ),
            (
                "endswith",
                |vm, args, _| ends(vm, args, |text, part| text.ends_with(part)),
                1,
                3,
            ),
            ("replace", replace, 2, 2),
            ("find", find, 1, 3),
            ("index", index, 1, 3),
            ("rsplit", rsplit, 0, 2),
            ("splitlines", splitlines, 0, 0),
            (
                "partition",
                |vm, args, _| parted(vm, args, |text, mark| text.split_once(mark), false),
                1,
                1,
            ),
            (
                "rpartition",
                |vm, args, _| parted(vm, args, |text, mark| text.rsplit_once(mark), true),
                1,
                1,
            ),
            ("title", title, 0, 0),
            ("capitalize", capitalize, 0, 0),
            (
                "swapcase",
                |_, args, _| mapped(args, |text| text.chars().map(swapped).collect()),
                0,
                0,
            ),
            (
                "casefold",
                |_, args, _| mapped(args, str::to_lowercase),
                0,
                0,
            ),
            ("ljust", |vm, args, _| padded(vm, args, '<'), 1, 2),
            ("rjust", |vm, args, _| padded(vm, args, '>'), 1, 2),
            ("center", |vm, args, _| padded(vm, args, '^'), 1, 2),
            ("zfill", zfill, 1, 1),
            (
                "removeprefix",
                |vm, args, _| removed(vm, args, |text, part| text.strip_prefix(part)),
                1,
                1,
            ),
            (
                "removesuffix",
                |vm, args, _| removed(vm, args, |text, part| text.strip_suffix(part)),
                1,
                1,
            ),
            (
                "isdigit",
                |_, args, _| every(args, |one| one.is_ascii_digit()),
                0,
                0,
            ),
            (
                "isdecimal",
                |_, args, _| every(args, |one| one.is_ascii_digit()),
                0,
                0,
            ),
            (
                "isnumeric",
                |_, args, _| every(args, char::is_numeric),
                0,
                0,
            ),
            (
                "isalpha",
                |_, args, _| every(args, char::is_alphabetic),
                0,
                0,
            ),
            (
                "isalnum",
                |_, args, _| every(args, char::is_alphanumeric),
                0,
                0,
            ),
            (
                "isspace",
                |_, args, _| every(args, char::is_whitespace),
                0,
                0,
            ),
            (
                "isupper",
                |_, args, _| cased(args, char::is_lowercase, char::is_uppercase),
                0,
                0,
            ),
            (
                "islower",
                |_, args, _| cased(args, char::is_uppercase, char::is_lowercase),
                0,
                0,
            ),
            (
                "isascii",
                |_, args, _| Ok(Value::Bool(text(args).is_ascii())),
                0,
                0,
            ),
            (
                "isprintable",
                |_, args, _| Ok(Value::Bool(text(args).chars().all(printable))),
                0,
                0,
            ),
            ("isidentifier", isidentifier, 0, 0),
            ("encode", encode, 0, 2),
            ("count", count, 1, 1),
        ],
    );
}

fn text(args: &[Value]) -> &str {
    args.first().and_then(Value::as_str).unwrap_or_default()
}

fn wanted<'a>(vm: &mut Vm, args: &'a [Value], place: usize) -> R<&'a str> {
    match args.get(place).and_then(Value::as_str) {
        Some(text) => Ok(text),
        None => {
            let name = vm.type_name(&arg(args, place));
            vm.type_error(alloc::format!(
                "argument must be str, not {}",
                name.as_str()
            ))
        }
    }
}

fn mapped(args: &[Value], map: fn(&str) -> String) -> R {
    Ok(Value::str(map(text(args))))
}

fn join(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let items = vm.collect(&arg(args, 1))?;
    let mut parts = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(text) => parts.push(text),
            None => {
                let name = vm.type_name(item);
                return vm.type_error(alloc::format!(
                    "sequence item {place}: expected str instance, {} found",
                    name.as_str()
                ));
            }
        }
    }
    Ok(Value::str(parts.join(text(args))))
}

fn split(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let most = match args.get(2) {
        Some(most) => usize::try_from(vm.small_index(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let limit = most.saturating_add(1);
    let parts: Vec<Value> = match args.get(1) {
        None | Some(Value::None) => {
            let mut rest = text(args).trim_start();
            let mut parts = Vec::new();
            while !rest.is_empty() {
                if parts.len() == most {
                    parts.push(Value::str(rest.trim_end()));
                    break;
                }
                let (part, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                parts.push(Value::str(part));
                rest = after.trim_start();
            }
            parts
        }
        Some(_) => {
            let mark = wanted(vm, args, 1)?;
            if mark.is_empty() {
                return vm.value_error("empty separator");
            }
            text(args).splitn(limit, mark).map(Value::str).collect()
        }
    };
    Ok(Value::list(parts))
}

fn stripped(args: &[Value], left: bool, right: bool) -> R {
    let set: Option<Vec<char>> = args
        .get(1)
        .and_then(Value::as_str)
        .map(|set| set.chars().collect());
    let gone = |character: char| match &set {
        Some(set) => set.contains(&character),
        None => character.is_whitespace(),
    };
    let mut rest = text(args);
    if left {
        rest = rest.trim_start_matches(gone);
    }
    if right {
        rest = rest.trim_end_matches(gone);
    }
    Ok(Value::str(rest))
}

fn ends(vm: &mut Vm, args: &[Value], holds: fn(&str, &str) -> bool) -> R {
    let parts = match arg(args, 1) {
        Value::Tuple(tuple) => tuple.0.clone(),
        other => Vec::from([other]),
    };
    let (_, within) = within(vm, args)?;
    for part in &parts {
        let Some(part) = part.as_str() else {
            return vm.type_error("first arg must be str or a tuple of str");
        };
        if holds(within, part) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn replace(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (from, to) = (wanted(vm, args, 1)?, wanted(vm, args, 2)?);
    Ok(Value::str(text(args).replace(from, to)))
}

fn find(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let part = wanted(vm, args, 1)?;
    let (start, within) = within(vm, args)?;
    let place = within.find(part).and_then(|place| within.get(..place));
    Ok(place.map_or(Value::Int(-1), |before| {
        Value::count(start + before.chars().count())
    }))
}

/// The part of the string between the second and the third argument, and where it begins.
fn within<'a>(vm: &mut Vm, args: &'a [Value]) -> R<(usize, &'a str)> {
    let Some(Value::Str(whole)) = args.first().map(Value::inner) else {
        return Ok((0, ""));
    };
    let bounds = crate::python::object::Slice {
        start: arg(args, 2),
        stop: arg(args, 3),
        step: Value::None,
    };
    let (start, _, count) = vm.slice_places(&bounds, whole.chars())?;
    let start = start as usize;
    Ok((start, whole.cut(start, start + count)))
}

fn count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let part = wanted(vm, args, 1)?;
    Ok(Value::count(text(args).matches(part).count()))
}

fn index(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    match find(vm, args, kw)? {
        Value::Int(-1) => vm.value_error("substring not found"),
        place => Ok(place),
    }
}

fn rsplit(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let most = match args.get(2) {
        Some(most) => usize::try_from(vm.small_index(most)?).unwrap_or(usize::MAX),
        None => return split(vm, args, kw),
    };
    let limit = most.saturating_add(1);
    let mut parts: Vec<Value> = match args.get(1).and_then(Value::as_str) {
        Some("") => return vm.value_error("empty separator"),
        Some(mark) => text(args).rsplitn(limit, mark).map(Value::str).collect(),
        None => {
            let words = text(args).trim_end();
            let parts = words.rsplitn(limit, char::is_whitespace);
            parts
                .filter(|part| !part.is_empty())
                .map(Value::str)
                .collect()
        }
    };
    parts.reverse();
    Ok(Value::list(parts))
}

fn splitlines(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::list(text(args).lines().map(Value::str).collect()))
}

fn parted(
    vm: &mut Vm,
    args: &[Value],
    cut: for<'a> fn(&'a str, &str) -> Option<(&'a str, &'a str)>,
    last: bool,
) -> R {
    let mark = wanted(vm, args, 1)?;
    if mark.is_empty() {
        return vm.value_error("empty separator");
    }
    let parts = match (cut_owned(text(args), mark, cut), last) {
        (Some((before, after)), _) => [before, mark.into(), after],
        (None, false) => [text(args).into(), String::new(), String::new()],
        (None, true) => [String::new(), String::new(), text(args).into()],
    };
    Ok(Value::tuple(parts.map(Value::str).to_vec()))
}

fn cut_owned(
    text: &str,
    mark: &str,
    cut: for<'a> fn(&'a str, &str) -> Option<(&'a str, &'a str)>,
) -> Option<(String, String)> {
    cut(text, mark).map(|(before, after)| (before.into(), after.into()))
}

fn title(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut titled = String::new();
    let mut within = false;
    for character in text(args).chars() {
        match within {
            true => titled.extend(character.to_lowercase()),
            false => titled.extend(character.to_uppercase()),
        }
        within = character.is_alphabetic();
    }
    Ok(Value::str(titled))
}

fn capitalize(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut characters = text(args).chars();
    let first: String = characters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    Ok(Value::str(
        first + characters.as_str().to_lowercase().as_str(),
    ))
}

fn swapped(character: char) -> char {
    let other = match character.is_uppercase() {
        true => character.to_lowercase().next(),
        false => character.to_uppercase().next(),
    };
    other.unwrap_or(character)
}

fn padded(vm: &mut Vm, args: &[Value], align: char) -> R {
    let width = usize::try_from(vm.small_index(&arg(args, 1))?).unwrap_or(0);
    if width > crate::python::vm::MOST_ITEMS {
        return vm.bare("MemoryError");
    }
    let fill = args
        .get(2)
        .and_then(Value::as_str)
        .and_then(|fill| fill.chars().next())
        .unwrap_or(' ');
    let missing = width.saturating_sub(text(args).chars().count());
    let left = match align {
        '<' => 0,
        '>' => missing,
        // An odd one goes to the left where the width is odd.
        _ => missing / 2 + (missing & width & 1),
    };
    let fill = |count: usize| core::iter::repeat_n(fill, count).collect::<String>();
    Ok(Value::str(
        fill(left) + text(args) + fill(missing - left).as_str(),
    ))
}

fn zfill(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let width = usize::try_from(vm.small_index(&arg(args, 1))?).unwrap_or(0);
    if width > crate::python::vm::MOST_ITEMS {
        return vm.bare("MemoryError");
    }
    let (sign, digits) = match text(args).strip_prefix(['+', '-']) {
        Some(digits) => text(args).split_at(text(args).len() - digits.len()),
        None => ("", text(args)),
    };
    let missing = width.saturating_sub(text(args).chars().count());
    Ok(Value::str(alloc::format!(
        "{sign}{}{digits}",
        "0".repeat(missing)
    )))
}

fn removed(vm: &mut Vm, args: &[Value], strip: for<'a> fn(&'a str, &str) -> Option<&'a str>) -> R {
    let part = wanted(vm, args, 1)?;
    Ok(Value::str(strip(text(args), part).unwrap_or(text(args))))
}

fn every(args: &[Value], holds: fn(char) -> bool) -> R {
    let text = text(args);
    Ok(Value::Bool(!text.is_empty() && text.chars().all(holds)))
}

fn cased(args: &[Value], never: fn(char) -> bool, once: fn(char) -> bool) -> R {
    let text = text(args);
    Ok(Value::Bool(
        !text.chars().any(never) && text.chars().any(once),
    ))
}

fn isidentifier(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut characters = text(args).chars();
    let first = characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic());
    Ok(Value::Bool(
        first && characters.all(|one| one == '_' || one.is_alphanumeric()),
    ))
}

fn encode(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::bytes(text(args).as_bytes().to_vec()))
}
