//! `super()`: attributes from further up.

use super::arg;
use crate::python::object::{Class, Instance, Kw, Payload, Str, Value};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;

/// What `super(class, object)` keeps.
struct Super {
    class: Rc<Class>,
    this: Value,
}

pub(super) fn new_super(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (Value::Class(own), Value::Class(class)) = (arg(args, 0), arg(args, 1)) else {
        return vm.raise("RuntimeError", "super(): no arguments");
    };
    let data = Super {
        class,
        this: arg(args, 2),
    };
    Ok(Value::Instance(Rc::new(Instance::new(
        own,
        Payload::Native(Box::new(data)),
    ))))
}

/// An attribute by way of `super()`.
///
/// # Errors
/// Where no class further up has it.
pub fn super_attr(vm: &mut Vm, instance: &Instance, name: &Rc<Str>) -> R {
    let Some(of) = instance.native::<Super>() else {
        return vm.raise("RuntimeError", "super(): no arguments");
    };
    // Called on a class, in a class method or `__new__`, it goes up from that class.
    let (start, this) = match &of.this {
        Value::Class(class) if class.inherits(&of.class) => (class.clone(), None),
        other => (vm.class_of(other), Some(other)),
    };
    let mro = start.mro.borrow().clone();
    let after = mro
        .iter()
        .skip_while(|class| !Rc::ptr_eq(class, &of.class))
        .skip(1);
    for class in after {
        if let Some(found) = class.dict.get_name(name) {
            return vm.bind_found(found, this, &start);
        }
    }
    match super::slot(&start, name.as_str()) {
        Some(found) => vm.bind_found(found, this, &start),
        None => {
            let special = match name.as_str() {
                "__class__" => Some(Value::Class(vm.types.super_.clone())),
                "__self__" => Some(of.this.clone()),
                "__thisclass__" => Some(Value::Class(of.class.clone())),
                "__self_class__" => Some(Value::Class(start.clone())),
                _ => None,
            };
            if let Some(special) = special {
                return Ok(special);
            }
            let text = alloc::format!("'super' object has no attribute '{}'", name.as_str());
            vm.attribute_error(text, &Value::None, name)
        }
    }
}
