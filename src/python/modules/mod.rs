//! Modules that programs import, and where the machine meets the event loop.

use super::object::{Gen, Value};
use super::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::string::String;

/// Makes the modules in Rust known. There are none yet.
pub fn install(_vm: &mut Vm) {}

/// The module in Rust of this name.
pub fn native(_vm: &mut Vm, _name: &str) -> Option<Value> {
    None
}

/// A module in Python: its path, its text, and whether it is a package.
pub fn source(_name: &str) -> Option<(String, &'static str, bool)> {
    None
}

/// Whether there is a module of this name.
pub fn exists(name: &str) -> bool {
    source(name).is_some()
}

/// Called between two slices of instructions.
///
/// # Errors
/// Where the program has to end.
pub fn between_slices(_vm: &mut Vm) -> R<()> {
    Ok(())
}

/// Tells of an exception that nobody asked for.
pub fn never_retrieved(vm: &mut Vm, message: &str, exception: &Value, told: &str) {
    let text = vm.traceback(exception);
    vm.host.stderr(&alloc::format!("{message}\n{told}\n{text}"));
}

/// Has the running loop close an async generator; false without a loop.
pub fn close_async_generator(_vm: &mut Vm, _generator: &Rc<Gen>) -> bool {
    false
}

/// An async generator is iterated for the first time.
pub fn first_iteration(_vm: &mut Vm, _generator: &Rc<Gen>) {}
