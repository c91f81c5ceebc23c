//! `contextvars` (<https://docs.python.org/3.11/library/contextvars.html>).

use super::kit::{add_getters, class, data, names, object};
use crate::python::builtins::{add_class_method, add_methods, add_new, arg};
use crate::python::object::{Class, Dict, Iter, IterState, Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

struct Var {
    name: Value,
    default: Option<Value>,
}

/// Values of variables.
#[derive(Default)]
struct Context {
    /// Each variable and its value.
    values: RefCell<Vec<(Value, Value)>>,
    entered: Cell<bool>,
}

struct Token {
    var: Value,
    /// `Unbound` where it had no value.
    old: Value,
    context: Value,
    used: Cell<bool>,
}

#[derive(Default)]
struct Classes {
    context: Option<Rc<Class>>,
    token: Option<Rc<Class>>,
    missing: Value,
}

/// `_contextvars`.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let var = var_class(vm);
    let context = context_class(vm);
    let token = token_class(vm);
    names(
        &[
            ("copy_context", |vm, _, _| Ok(copy(vm)), 0, 0),
            // `Context.run`, in Python.
            (
                "set_run",
                |vm, args, _| {
                    context_class(vm).dict.set_str("run", arg(args, 0));
                    Ok(Value::None)
                },
                1,
                1,
            ),
            // What it does, in two steps: what runs between them may set its thread down.
            (
                "enter",
                |vm, args, _| {
                    let context = arg(args, 0);
                    if !enter(&context) {
                        let shown = vm.repr(&context)?;
                        return vm.raise(
                            "RuntimeError",
                            alloc::format!("cannot enter context: {shown} is already entered"),
                        );
                    }
                    Ok(core::mem::replace(&mut vm.world.context, context))
                },
                1,
                1,
            ),
            (
                "leave",
                |vm, args, _| {
                    leave(&vm.world.context);
                    vm.world.context = arg(args, 0);
                    Ok(Value::None)
                },
                1,
                1,
            ),
        ],
        [
            ("ContextVar", Value::Class(var)),
            ("Context", Value::Class(context)),
            ("Token", Value::Class(token)),
        ],
    )
}

/// The context for what is begun now: a copy, or `None` where no variable has a value yet. In
/// `None` the first value that is set makes a context of its own.
pub fn inherited(vm: &mut Vm) -> Value {
    match data::<Context>(&vm.world.context) {
        Some(context) if !context.values.borrow().is_empty() => copy(vm),
        _ => Value::None,
    }
}

/// A copy of the context of what runs.
fn copy(vm: &mut Vm) -> Value {
    let values = match data::<Context>(&vm.world.context) {
        Some(context) => context.values.borrow().clone(),
        None => Vec::new(),
    };
    made(vm, values)
}

fn made(vm: &mut Vm, values: Vec<(Value, Value)>) -> Value {
    let class = context_class(vm);
    let context = Context {
        values: RefCell::new(values),
        entered: Cell::new(false),
    };
    object(&class, context)
}

/// The context of what runs, made if there is none yet.
fn current(vm: &mut Vm) -> Value {
    if vm.world.context.is_none() {
        vm.world.context = made(vm, Vec::new());
    }
    vm.world.context.clone()
}

/// Calls in a context: what it sets stays there. False where the context is in use.
pub fn enter(context: &Value) -> bool {
    data::<Context>(context).is_none_or(|context| !context.entered.replace(true))
}

/// Ends what [`enter`] began.
pub fn leave(context: &Value) {
    if let Some(context) = data::<Context>(context) {
        context.entered.set(false);
    }
}

fn context_class(vm: &mut Vm) -> Rc<Class> {
    if let Some(class) = &vm.kept::<Classes>().context {
        return class.clone();
    }
    let made = class(vm, "_contextvars", "Context");
    vm.kept::<Classes>().context = Some(made.clone());
    add_new(&made, |vm, args, kw| {
        if args.len() + kw.len() > 1 {
            return vm.type_error("Context() does not accept any arguments");
        }
        let class = context_class(vm);
        Ok(object(&class, Context::default()))
    });
    add_methods(
        &made,
        &[
            (
                "copy",
                |vm, args, _| {
                    let values = entries(&arg(args, 0));
                    Ok(self::made(vm, values))
                },
                0,
                0,
            ),
            (
                "get",
                |vm, args, _| Ok(looked_up(vm, args)?.unwrap_or_else(|| arg(args, 2))),
                1,
                2,
            ),
            (
                "__getitem__",
                |vm, args, _| match looked_up(vm, args)? {
                    Some(value) => Ok(value),
                    None => vm.key_error(arg(args, 1)),
                },
                1,
                1,
            ),
            (
                "__contains__",
                |vm, args, _| Ok(Value::Bool(looked_up(vm, args)?.is_some())),
                1,
                1,
            ),
            (
                "__len__",
                |_, args, _| Ok(Value::count(entries(&arg(args, 0)).len())),
                0,
                0,
            ),
            ("__iter__", |_, args, _| listed(args, |(var, _)| var), 0, 0),
            ("keys", |_, args, _| listed(args, |(var, _)| var), 0, 0),
            (
                "values",
                |_, args, _| listed(args, |(_, value)| value),
                0,
                0,
            ),
            (
                "items",
                |_, args, _| listed(args, |(var, value)| Value::tuple(Vec::from([var, value]))),
                0,
                0,
            ),
        ],
    );
    made
}

fn entries(context: &Value) -> Vec<(Value, Value)> {
    match data::<Context>(context) {
        Some(context) => context.values.borrow().clone(),
        None => Vec::new(),
    }
}

fn listed(args: &[Value], part: fn((Value, Value)) -> Value) -> R {
    let parts = entries(&arg(args, 0)).into_iter().map(part).collect();
    Ok(Iter::value(IterState::Items(parts)))
}

fn looked_up(vm: &mut Vm, args: &[Value]) -> R<Option<Value>> {
    let var = arg(args, 1);
    if data::<Var>(&var).is_none() {
        let shown = vm.repr(&var)?;
        return vm.type_error(alloc::format!("a ContextVar key was expected, got {shown}"));
    }
    Ok(value_in(&arg(args, 0), &var))
}

fn value_in(context: &Value, var: &Value) -> Option<Value> {
    let values = data::<Context>(context)?.values.borrow();
    let found = values.iter().find(|(known, _)| known.is(var))?;
    Some(found.1.clone())
}

/// Gives a variable a value, or none; returns the one before.
fn set_in(context: &Value, var: &Value, value: Option<Value>) -> Option<Value> {
    let mut values = data::<Context>(context)?.values.borrow_mut();
    let place = values.iter().position(|(known, _)| known.is(var));
    match (place, value) {
        (Some(place), Some(value)) => {
            Some(core::mem::replace(&mut values.get_mut(place)?.1, value))
        }
        (Some(place), None) => Some(values.remove(place).1),
        (None, Some(value)) => {
            values.push((var.clone(), value));
            None
        }
        (None, None) => None,
    }
}

fn var_class(vm: &mut Vm) -> Rc<Class> {
    let made = class(vm, "_contextvars", "ContextVar");
    add_new(&made, |vm, args, kw| {
        let (Value::Class(class), name) = (arg(args, 0), arg(args, 1)) else {
            return Ok(Value::None);
        };
        if args.len() != 2 {
            let given = args.len().saturating_sub(1);
            let most = if given == 0 { "exactly" } else { "at most" };
            return vm.type_error(alloc::format!(
                "ContextVar() takes {most} 1 positional argument ({given} given)"
            ));
        }
        if name.as_str().is_none() {
            return vm.type_error("context variable name must be a str");
        }
        let default = kw.iter().find(|(name, _)| name.as_str() == "default");
        let default = default.map(|(_, value)| value.clone());
        Ok(object(&class, Var { name, default }))
    });
    add_getters(
        &made,
        &[("name", |_, args, _| {
            Ok(data::<Var>(&arg(args, 0)).map_or(Value::None, |var| var.name.clone()))
        })],
    );
    add_class_method(&made, "__class_getitem__", |_, args, _| Ok(arg(args, 0)));
    add_methods(
        &made,
        &[
            ("get", get, 0, 1),
            ("set", set, 1, 1),
            ("reset", reset, 1, 1),
            (
                "__repr__",
                |vm, args, _| {
                    let this = arg(args, 0);
                    let Some(var) = data::<Var>(&this) else {
                        return Ok(Value::None);
                    };
                    let name = vm.repr(&var.name)?;
                    let default = match &var.default {
                        Some(default) => alloc::format!(" default={}", vm.repr(default)?),
                        None => "".into(),
                    };
                    Ok(Value::str(alloc::format!(
                        "<ContextVar name={name}{default} at {:#x}>",
                        this.address()
                    )))
                },
                0,
                0,
            ),
        ],
    );
    made
}

fn get(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    if let Some(value) = value_in(&vm.world.context, &this) {
        return Ok(value);
    }
    if let Some(default) = args.get(1) {
        return Ok(default.clone());
    }
    match data::<Var>(&this).and_then(|var| var.default.clone()) {
        Some(default) => Ok(default),
        None => {
            let class = vm.types.exception("LookupError");
            Err(crate::python::vm::Stop::raise(
                vm.exception(&class, Vec::from([this])),
            ))
        }
    }
}

fn set(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let context = current(vm);
    let var = arg(args, 0);
    let old = set_in(&context, &var, Some(arg(args, 1)));
    let class = token_class(vm);
    Ok(object(
        &class,
        Token {
            var,
            old: old.unwrap_or(Value::Unbound),
            context,
            used: Cell::new(false),
        },
    ))
}

fn reset(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (this, given) = (arg(args, 0), arg(args, 1));
    let context = current(vm);
    let Some(token) = data::<Token>(&given) else {
        let shown = vm.repr(&given)?;
        return vm.type_error(alloc::format!("expected an instance of Token, got {shown}"));
    };
    let shown = vm.repr(&given)?;
    if token.used.get() {
        return vm.raise(
            "RuntimeError",
            alloc::format!("{shown} has already been used once"),
        );
    }
    if !token.var.is(&this) {
        return vm.value_error(alloc::format!(
            "{shown} was created by a different ContextVar"
        ));
    }
    if !token.context.is(&context) {
        return vm.value_error(alloc::format!("{shown} was created in a different Context"));
    }
    token.used.set(true);
    let old = (!token.old.is_unbound()).then(|| token.old.clone());
    set_in(&context, &this, old);
    Ok(Value::None)
}

fn token_class(vm: &mut Vm) -> Rc<Class> {
    if let Some(class) = &vm.kept::<Classes>().token {
        return class.clone();
    }
    let made = class(vm, "_contextvars", "Token");
    let missing_class = class(vm, "_contextvars", "Token.MISSING");
    add_methods(
        &missing_class,
        &[(
            "__repr__",
            |_, _, _| Ok(Value::str("<Token.MISSING>")),
            0,
            0,
        )],
    );
    let missing = object(&missing_class, ());
    made.dict.set_str("MISSING", missing.clone());
    let kept = vm.kept::<Classes>();
    kept.token = Some(made.clone());
    kept.missing = missing;
    add_class_method(&made, "__class_getitem__", |_, args, _| Ok(arg(args, 0)));
    add_new(&made, |vm, _, _| {
        vm.raise("RuntimeError", "Tokens can only be created by ContextVars")
    });
    add_getters(
        &made,
        &[
            ("var", |_, args, _| {
                Ok(data::<Token>(&arg(args, 0)).map_or(Value::None, |token| token.var.clone()))
            }),
            ("old_value", |vm, args, _| {
                let old = data::<Token>(&arg(args, 0)).map(|token| token.old.clone());
                Ok(match old {
                    Some(Value::Unbound) | None => vm.kept::<Classes>().missing.clone(),
                    Some(old) => old,
                })
            }),
        ],
    );
    add_methods(
        &made,
        &[(
            "__repr__",
            |vm, args, _| {
                let this = arg(args, 0);
                let Some(token) = data::<Token>(&this) else {
                    return Ok(Value::None);
                };
                let used = if token.used.get() { " used" } else { "" };
                let var = vm.repr(&token.var)?;
                Ok(Value::str(alloc::format!(
                    "<Token{used} var={var} at {:#x}>",
                    this.address()
                )))
            },
            0,
            0,
        )],
    );
    made
}
