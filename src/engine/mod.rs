//! The engine: a dedicated worker that runs plans and reports what happens, in batches.

pub mod protocol;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod worker;

#[cfg(target_arch = "wasm32")]
pub use session::Engine;
#[cfg(target_arch = "wasm32")]
pub use worker::start;
