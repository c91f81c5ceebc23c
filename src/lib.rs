//! Interleave: run real futures in a browser tab and see why they finish when they do.
//!
//! The rooms, lowest first, are mapped in `src/README.md`.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

extern crate alloc;

pub mod engine;
pub mod lab;
pub mod lessons;
pub mod net;
pub mod playground;
pub mod python;
pub mod runtime;
pub mod timeline;
pub mod trace;
#[cfg(target_arch = "wasm32")]
pub mod ui;
