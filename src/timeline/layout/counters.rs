//! A resource over time: its level as an area, its waiters as an area above the line.

use super::super::marks::{Mark, Tone};
use super::{COUNTER_HEIGHT, View, line, playhead};
use crate::trace::{Change, Moment, ResourceHistory, ResourceKind};
use alloc::vec::Vec;

/// Room above the highest point, in px.
const TOP: f64 = 4.0;

/// The chart of one resource, [`COUNTER_HEIGHT`] high: what is in use (permits taken, items in the
/// queue, the lock held) upwards in blue, who waits for it stacked on top in the colour of queues,
/// and its limit as a line.
pub fn counter(resource: &ResourceHistory, view: &View) -> Vec<Mark> {
    let ticks = view.scale.ticks().into_iter();
    let mut marks: Vec<_> = ticks
        .map(|tick| line(tick.x, 0.0, tick.x, COUNTER_HEIGHT, Tone::Line, false))
        .collect();
    let base = COUNTER_HEIGHT - 1.0;
    let limit = match resource.kind {
        ResourceKind::Semaphore | ResourceKind::Barrier | ResourceKind::Queue => resource.limit,
        _ => None,
    };
    let used = used_most(resource).max(limit.filter(|limit| *limit <= 64).unwrap_or(0));
    let most = f64::from((used + resource.most_waiters).max(1));
    let unit = (base - TOP) / most;
    let steps = steps(resource, view);
    let outline = |height: &dyn Fn(&Column) -> u32| -> Vec<(f64, f64)> {
        steps
            .iter()
            .flat_map(|step| {
                let y = base - f64::from(height(step)) * unit;
                [(step.from, y), (step.to, y)]
            })
            .collect()
    };
    let areas = [
        (outline(&|step| step.used + step.waiters), Tone::Queued),
        (outline(&|step| step.used), Tone::Level),
    ];
    for (points, tone) in areas {
        marks.push(Mark::Area { points, base, tone });
    }
    if let Some(limit) = limit.filter(|limit| f64::from(*limit) <= most) {
        let y = base - f64::from(limit) * unit;
        marks.push(line(0.0, y, view.scale.width(), y, Tone::Dim, true));
    }
    marks.push(line(0.0, base, view.scale.width(), base, Tone::Line, false));
    marks.extend(playhead(view, COUNTER_HEIGHT));
    marks
}

struct Column {
    from: f64,
    to: f64,
    used: u32,
    waiters: u32,
}

/// How much of a resource is in use, in its own unit.
pub fn used(resource: &ResourceHistory, change: &Change) -> u32 {
    match resource.kind {
        ResourceKind::Semaphore => resource.limit.unwrap_or(0).saturating_sub(change.level),
        _ => change.level,
    }
}

fn used_most(resource: &ResourceHistory) -> u32 {
    match resource.kind {
        ResourceKind::Semaphore => resource.limit.unwrap_or(0),
        _ => resource.most,
    }
}

/// The stretches between changes, as far as they show. Changes within one pixel become one
/// stretch with the most of each, so that a peak is never lost.
fn steps(resource: &ResourceHistory, view: &View) -> Vec<Column> {
    let range = view.scale.range();
    let unit = view.scale.unit();
    let changes = &resource.changes;
    let place = |at: Moment| unit.of(at);
    let first = changes.partition_point(|change| place(change.at) < range.from);
    let past =
        changes.partition_point(|change| change.at <= view.until && place(change.at) <= range.to);
    let shown = changes.get(first.saturating_sub(1)..past);
    let mut columns: Vec<Column> = Vec::new();
    for change in shown.unwrap_or_default() {
        let x = view.scale.x(change.at).max(0.0);
        let (used, waiters) = (used(resource, change), change.waiters);
        match columns.last_mut() {
            Some(last) if x - last.from < 1.0 => {
                last.used = last.used.max(used);
                last.waiters = last.waiters.max(waiters);
                continue;
            }
            Some(last) => last.to = x,
            None => {}
        }
        columns.push(Column {
            from: x,
            to: x,
            used,
            waiters,
        });
    }
    if let Some(last) = columns.last_mut() {
        last.to = view
            .scale
            .x(view.until)
            .min(view.scale.width())
            .max(last.from);
    }
    columns
}
