//! Modules that programs import, and where the machine meets the event loop.

mod deque;
mod library;
mod native;

pub use native::native;

use super::object::{Gen, Value};
use super::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::string::String;

/// A module in Python: its path, its text, and whether it is a package.
pub fn source(name: &str) -> Option<(String, &'static str, bool)> {
    let (path, text, package) = library::find(name)?;
    Some((alloc::format!("lib/{path}"), text, package))
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
