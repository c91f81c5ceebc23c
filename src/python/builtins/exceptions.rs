//! Exceptions.

use super::{ANY, add_methods, add_new, arg};
use crate::python::object::{Instance, Kw, Payload, Str, Value};
use crate::python::vm::{Exc, R, Vm, exc};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

pub fn install(vm: &mut Vm) {
    let base = vm.types.exception("BaseException");
    add_new(&base, |_, args, _| {
        let Value::Class(class) = arg(args, 0) else {
            return Ok(Value::None);
        };
        let data = Exc {
            args: RefCell::new(args.get(1..).unwrap_or_default().to_vec()),
            ..Exc::default()
        };
        Ok(Value::Instance(Rc::new(Instance::new(
            class,
            Payload::Native(Box::new(data)),
        ))))
    });
    add_methods(
        &base,
        &[
            ("__init__", init, 0, ANY - 1),
            ("with_traceback", |_, args, _| Ok(arg(args, 0)), 1, 1),
            ("add_note", add_note, 1, 1),
        ],
    );
    let group = vm.types.exception("BaseExceptionGroup");
    add_methods(&group, &[("derive", derive, 1, 1)]);
}

fn init(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    if let Some(data) = exc(&this) {
        data.args
            .replace(args.get(1..).unwrap_or_default().to_vec());
    }
    Ok(Value::None)
}

fn add_note(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    if let Value::Instance(instance) = &this {
        let name = vm.names.notes.clone();
        match instance.attrs.get_name(&name) {
            Some(Value::List(notes)) => notes.0.borrow_mut().push(arg(args, 1)),
            _ => instance
                .attrs
                .set_name(&name, Value::list(Vec::from([arg(args, 1)]))),
        }
    }
    Ok(Value::None)
}

fn derive(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let message = exc(&this).and_then(|data| data.args.borrow().first().cloned());
    let members = vm.collect(&arg(args, 1))?;
    let plain = members
        .iter()
        .all(|member| vm.is_exception(member, "Exception"));
    let class = vm.types.exception(if plain {
        "ExceptionGroup"
    } else {
        "BaseExceptionGroup"
    });
    Ok(vm.exception(
        &class,
        Vec::from([Value::option(message), Value::list(members)]),
    ))
}

/// Attributes that Rust keeps.
pub fn attr(vm: &mut Vm, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
    let Some(data) = exc(this) else {
        return Ok(None);
    };
    let first = || Value::option(data.args.borrow().first().cloned());
    Ok(Some(match name.as_str() {
        "args" => Value::tuple(data.args.borrow().clone()),
        "__cause__" => Value::option(data.cause.borrow().clone()),
        "__context__" => Value::option(data.context.borrow().clone()),
        "__suppress_context__" => Value::Bool(data.suppress.get()),
        "value" if vm.is_exception(this, "StopIteration") => first(),
        "code" if vm.is_exception(this, "SystemExit") => first(),
        "message" if vm.is_exception(this, "BaseExceptionGroup") => first(),
        "exceptions" if vm.is_exception(this, "BaseExceptionGroup") => {
            Value::tuple(vm.members(this))
        }
        _ => return Ok(None),
    }))
}

/// See [`attr`]; true where it was one of them.
pub fn set_attr(vm: &mut Vm, this: &Value, name: &Rc<Str>, value: &Value) -> R<bool> {
    let Some(data) = exc(this) else {
        return Ok(false);
    };
    let some = (!value.is_none()).then(|| value.clone());
    match name.as_str() {
        "args" => {
            let args = vm.collect(value)?;
            data.args.replace(args);
        }
        "__cause__" => {
            data.cause.replace(some);
            data.suppress.set(true);
        }
        "__context__" => {
            data.context.replace(some);
        }
        "__suppress_context__" => {
            let truth = vm.truth(value)?;
            data.suppress.set(truth);
        }
        "__traceback__" => {}
        _ => return Ok(false),
    }
    Ok(true)
}
