//! Modules that programs import, and where the machine meets the event loop.

mod asyncio;
mod context;
mod deque;
mod kit;
mod library;
mod math;
#[cfg(test)]
mod minify;
mod native;
mod net;
mod random;
mod sorting;
mod sys;
mod thread;
mod time;
mod told;

pub use asyncio::{
    Lost, await_future, cancel_main_task, close_async_generator, first_iteration, tell_lost,
    unfinished_tasks,
};
pub use native::native;

use super::vm::{R, Vm};
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
pub fn between_slices(vm: &mut Vm) -> R<()> {
    vm.check_memory()?;
    vm.switch_threads()
}
