//! Runs that are over and kept, to be compared with.

use super::{Card, CardState, Page};
use crate::trace::Log;
use leptos::prelude::*;
use std::sync::Arc;

/// So many runs are kept; the oldest goes first.
const MOST: usize = 8;
/// All kept runs together have at most so many events.
const MOST_EVENTS: usize = 2_000_000;

/// A run that is over.
#[derive(Clone)]
pub struct Kept {
    /// Its number among all runs of this tab, from 1.
    pub number: u32,
    /// Whose run it was.
    pub title: String,
    /// What happened.
    pub log: Arc<Log>,
}

/// What the runs on the page are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compare {
    /// With nothing.
    #[default]
    Nothing,
    /// Each with the last run of the same title before it.
    Last,
    /// All with the run of this number.
    Run(u32),
}

impl Page {
    /// Keeps what the cards measured.
    pub fn keep_runs(&self) {
        let finished = self.cards.with_value(|cards| {
            let over = |card: &&Card| card.measured() && card.state == CardState::Done;
            let kept = cards.iter().filter(over);
            kept.map(|card| (card.title.clone(), card.log.clone()))
                .collect::<Vec<_>>()
        });
        self.shelf.update(|shelf| {
            for (title, log) in finished {
                if shelf.iter().any(|kept| Arc::ptr_eq(&kept.log, &log)) {
                    continue;
                }
                let number = shelf.last().map_or(1, |last| last.number + 1);
                shelf.push(Kept { number, title, log });
            }
            let events = |shelf: &[Kept]| -> usize {
                shelf.iter().map(|kept| kept.log.events().len()).sum()
            };
            while shelf.len() > MOST || (shelf.len() > 1 && events(shelf) > MOST_EVENTS) {
                shelf.remove(0);
            }
        });
    }

    /// The run that the card at `index` is compared with; tracks the choice and the shelf.
    pub fn compared(&self, index: usize) -> Option<Kept> {
        let choice = self.compare.get();
        self.shelf.track();
        self.card(index, |card| {
            self.shelf.with_untracked(|shelf| {
                let own = |kept: &&Kept| Arc::ptr_eq(&kept.log, &card.log);
                let found = match choice {
                    Compare::Nothing => None,
                    Compare::Last => {
                        let place = shelf.iter().position(|kept| own(&kept));
                        let before = shelf.get(..place.unwrap_or(shelf.len()))?;
                        let mut before = before.iter().rev();
                        before.find(|kept| kept.title == card.title)
                    }
                    Compare::Run(number) => shelf
                        .iter()
                        .find(|kept| kept.number == number)
                        .filter(|kept| !own(kept)),
                };
                found.cloned()
            })
        })
        .flatten()
    }
}
