//! Python: from a program's text to bytecode, and the machine that runs it. What the language
//! means is what CPython 3.11 means by it (<https://docs.python.org/3.11/reference/>).
//!
//! A text becomes bytecode in `compile`, which `vm` runs on frames that live on the heap: a
//! coroutine, a generator and a thread are each a frame that can be set down. `process` makes them
//! futures of the runtime. What is missing raises an error that names it.

pub mod builtins;
pub mod code;
pub mod compile;
mod exact;
pub mod host;
pub mod modules;
pub mod object;
pub mod process;
pub mod run;
pub mod text;
pub mod vm;

#[cfg(test)]
mod tests;
