//! End-to-end tests: the built app in a real browser, used as a person would.
//!
//! `./test e2e` builds the app, installs what is missing and runs them; they look for the build in
//! `INTERLEAVE_DIST` (`dist` by default).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod cancelling;
mod embedding;
mod files;
mod harness;
mod hosting;
mod input;
mod instrument;
mod keeping;
mod keys;
mod lab_server;
mod lessons;
mod live;
mod many;
mod network;
mod phone;
mod pictures;
mod playback;
mod playground;
mod runs;
mod stopping;
mod support;
mod tree;
mod trouble;
