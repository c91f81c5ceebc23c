//! The worker that runs lab and lessons: everything is in the library's engine room.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    interleave::engine::start(interleave::engine::BuiltIn);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine runs in a browser: start it with ./serve");
}
