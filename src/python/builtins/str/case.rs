//! Case, sorts of characters, and mapping characters to others.

use super::{Kind, Text, text_of, wanted};
use crate::python::builtins::{Row, arg, given};
use crate::python::object::{Dict, Kw, Value};
use crate::python::text::{fold, lower, lower_between, printable, title_of, upper, upper_of};
use crate::python::vm::{R, Stop, Vm};
use alloc::string::String;

pub const ROWS: &[Row] = &[
    (
        "upper /",
        |vm, args, _| mapped(vm, args, upper, str::to_ascii_uppercase),
        0,
        0,
    ),
    (
        "lower /",
        |vm, args, _| mapped(vm, args, lower, str::to_ascii_lowercase),
        0,
        0,
    ),
    ("title /", title, 0, 0),
    (
        "capitalize /",
        |vm, args, _| mapped(vm, args, capitalize, capitalize_ascii),
        0,
        0,
    ),
    (
        "swapcase /",
        |vm, args, _| mapped(vm, args, swapcase, swapcase),
        0,
        0,
    ),
    ("isdigit /", |_, args, _| every(args, is_digit), 0, 0),
    (
        "isalpha /",
        |_, args, _| every(args, char::is_alphabetic),
        0,
        0,
    ),
    (
        "isalnum /",
        |_, args, _| every(args, |one| one.is_alphanumeric() || is_digit(one)),
        0,
        0,
    ),
    ("isspace /", isspace, 0, 0),
    ("isupper /", |_, args, _| cased(args, true), 0, 0),
    ("islower /", |_, args, _| cased(args, false), 0, 0),
    ("istitle /", istitle, 0, 0),
    (
        "isascii /",
        |_, args, _| Ok(Value::Bool(Text::this(args).text.is_ascii())),
        0,
        0,
    ),
    ("translate table delete", translate, 1, 2),
];

pub const STR_ROWS: &[Row] = &[
    (
        "casefold /",
        |vm, args, _| mapped(vm, args, fold, fold),
        0,
        0,
    ),
    ("isdecimal /", |_, args, _| every(args, is_decimal), 0, 0),
    (
        "isnumeric /",
        |_, args, _| every(args, char::is_numeric),
        0,
        0,
    ),
    (
        "isprintable /",
        |_, args, _| Ok(Value::Bool(Text::this(args).text.chars().all(printable))),
        0,
        0,
    ),
    ("isidentifier /", isidentifier, 0, 0),
    ("translate /", translate, 1, 1),
];

/// Where blocks of ten decimal digits begin, apart from ASCII.
const TENS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/// The value of a decimal digit of any script.
pub fn decimal(character: char) -> Option<u32> {
    if let Some(digit) = character.to_digit(10) {
        return Some(digit);
    }
    let code = u32::from(character);
    let block = TENS
        .iter()
        .find(|first| (**first..**first + 10).contains(&code))?;
    Some(code - block)
}

fn is_decimal(character: char) -> bool {
    decimal(character).is_some()
}

fn is_digit(character: char) -> bool {
    is_decimal(character)
        || matches!(character, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨')
}

fn mapped(vm: &mut Vm, args: &[Value], map: fn(&str) -> String, ascii: fn(&str) -> String) -> R {
    let text = Text::this(args);
    let changed = match text.kind {
        Kind::Str => map(&text.text),
        _ => ascii(&text.text),
    };
    Ok(text.kind.make(vm, &changed))
}

fn capitalize(text: &str) -> String {
    let mut changed = String::with_capacity(text.len());
    for (at, one) in text.char_indices() {
        let (before, rest) = text.split_at(at);
        match at {
            0 => changed.push_str(&title_of(one)),
            _ => changed.push_str(&lower_between(before, one, rest.chars().nth(1))),
        }
    }
    changed
}

fn capitalize_ascii(text: &str) -> String {
    let mut lower = text.to_ascii_lowercase();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    lower
}

fn swapcase(text: &str) -> String {
    let mut swapped = String::with_capacity(text.len());
    for (at, one) in text.char_indices() {
        let (before, rest) = text.split_at(at);
        match (one.is_lowercase(), one.is_uppercase()) {
            (true, _) => swapped.push_str(&upper_of(one)),
            (_, true) => swapped.push_str(&lower_between(before, one, rest.chars().nth(1))),
            _ => swapped.push(one),
        }
    }
    swapped
}

fn title(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let plain = text.kind != Kind::Str;
    let mut titled = String::new();
    let mut within = false;
    for (at, one) in text.text.char_indices() {
        if plain && !one.is_ascii() {
            titled.push(one);
            within = false;
            continue;
        }
        let (before, rest) = text.text.split_at(at);
        match within {
            true => titled.push_str(&lower_between(before, one, rest.chars().nth(1))),
            false => titled.push_str(&title_of(one)),
        }
        within = one.is_lowercase() || one.is_uppercase();
    }
    Ok(text.kind.make(vm, &titled))
}

fn every(args: &[Value], holds: fn(char) -> bool) -> R {
    let text = Text::this(args);
    let fits = |one: char| holds(one) && (text.kind == Kind::Str || one.is_ascii());
    Ok(Value::Bool(
        !text.text.is_empty() && text.text.chars().all(fits),
    ))
}

fn isspace(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let all = text.text.chars().all(|one| text.kind.is_space(one));
    Ok(Value::Bool(all && !text.text.is_empty()))
}

fn cased(args: &[Value], upper: bool) -> R {
    let text = Text::this(args);
    let plain = text.kind != Kind::Str;
    let mut found = false;
    for one in text.text.chars().filter(|one| !plain || one.is_ascii()) {
        let (is_upper, is_lower) = (one.is_uppercase(), one.is_lowercase());
        if if upper { is_lower } else { is_upper } {
            return Ok(Value::Bool(false));
        }
        found |= is_upper || is_lower;
    }
    Ok(Value::Bool(found))
}

fn istitle(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let (mut within, mut found) = (false, false);
    for one in text.text.chars() {
        let (upper, lower) = (one.is_uppercase(), one.is_lowercase());
        if (upper && within) || (lower && !within) {
            return Ok(Value::Bool(false));
        }
        within = upper || lower;
        found |= within;
    }
    Ok(Value::Bool(found))
}

fn isidentifier(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let mut characters = text.text.chars();
    let first = characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic());
    Ok(Value::Bool(
        first && characters.all(|one| one == '_' || one.is_alphanumeric()),
    ))
}

fn translate(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let table = arg(args, 1);
    let mut made = String::new();
    if text.kind != Kind::Str {
        let map = match &table {
            Value::None => None,
            table => Some(narrow_table(vm, table)?),
        };
        let gone = match given(args, 2) {
            Some(gone) => wanted(vm, gone, text.kind, "")?.into_owned(),
            None => String::new(),
        };
        for one in text.text.chars().filter(|one| !gone.contains(*one)) {
            let place = u32::from(one) as usize;
            let mapped = match &map {
                Some(map) => map.chars().nth(place).unwrap_or(one),
                None => one,
            };
            made.push(mapped);
        }
        return Ok(text.kind.make(vm, &made));
    }
    for one in text.text.chars() {
        let key = Value::Int(i64::from(u32::from(one)));
        match vm.subscript(&table, &key) {
            Ok(Value::None) => {}
            Ok(value) => match (value.as_str(), value.inner()) {
                (Some(text), _) => made.push_str(text),
                (_, Value::Int(code)) => match u32::try_from(*code).ok().and_then(char::from_u32) {
                    Some(character) => made.push(character),
                    None => {
                        return vm.value_error("character mapping must be in range(0x110000)");
                    }
                },
                _ => {
                    return vm.type_error("character mapping must return integer, None or str");
                }
            },
            Err(Stop::Raise(error)) if vm.is_exception(&error, "LookupError") => made.push(one),
            Err(stop) => return Err(stop),
        }
        super::bounded(vm, made.len())?;
    }
    Ok(Value::str(made))
}

fn narrow_table(vm: &mut Vm, table: &Value) -> R<String> {
    let table = wanted(vm, table, Kind::Bytes, "")?;
    match table.chars().count() {
        256 => Ok(table.into_owned()),
        _ => vm.value_error("translation table must be 256 characters long"),
    }
}

pub fn maketrans(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    if let (Some(from), Some(to)) = (text_of(&one, Kind::Bytes), text_of(&other, Kind::Bytes)) {
        let (from, to) = (super::narrow(&from), super::narrow(&to));
        if from.len() != to.len() {
            return vm.value_error("maketrans arguments must have same length");
        }
        let mut table: alloc::vec::Vec<u8> = (0..=255).collect();
        for (from, to) in from.iter().zip(to) {
            if let Some(slot) = table.get_mut(usize::from(*from)) {
                *slot = to;
            }
        }
        return Ok(Value::bytes(table));
    }
    let dict = Dict::default();
    let code = |one: char| Value::Int(i64::from(u32::from(one)));
    if args.len() == 1 {
        let Value::Dict(from) = one.inner() else {
            return vm.type_error("if you give only one argument to maketrans it must be a dict");
        };
        let pairs: alloc::vec::Vec<(Value, Value)> = from
            .map
            .borrow()
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        for (key, value) in pairs {
            let key = match key.as_str() {
                None => key.clone(),
                Some(text) => match (text.chars().next(), text.chars().nth(1)) {
                    (Some(one), None) => code(one),
                    _ => {
                        return vm
                            .value_error("string keys in translate table must be of length 1");
                    }
                },
            };
            vm.dict_set(&dict, key, value)?;
        }
        return Ok(Value::dict(dict));
    }
    let Some(from) = one.as_str() else {
        return vm
            .type_error("first maketrans argument must be a string if there is a second argument");
    };
    let to = wanted(vm, &other, Kind::Str, "maketrans() argument 2")?;
    if from.chars().count() != to.chars().count() {
        return vm.value_error("the first two maketrans arguments must have equal length");
    }
    for (from, to) in from.chars().zip(to.chars()) {
        vm.dict_set(&dict, code(from), code(to))?;
    }
    if let Some(gone) = given(args, 2) {
        for one in wanted(vm, gone, Kind::Str, "maketrans() argument 3")?.chars() {
            vm.dict_set(&dict, code(one), Value::None)?;
        }
    }
    Ok(Value::dict(dict))
}
