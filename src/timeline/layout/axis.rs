//! The axis.

use super::super::marks::{Align, Mark, Tone, text_width};
use super::View;
use alloc::vec::Vec;

const SIZE: f64 = 10.0;

/// The axis, [`super::AXIS_HEIGHT`] high.
pub fn axis(view: &View) -> Vec<Mark> {
    let width = view.scale.width();
    let tick = |tick: crate::timeline::Tick| {
        let half = text_width(&tick.label, SIZE) / 2.0;
        let (x, align) = if tick.x + half > width {
            (width, Align::End)
        } else if tick.x < half {
            (0.0, Align::Start)
        } else {
            (tick.x, Align::Middle)
        };
        Mark::Text {
            x,
            y: 12.0,
            text: tick.label,
            tone: Tone::Dim,
            size: SIZE,
            align,
        }
    };
    view.scale.ticks().into_iter().map(tick).collect()
}
