//! Moments to px and back.

use crate::trace::{Micros, Moment};
use alloc::{format, string::String, vec::Vec};

/// Room on both sides of the plot, in px, for the end caps at its edges.
const PADDING: f64 = 10.0;
/// The least distance between two ticks, in px.
const TICK_EVERY: f64 = 52.0;

/// What the horizontal direction counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Microseconds.
    #[default]
    Time,
    /// Events, each one unit wide: what happens within a microsecond lies apart.
    Step,
}

impl Unit {
    /// Where `moment` lies, in this unit.
    pub fn of(self, moment: Moment) -> f64 {
        match self {
            Self::Time => moment.at.0 as f64,
            Self::Step => f64::from(moment.step),
        }
    }
}

/// A stretch of a unit, from less to more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Its beginning.
    pub from: f64,
    /// Its end.
    pub to: f64,
}

impl Range {
    /// Its length; never zero.
    pub fn length(&self) -> f64 {
        (self.to - self.from).max(1e-9)
    }

    /// Magnified by `factor` (below one: reduced) so that the point at `share` of it stays where
    /// it is, within `all` and no shorter than `least`.
    pub fn zoomed(&self, factor: f64, share: f64, all: &Self, least: f64) -> Self {
        let length =
            (self.length() / factor.max(1e-9)).clamp(least.min(all.length()), all.length());
        let fixed = self.from + self.length() * share;
        let from = fixed - length * share;
        Self {
            from,
            to: from + length,
        }
        .within(all)
    }

    /// Moved by `by`, within `all`.
    pub fn moved(&self, by: f64, all: &Self) -> Self {
        Self {
            from: self.from + by,
            to: self.to + by,
        }
        .within(all)
    }

    /// Moved as far as it must, and not beyond, so that `point` lies in it.
    pub fn showing(&self, point: f64, all: &Self) -> Self {
        let margin = self.length() / 8.0;
        let by = if point < self.from {
            point - self.from - margin
        } else if point > self.to {
            point - self.to + margin
        } else {
            0.0
        };
        self.moved(by, all)
    }

    fn within(&self, all: &Self) -> Self {
        let length = self.length().min(all.length());
        let from = self.from.clamp(all.from, (all.to - length).max(all.from));
        Self {
            from,
            to: from + length,
        }
    }
}

/// A stretch laid over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    unit: Unit,
    range: Range,
    width: f64,
}

/// A labelled point of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where, in px.
    pub x: f64,
    /// In the unit that suits the whole axis.
    pub label: String,
}

impl Scale {
    /// `range` of `unit`, over `width` px.
    pub fn new(unit: Unit, range: Range, width: f64) -> Self {
        let range = Range {
            from: range.from.max(0.0),
            to: range.to.max(range.from.max(0.0) + 1.0),
        };
        Self {
            unit,
            range,
            width: width.max(2.0 * PADDING + 1.0),
        }
    }

    /// The whole of runs of which the longest is `longest`: some room is left behind it for what
    /// is written there.
    pub fn whole(unit: Unit, longest: Moment) -> Range {
        let least = match unit {
            Unit::Time => 1_000.0,
            Unit::Step => 8.0,
        };
        Range {
            from: 0.0,
            to: unit.of(longest).max(least) * 7.0 / 6.0,
        }
    }

    /// The unit.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The stretch.
    pub fn range(&self) -> Range {
        self.range
    }

    /// The plot's width in px.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Where `moment` lies, in px. What lies outside is brought to a little beyond the edge, so
    /// that a mark stays paintable however far it reaches.
    pub fn x(&self, moment: Moment) -> f64 {
        self.x_of(self.unit.of(moment))
    }

    /// Where `value` of the unit lies, in px.
    pub fn x_of(&self, value: f64) -> f64 {
        const BEYOND: f64 = 60.0;
        let share = (value - self.range.from) / self.range.length();
        let x = PADDING + share * (self.width - 2.0 * PADDING);
        x.clamp(-BEYOND, self.width + BEYOND)
    }

    /// The value of the unit at `x`, within the stretch.
    pub fn value(&self, x: f64) -> f64 {
        self.range.from + self.share(x) * self.range.length()
    }

    /// How far along the stretch `x` lies, from 0 to 1.
    pub fn share(&self, x: f64) -> f64 {
        ((x - PADDING) / (self.width - 2.0 * PADDING)).clamp(0.0, 1.0)
    }

    /// How much of the unit one px stands for.
    pub fn per_px(&self) -> f64 {
        self.range.length() / (self.width - 2.0 * PADDING)
    }

    /// The ticks: at 1, 2 or 5 times a power of ten, as many as have room.
    pub fn ticks(&self) -> Vec<Tick> {
        let step = self.step();
        let first = (self.range.from / step as f64).ceil() as u64;
        // However odd the numbers, an axis has no more ticks than this.
        const MOST: usize = 200;
        (first..)
            .map(|index| index.saturating_mul(step))
            .take_while(|value| *value as f64 <= self.range.to)
            .take(MOST)
            .map(|value| Tick {
                x: self.x_of(value as f64),
                label: match self.unit {
                    Unit::Time => time_label(Micros(value), step),
                    Unit::Step => format!("{value}"),
                },
            })
            .collect()
    }

    fn step(&self) -> u64 {
        let most = (self.width / TICK_EVERY).floor().max(1.0);
        let least = (self.range.length() / most).max(1.0);
        let power = 10_f64.powf(least.log10().floor());
        let factor = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .find(|factor| factor * power >= least)
            .unwrap_or(10.0);
        ((factor * power) as u64).max(1)
    }
}

fn time_label(at: Micros, step: u64) -> String {
    match step {
        1_000_000.. => format!("{} s", at.0 / 1_000_000),
        100_000..1_000_000 => trimmed(format!("{:.1}", at.seconds()), " s"),
        10_000..100_000 if at.0 >= 1_000_000 => trimmed(format!("{:.2}", at.seconds()), " s"),
        1_000..10_000 if at.0 >= 1_000_000 => trimmed(format!("{:.3}", at.seconds()), " s"),
        1_000..100_000 => format!("{} ms", at.0 / 1_000),
        _ if at.0 == 0 => "0 ms".into(),
        100..1_000 => trimmed(format!("{:.1}", at.ms()), " ms"),
        10..100 if at.0 >= 1_000 => trimmed(format!("{:.2}", at.ms()), " ms"),
        _ if at.0 >= 1_000 => trimmed(format!("{:.3}", at.ms()), " ms"),
        _ => format!("{} µs", at.0),
    }
}

fn trimmed(mut figure: String, unit: &str) -> String {
    if figure.contains('.') {
        figure.truncate(figure.trim_end_matches('0').trim_end_matches('.').len());
    }
    figure.push_str(unit);
    figure
}
