//! Functions that every program has.

use super::{ANY, arg};
use crate::python::object::{Iter, IterState, Kw, Value, intern};
use crate::python::vm::{R, Stop, Vm};
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

pub fn install(vm: &mut Vm) {
    let rows: &[super::Row] = &[
        ("print", print, 0, ANY),
        ("len", len, 1, 1),
        ("repr", repr, 1, 1),
        ("abs", abs, 1, 1),
        ("iter", iter, 1, 2),
        ("next", next, 1, 2),
        ("sum", sum, 1, 2),
        ("min", min, 1, ANY),
        ("max", max, 1, ANY),
        ("any", any, 1, 1),
        ("all", all, 1, 1),
        ("sorted", sorted, 1, 1),
        ("isinstance", isinstance, 2, 2),
        ("issubclass", issubclass, 2, 2),
        ("getattr", getattr, 2, 3),
        ("setattr", setattr, 3, 3),
        ("hasattr", hasattr, 2, 2),
        ("delattr", delattr, 2, 2),
        ("callable", callable, 1, 1),
        ("id", id, 1, 1),
        ("hash", hash, 1, 1),
        ("ord", ord, 1, 1),
        ("chr", chr, 1, 1),
        ("format", format, 1, 2),
        ("__build_class__", build_class, 2, ANY),
        ("__rest_of_mapping__", rest_of_mapping, 2, 2),
    ];
    for row in rows {
        vm.builtins.set_str(row.0, super::function(row));
    }
}

fn keyword(kw: &Kw, name: &str) -> Option<Value> {
    let found = kw.iter().find(|(known, _)| known.as_str() == name);
    found.map(|(_, value)| value.clone())
}

fn print(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let mut parts = Vec::with_capacity(args.len());
    for value in args {
        parts.push(vm.str(value)?);
    }
    let text = |value: Option<Value>, default: &str| match value {
        None | Some(Value::None) => Some(String::from(default)),
        Some(value) => value.as_str().map(String::from),
    };
    let (Some(sep), Some(end)) = (
        text(keyword(kw, "sep"), " "),
        text(keyword(kw, "end"), "\n"),
    ) else {
        return vm.type_error("sep and end must be None or a string");
    };
    let line: String = parts.join(sep.as_str()) + end.as_str();
    vm.host.stdout(&line);
    Ok(Value::None)
}

fn len(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.len(&arg(args, 0)).map(Value::count)
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.repr(&arg(args, 0)).map(Value::str)
}

fn abs(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    let zero = match value.inner() {
        Value::Float(number) => return Ok(Value::Float(number.abs())),
        Value::Int(_) | Value::Big(_) | Value::Bool(_) => Value::Int(0),
        _ => {
            let name = vm.names.abs.clone();
            return match vm.call_special(&value, &name, &[])? {
                Some(given) => Ok(given),
                None => {
                    let text = alloc::format!(
                        "bad operand type for abs(): '{}'",
                        vm.type_name(&value).as_str()
                    );
                    vm.type_error(text)
                }
            };
        }
    };
    let op = if vm.less(&value, &zero)? {
        crate::python::code::UnOp::Neg
    } else {
        crate::python::code::UnOp::Pos
    };
    vm.unary(op, &value)
}

fn iter(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match args {
        [function, end] => Ok(Iter::value(IterState::Sentinel(
            function.clone(),
            end.clone(),
        ))),
        _ => vm.iter(&arg(args, 0)),
    }
}

fn next(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let iter = arg(args, 0);
    if matches!(
        iter,
        Value::List(_)
            | Value::Tuple(_)
            | Value::Str(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Range(_)
    ) {
        let text = alloc::format!(
            "'{}' object is not an iterator",
            vm.type_name(&iter).as_str()
        );
        return vm.type_error(text);
    }
    match vm.next(&iter)? {
        Some(value) => Ok(value),
        None => match args.get(1) {
            Some(default) => Ok(default.clone()),
            None => Err(vm.stop_iteration(Value::None)),
        },
    }
}

fn sum(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let mut total = args
        .get(1)
        .cloned()
        .or_else(|| keyword(kw, "start"))
        .unwrap_or(Value::Int(0));
    if total.as_str().is_some() {
        return vm.type_error("sum() can't sum strings [use ''.join(seq) instead]");
    }
    let iter = vm.iter(&arg(args, 0))?;
    while let Some(value) = vm.next(&iter)? {
        total = vm.binary(crate::python::code::BinOp::Add, &total, &value)?;
    }
    Ok(total)
}

fn min(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    extreme(vm, args, kw, "min")
}

fn max(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    extreme(vm, args, kw, "max")
}

fn extreme(vm: &mut Vm, args: &[Value], kw: &Kw, name: &str) -> R {
    let items = match args {
        [one] => vm.collect(one)?,
        more => more.to_vec(),
    };
    let key = keyword(kw, "key").filter(|key| !key.is_none());
    let mut best: Option<(Value, Value)> = None;
    for item in items {
        let weight = match &key {
            Some(key) => vm.call_with(key, core::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, known)) if name == "min" => vm.less(&weight, known)?,
            Some((_, known)) => vm.less(known, &weight)?,
        };
        if better {
            best = Some((item, weight));
        }
    }
    match (best, keyword(kw, "default")) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => vm.value_error(alloc::format!("{name}() arg is an empty sequence")),
    }
}

fn any(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    first_that(vm, args, true)
}

fn all(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    first_that(vm, args, false)
}

/// The answer is `wanted` as soon as one item is.
fn first_that(vm: &mut Vm, args: &[Value], wanted: bool) -> R {
    let iter = vm.iter(&arg(args, 0))?;
    while let Some(value) = vm.next(&iter)? {
        if vm.truth(&value)? == wanted {
            return Ok(Value::Bool(wanted));
        }
    }
    Ok(Value::Bool(!wanted))
}

fn sorted(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let items = vm.collect(&arg(args, 0))?;
    sort(vm, items, kw).map(Value::list)
}

/// Sorts items, equal ones in their order.
///
/// # Errors
/// What comparing them, or the key function, raises.
pub fn sort(vm: &mut Vm, items: Vec<Value>, kw: &Kw) -> R<Vec<Value>> {
    let key = keyword(kw, "key").filter(|key| !key.is_none());
    let reverse = match keyword(kw, "reverse") {
        Some(value) => vm.truth(&value)?,
        None => false,
    };
    let mut weighed = Vec::with_capacity(items.len());
    for item in items {
        let weight = match &key {
            Some(key) => vm.call_with(key, core::slice::from_ref(&item))?,
            None => item.clone(),
        };
        weighed.push((weight, item));
    }
    let mut failed: Option<Stop> = None;
    weighed.sort_by(|(one, _), (other, _)| {
        if failed.is_some() {
            return Ordering::Equal;
        }
        // Swapped, and not turned around at the end: equal ones keep their order.
        let (one, other) = if reverse { (other, one) } else { (one, other) };
        let order = match vm.less(one, other) {
            Ok(true) => Ok(Ordering::Less),
            Ok(false) => vm.less(other, one).map(|more| {
                if more {
                    Ordering::Greater
                } else {
                    Ordering::Equal
                }
            }),
            Err(stop) => Err(stop),
        };
        order.unwrap_or_else(|stop| {
            failed = Some(stop);
            Ordering::Equal
        })
    });
    match failed {
        Some(stop) => Err(stop),
        None => Ok(weighed.into_iter().map(|(_, item)| item).collect()),
    }
}

fn isinstance(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.is_instance(&arg(args, 0), &arg(args, 1))
        .map(Value::Bool)
}

fn issubclass(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.is_subclass(&arg(args, 0), &arg(args, 1))
        .map(Value::Bool)
}

fn attribute_name(vm: &mut Vm, args: &[Value]) -> R<alloc::rc::Rc<crate::python::object::Str>> {
    match arg(args, 1).as_str() {
        Some(name) => Ok(intern(name)),
        None => vm.type_error("attribute name must be string"),
    }
}

fn getattr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = attribute_name(vm, args)?;
    let this = arg(args, 0);
    match args.get(2) {
        Some(default) => Ok(vm
            .attr_or_none(&this, &name)?
            .unwrap_or_else(|| default.clone())),
        None => vm.attr(&this, &name),
    }
}

fn setattr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = attribute_name(vm, args)?;
    vm.set_attr(&arg(args, 0), &name, arg(args, 2))?;
    Ok(Value::None)
}

fn hasattr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = attribute_name(vm, args)?;
    Ok(Value::Bool(
        vm.attr_or_none(&arg(args, 0), &name)?.is_some(),
    ))
}

fn delattr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = attribute_name(vm, args)?;
    vm.del_attr(&arg(args, 0), &name)?;
    Ok(Value::None)
}

fn callable(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    Ok(Value::Bool(match &value {
        Value::Func(_) | Value::Native(_) | Value::Bound(_) | Value::Class(_) => true,
        Value::Instance(instance) => {
            let (class, name) = (instance.class(), vm.names.call.clone());
            vm.find_in(&class, &name).is_some()
        }
        _ => false,
    }))
}

fn id(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::count(arg(args, 0).address()))
}

fn hash(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    // As wide as CPython's, and never negative.
    vm.hash(&arg(args, 0))
        .map(|hash| Value::Int((hash >> 3) as i64))
}

fn ord(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    let mut characters = value.as_str().unwrap_or_default().chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) => Ok(Value::Int(i64::from(one as u32))),
        _ => vm.type_error("ord() expected a character"),
    }
}

fn chr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let number = vm.small_index(&arg(args, 0))?;
    match u32::try_from(number).ok().and_then(char::from_u32) {
        Some(character) => Ok(Value::Str(super::character(character))),
        None => vm.value_error("chr() arg not in range(0x110000)"),
    }
}

fn format(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let spec = arg(args, 1);
    vm.format(&arg(args, 0), spec.as_str().unwrap_or_default())
        .map(Value::str)
}

fn build_class(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let name = intern(arg(args, 1).as_str().unwrap_or_default());
    let bases = args.get(2..).unwrap_or_default().to_vec();
    vm.build_class(&arg(args, 0), &name, bases, kw.to_vec())
}

fn rest_of_mapping(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let rest = crate::python::object::Dict::default();
    vm.dict_update(&rest, &arg(args, 0), false)?;
    for key in vm.collect(&arg(args, 1))? {
        vm.dict_remove(&rest, &key)?;
    }
    Ok(Value::dict(rest))
}
