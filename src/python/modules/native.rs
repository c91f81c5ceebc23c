//! The modules that are written in Rust.

use crate::python::object::{Dict, Module, Value, intern};
use crate::python::vm::Vm;
use alloc::rc::Rc;

/// The module in Rust of this name.
pub fn native(vm: &mut Vm, name: &str) -> Option<Value> {
    let dict = match name {
        "sys" => super::sys::module(vm),
        "math" => super::math::module(),
        "_collections" => {
            let deque = super::deque::class(vm);
            Rc::new(Dict::of_names([("deque", Value::Class(deque))]))
        }
        "_asyncio" => super::asyncio::module(vm),
        "_bisect" => super::sorting::bisecting(),
        "_contextvars" => super::context::module(vm),
        "_heapq" => super::sorting::heaps(),
        "_net" => super::net::module(vm),
        "_random" => super::random::module(vm),
        "_re" => super::regex::module(vm),
        "_thread" => super::thread::module(vm),
        "_time" => super::time::module(),
        "_trace" => super::asyncio::trace_module(),
        "_traceback" => super::told::traces(),
        "_warnings" => super::told::warnings(),
        "_weakref" => super::weak::module(vm),
        "builtins" => vm.builtins.clone(),
        _ => return None,
    };
    let name = intern(name);
    dict.set_str("__name__", Value::Str(name.clone()));
    Some(Value::Module(Rc::new(Module { name, dict })))
}
