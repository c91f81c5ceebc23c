//! The page: everything is in the library's ui room.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    interleave::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: start it with ./serve");
}
