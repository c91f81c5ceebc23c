//! The engine: a dedicated worker that runs programs and reports what happens, in batches.

#[cfg(any(test, target_arch = "wasm32"))]
mod console;
#[cfg(target_arch = "wasm32")]
mod jobs;
mod program;
pub mod protocol;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod worker;

pub use program::{Program, Started};
#[cfg(target_arch = "wasm32")]
pub use session::Engine;
#[cfg(target_arch = "wasm32")]
pub use worker::start;
