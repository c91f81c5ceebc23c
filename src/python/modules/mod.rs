//! Modules that programs import, and where the machine meets the event loop.

mod asyncio;
mod context;
mod deque;
mod kit;
mod library;
mod math;
mod native;
mod net;
mod random;
mod regex;
mod sorting;
mod sys;
mod thread;
mod time;
mod told;
mod weak;

pub use asyncio::{
    Lost, await_future, cancel_main_task, close_async_generator, first_iteration, has_untold,
    tell_lost, tell_untold, unfinished_tasks,
};
pub use library::{Found, exists, find};
pub use native::native;
pub use sys::{caller, exit};
pub use told::{warn_at, warn_of_suspects};
pub use weak::tell_gone;

use super::vm::{R, Vm};

/// Modules of CPython that cannot be here, and why.
const MISSING: &[(&str, &str)] = &[
    (
        "socket socketserver ssl select selectors",
        "a browser tab has no sockets",
    ),
    (
        "http urllib ftplib smtplib imaplib poplib telnetlib xmlrpc",
        "a browser tab has no sockets; aiohttp is there",
    ),
    (
        "subprocess multiprocessing pty",
        "a browser tab cannot start processes",
    ),
    (
        "ctypes mmap fcntl resource termios tty curses readline",
        "a browser tab has no system calls",
    ),
    ("tkinter turtle webbrowser", "programs have no windows here"),
    ("sqlite3 dbm shelve", "there are no databases here"),
];

/// Why a module cannot be here.
pub fn missing(name: &str) -> Option<&'static str> {
    let first = name.split('.').next().unwrap_or(name);
    let row = MISSING
        .iter()
        .find(|(names, _)| names.split(' ').any(|known| known == first))?;
    Some(row.1)
}

/// Called between two slices of instructions.
///
/// # Errors
/// Where the program has to end.
pub fn between_slices(vm: &mut Vm) -> R<()> {
    vm.check_memory()?;
    vm.check_events()?;
    vm.switch_threads()
}
