//! Many lanes in one band: how many tasks did what, at every point of the width.

use super::{View, in_view};
use crate::timeline::is_turn;
use crate::trace::{History, Moment, SpanKind, TaskKind};
use alloc::{vec, vec::Vec};

/// Width of a column of the band, in px.
pub const COLUMN: f64 = 2.0;

/// How many tasks did what during each column.
pub struct Density {
    /// Waiting for an answer, a timer or another task.
    pub waiting: Vec<u32>,
    /// Waiting for a permit, or queued for the loop.
    pub queued: Vec<u32>,
    /// The most in any column, both together.
    pub peak: u32,
}

/// Counts the tasks below the main one, as far as the view goes. Linear in the spans that show and
/// in columns: each span marks where it enters and leaves, and one pass adds up.
pub fn density(history: &History, view: &View) -> Density {
    let columns = (view.scale.width() / COLUMN).ceil() as usize + 1;
    let mut waiting = vec![0_i64; columns + 1];
    let mut queued = vec![0_i64; columns + 1];
    let column = |at: Moment| ((view.scale.x(at) / COLUMN) as usize).min(columns - 1);
    let tasks = history.tasks().iter();
    for task in tasks.filter(|task| task.kind != TaskKind::Main) {
        for span in in_view(&task.spans, view, |span| span.from, |span| span.to) {
            let counts = match span.kind {
                SpanKind::Holding => continue,
                SpanKind::Queued => &mut queued,
                SpanKind::Suspended if is_turn(span.waits.first()) => &mut queued,
                SpanKind::Suspended => &mut waiting,
            };
            let to = span.to.unwrap_or(view.until).min(view.until);
            let (from, to) = (column(span.from), column(to));
            if to > from {
                mark(counts, from, 1);
                mark(counts, to, -1);
            }
        }
    }
    let waiting = add_up(&waiting, columns);
    let queued = add_up(&queued, columns);
    let both = waiting.iter().zip(&queued).map(|(a, b)| a + b);
    let peak = both.max().unwrap_or(0);
    Density {
        waiting,
        queued,
        peak,
    }
}

fn mark(counts: &mut [i64], column: usize, by: i64) {
    if let Some(count) = counts.get_mut(column) {
        *count += by;
    }
}

fn add_up(changes: &[i64], columns: usize) -> Vec<u32> {
    changes
        .iter()
        .take(columns)
        .scan(0_i64, |sum, change| {
            *sum += change;
            Some(u32::try_from(*sum).unwrap_or(0))
        })
        .collect()
}
