//! From a log and a view to marks: one room for each part of the picture.

mod axis;
mod band;
mod counters;
mod density;
mod event_loop;
mod ghost;
mod links;
mod minimap;
mod rows;

pub use axis::axis;
pub use band::band;
pub use counters::counter;
pub use event_loop::event_loop;
pub use ghost::{Twins, ghosts, twins};
pub use links::links;
pub use minimap::{MINIMAP_ROW, minimap, viewport};
pub use rows::rows;

use super::marks::{Align, Mark, Tone, text_width};
use super::{Scale, Unit};
use crate::trace::{Deadline, Log, Micros, Moment};
use alloc::{string::String, vec::Vec};

/// Height of one lane, in px.
pub const ROW_HEIGHT: f64 = 28.0;
/// Height of the event loop's lane, in px.
pub const LOOP_HEIGHT: f64 = 34.0;
/// Height of the axis, in px.
pub const AXIS_HEIGHT: f64 = 24.0;
/// Height of the density band, in px.
pub const BAND_HEIGHT: f64 = 132.0;
/// Height of a resource's chart, in px.
pub const COUNTER_HEIGHT: f64 = 40.0;

/// Font size of labels, in px.
const TEXT: f64 = 11.0;
/// A poll is never drawn narrower, however short it was.
const NARROWEST: f64 = 2.0;

/// What of a run to draw, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Moments to px.
    pub scale: Scale,
    /// Nothing later than this is drawn; what lasts is drawn up to it.
    pub until: Moment,
    /// Set where the run was stopped from outside: what had not ended ends there.
    pub stopped: Option<Moment>,
    /// Since when the engine has not answered: its loop is blocked, whatever the log says.
    pub silent_since: Option<Moment>,
    /// Whether the run is over: a playhead is drawn where it is not at the end.
    pub playhead: Option<Moment>,
    /// How long somebody thought it would take, before it ran.
    pub guess: Option<Micros>,
}

impl View {
    /// All there is up to `until`, of a run that is over or has not begun.
    pub fn new(scale: Scale, until: Moment) -> Self {
        Self {
            scale,
            until,
            stopped: None,
            silent_since: None,
            playhead: None,
            guess: None,
        }
    }

    /// Where the time `at` of `log`'s run lies, in px.
    fn x_at(&self, log: &Log, at: Micros) -> f64 {
        match self.scale.unit() {
            Unit::Time => self.scale.x_of(at.0 as f64),
            Unit::Step => self.scale.x(log.moment(at)),
        }
    }

    /// Where what begins at `from` and ends at `to` lies, cut at the view's end. What is stopped
    /// ends where the run was stopped.
    fn extent(&self, from: Moment, to: Option<Moment>) -> (f64, f64) {
        let last = self.stopped.unwrap_or(self.until).min(self.until);
        let to = to.unwrap_or(last).min(self.until);
        let x = self.scale.x(from);
        (x, self.scale.x(to).max(x))
    }
}

/// What shows of a sorted list of stretches: those that end after the view's left edge, begin
/// before its right one, and have begun by `until`.
fn in_view<'a, T>(
    all: &'a [T],
    view: &View,
    from: impl Fn(&T) -> Moment,
    to: impl Fn(&T) -> Option<Moment>,
) -> &'a [T] {
    let unit = view.scale.unit();
    // A little more on either side: the padding shows what lies just outside.
    let margin = view.scale.per_px() * 12.0;
    let range = view.scale.range();
    let left = range.from - margin;
    let first = all.partition_point(|one| to(one).is_some_and(|to| unit.of(to) < left));
    let past = all
        .partition_point(|one| from(one) <= view.until && unit.of(from(one)) <= range.to + margin);
    all.get(first..past.max(first)).unwrap_or_default()
}

/// Grid, deadlines of the whole run, and the guess: what lies behind lanes and band.
fn backdrop(log: &Log, view: &View, height: f64) -> Vec<Mark> {
    let ticks = view.scale.ticks().into_iter();
    let mut marks: Vec<_> = ticks
        .map(|tick| line(tick.x, 0.0, tick.x, height, Tone::Line, false))
        .collect();
    for deadline in main_deadlines(log, view) {
        let x = view.x_at(log, deadline.due);
        marks.push(line(x, 0.0, x, height, Tone::Timeout, true));
    }
    if let Some(guess) = view.guess {
        let x = view.x_at(log, guess);
        marks.push(line(x, 0.0, x, height, Tone::Guess, true));
    }
    marks
}

fn playhead(view: &View, height: f64) -> Option<Mark> {
    let x = view.scale.x(view.playhead?);
    Some(line(x, 0.0, x, height, Tone::Ink, false))
}

/// Deadlines of the whole run: those of the main task. The others are drawn in their lanes.
fn main_deadlines(log: &Log, view: &View) -> impl Iterator<Item = Deadline> {
    let main = log.history().tasks().first();
    let places = main.map(|main| main.deadlines.as_slice());
    let (until, width) = (view.until, view.scale.width());
    places
        .unwrap_or_default()
        .iter()
        .filter_map(|place| log.history().deadlines().get(*place).copied())
        .filter(move |deadline| deadline.set <= until)
        .filter(|deadline| {
            deadline
                .lifted
                .is_none_or(|lifted| lifted.at >= deadline.due)
        })
        .filter(move |deadline| {
            let x = view.x_at(log, deadline.due);
            (0.0..=width).contains(&x)
        })
}

fn bar(x: f64, y: f64, w: f64, h: f64, radius: f64, tone: Tone) -> Mark {
    Mark::Bar {
        x,
        y,
        w,
        h,
        radius,
        tone,
        hatched: false,
    }
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64, tone: Tone, dashed: bool) -> Mark {
    Mark::Line {
        x1,
        y1,
        x2,
        y2,
        tone,
        dashed,
    }
}

fn label(x: f64, y: f64, text: String, tone: Tone, align: Align) -> Mark {
    Mark::Text {
        x,
        y,
        text,
        tone,
        size: TEXT,
        align,
    }
}

/// A label beside `x`: behind it where there is room, else before it.
fn label_beside(x: f64, y: f64, text: String, tone: Tone, width: f64) -> Mark {
    match x + text_width(&text, TEXT) + 9.0 < width {
        true => label(x + 5.0, y, text, tone, Align::Start),
        false => label(x - 5.0, y, text, tone, Align::End),
    }
}
