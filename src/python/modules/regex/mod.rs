//! `_re`: what the library's `re` is made of (<https://docs.python.org/3.11/library/re.html>).

mod found;
mod machine;
mod node;
mod parse;
mod program;
mod template;

use super::kit::{add_getters, class, data, names, object};
use crate::python::builtins::{add_methods, arg, given};
use crate::python::object::{Class, Dict, Kw, Value, intern};
use crate::python::vm::{R, Stop, Vm};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use found::Match;
use machine::{Found, Rules};
use parse::Wrong;
use program::{Limit, Program};

/// A compiled pattern.
struct Pattern {
    program: Program,
    source: Value,
    flags: u32,
    groups: usize,
    names: Vec<(String, usize)>,
    bytes: bool,
}

/// The classes, once they are made.
#[derive(Default)]
struct Classes(Option<(Rc<Class>, Rc<Class>)>);

/// `_re`.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let pattern = class(vm, "re", "Pattern");
    pattern.callable.set(false);
    add_methods(
        &pattern,
        &[
            (
                "match string pos endpos",
                |vm, args, _| one(vm, args, "match"),
                1,
                3,
            ),
            (
                "fullmatch string pos endpos",
                |vm, args, _| one(vm, args, "fullmatch"),
                1,
                3,
            ),
            (
                "search string pos endpos",
                |vm, args, _| one(vm, args, "search"),
                1,
                3,
            ),
            ("findall string pos endpos", find_all, 1, 3),
            ("finditer string pos endpos", find_iter, 1, 3),
            ("split string maxsplit", split, 1, 2),
            (
                "sub repl string count",
                |vm, args, _| sub(vm, args).map(|(text, _)| text),
                2,
                3,
            ),
            (
                "subn repl string count",
                |vm, args, _| {
                    let (text, count) = sub(vm, args)?;
                    Ok(Value::tuple(Vec::from([text, Value::count(count)])))
                },
                2,
                3,
            ),
            ("__repr__", repr, 0, 0),
            ("__eq__", eq, 1, 1),
            (
                "__hash__",
                |vm, args, _| {
                    let source = of(&arg(args, 0)).map(|pattern| pattern.source.clone());
                    let hash = vm.hash(&source.unwrap_or(Value::None))?;
                    Ok(Value::Int((hash >> 3) as i64))
                },
                0,
                0,
            ),
            ("__copy__", |_, args, _| Ok(arg(args, 0)), 0, 0),
            ("__deepcopy__", |_, args, _| Ok(arg(args, 0)), 1, 1),
        ],
    );
    add_getters(
        &pattern,
        &[
            ("pattern", |_, args, _| {
                Ok(look(args, |it| it.source.clone()))
            }),
            ("flags", |_, args, _| {
                Ok(look(args, |it| Value::Int(i64::from(it.flags))))
            }),
            ("groups", |_, args, _| {
                Ok(look(args, |it| Value::count(it.groups)))
            }),
            ("groupindex", |_, args, _| {
                Ok(look(args, |it| {
                    let dict = Dict::default();
                    for (name, group) in &it.names {
                        dict.set_str(name, Value::count(*group));
                    }
                    Value::dict(dict)
                }))
            }),
        ],
    );
    let found = found::class_of_matches(vm);
    vm.kept::<Classes>().0 = Some((pattern.clone(), found.clone()));
    names(
        &[
            ("compile /", compile, 2, 2),
            ("template /", check_template, 2, 2),
        ],
        [
            ("Pattern", Value::Class(pattern)),
            ("Match", Value::Class(found)),
        ],
    )
}

fn of(value: &Value) -> Option<&Pattern> {
    data::<Pattern>(value)
}

fn look(args: &[Value], get: fn(&Pattern) -> Value) -> Value {
    Value::option(args.first().and_then(of).map(get))
}

/// `re.error(words, pattern, place)`.
fn error<T>(vm: &mut Vm, Wrong(words, at): Wrong, pattern: Value) -> R<T> {
    let library = vm.load("re")?;
    let class = vm.attr(&library, &intern("error"))?;
    let at = match at {
        usize::MAX => Value::None,
        at => Value::count(at),
    };
    let made = vm.call_with(&class, &[Value::str(words), pattern, at])?;
    Err(Stop::raise(made))
}

fn limit<T>(vm: &mut Vm) -> R<T> {
    vm.raise("RuntimeError", "regular expression takes too many steps")
}

/// The characters of a text, and whether they are bytes.
fn characters(value: &Value) -> Option<(Vec<char>, bool)> {
    match value.inner() {
        Value::Str(text) => Some((text.as_str().chars().collect(), false)),
        other => {
            let bytes = crate::python::builtins::bytes_of(other)?;
            Some((bytes.iter().map(|byte| char::from(*byte)).collect(), true))
        }
    }
}

/// A part of a text, as the text is.
fn part(subject: &Value, from: usize, to: usize) -> Value {
    match subject.inner() {
        Value::Str(text) => Value::str(text.cut(from, to)),
        other => {
            let bytes = crate::python::builtins::bytes_of(other).unwrap_or_default();
            Value::bytes(bytes.get(from..to).unwrap_or_default().to_vec())
        }
    }
}

fn compile(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let source = arg(args, 0);
    let flags = u32::try_from(vm.small_index(&arg(args, 1))?).unwrap_or(0);
    let Some((text, bytes)) = characters(&source) else {
        return vm.type_error("first argument must be string or compiled pattern");
    };
    if bytes && flags & node::UNICODE != 0 {
        return vm.value_error("cannot use UNICODE flag with a bytes pattern");
    }
    if !bytes && flags & node::LOCALE != 0 {
        return vm.value_error("cannot use LOCALE flag with a str pattern");
    }
    if flags & node::ASCII != 0 && flags & node::UNICODE != 0 {
        return vm.value_error("ASCII and UNICODE flags are incompatible");
    }
    let parsed = match parse::parse(&text, flags, bytes) {
        Ok(parsed) => parsed,
        Err(wrong) => return error(vm, wrong, source),
    };
    let Ok(program) = Program::new(&parsed.node, parsed.groups) else {
        return vm.raise(
            "OverflowError",
            "regular expression code size limit exceeded",
        );
    };
    let Some((class, _)) = vm.kept::<Classes>().0.clone() else {
        return Ok(Value::None);
    };
    Ok(object(
        &class,
        Pattern {
            program,
            source,
            flags: parsed.flags,
            groups: parsed.groups,
            names: parsed.names,
            bytes,
        },
    ))
}

/// What is searched, and the part of it that counts.
struct Subject {
    value: Value,
    text: Vec<char>,
    from: usize,
    to: usize,
}

fn subject(vm: &mut Vm, pattern: &Pattern, value: &Value, bounds: &[Value]) -> R<Subject> {
    let Some((mut text, bytes)) = characters(value) else {
        let name = vm.type_name(value);
        return vm.type_error(alloc::format!(
            "expected string or bytes-like object, got '{}'",
            name.as_str()
        ));
    };
    if bytes != pattern.bytes {
        return vm.type_error(match bytes {
            true => "cannot use a string pattern on a bytes-like object",
            false => "cannot use a bytes pattern on a string-like object",
        });
    }
    let mut ends = [0, text.len()];
    for (place, slot) in ends.iter_mut().enumerate() {
        if let Some(bound) = given(bounds, place) {
            let bound = vm.small_index(bound)?.max(0) as usize;
            *slot = bound.min(text.len());
        }
    }
    let [from, to] = ends;
    text.truncate(to);
    Ok(Subject {
        value: value.clone(),
        text,
        from,
        to,
    })
}

fn found_object(vm: &mut Vm, pattern: &Value, subject: &Subject, found: Found) -> Value {
    let Some((_, class)) = vm.kept::<Classes>().0.clone() else {
        return Value::None;
    };
    object(
        &class,
        Match {
            pattern: pattern.clone(),
            subject: subject.value.clone(),
            found,
            from: subject.from,
            to: subject.to,
        },
    )
}

fn one(vm: &mut Vm, args: &[Value], how: &str) -> R {
    let this = arg(args, 0);
    let Some(pattern) = of(&this) else {
        return Ok(Value::None);
    };
    let subject = subject(
        vm,
        pattern,
        &arg(args, 1),
        args.get(2..).unwrap_or_default(),
    )?;
    let rules = Rules {
        whole: how == "fullmatch",
        here: how != "search",
        moves: false,
    };
    if subject.from > subject.to {
        return Ok(Value::None);
    }
    match pattern.program.find(&subject.text, subject.from, rules) {
        Ok(Some(found)) => Ok(found_object(vm, &this, &subject, found)),
        Ok(None) => Ok(Value::None),
        Err(Limit) => limit(vm),
    }
}

/// All matches, at most so many.
fn matches(vm: &mut Vm, pattern: &Pattern, subject: &Subject, most: usize) -> R<Vec<Found>> {
    let mut all = Vec::new();
    let (mut from, mut moves) = (subject.from, false);
    while from <= subject.text.len() && all.len() < most {
        let rules = Rules {
            moves,
            ..Rules::default()
        };
        let found = match pattern.program.find(&subject.text, from, rules) {
            Ok(Some(found)) => found,
            Ok(None) => break,
            Err(Limit) => return limit(vm),
        };
        if let Some(Some((begin, end))) = found.spans.first() {
            (from, moves) = (*end, begin == end);
        }
        all.push(found);
        if all.len() > crate::python::vm::MOST_ITEMS {
            return vm.bare("MemoryError");
        }
    }
    Ok(all)
}

fn all(vm: &mut Vm, args: &[Value]) -> R<(Subject, Vec<Found>)> {
    let this = arg(args, 0);
    let Some(pattern) = of(&this) else {
        return vm.type_error("a pattern is required");
    };
    let subject = subject(
        vm,
        pattern,
        &arg(args, 1),
        args.get(2..).unwrap_or_default(),
    )?;
    let found = matches(vm, pattern, &subject, usize::MAX)?;
    Ok((subject, found))
}

/// What a group took; nothing of a text where it took no part.
fn group(subject: &Value, found: &Found, place: usize) -> Option<Value> {
    let (from, to) = (*found.spans.get(place)?)?;
    Some(part(subject, from, to))
}

fn find_all(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (subject, all) = all(vm, args)?;
    let rows = all.iter().map(|found| {
        let get = |place| {
            group(&subject.value, found, place).unwrap_or_else(|| part(&subject.value, 0, 0))
        };
        match found.spans.len() {
            1 => get(0),
            2 => get(1),
            count => Value::tuple((1..count).map(get).collect()),
        }
    });
    Ok(Value::list(rows.collect()))
}

fn find_iter(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (subject, all) = all(vm, args)?;
    let this = arg(args, 0);
    let mut made = Vec::with_capacity(all.len());
    for found in all {
        made.push(found_object(vm, &this, &subject, found));
    }
    vm.iter(&Value::list(made))
}

fn count(vm: &mut Vm, args: &[Value], place: usize) -> R<usize> {
    let count = match given(args, place) {
        Some(count) => vm.small_index(count)?,
        None => 0,
    };
    // None asked for is all of them.
    Ok(match usize::try_from(count) {
        Ok(0) => usize::MAX,
        Ok(count) => count,
        Err(_) => 0,
    })
}

fn split(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let Some(pattern) = of(&this) else {
        return Ok(Value::None);
    };
    let most = count(vm, args, 2)?;
    let subject = subject(vm, pattern, &arg(args, 1), &[])?;
    let mut parts = Vec::new();
    let mut last = 0;
    for found in matches(vm, pattern, &subject, most)? {
        let Some(Some((from, to))) = found.spans.first().copied() else {
            continue;
        };
        parts.push(part(&subject.value, last, from));
        for place in 1..found.spans.len() {
            parts.push(Value::option(group(&subject.value, &found, place)));
        }
        last = to;
    }
    parts.push(part(&subject.value, last, subject.text.len()));
    Ok(Value::list(parts))
}

fn sub(vm: &mut Vm, args: &[Value]) -> R<(Value, usize)> {
    let this = arg(args, 0);
    let Some(pattern) = of(&this) else {
        return Ok((Value::None, 0));
    };
    let replace = arg(args, 1);
    let most = count(vm, args, 3)?;
    let subject = subject(vm, pattern, &arg(args, 2), &[])?;
    let template = match characters(&replace) {
        Some((text, _)) => match template::read(&text, pattern) {
            Ok(template) => Some(template),
            Err(template::Bad::Group(name)) => {
                let shown = crate::python::text::quote(&name, false);
                return vm.raise("IndexError", alloc::format!("unknown group name {shown}"));
            }
            Err(template::Bad::Wrong(wrong)) => return error(vm, wrong, replace),
        },
        None => None,
    };
    let all = matches(vm, pattern, &subject, most)?;
    let count = all.len();
    let mut out: Vec<char> = Vec::new();
    let mut last = 0;
    for found in all {
        let Some(Some((from, to))) = found.spans.first().copied() else {
            continue;
        };
        out.extend_from_slice(&subject.text[last..from]);
        match &template {
            Some(template) => template::fill(template, &subject.text, &found, &mut out),
            None => {
                let matched = found_object(vm, &this, &subject, found);
                let given = vm.call_with(&replace, &[matched])?;
                match characters(&given) {
                    Some((text, _)) => out.extend(text),
                    None if given.is_none() => {}
                    None => {
                        let name = vm.type_name(&given);
                        return vm.type_error(alloc::format!(
                            "sequence item 0: expected str instance, {} found",
                            name.as_str()
                        ));
                    }
                }
            }
        }
        if out.len() > crate::python::vm::MOST_ITEMS {
            return vm.bare("MemoryError");
        }
        last = to;
    }
    out.extend_from_slice(&subject.text[last..]);
    Ok((text_value(&out, pattern.bytes), count))
}

/// Text, or bytes.
fn text_value(text: &[char], bytes: bool) -> Value {
    match bytes {
        true => Value::bytes(text.iter().map(|c| *c as u8).collect()),
        false => Value::str(text.iter().collect::<String>()),
    }
}

/// Whether a template fits a pattern; complains where it does not.
fn check_template(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    if let (Some(pattern), Some((text, _))) = (of(&this), characters(&arg(args, 1)))
        && let Err(template::Bad::Wrong(wrong)) = template::read(&text, pattern)
    {
        return error(vm, wrong, arg(args, 1));
    }
    Ok(Value::None)
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let Some(pattern) = of(&this) else {
        return Ok(Value::None);
    };
    let shown: String = vm.repr(&pattern.source)?.chars().take(200).collect();
    let known = [
        (node::IGNORE_CASE, "re.IGNORECASE"),
        (node::LOCALE, "re.LOCALE"),
        (node::MULTI_LINE, "re.MULTILINE"),
        (node::DOT_ALL, "re.DOTALL"),
        (node::VERBOSE, "re.VERBOSE"),
        (node::ASCII, "re.ASCII"),
    ];
    let flags: Vec<&str> = known
        .iter()
        .filter(|(flag, _)| pattern.flags & flag != 0)
        .map(|(_, name)| *name)
        .collect();
    let flags = match flags.is_empty() {
        true => String::new(),
        false => alloc::format!(", {}", flags.join("|")),
    };
    Ok(Value::str(alloc::format!("re.compile({shown}{flags})")))
}

fn eq(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    match (of(&one), of(&other)) {
        (Some(one), Some(other)) => {
            let same = one.flags == other.flags && one.bytes == other.bytes;
            Ok(Value::Bool(same && vm.equal(&one.source, &other.source)?))
        }
        _ => Ok(Value::NotImplemented),
    }
}
