//! The engine: a dedicated worker that runs programs and reports what happens, in batches. There
//! are two, for what is built in and for Python; they differ in their repertoire.

pub mod built_in;
#[cfg(any(test, target_arch = "wasm32"))]
mod console;
#[cfg(target_arch = "wasm32")]
mod jobs;
mod program;
pub mod protocol;
#[cfg(target_arch = "wasm32")]
mod python;
#[cfg(target_arch = "wasm32")]
mod repertoire;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod worker;

#[cfg(target_arch = "wasm32")]
pub use built_in::BuiltIn;
pub use program::{Kind, Program};
#[cfg(target_arch = "wasm32")]
pub use python::Python;
#[cfg(target_arch = "wasm32")]
pub use repertoire::{Repertoire, Run, Stage};
#[cfg(target_arch = "wasm32")]
pub use session::Engine;
#[cfg(target_arch = "wasm32")]
pub use worker::start;
