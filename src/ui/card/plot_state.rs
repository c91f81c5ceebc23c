//! What a plot shows, and how.

use crate::timeline::{BAND_HEIGHT, COLLAPSE_ABOVE, Lane, ROW_HEIGHT, View, lanes};
use crate::trace::{Moment, TaskId};
use crate::ui::page::{Card, CardState, Page, Phase};
use leptos::prelude::*;
use std::collections::BTreeSet;

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
    /// The tasks whose subtrees are folded away.
    pub folded: RwSignal<BTreeSet<TaskId>>,
    /// Whether many lanes are shown one by one.
    pub open: RwSignal<bool>,
    /// How far they are scrolled, in px.
    pub scroll: RwSignal<f64>,
    /// The canvas' width, in px.
    pub width: RwSignal<f64>,
    /// Where the canvas begins in the window, in px.
    pub left: StoredValue<f64>,
}

impl PlotState {
    /// The state of the card at `index`.
    pub fn new(page: Page, index: usize) -> Self {
        let folded = RwSignal::new(BTreeSet::new());
        let lanes = Memo::new(move |_| {
            let until = page.until(index);
            page.filter.with(|filter| {
                folded.with(|folded| {
                    let of = |card: &Card| lanes(card.shown().history(), until, folded, filter);
                    page.card(index, of).unwrap_or_default()
                })
            })
        });
        Effect::new(move |before: Option<u64>| {
            let asked = page.fold_request.get();
            let chosen = page.selected.get_untracked();
            let own = chosen.filter(|chosen| chosen.card == index);
            if let Some(chosen) = own.filter(|_| before.is_some_and(|before| before != asked)) {
                toggle(folded, chosen.task);
            }
            asked
        });
        Self {
            page,
            index,
            lanes,
            folded,
            open: RwSignal::new(false),
            scroll: RwSignal::new(0.0),
            width: RwSignal::new(0.0),
            left: StoredValue::new(0.0),
        }
    }

    /// How many lanes there is room for: while running, as many as are expected.
    pub fn room(&self) -> usize {
        let narrowed = self.page.filter.with(|filter| !filter.is_open());
        if narrowed || self.folded.with(|folded| !folded.is_empty()) {
            return self.lanes.with(Vec::len);
        }
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
        let mut view = View::new(page.scale(self.width.get()), until);
        view.guess = page.guess.get();
        page.card(self.index, |card| {
            if let CardState::Stopped(_) = card.state {
                view.stopped = Some(card.latest());
            }
            if card.state == CardState::Running {
                view.silent_since = silent.map(|at| Moment { at, ..until });
            }
            if finished && card.measured() && until < card.latest() {
                view.playhead = Some(until);
            }
        });
        view
    }

    /// Folds the subtree of `task` away, or opens it.
    pub fn fold(&self, task: TaskId) {
        toggle(self.folded, task);
    }
}

fn toggle(folded: RwSignal<BTreeSet<TaskId>>, task: TaskId) {
    folded.update(|folded| {
        if !folded.remove(&task) {
            folded.insert(task);
        }
    });
}
