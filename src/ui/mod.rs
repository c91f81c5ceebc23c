//! The page, in Leptos. [`Page`] is all its state; components read it, actions change it.

mod actions;
mod app;
mod card;
mod clipboard;
mod commands;
mod console;
mod deal;
mod dialog;
mod dock;
mod embed;
mod engine_link;
mod export;
mod focus;
mod form;
mod frame;
mod header;
mod inspector;
mod instrument;
mod keys;
mod lab_server;
mod lens;
mod lesson;
mod link;
mod open;
mod page;
mod palette;
mod playground;
mod results;
mod run_button;
mod search;
mod tasks;
mod theme;
mod timing;
mod transport;
mod warnings;

pub use app::start;
