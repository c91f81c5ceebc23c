//! A whole picture of some runs, for articles: titles, lanes with their names, charts and axis.

use super::layout::{
    AXIS_HEIGHT, BAND_HEIGHT, COUNTER_HEIGHT, LOOP_HEIGHT, ROW_HEIGHT, View, axis, band, counter,
    event_loop, rows,
};
use super::marks::{Align, Mark, Tone, fit};
use super::svg::{Part, Picture};
use super::{COLLAPSE_ABOVE, Filter, Lane, Range, Scale, Unit, lanes};
use crate::trace::{Log, Moment, TaskId, duration};
use alloc::{collections::BTreeSet, format, string::String, vec, vec::Vec};

/// Width of the whole, in px.
const WIDTH: f64 = 960.0;
/// Width of the column of names, in px.
const NAMES: f64 = 180.0;
/// Room around everything, in px.
const MARGIN: f64 = 16.0;
/// Height of a run's title, in px.
const TITLE: f64 = 34.0;
/// Room between two runs, in px.
const GAP: f64 = 18.0;

/// A run of the picture.
pub struct Figure<'a> {
    /// Its title.
    pub title: String,
    /// What happened.
    pub log: &'a Log,
    /// Up to where it is shown.
    pub until: Moment,
    /// The tasks whose subtrees are folded away.
    pub folded: BTreeSet<TaskId>,
}

/// The picture of `figures`, all on one scale: `range` of `unit`. Runs of more tasks than
/// [`COLLAPSE_ABOVE`] are drawn as a band.
pub fn picture(figures: &[Figure<'_>], unit: Unit, range: Range, filter: &Filter) -> Picture {
    let scale = Scale::new(unit, range, WIDTH - NAMES - 2.0 * MARGIN);
    let mut drawing = Drawing {
        parts: Vec::new(),
        y: MARGIN,
    };
    for figure in figures {
        drawing.run(figure, &scale, filter);
    }
    let told: Vec<_> = figures
        .iter()
        .map(|figure| format!("{}: {}", figure.title, duration(figure.until.at)))
        .collect();
    Picture {
        size: (WIDTH, drawing.y - GAP + MARGIN),
        title: format!("Timeline of {}", told.join(", ")),
        parts: drawing.parts,
    }
}

struct Drawing {
    parts: Vec<Part>,
    y: f64,
}

impl Drawing {
    fn run(&mut self, figure: &Figure<'_>, scale: &Scale, filter: &Filter) {
        let (log, until) = (figure.log, figure.until);
        let view = View::new(*scale, until);
        self.title(figure);
        self.strip("event loop", LOOP_HEIGHT, event_loop(log, &view));
        let lanes = lanes(log.history(), until, &figure.folded, filter);
        if lanes.len() > COLLAPSE_ABOVE {
            let name = format!("{} tasks", lanes.len());
            self.strip(&name, BAND_HEIGHT, band(log, &view));
        } else {
            self.lanes(log, &lanes, &view);
        }
        let resources = log.history().resources().iter();
        for resource in resources.filter(|one| !one.changes.is_empty()).take(8) {
            self.strip(&resource.name, COUNTER_HEIGHT, counter(resource, &view));
        }
        self.strip("", AXIS_HEIGHT, axis(&view));
        self.y += GAP;
    }

    fn title(&mut self, figure: &Figure<'_>) {
        let text = |x: f64, text: String, size: f64, align: Align| Mark::Text {
            x,
            y: TITLE / 2.0,
            text,
            tone: Tone::Ink,
            size,
            align,
        };
        let width = WIDTH - 2.0 * MARGIN;
        let title = fit(&figure.title, 15.0, width - 120.0).unwrap_or_default();
        let marks = vec![
            text(0.0, title, 15.0, Align::Start),
            text(width, duration(figure.until.at), 18.0, Align::End),
        ];
        self.part(MARGIN, (width, TITLE), marks);
        self.y += TITLE;
    }

    /// A strip as wide as the plot, with its name before it.
    fn strip(&mut self, name: &str, height: f64, marks: Vec<Mark>) {
        let names = vec![self::name(name, height / 2.0, 0)];
        self.part(MARGIN, (NAMES, height), names);
        let width = WIDTH - NAMES - 2.0 * MARGIN;
        self.part(MARGIN + NAMES, (width, height), marks);
        self.y += height;
    }

    fn lanes(&mut self, log: &Log, lanes: &[Lane], view: &View) {
        let height = lanes.len() as f64 * ROW_HEIGHT;
        let names = lanes.iter().enumerate().filter_map(|(place, lane)| {
            let task = log.history().task(lane.task)?;
            let y = (place as f64 + 0.5) * ROW_HEIGHT;
            Some(name(&task.name, y, lane.depth))
        });
        self.part(MARGIN, (NAMES, height), names.collect());
        let width = WIDTH - NAMES - 2.0 * MARGIN;
        let marks = rows(log, lanes, view, 0.0, height);
        self.part(MARGIN + NAMES, (width, height), marks);
        self.y += height;
    }

    fn part(&mut self, x: f64, size: (f64, f64), marks: Vec<Mark>) {
        self.parts.push(Part {
            x,
            y: self.y,
            size,
            marks,
        });
    }
}

fn name(text: &str, y: f64, depth: u32) -> Mark {
    let indent = f64::from(depth.min(8)) * 12.0;
    let size = 12.0;
    Mark::Text {
        x: indent,
        y,
        text: fit(text, size, NAMES - indent - 8.0).unwrap_or_default(),
        tone: Tone::Ink,
        size,
        align: Align::Start,
    }
}
