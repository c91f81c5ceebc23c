//! Methods of lists, tuples, dictionaries and sets.

mod dict;
mod list;
mod set;
mod views;

pub use views::{view_attr, view_iter, view_reversed};

use super::arg;
use crate::python::object::{Instance, Layout, Payload, Value};
use crate::python::vm::Vm;
use alloc::rc::Rc;

pub fn install(vm: &mut Vm) {
    list::install(vm);
    dict::install(vm);
    set::install(vm);
    views::install(vm);
}

/// An object of a derived class, its container still empty: `__init__` fills it, and may take
/// other arguments than the builtin class does.
fn derived(args: &[Value], empty: fn() -> Value) -> Option<Value> {
    match arg(args, 0) {
        Value::Class(class) if class.heap && class.layout != Layout::Object => {
            let payload = Payload::Value(empty());
            Some(Value::Instance(Rc::new(Instance::new(class, payload))))
        }
        _ => None,
    }
}
