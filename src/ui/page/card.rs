//! One run on the page: what was expected of it, and what happened.

use super::super::timing::TRAIL;
use crate::engine::Program;
use crate::lab::{Plan, Strategy};
use crate::runtime::browser::performance_now;
use crate::trace::{Log, Micros, Moment, TaskId};
use std::sync::Arc;

/// How far a card's run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// Not begun.
    Planned,
    /// Under way.
    Running,
    /// Over.
    Done,
    /// Stopped from outside at this time of the run: its engine is gone.
    Stopped(Micros),
}

/// A run: what was expected of it, and what happened.
pub struct Card {
    /// Its title.
    pub title: String,
    /// What it does, in a few words.
    pub subtitle: String,
    /// What runs; `None` for a run that was opened from a file or from the shelf.
    pub program: Option<Program>,
    /// The run on a clock that is always on time.
    pub forecast: Log,
    /// Whether the forecast is shown before anything is measured.
    pub foretold: bool,
    /// What happened.
    pub log: Arc<Log>,
    /// How far it is.
    pub state: CardState,
    /// The number under which the engine knows it.
    pub run: u32,
    /// The time that there is room for before the run is over, where no forecast shows.
    pub least_room: Micros,
    /// The run's time as the last batch was sent, and `performance.now()` as it came.
    synced: (Micros, f64),
}

/// A lane of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The card's place.
    pub card: usize,
    /// The task.
    pub task: TaskId,
}

impl Card {
    /// A card that has not run, and of which nothing is forecast yet.
    pub fn new(title: String, subtitle: String, program: Option<Program>) -> Self {
        Self {
            title,
            subtitle,
            foretold: matches!(program, None | Some(Program::Lab { .. })),
            program,
            forecast: Log::new(),
            log: Arc::default(),
            state: CardState::Planned,
            run: 0,
            least_room: Micros::ZERO,
            synced: (Micros::ZERO, 0.0),
        }
    }

    /// A card that shows a run of earlier.
    pub fn opened(title: String, subtitle: String, log: Arc<Log>) -> Self {
        let mut card = Self::new(title, subtitle, None);
        card.log = log;
        card.state = CardState::Done;
        card
    }

    /// The lab's plan and way, where it is a run of the lab.
    pub fn lab(&self) -> Option<(&Plan, Strategy)> {
        match &self.program {
            Some(Program::Lab { plan, strategy }) => Some((plan, *strategy)),
            _ => None,
        }
    }

    /// Whether it shows measured events, not a forecast.
    pub fn measured(&self) -> bool {
        !self.log.events().is_empty()
    }

    /// The log to draw.
    pub fn shown(&self) -> &Log {
        match self.measured() || !self.foretold {
            true => &self.log,
            false => &self.forecast,
        }
    }

    /// Sets the run's clock by the page's.
    pub fn sync(&mut self, run_time: Micros) {
        self.synced = (run_time, performance_now());
    }

    /// The run's time now, as far as the page can tell; for a run that is over, its end.
    pub fn now(&self) -> Micros {
        let history = self.log.history();
        match self.state {
            CardState::Running => {
                let (run_time, at_ms) = self.synced;
                let since = Micros::from_seconds((performance_now() - at_ms) / 1e3);
                run_time.plus(since).since(TRAIL).max(history.now().at)
            }
            CardState::Stopped(at) => at,
            // A log that was opened may break off with tasks under way.
            CardState::Done if history.totals().live > 0 => history.now().at,
            CardState::Done => history.last_end().at,
            CardState::Planned => Micros::ZERO,
        }
    }

    /// How long it takes: measured, so far, or as forecast.
    pub fn length(&self) -> Micros {
        match self.measured() || !self.foretold {
            true => self.now(),
            false => self.forecast.history().last_end().at,
        }
    }

    /// Everything that is known of it: after the last event, and now.
    pub fn latest(&self) -> Moment {
        Moment {
            step: self.shown().history().now().step,
            at: self.length(),
        }
    }

    /// What the axis has to have room for.
    pub fn room(&self) -> Moment {
        let latest = self.latest();
        let expected = match self.state {
            CardState::Running | CardState::Planned if self.foretold => {
                let history = self.forecast.history();
                Moment {
                    step: history.now().step,
                    at: history.last_end().at,
                }
            }
            CardState::Running | CardState::Planned => Moment {
                step: 0,
                at: self.least_room,
            },
            _ => Moment::START,
        };
        Moment {
            step: latest.step.max(expected.step),
            at: latest.at.max(expected.at),
        }
    }
}
