//! Attributes that are not there.

use crate::python::object::{Class, Instance, Str, Value, intern};
use crate::python::vm::{R, Stop, Vm};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

impl Vm {
    /// `AttributeError` with what it is about.
    pub fn attribute_error(&mut self, text: String, this: &Value, name: &Rc<Str>) -> R {
        let class = self.types.exception("AttributeError");
        let error = self.exception(&class, Vec::from([Value::str(text)]));
        if let Value::Instance(instance) = &error {
            tell(instance, this, name);
        }
        Err(Stop::raise(error))
    }

    /// Complains of what `find_attr` did not find.
    pub(super) fn missing_attr(&mut self, this: &Value, name: &Rc<Str>) -> R {
        let text = match this {
            Value::Class(class) => alloc::format!(
                "type object '{}' has no attribute '{}'",
                told_name(class).as_str(),
                name.as_str()
            ),
            Value::Module(module) => alloc::format!(
                "module '{}' has no attribute '{}'",
                module.name.as_str(),
                name.as_str()
            ),
            // A method passes the question on to its function.
            Value::Bound(method) if matches!(method.func, Value::Func(_)) => {
                return self.no_attr(&method.func, name);
            }
            _ => return self.no_attr(this, name),
        };
        self.attribute_error(text, this, name)
    }

    /// Tells an `AttributeError` that a hook raised what it is about, unless it knows.
    pub(super) fn tell_missing(&mut self, stop: &Stop, this: &Value, name: &Rc<Str>) {
        let Stop::Raise(error) = stop else { return };
        if let Value::Instance(instance) = &**error
            && self.is_exception(error, "AttributeError")
            && ["name", "obj"].iter().all(|part| {
                matches!(
                    instance.attrs.borrow().get_str(part),
                    None | Some(Value::None)
                )
            })
        {
            tell(instance, this, name);
        }
    }

    /// Complains of an attribute that is not there.
    pub fn no_attr(&mut self, this: &Value, name: &Rc<Str>) -> R {
        let text = alloc::format!(
            "'{}' object has no attribute '{}'",
            self.type_name(this).as_str(),
            name.as_str()
        );
        self.attribute_error(text, this, name)
    }
}

fn tell(error: &Instance, this: &Value, name: &Rc<Str>) {
    error
        .attrs
        .borrow()
        .set_str("name", Value::Str(name.clone()));
    error.attrs.borrow().set_str("obj", this.clone());
}

/// Classes that tell their module in messages, as those do that CPython has in C: whole modules,
/// and single ones.
const TOLD_WITH_MODULE: &str = " _asyncio _thread _io re _contextvars weakref itertools operator \
    datetime time _queue decimal.Decimal decimal.Context collections.deque collections.OrderedDict \
    collections.defaultdict functools.partial types.SimpleNamespace types.GenericAlias \
    types.UnionType ";

/// A class's name in messages.
pub fn told_name(class: &Class) -> Rc<Str> {
    let name = class.name();
    let own = class.dict.get_str("__module__");
    let module = match own.as_ref().and_then(Value::as_str) {
        Some("__main__" | "builtins") => return name,
        Some(module) => module,
        None => module_of(class),
    };
    let known = |last: &str| {
        TOLD_WITH_MODULE.split_ascii_whitespace().any(|told| {
            told.strip_prefix(module)
                .is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.') == Some(last))
        })
    };
    match known(name.as_str()) {
        true => intern(&alloc::format!("{module}.{}", name.as_str())),
        false => name,
    }
}

/// The module that a builtin class says it is of.
pub fn module_of(class: &Class) -> &'static str {
    match class.name.borrow().as_str() {
        "CancelledError" | "InvalidStateError" => "asyncio.exceptions",
        "Future" | "Task" => "_asyncio",
        "deque" => "collections",
        "GenericAlias" | "UnionType" => "types",
        "ContextVar" | "Context" | "Token" => "_contextvars",
        _ => "builtins",
    }
}
