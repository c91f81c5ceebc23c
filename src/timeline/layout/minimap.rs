//! The whole run in a strip: where the loop was held, and how many tasks lived.

use super::super::marks::{Mark, Tone};
use super::super::{Range, Scale};
use super::{View, bar};
use crate::trace::{BLOCKED_AFTER, Log, Moment};
use alloc::{vec, vec::Vec};

/// Height of one run in the minimap, in px.
pub const MINIMAP_ROW: f64 = 12.0;
/// Width of a column, in px.
const COLUMN: f64 = 2.0;

/// One run of the minimap, `top` px from its top. `scale` is the whole of all runs.
pub fn minimap(log: &Log, scale: &Scale, until: Moment, top: f64) -> Vec<Mark> {
    let view = View::new(*scale, until);
    let history = log.history();
    let columns = (scale.width() / COLUMN).ceil() as usize + 1;
    let mut live = vec![0_i64; columns + 1];
    let column = |at: Moment| ((scale.x(at) / COLUMN).max(0.0) as usize).min(columns);
    let mut change = |at: Moment, by: i64| {
        if let Some(count) = live.get_mut(column(at)) {
            *count += by;
        }
    };
    for task in history
        .tasks()
        .iter()
        .take_while(|task| task.spawned <= until)
    {
        change(task.spawned, 1);
        if let Some((end, _)) = &task.end {
            change(*end, -1);
        }
    }
    let mut sum = 0;
    let heights: Vec<i64> = live
        .iter()
        .map(|by| {
            sum += by;
            sum
        })
        .collect();
    let most = heights.iter().copied().max().unwrap_or(0).max(1) as f64;
    let base = top + MINIMAP_ROW - 1.0;
    let end = scale.x(until);
    let points = heights.iter().enumerate().filter_map(|(index, count)| {
        let x = index as f64 * COLUMN;
        let y = base - *count as f64 / most * (MINIMAP_ROW - 4.0);
        (x <= end).then_some((x, y))
    });
    let mut marks = vec![Mark::Area {
        points: points.collect(),
        base,
        tone: Tone::Wait,
    }];
    let mut drawn_to = f64::MIN;
    for span in history
        .loop_spans()
        .iter()
        .take_while(|span| span.from <= until)
    {
        let (x, to) = view.extent(span.from, span.to);
        let long = span.to.unwrap_or(until).since(span.from) > BLOCKED_AFTER;
        if to > drawn_to || long {
            let tone = if long { Tone::Error } else { Tone::Run };
            let width = (to - x).max(1.0);
            marks.push(bar(x, base - 3.0, width, 3.0, 0.0, tone));
            drawn_to = x + width;
        }
    }
    marks
}

/// Left and right of the part of the minimap that `range` is, in px.
pub fn viewport(scale: &Scale, range: &Range) -> (f64, f64) {
    (scale.x_of(range.from), scale.x_of(range.to))
}
