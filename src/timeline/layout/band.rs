//! All lanes at once.

use super::super::marks::{Align, Mark, Tone, text_width};
use super::density::{COLUMN, density};
use super::{BAND_HEIGHT, TEXT, View, backdrop, bar, label, playhead};
use crate::trace::Log;
use alloc::{format, vec::Vec};

/// All lanes at once, as a band [`BAND_HEIGHT`] high: how many waited at each moment.
pub fn band(log: &Log, view: &View) -> Vec<Mark> {
    let mut marks = backdrop(log, view, BAND_HEIGHT);
    let density = density(log.history(), view);
    let (top, base) = (20.0, BAND_HEIGHT - 6.0);
    let unit = (base - top) / f64::from(density.peak.max(1));
    let outline = |heights: Vec<u32>| -> Vec<(f64, f64)> {
        let points = heights.into_iter().enumerate();
        points
            .flat_map(|(column, count)| {
                let (x, y) = (column as f64 * COLUMN, base - f64::from(count) * unit);
                [(x, y), (x + COLUMN, y)]
            })
            .collect()
    };
    let both = density.waiting.iter().zip(&density.queued);
    let both = both.map(|(waiting, queued)| waiting + queued).collect();
    for (heights, tone) in [(both, Tone::Queued), (density.waiting, Tone::Wait)] {
        marks.push(Mark::Area {
            points: outline(heights),
            base,
            tone,
        });
    }
    if density.peak > 0 {
        key(&mut marks, view, density.peak, top - 9.0);
    }
    marks.extend(playhead(view, BAND_HEIGHT));
    marks
}

/// What the band's colours mean, as far as there is room.
fn key(marks: &mut Vec<Mark>, view: &View, peak: u32, y: f64) {
    let keys = [
        (None, format!("{peak} at once")),
        (Some(Tone::Wait), "awaiting an answer".into()),
        (Some(Tone::Queued), "queued or awaiting a turn".into()),
    ];
    let mut x = 10.0;
    for (tone, text) in keys {
        let swatch = if tone.is_some() { 15.0 } else { 0.0 };
        let width = text_width(&text, TEXT);
        if x + swatch + width > view.scale.width() {
            break;
        }
        if let Some(tone) = tone {
            marks.push(bar(x, y - 5.0, 10.0, 10.0, 2.0, tone));
        }
        marks.push(label(x + swatch, y, text, Tone::Dim, Align::Start));
        x += swatch + width + 10.0;
    }
}
