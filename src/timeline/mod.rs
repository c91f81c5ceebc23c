//! The picture of a run: a pure function from a history and a view to marks. The page paints
//! the marks on a canvas; nothing here knows of one.
//!
//! Two spaces: moments of the run (in µs or in events) and logical px; [`Scale`] leads from one to the other.

mod band;
mod lanes;
mod layout;
mod marks;
mod scale;
mod words;

pub use lanes::{COLLAPSE_ABOVE, Lane, lanes};
pub use layout::{
    AXIS_HEIGHT, BAND_HEIGHT, LOOP_HEIGHT, ROW_HEIGHT, View, axis, band, event_loop, rows,
};
pub use marks::{Align, Cap, Mark, Tone};
pub use scale::{Range, Scale, Tick, Unit};
pub use words::{
    cancel_story, end_note, is_turn, lane_status, wait_words, waiting_words, woken_words,
};

#[cfg(test)]
mod tests;
