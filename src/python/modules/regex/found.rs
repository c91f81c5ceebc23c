//! Matches.

use super::machine::Found;
use super::{Pattern, characters, error, group, of, template, text_value};
use crate::python::builtins::{ANY, add_methods, arg, given};
use crate::python::modules::kit::{add_getters, class, data};
use crate::python::object::{Class, Dict, Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;

/// A match.
pub struct Match {
    pub pattern: Value,
    pub subject: Value,
    pub found: Found,
    pub from: usize,
    pub to: usize,
}

/// `re.Match`.
pub fn class_of_matches(vm: &mut Vm) -> Rc<Class> {
    let found = class(vm, "re", "Match");
    found.callable.set(false);
    found.dict.set_str("__iter__", Value::None);
    add_methods(
        &found,
        &[
            ("group /", groups_asked, 0, ANY - 1),
            ("groups default", groups, 0, 1),
            ("groupdict default", group_dict, 0, 1),
            (
                "start /",
                |vm, args, _| ends(vm, args).map(|(from, _)| from),
                0,
                1,
            ),
            (
                "end /",
                |vm, args, _| ends(vm, args).map(|(_, to)| to),
                0,
                1,
            ),
            (
                "span /",
                |vm, args, _| {
                    let (from, to) = ends(vm, args)?;
                    Ok(Value::tuple(Vec::from([from, to])))
                },
                0,
                1,
            ),
            ("expand template", expand, 1, 1),
            ("__getitem__", groups_asked, 1, 1),
            ("__repr__", repr, 0, 0),
            ("__copy__", |_, args, _| Ok(arg(args, 0)), 0, 0),
            ("__deepcopy__", |_, args, _| Ok(arg(args, 0)), 1, 1),
        ],
    );
    add_getters(
        &found,
        &[
            ("re", |_, args, _| Ok(look(args, |it| it.pattern.clone()))),
            ("string", |_, args, _| {
                Ok(look(args, |it| it.subject.clone()))
            }),
            ("pos", |_, args, _| {
                Ok(look(args, |it| Value::count(it.from)))
            }),
            ("endpos", |_, args, _| {
                Ok(look(args, |it| Value::count(it.to)))
            }),
            ("lastindex", |_, args, _| {
                Ok(look(args, |it| {
                    Value::option(it.found.last.map(Value::count))
                }))
            }),
            ("lastgroup", |_, args, _| {
                Ok(look(args, |it| {
                    let last = it.found.last;
                    let names = of(&it.pattern).map(|pattern| &pattern.names);
                    let name = names
                        .and_then(|names| names.iter().find(|(_, group)| Some(*group) == last));
                    Value::option(name.map(|(name, _)| Value::str(name.as_str())))
                }))
            }),
            ("regs", |_, args, _| {
                Ok(look(args, |it| {
                    let spans = it.found.spans.iter().map(|span| {
                        let (from, to) = pair(*span);
                        Value::tuple(Vec::from([from, to]))
                    });
                    Value::tuple(spans.collect())
                }))
            }),
        ],
    );
    found
}

fn look(args: &[Value], get: fn(&Match) -> Value) -> Value {
    Value::option(args.first().and_then(data::<Match>).map(get))
}

fn pair(span: Option<(usize, usize)>) -> (Value, Value) {
    match span {
        Some((from, to)) => (Value::count(from), Value::count(to)),
        None => (Value::Int(-1), Value::Int(-1)),
    }
}

/// Which group a number or a name means.
fn place(vm: &mut Vm, this: &Match, key: &Value) -> R<usize> {
    let found = match (key.as_str(), of(&this.pattern)) {
        (Some(name), Some(pattern)) => {
            let known = pattern.names.iter().find(|(known, _)| known == name);
            known.map(|(_, group)| *group)
        }
        _ => match key.inner() {
            Value::Int(_) | Value::Bool(_) | Value::Instance(_) => {
                usize::try_from(vm.small_index(key)?).ok()
            }
            _ => None,
        },
    };
    match found.filter(|group| *group < this.found.spans.len()) {
        Some(group) => Ok(group),
        None => vm.raise("IndexError", "no such group"),
    }
}

fn groups_asked(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let Some(found) = data::<Match>(&this) else {
        return Ok(Value::None);
    };
    let mut taken = Vec::new();
    for key in args.get(1..).unwrap_or_default() {
        let at = place(vm, found, key)?;
        taken.push(Value::option(group(&found.subject, &found.found, at)));
    }
    Ok(match taken.len() {
        0 => Value::option(group(&found.subject, &found.found, 0)),
        1 => Value::option(taken.pop()),
        _ => Value::tuple(taken),
    })
}

fn groups(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let Some(found) = data::<Match>(&this) else {
        return Ok(Value::None);
    };
    let default = given(args, 1).cloned().unwrap_or(Value::None);
    let taken = (1..found.found.spans.len())
        .map(|at| group(&found.subject, &found.found, at).unwrap_or_else(|| default.clone()));
    Ok(Value::tuple(taken.collect()))
}

fn group_dict(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let dict = Dict::default();
    let default = given(args, 1).cloned().unwrap_or(Value::None);
    if let Some(found) = data::<Match>(&this)
        && let Some(pattern) = of(&found.pattern)
    {
        for (name, at) in &pattern.names {
            let taken = group(&found.subject, &found.found, *at);
            dict.set_str(name, taken.unwrap_or_else(|| default.clone()));
        }
    }
    Ok(Value::dict(dict))
}

fn ends(vm: &mut Vm, args: &[Value]) -> R<(Value, Value)> {
    let this = arg(args, 0);
    let Some(found) = data::<Match>(&this) else {
        return Ok((Value::None, Value::None));
    };
    let at = match args.get(1) {
        Some(key) => place(vm, found, key)?,
        None => 0,
    };
    Ok(pair(found.found.spans.get(at).copied().flatten()))
}

fn expand(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let given = arg(args, 1);
    let (Some(found), Some((text, _))) = (data::<Match>(&this), characters(&given)) else {
        return vm.type_error("expected str instance");
    };
    let Some(pattern) = of(&found.pattern) else {
        return Ok(Value::None);
    };
    fill(vm, found, pattern, &text, given.clone())
}

fn fill(vm: &mut Vm, found: &Match, pattern: &Pattern, text: &[char], given: Value) -> R {
    let template = match template::read(text, pattern) {
        Ok(template) => template,
        Err(template::Bad::Group(name)) => {
            let shown = crate::python::text::quote(&name, false);
            return vm.raise("IndexError", alloc::format!("unknown group name {shown}"));
        }
        Err(template::Bad::Wrong(wrong)) => return error(vm, wrong, given),
    };
    let (subject, _) = characters(&found.subject).unwrap_or_default();
    let mut out = Vec::new();
    template::fill(&template, &subject, &found.found, &mut out);
    Ok(text_value(&out, pattern.bytes))
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let Some(found) = data::<Match>(&this) else {
        return Ok(Value::None);
    };
    let (from, to) = found
        .found
        .spans
        .first()
        .copied()
        .flatten()
        .unwrap_or_default();
    let taken = Value::option(group(&found.subject, &found.found, 0));
    let shown = vm.repr(&taken)?;
    Ok(Value::str(alloc::format!(
        "<re.Match object; span=({from}, {to}), match={shown}>"
    )))
}
