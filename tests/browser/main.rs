//! Tests that run inside a browser, in a dedicated worker: the engine's own world.
//!
//! Nothing here runs on the page's thread: the page takes only its clock from these modules.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod crowd;
mod engine;
mod environment;
mod fetch;
mod order;
mod starvation;
mod support;
mod timers;
