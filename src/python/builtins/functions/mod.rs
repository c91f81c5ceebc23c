//! Functions that every program has.

mod print;
mod reflect;
mod run;
mod sort;

pub use reflect::object_dir;
pub use sort::sort;

use super::{ANY, arg, bytes_of, given};
use crate::python::code::{BinOp, CmpOp};
use crate::python::object::{Iter, IterState, Kw, Value, intern};
use crate::python::vm::{R, Vm};

pub fn install(vm: &mut Vm) {
    let rows: &[super::Row] = &[
        ("print", print::print, 0, ANY),
        ("input /", print::input, 0, 1),
        ("open", print::open, 0, 8),
        ("len /", len, 1, 1),
        ("repr /", repr, 1, 1),
        ("ascii /", ascii, 1, 1),
        ("iter /", iter, 1, 2),
        ("next /", next, 1, 2),
        ("exit /", crate::python::modules::exit, 0, 1),
        ("quit /", crate::python::modules::exit, 0, 1),
        ("sum iterable start", sum, 1, 2),
        ("min", min, 1, ANY),
        ("max", max, 1, ANY),
        ("any /", any, 1, 1),
        ("all /", all, 1, 1),
        ("sorted", sorted, 0, ANY),
        ("isinstance /", isinstance, 2, 2),
        ("issubclass /", issubclass, 2, 2),
        ("getattr /", getattr, 2, 3),
        ("setattr /", setattr, 3, 3),
        ("hasattr /", hasattr, 2, 2),
        ("delattr /", delattr, 2, 2),
        ("callable /", callable, 1, 1),
        ("id /", id, 1, 1),
        ("hash /", hash, 1, 1),
        ("ord /", ord, 1, 1),
        ("chr /", chr, 1, 1),
        ("format /", format, 1, 2),
        ("aiter /", |vm, args, _| vm.aiter(&arg(args, 0)), 1, 1),
        ("anext /", anext, 1, 2),
        ("dir /", reflect::dir, 0, 1),
        ("vars /", reflect::vars, 0, 1),
        ("globals /", reflect::globals, 0, 0),
        ("locals /", reflect::locals, 0, 0),
        ("eval /", run::eval, 1, 3),
        ("exec /", run::exec, 1, 3),
        (
            "compile source filename mode flags dont_inherit optimize",
            run::compile,
            3,
            6,
        ),
        (
            "__import__ name globals locals fromlist level",
            run::import,
            1,
            5,
        ),
        ("breakpoint", breakpoint, 0, ANY),
        ("__build_class__", build_class, 2, ANY),
        ("__rest_of_mapping__", rest_of_mapping, 2, 2),
    ];
    for row in rows {
        let name = row.0.split(' ').next().unwrap_or(row.0);
        vm.builtins.set_str(name, super::function(row));
    }
}

/// A keyword argument.
pub fn keyword(kw: &Kw, name: &str) -> Option<Value> {
    let found = kw.iter().find(|(known, _)| known.as_str() == name);
    found.map(|(_, value)| value.clone())
}

/// Complains of keyword arguments of other names than these.
///
/// # Errors
/// `TypeError`, where there is one.
pub fn known(vm: &mut Vm, kw: &Kw, function: &str, names: &[&str]) -> R<()> {
    match kw.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        None => Ok(()),
        Some((name, _)) => vm.type_error(alloc::format!(
            "'{}' is an invalid keyword argument for {function}()",
            name.as_str()
        )),
    }
}

fn anext(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let iter = arg(args, 0);
    let class = vm.types.of(&iter);
    let name = vm.names.anext.clone();
    if !matches!(iter, Value::Gen(_)) && vm.find_in(&class, &name).is_none() {
        let text = alloc::format!(
            "'{}' object is not an async iterator",
            class.name().as_str()
        );
        return vm.type_error(text);
    }
    let step = match vm.call_special(&iter, &name, &[])? {
        Some(step) => step,
        None => vm.anext(&iter)?,
    };
    let Some(default) = args.get(1) else {
        return Ok(step);
    };
    let library = vm.load("_anext")?;
    let or_default = vm.attr(&library, &intern("or_default"))?;
    vm.call_with(&or_default, &[step, default.clone()])
}

fn breakpoint(vm: &mut Vm, _: &[Value], _: &Kw) -> R {
    vm.raise(
        "RuntimeError",
        "there is no debugger here: breakpoint() is not supported",
    )
}

fn ascii(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = vm.repr(&arg(args, 0))?;
    Ok(Value::str(crate::python::vm::ascii_text(&text)))
}

fn len(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.len(&arg(args, 0)).map(Value::count)
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.repr(&arg(args, 0)).map(Value::str)
}

fn iter(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match args {
        [function, end] => {
            if !is_callable(vm, function) {
                return vm.type_error("iter(v, w): v must be callable");
            }
            Ok(Iter::value(IterState::Sentinel(
                function.clone(),
                end.clone(),
            )))
        }
        _ => vm.iter(&arg(args, 0)),
    }
}

fn next(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    // What the program's own iterator raises at its end may tell more.
    if let (1, Some(iter @ Value::Instance(_))) = (args.len(), args.first()) {
        let name = vm.names.next.clone();
        if let Some(value) = vm.call_special(iter, &name, &[])? {
            return Ok(value);
        }
    }
    match vm.next(&arg(args, 0))? {
        Some(value) => Ok(value),
        None => match args.get(1) {
            Some(default) => Ok(default.clone()),
            None => Err(vm.stop_iteration(Value::None)),
        },
    }
}

fn sum(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut total = given(args, 1).cloned().unwrap_or(Value::Int(0));
    let instead = match total.inner() {
        Value::Str(_) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Value::Bytes(_) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Value::Instance(_) if bytes_of(&total).is_some() => {
            Some("sum() can't sum bytearray [use b''.join(seq) instead]")
        }
        _ => None,
    };
    if let Some(text) = instead {
        return vm.type_error(text);
    }
    let iter = vm.iter(&arg(args, 0))?;
    while let Some(value) = vm.next(&iter)? {
        total = vm.binary(BinOp::Add, &total, &value)?;
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
    known(vm, kw, name, &["key", "default"])?;
    let default = keyword(kw, "default");
    let items = match args {
        [one] => vm.collect(one)?,
        _ if default.is_some() => {
            return vm.type_error(alloc::format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            ));
        }
        more => more.to_vec(),
    };
    let op = if name == "min" { CmpOp::Lt } else { CmpOp::Gt };
    let key = keyword(kw, "key").filter(|key| !key.is_none());
    let mut best: Option<(Value, Value)> = None;
    for item in items {
        let weight = match &key {
            Some(key) => vm.call_with(key, core::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, known)) => {
                let given = vm.compare(op, &weight, known)?;
                vm.truth(&given)?
            }
        };
        if better {
            best = Some((item, weight));
        }
    }
    match (best, default) {
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
    if args.len() != 1 {
        let count = args.len();
        return vm.type_error(alloc::format!("sorted expected 1 argument, got {count}"));
    }
    let items = vm.collect(&arg(args, 0))?;
    sort(vm, items, kw).map(Value::list)
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
        None => {
            let name = vm.type_name(&arg(args, 1));
            vm.type_error(alloc::format!(
                "attribute name must be string, not '{}'",
                name.as_str()
            ))
        }
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
    Ok(Value::Bool(is_callable(vm, &arg(args, 0))))
}

/// Whether it can be called.
pub fn is_callable(vm: &mut Vm, value: &Value) -> bool {
    match value {
        Value::Func(_) | Value::Native(_) | Value::Bound(_) | Value::Class(_) => true,
        Value::Wrapped(wrapped) => wrapped.kind == crate::python::object::Wrapper::Static,
        Value::Instance(instance) => {
            let (class, name) = (instance.class(), vm.names.call.clone());
            vm.find_in(&class, &name).is_some()
        }
        _ => false,
    }
}

fn id(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::count(arg(args, 0).address()))
}

fn hash(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.told_hash(&arg(args, 0)).map(Value::Int)
}

fn ord(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    let (text, what) = match (value.as_str(), bytes_of(&value)) {
        (Some(text), _) => (alloc::string::String::from(text), "string"),
        (None, Some(bytes)) => (super::wide(&bytes), "string"),
        _ => {
            let name = vm.type_name(&value);
            return vm.type_error(alloc::format!(
                "ord() expected string of length 1, but {} found",
                name.as_str()
            ));
        }
    };
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) => Ok(Value::Int(i64::from(one as u32))),
        _ => vm.type_error(alloc::format!(
            "ord() expected a character, but {what} of length {} found",
            text.chars().count()
        )),
    }
}

fn chr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let number = vm.small_index(&arg(args, 0))?;
    match u32::try_from(number).ok().and_then(char::from_u32) {
        Some(character) => Ok(Value::Str(super::character(character))),
        None if (0xd800..0xe000).contains(&number) => {
            vm.value_error("surrogates are not supported here")
        }
        None if i32::try_from(number).is_err() => {
            vm.raise("OverflowError", "Python int too large to convert to C int")
        }
        None => vm.value_error("chr() arg not in range(0x110000)"),
    }
}

fn format(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let spec = given(args, 1).cloned().unwrap_or_else(|| Value::str(""));
    let Some(spec) = spec.as_str() else {
        let name = vm.given_name(&spec);
        return vm.type_error(alloc::format!(
            "format() argument 2 must be str, not {}",
            name.as_str()
        ));
    };
    vm.format(&arg(args, 0), spec).map(Value::str)
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
