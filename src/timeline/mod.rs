//! The picture of a run: a pure function from a history and a view to marks. The page paints
//! the marks on a canvas; nothing here knows of one.
//!
//! Two spaces: moments of the run (in µs or in events) and logical px; [`Scale`] leads from one to the other.

mod figure;
mod lanes;
mod layout;
mod marks;
mod scale;
mod svg;
mod words;

pub use figure::{Figure, picture};
pub use lanes::{COLLAPSE_ABOVE, Filter, Lane, lanes};
pub use layout::{
    AXIS_HEIGHT, BAND_HEIGHT, COUNTER_HEIGHT, LOOP_HEIGHT, MINIMAP_ROW, ROW_HEIGHT, Twins, View,
    axis, band, counter, event_loop, ghosts, links, minimap, rows, twins, viewport,
};
pub use marks::{Align, Cap, Mark, Tone};
pub use scale::{Range, Scale, Tick, Unit};
pub use svg::{Part, Picture, svg};
pub use words::{
    end_note, is_turn, lane_status, resource_status, wait_words, waiting_words, woken_words,
};

#[cfg(test)]
mod tests;
