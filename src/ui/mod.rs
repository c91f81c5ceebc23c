//! The page, in Leptos. [`Page`] is all its state; components read it, actions change it.

mod actions;
mod app;
mod card;
mod clipboard;
mod console;
mod deal;
mod dock;
mod embed;
mod engine_link;
mod focus;
mod form;
mod frame;
mod header;
mod inspector;
mod lab_server;
mod lens;
mod link;
mod page;
mod palette;
mod results;
mod theme;
mod timing;
mod transport;

pub use app::start;
