//! The page that the benchmark opens: spawns and awaits tasks in three ways and takes the time.
//! No part of the app.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod tasks;

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    tasks::install();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This page runs in a browser: start the benchmark with ./bench");
}
