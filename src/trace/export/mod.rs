//! A run as something to keep or to send: for other tools, for people, and for this page again.

mod chrome;
mod clean;
mod file;
mod text;

pub use chrome::chrome_trace;
pub use file::{LONGEST_TEXT, LoadError, MOST_BYTES, MOST_EVENTS, MOST_THINGS, load, save};
pub use text::summary;
