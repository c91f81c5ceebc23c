//! The benchmark: what a task costs, how smoothly a thousand lanes move, how Python fares beside
//! others, what the app weighs. `./bench` builds what it needs and runs it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[cfg(not(target_arch = "wasm32"))]
mod frames;
#[cfg(not(target_arch = "wasm32"))]
mod large;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
mod python;
#[cfg(not(target_arch = "wasm32"))]
mod sizes;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../e2e/support/mod.rs"]
mod support;

/// Counts what is allocated: how much memory a log takes.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // `cargo bench` says so; `cargo test --all-targets` comes by without.
    if std::env::args().any(|argument| argument == "--bench") {
        native::run();
    } else {
        println!("Start the benchmark with ./bench");
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
