//! Time to px and back.

use crate::trace::Micros;
use alloc::{format, string::String, vec::Vec};

/// Room on both sides of the plot, in px, for the end caps at its edges.
const PADDING: f64 = 10.0;
/// The least distance between two ticks, in px.
const TICK_EVERY: f64 = 52.0;

/// A stretch of time laid over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    from: Micros,
    to: Micros,
    width: f64,
}

/// A labelled point of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where, in px.
    pub x: f64,
    /// When.
    pub at: Micros,
    /// In the unit that suits the whole axis.
    pub label: String,
}

impl TimeScale {
    /// From the start to `to`, over `width` px.
    pub fn new(to: Micros, width: f64) -> Self {
        Self {
            from: Micros::ZERO,
            to: Micros(to.0.max(1)),
            width: width.max(2.0 * PADDING + 1.0),
        }
    }

    /// The scale that suits runs of which the longest takes `longest`: some room is left behind
    /// it for what is written there.
    pub fn for_runs(longest: Micros, width: f64) -> Self {
        let longest = longest.0.max(1_000);
        Self::new(Micros(longest.saturating_add(longest / 6)), width)
    }

    /// The plot's width in px.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// The last time on it.
    pub fn end(&self) -> Micros {
        self.to
    }

    /// Where `at` lies.
    pub fn x(&self, at: Micros) -> f64 {
        let share = at.since(self.from).0 as f64 / self.span();
        PADDING + share * (self.width - 2.0 * PADDING)
    }

    /// The time at `x`, within the scale.
    pub fn at(&self, x: f64) -> Micros {
        let share = (x - PADDING) / (self.width - 2.0 * PADDING);
        Micros((share.clamp(0.0, 1.0) * self.span()) as u64).plus(self.from)
    }

    /// The ticks: at 1, 2 or 5 times a power of ten, as many as have room.
    pub fn ticks(&self) -> Vec<Tick> {
        let step = self.step();
        (0..)
            .map(|index| Micros(index * step))
            .take_while(|at| *at <= self.to)
            .map(|at| Tick {
                x: self.x(at),
                at,
                label: label(at, step),
            })
            .collect()
    }

    fn span(&self) -> f64 {
        self.to.since(self.from).0.max(1) as f64
    }

    fn step(&self) -> u64 {
        let most = (self.width / TICK_EVERY).floor().max(1.0);
        let least = self.span() / most;
        let power = 10_f64.powf(least.log10().floor());
        let factor = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .find(|factor| factor * power >= least)
            .unwrap_or(10.0);
        ((factor * power) as u64).max(1)
    }
}

fn label(at: Micros, step: u64) -> String {
    match step {
        1_000_000.. => format!("{} s", at.0 / 1_000_000),
        100_000..1_000_000 => trimmed(format!("{:.1}", at.seconds()), " s"),
        10_000..100_000 if at.0 >= 1_000_000 => trimmed(format!("{:.2}", at.seconds()), " s"),
        1_000..100_000 => format!("{} ms", at.0 / 1_000),
        _ if at.0 == 0 => "0 ms".into(),
        100..1_000 => trimmed(format!("{:.1}", at.ms()), " ms"),
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
