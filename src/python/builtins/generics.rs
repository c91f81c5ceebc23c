//! `list[int]` and `int | str`: what annotations are made of.

use super::{add_methods, add_new, arg};
use crate::python::object::{Class, Instance, Kw, Payload, Str, Value};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// A class with the types of its parts.
struct Alias {
    origin: Value,
    args: Vec<Value>,
}

/// One of several types.
struct Union(Vec<Value>);

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    add_new(&types.alias, |vm, args, _| {
        let parts = parts_of(&arg(args, 2));
        Ok(make_alias(vm, arg(args, 1), parts))
    });
    add_methods(
        &types.alias,
        &[
            ("__repr__", alias_repr, 0, 0),
            (
                "__mro_entries__",
                |_, args, _| Ok(Value::tuple(Vec::from([origin(args)]))),
                1,
                1,
            ),
            ("__call__", alias_call, 0, super::ANY - 1),
            ("__eq__", alias_eq, 1, 1),
            (
                "__hash__",
                |vm, args, _| {
                    vm.hash(&origin(args))
                        .map(|hash| Value::Int((hash >> 3) as i64))
                },
                0,
                0,
            ),
        ],
    );
    add_methods(
        &types.union,
        &[
            ("__repr__", union_repr, 0, 0),
            ("__eq__", union_eq, 1, 1),
            ("__hash__", |_, _, _| Ok(Value::Int(5)), 0, 0),
        ],
    );
}

fn native<T: 'static>(value: &Value) -> Option<&T> {
    match value {
        Value::Instance(instance) => instance.native(),
        _ => None,
    }
}

fn instance(class: &Rc<Class>, payload: impl core::any::Any) -> Value {
    let payload = Payload::Native(Box::new(payload));
    Value::Instance(Rc::new(Instance::new(class.clone(), payload)))
}

fn parts_of(key: &Value) -> Vec<Value> {
    match key {
        Value::Tuple(tuple) => tuple.0.clone(),
        other => Vec::from([other.clone()]),
    }
}

fn make_alias(vm: &Vm, origin: Value, args: Vec<Value>) -> Value {
    instance(&vm.types.alias, Alias { origin, args })
}

/// `class[key]`, where the class is a builtin one that takes types.
pub fn alias_of(vm: &mut Vm, class: &Rc<Class>, key: &Value) -> Option<Value> {
    let types = &vm.types;
    let generic = [
        &types.list,
        &types.dict,
        &types.tuple,
        &types.set,
        &types.frozenset,
        &types.type_,
    ];
    let own = !class.heap
        && matches!(
            class.name().as_str(),
            "deque" | "Pattern" | "Match" | "ContextVar" | "Token" | "Future" | "Task"
        );
    let known =
        own || generic.iter().any(|known| class.inherits(known)) && !class.inherits(&types.str);
    known.then(|| make_alias(vm, Value::Class(class.clone()), parts_of(key)))
}

/// Attributes of aliases and unions that are no methods.
pub fn attr(vm: &Vm, this: &Value, name: &Rc<Str>) -> Option<Value> {
    if let Some(Union(parts)) = native(this) {
        let none = Value::Class(vm.types.none.clone());
        let classes = parts.iter().map(|part| match part {
            Value::None => none.clone(),
            other => other.clone(),
        });
        return (name.as_str() == "__args__").then(|| Value::tuple(classes.collect()));
    }
    let alias: &Alias = native(this)?;
    match name.as_str() {
        "__origin__" => Some(alias.origin.clone()),
        "__args__" => Some(Value::tuple(alias.args.clone())),
        "__parameters__" => Some(Value::tuple(Vec::new())),
        _ => None,
    }
}

fn origin(args: &[Value]) -> Value {
    args.first()
        .and_then(native::<Alias>)
        .map_or(Value::None, |alias| alias.origin.clone())
}

fn alias_call(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let rest = args.get(1..).unwrap_or_default().to_vec();
    vm.call(&origin(args), rest, kw.to_vec())
}

fn alias_eq(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    let (Some(one), Some(other)) = (native::<Alias>(&one), native::<Alias>(&other)) else {
        return Ok(Value::NotImplemented);
    };
    let parts = vm.equal(
        &Value::tuple(one.args.clone()),
        &Value::tuple(other.args.clone()),
    )?;
    Ok(Value::Bool(one.origin.is(&other.origin) && parts))
}

/// A type as annotations show it.
fn shown(vm: &mut Vm, part: &Value) -> R<String> {
    Ok(match part {
        Value::None => "None".into(),
        Value::Ellipsis => "...".into(),
        Value::Class(class) if Rc::ptr_eq(class, &vm.types.none) => "None".into(),
        Value::Class(class) if !class.heap => {
            let told = class.dict.get_str("__module__");
            let module = match &told {
                Some(module) => module.as_str().unwrap_or("builtins"),
                None => crate::python::vm::module_of(class),
            };
            match module {
                "builtins" => class.name().as_str().into(),
                module => alloc::format!("{module}.{}", class.name().as_str()),
            }
        }
        other => {
            let text = vm.repr(other)?;
            let inner = text
                .strip_prefix("<class '")
                .and_then(|text| text.strip_suffix("'>"));
            inner.map(String::from).unwrap_or(text)
        }
    })
}

fn alias_repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let Some(alias) = native::<Alias>(&this) else {
        return Ok(Value::str(""));
    };
    let origin = shown(vm, &alias.origin)?;
    let mut parts = Vec::new();
    for part in &alias.args {
        parts.push(shown(vm, part)?);
    }
    Ok(Value::str(alloc::format!("{origin}[{}]", parts.join(", "))))
}

fn union_repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut parts = Vec::new();
    for part in union_parts(&arg(args, 0)).unwrap_or_default() {
        parts.push(shown(vm, &part)?);
    }
    Ok(Value::str(parts.join(" | ")))
}

fn union_eq(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (Some(one), Some(other)) = (union_parts(&arg(args, 0)), union_parts(&arg(args, 1))) else {
        return Ok(Value::NotImplemented);
    };
    let within = |some: &[Value], all: &[Value]| {
        some.iter()
            .all(|part| all.iter().any(|known| known.is(part)))
    };
    Ok(Value::Bool(within(&one, &other) && within(&other, &one)))
}

/// The parts of `int | str`.
pub fn union_parts(value: &Value) -> Option<Vec<Value>> {
    native::<Union>(value).map(|union| union.0.clone())
}

/// Whether it is `list[int]` or the like.
pub fn is_alias(value: &Value) -> bool {
    native::<Alias>(value).is_some()
}

/// `one | other`, where both are types.
pub fn union(vm: &mut Vm, one: &Value, other: &Value) -> Option<Value> {
    let typed = |value: &Value| {
        matches!(value, Value::Class(_) | Value::None)
            || native::<Alias>(value).is_some()
            || native::<Union>(value).is_some()
    };
    if !typed(one) || !typed(other) {
        return None;
    }
    let mut parts: Vec<Value> = Vec::new();
    for side in [one, other] {
        for part in union_parts(side).unwrap_or_else(|| Vec::from([side.clone()])) {
            if !parts.iter().any(|known| known.is(&part)) {
                parts.push(part);
            }
        }
    }
    Some(match parts.as_slice() {
        [one] => one.clone(),
        _ => instance(&vm.types.union, Union(parts)),
    })
}
