//! What a plot shows, and how.

use crate::timeline::{BAND_HEIGHT, COLLAPSE_ABOVE, Lane, ROW_HEIGHT, TimeScale, View, lanes};
use crate::trace::Micros;
use crate::ui::page::{CardState, Page, Phase};
use leptos::prelude::*;

/// Height of the window onto lanes that are too many to show at once, in px.
const WINDOW: f64 = 15.0 * ROW_HEIGHT;

/// The state of one plot; copies share it.
#[derive(Clone, Copy)]
pub struct PlotState {
    /// The page.
    pub page: Page,
    /// The card's place.
    pub index: usize,
    /// The lanes that exist at the time shown.
    pub lanes: Memo<Vec<Lane>>,
    /// Whether many lanes are shown one by one.
    pub open: RwSignal<bool>,
    /// How far they are scrolled, in px.
    pub scroll: RwSignal<f64>,
    /// The canvas' width, in px.
    pub width: RwSignal<f64>,
}

impl PlotState {
    /// The state of the card at `index`.
    pub fn new(page: Page, index: usize) -> Self {
        let lanes = Memo::new(move |_| {
            let until = page.until(index);
            page.card(index, |card| lanes(card.shown().history(), until))
                .unwrap_or_default()
        });
        Self {
            page,
            index,
            lanes,
            open: RwSignal::new(false),
            scroll: RwSignal::new(0.0),
            width: RwSignal::new(0.0),
        }
    }

    /// How many lanes there is room for: while running, as many as are expected.
    pub fn room(&self) -> usize {
        let until = self.page.until(self.index);
        let room = self.page.card(self.index, |card| {
            let tasks = card.shown().history().tasks();
            let known = tasks.partition_point(|task| task.spawned <= until);
            let expected = match card.state {
                CardState::Planned | CardState::Running => card.forecast.history().tasks().len(),
                _ => card.log.history().tasks().len(),
            };
            known.max(expected)
        });
        room.unwrap_or(0)
    }

    /// Whether there are too many lanes to show without asking.
    pub fn many(&self) -> bool {
        self.room() > COLLAPSE_ABOVE
    }

    /// Whether the density band is shown in place of the lanes.
    pub fn collapsed(&self) -> bool {
        self.many() && !self.open.get()
    }

    /// Height of the window onto the lanes, in px.
    pub fn height(&self) -> f64 {
        let all = self.room() as f64 * ROW_HEIGHT;
        if self.collapsed() {
            BAND_HEIGHT
        } else if self.many() {
            WINDOW
        } else {
            all
        }
    }

    /// What to draw now.
    pub fn view(&self) -> View {
        let page = self.page;
        let until = page.until(self.index);
        let silent = page.silent_since.get();
        let finished = page.phase.get() == Phase::Finished;
        let playhead = page.playhead.get();
        let state = page.card(self.index, |card| (card.state, card.length()));
        let (state, length) = state.unwrap_or((CardState::Planned, Micros::ZERO));
        View {
            scale: TimeScale::for_runs(page.longest(), self.width.get()),
            until,
            stopped: match state {
                CardState::Stopped(at) => Some(at),
                _ => None,
            },
            silent_since: silent.filter(|_| state == CardState::Running),
            playhead: (finished && state != CardState::Planned && playhead < length)
                .then_some(playhead),
        }
    }
}
