//! Functions that look at names: `dir`, `vars`, `globals`, `locals`.

use crate::python::builtins::{arg, given};
use crate::python::object::{Class, Dict, Kw, Value, intern};
use crate::python::vm::{R, Seen, Vm};
use alloc::collections::BTreeSet;
use alloc::rc::Rc;
use alloc::string::String;

/// The names that the caller sees; those of its module where it is written in Rust, as `map` is in
/// `map(eval, texts)`.
pub fn seen(vm: &mut Vm) -> Seen {
    if let Some(seen) = vm.seen.take() {
        return seen;
    }
    let globals = match (vm.frames.last(), vm.modules.get_str("__main__")) {
        (Some(caller), _) => caller.globals.clone(),
        (None, Some(Value::Module(main))) => main.dict.clone(),
        _ => Rc::default(),
    };
    Seen {
        locals: globals.clone(),
        globals,
    }
}

pub fn globals(vm: &mut Vm, _: &[Value], _: &Kw) -> R {
    Ok(Value::Dict(seen(vm).globals))
}

pub fn locals(vm: &mut Vm, _: &[Value], _: &Kw) -> R {
    Ok(Value::Dict(seen(vm).locals))
}

pub fn vars(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let Some(of) = given(args, 0) else {
        return locals(vm, args, kw);
    };
    match vm.attr_or_none(of, &intern("__dict__"))? {
        Some(dict) => Ok(dict),
        None => vm.type_error("vars() argument must have __dict__ attribute"),
    }
}

fn add(names: &mut BTreeSet<String>, dict: &Dict) {
    for (key, _) in dict.map.borrow().iter() {
        names.extend(key.as_str().map(String::from));
    }
}

fn of_class(names: &mut BTreeSet<String>, class: &Rc<Class>) {
    for base in class.mro.borrow().iter() {
        add(names, &base.dict);
        names.extend(crate::python::builtins::slot_names(base).map(String::from));
        if base.heap {
            names.extend(["__dict__", "__weakref__", "__module__"].map(String::from));
        }
    }
}

pub fn dir(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut names = BTreeSet::new();
    let Some(of) = given(args, 0).cloned() else {
        add(&mut names, &seen(vm).locals);
        return Ok(listed(names));
    };
    let hook = vm.names.dir.clone();
    let class = vm.types.of(&of);
    if let Some(method @ (Value::Func(_) | Value::Wrapped(_))) = vm.find_in(&class, &hook) {
        let made = vm.call_found(method, &of, &[])?;
        let items = vm.collect(&made)?;
        return super::sort(vm, items, &[]).map(Value::list);
    }
    if let Value::Module(module) = &of {
        if let Some(hook) = module.dict.get_name(&hook) {
            let made = vm.call_with(&hook, &[])?;
            let items = vm.collect(&made)?;
            return super::sort(vm, items, &[]).map(Value::list);
        }
        add(&mut names, &module.dict);
        return Ok(listed(names));
    }
    names_of(vm, &of, &mut names);
    Ok(listed(names))
}

fn names_of(vm: &mut Vm, of: &Value, names: &mut BTreeSet<String>) {
    match of {
        Value::Class(class) => of_class(names, class),
        other => {
            match other {
                Value::Instance(instance) => add(names, &instance.attrs.borrow()),
                Value::Func(func) => add(names, &func.attrs),
                _ => {}
            }
            let class = vm.types.of(other);
            of_class(names, &class);
        }
    }
}

/// `object.__dir__`.
pub fn object_dir(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let mut names = BTreeSet::new();
    names_of(vm, &arg(args, 0), &mut names);
    Ok(listed(names))
}

fn listed(names: BTreeSet<String>) -> Value {
    Value::list(names.into_iter().map(Value::str).collect())
}
