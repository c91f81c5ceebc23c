//! Methods of strings.

use super::{add_methods, arg};
use crate::python::object::{Kw, Value};
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
                1,
            ),
            (
                "endswith",
                |vm, args, _| ends(vm, args, |text, part| text.ends_with(part)),
                1,
                1,
            ),
            ("replace", replace, 2, 2),
            ("find", find, 1, 1),
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
    for part in &parts {
        let Some(part) = part.as_str() else {
            return vm.type_error("first arg must be str or a tuple of str");
        };
        if holds(text(args), part) {
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
    let place = text(args).find(part);
    let characters = place.map(|place| {
        text(args)
            .get(..place)
            .map_or(0, |before| before.chars().count())
    });
    Ok(characters.map_or(Value::Int(-1), Value::count))
}

fn count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let part = wanted(vm, args, 1)?;
    Ok(Value::count(text(args).matches(part).count()))
}
