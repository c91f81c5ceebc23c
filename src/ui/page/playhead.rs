//! The playhead: a time that all cards share, and on one of them a count of events.

use super::{Card, CardState, Page};
use crate::timeline::Unit;
use crate::trace::{Micros, Moment};
use leptos::prelude::*;

/// Where the playhead stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Playhead {
    /// The time, for every card.
    pub at: Micros,
    /// On this card, right after so many events: many share one microsecond.
    pub fine: Option<(usize, u32)>,
}

impl Playhead {
    /// At a time.
    pub fn time(at: Micros) -> Self {
        Self { at, fine: None }
    }
}

impl Page {
    /// The moment up to which a card is drawn: the playhead, within its run. Forecasts are drawn
    /// whole, and so is what is over while another card runs. Tracks all of that.
    pub fn until(&self, index: usize) -> Moment {
        let playhead = self.playhead.get();
        let running = self.running();
        self.card(index, |card| until(card, index, playhead, running))
            .unwrap_or_default()
    }

    /// The same as it is now.
    pub fn until_now(&self, index: usize) -> Moment {
        let playhead = self.playhead.get_untracked();
        let running = self.is_running();
        self.peek(index, |card| until(card, index, playhead, running))
            .unwrap_or_default()
    }

    /// Moves the playhead to `value` of the unit that is shown: µs, or events of the leading card.
    pub fn seek(&self, unit: Unit, value: f64) {
        self.playing.set(false);
        match unit {
            Unit::Time => {
                let at = Micros(value.max(0.0) as u64).min(self.end_now());
                self.playhead.set(Playhead::time(at));
            }
            Unit::Step => {
                let lead = self.lead();
                self.stand_after(lead, value.round().max(0.0) as u32);
            }
        }
    }

    /// Moves the playhead right after the first `step` events of a card.
    pub fn stand_after(&self, card: usize, step: u32) {
        let moment = self.peek(card, |card| card.log.after(step));
        if let Some(moment) = moment {
            self.playhead.set(Playhead {
                at: moment.at,
                fine: Some((card, moment.step)),
            });
        }
    }

    /// Moves the playhead by one event: of the card that leads, or where none does, of the card
    /// whose event is the nearest.
    pub fn step(&self, forward: bool) {
        self.playing.set(false);
        let fine = self.playhead.get_untracked().fine;
        let chosen = self.selected.get_untracked().map(|chosen| chosen.card);
        let own = chosen.or(fine.map(|(card, _)| card));
        let count = self.deck.with_untracked(Vec::len);
        let candidate = |index: usize| {
            let stands = self.until_now(index).step;
            self.peek(index, |card| {
                if !card.measured() {
                    return None;
                }
                let step = match forward {
                    true => stands.checked_add(1)?,
                    false => stands.checked_sub(1)?,
                };
                let moment = card.log.after(step);
                (moment.step == step).then_some((moment, index))
            })
            .flatten()
        };
        let found = match chosen {
            Some(card) => candidate(card),
            None => {
                let all = (0..count).filter_map(candidate);
                let rank = |(moment, index): &(Moment, usize)| (moment.at, Some(*index) != own);
                match forward {
                    true => all.min_by_key(rank),
                    false => all.max_by_key(|one| (one.0.at, Some(one.1) == own)),
                }
            }
        };
        if let Some((moment, card)) = found {
            self.stand_after(card, moment.step);
        }
    }

    /// Where the playhead stands: the time for all cards, and the events of the leading one;
    /// tracks them.
    pub fn stands(&self) -> Moment {
        self.selected.track();
        Moment {
            at: self.playhead.get().at,
            step: self.until(self.lead()).step,
        }
    }

    /// How far the playhead can go: the longest card's end, and the leading card's events; tracks
    /// them.
    pub fn reach(&self) -> Moment {
        self.selected.track();
        let at = self.end();
        let step = self.peek(self.lead(), |card| card.latest().step);
        Moment {
            step: step.unwrap_or(0),
            at,
        }
    }

    /// The card whose events the scale of events counts for the playhead: the one with the
    /// selected task, else the one with the most events.
    pub fn lead(&self) -> usize {
        if let Some(chosen) = self.selected.get_untracked() {
            return chosen.card;
        }
        self.cards.with_value(|cards| {
            let measured = cards.iter().enumerate();
            let longest = measured.max_by_key(|(_, card)| card.log.events().len());
            longest.map_or(0, |(index, _)| index)
        })
    }
}

fn until(card: &Card, index: usize, playhead: Playhead, running: bool) -> Moment {
    let latest = card.latest();
    if card.state == CardState::Running || !card.measured() || running {
        return latest;
    }
    match playhead.fine {
        Some((fine, step)) if fine == index => card.log.after(step),
        _ if playhead.at >= latest.at => latest,
        _ => card.log.moment(playhead.at),
    }
}
