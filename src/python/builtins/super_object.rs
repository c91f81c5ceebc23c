//! `super()`: attributes from further up.

use super::arg;
use crate::python::object::{Class, Instance, Kw, Payload, Str, Value};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;

/// What `super(class, object)` keeps.
struct Super {
    class: Rc<Class>,
    this: Value,
}

pub(super) fn new_super(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (Value::Class(own), true) = (arg(args, 0), args.len() > 1) else {
        return vm.raise("RuntimeError", "super(): no arguments");
    };
    let Value::Class(class) = arg(args, 1) else {
        let given = vm.given_name(&arg(args, 1));
        return vm.type_error(alloc::format!(
            "super() argument 1 must be a type, not {}",
            given.as_str()
        ));
    };
    let this = arg(args, 2);
    let fits = match &this {
        Value::Class(start) if start.inherits(&class) => true,
        this => args.len() == 2 || vm.class_of(this).inherits(&class),
    };
    if !fits {
        return vm.type_error("super(type, obj): obj must be an instance or subtype of type");
    }
    let data = Super { class, this };
    Ok(Value::Instance(Rc::new(Instance::new(
        own,
        Payload::Native(Box::new(data)),
    ))))
}

/// `repr` of what `super()` gave.
pub fn super_repr(vm: &Vm, value: &Value) -> Option<String> {
    let Value::Instance(instance) = value else {
        return None;
    };
    let of = instance.native::<Super>()?;
    let (class, this) = (of.class.name(), vm.type_name(&of.this));
    Some(alloc::format!(
        "<super: <class '{}'>, <{} object>>",
        class.as_str(),
        this.as_str()
    ))
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
