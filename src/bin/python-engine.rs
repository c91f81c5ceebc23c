//! The worker that runs Python: everything is in the library's engine room.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    interleave::engine::start(interleave::engine::Python::default());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine runs in a browser: start it with ./serve");
}
