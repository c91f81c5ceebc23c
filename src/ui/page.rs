//! The page's state.

use super::engine_link::EngineLink;
use crate::engine::protocol::Command;
use crate::lab::{Field, Form, Plan, Problem, Strategy};
use crate::runtime::browser::performance_now;
use crate::trace::{Log, Micros, TaskId};
use leptos::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;

/// A live picture trails the run by so much: news takes a frame or two to come, and what is drawn
/// before it is known would have to be taken back.
const TRAIL: Micros = Micros::from_ms(50);

/// Texts change at most this often while running, in ms.
const BEAT_MS: f64 = 100.0;

/// What the page as a whole is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has run: the cards show forecasts.
    Idle,
    /// The card at this place runs, or is about to.
    Running(usize),
    /// Everything has run.
    Finished,
}

/// How the engine is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EngineState {
    /// Loading.
    Starting,
    /// Listening.
    Ready,
    /// Gone, or never came; why.
    Dead(String),
}

/// Who answers the lab's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabState {
    /// Not known yet.
    Starting,
    /// The service worker.
    ServiceWorker,
    /// The engine itself, without a network.
    Emulated,
}

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

/// One strategy: what was expected of it, and what happened.
pub struct Card {
    /// The way it runs.
    pub strategy: Strategy,
    /// What runs.
    pub plan: Arc<Plan>,
    /// The run on a clock that is always on time.
    pub forecast: Log,
    /// What happened.
    pub log: Log,
    /// How far it is.
    pub state: CardState,
    /// The number under which the engine knows it.
    pub run: u32,
    /// The run's time as the last batch was sent, and `performance.now()` as it came.
    synced: (Micros, f64),
}

impl Card {
    /// A card that has not run, and of which nothing is forecast yet.
    pub fn new(strategy: Strategy, plan: Arc<Plan>) -> Self {
        Self {
            strategy,
            plan,
            forecast: Log::new(),
            log: Log::new(),
            state: CardState::Planned,
            run: 0,
            synced: (Micros::ZERO, 0.0),
        }
    }

    /// Whether it shows measured events, not a forecast.
    pub fn measured(&self) -> bool {
        !self.log.events().is_empty()
    }

    /// The log to draw.
    pub fn shown(&self) -> &Log {
        if self.measured() {
            &self.log
        } else {
            &self.forecast
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
                run_time.plus(since).since(TRAIL).max(history.now())
            }
            CardState::Stopped(at) => at,
            CardState::Done => history.last_end(),
            CardState::Planned => Micros::ZERO,
        }
    }

    /// How long it takes: measured, so far, or as forecast.
    pub fn length(&self) -> Micros {
        if self.measured() {
            return self.now();
        }
        self.forecast.history().last_end()
    }

    /// The length that the axis has to have room for.
    pub fn room(&self) -> Micros {
        let expected = self.forecast.history().last_end();
        match self.state {
            CardState::Running | CardState::Planned => self.length().max(expected),
            _ => self.length(),
        }
    }
}

/// A lane of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The card's place.
    pub card: usize,
    /// The task.
    pub task: TaskId,
}

/// All of the page's state; copies share it.
#[derive(Clone, Copy)]
pub struct Page {
    /// As typed.
    pub form: RwSignal<Form>,
    /// What it means, or what is wrong with it.
    pub plan: Memo<Result<Plan, Vec<Problem>>>,
    /// Whether this page is embedded in another.
    pub embed: bool,
    /// Something to tell about how the page was opened.
    pub complaint: RwSignal<Option<String>>,
    /// The cards. Not a signal: they change with every batch; see [`Page::touch`].
    pub cards: StoredValue<Vec<Card>>,
    /// Which cards there are; changes when all of them are replaced.
    pub deck: RwSignal<Vec<(u32, usize)>>,
    /// Counts changes of the cards.
    pub version: RwSignal<u64>,
    /// Counts changes of the cards too, but at most ten a second while running: for texts, which
    /// nobody reads faster.
    pub beat: RwSignal<u64>,
    /// `performance.now()` at the last beat.
    beat_ms: StoredValue<f64>,
    /// What the page is doing.
    pub phase: RwSignal<Phase>,
    /// Which cards are still to run.
    pub queue: StoredValue<VecDeque<usize>>,
    /// The time that is shown; while running, the time of the run.
    pub playhead: RwSignal<Micros>,
    /// Whether the playhead moves by itself through a finished run.
    pub playing: RwSignal<bool>,
    /// How fast, as a factor.
    pub speed: RwSignal<f64>,
    /// The lane that was clicked or has the keyboard.
    pub selected: RwSignal<Option<Chosen>>,
    /// The lane under the pointer.
    pub hovered: RwSignal<Option<Chosen>>,
    /// How the engine is.
    pub engine: RwSignal<EngineState>,
    /// Who answers the lab's addresses.
    pub lab: RwSignal<LabState>,
    /// Since when, in the run's time, the engine has not answered.
    pub silent_since: RwSignal<Option<Micros>>,
    /// Counts changes of the theme.
    pub theme_version: RwSignal<u64>,
    /// The worker.
    pub engine_link: StoredValue<Option<EngineLink>, LocalStorage>,
    /// The last run's number.
    pub runs: StoredValue<u32>,
    /// The number of the last question for a forecast.
    pub questions: StoredValue<u32>,
}

impl Page {
    /// The state of a page that shows `form`.
    pub fn new(form: Form, embed: bool, complaint: Option<String>) -> Self {
        let form = RwSignal::new(form);
        Self {
            form,
            plan: Memo::new(move |_| form.with(|form| form.check(&parses))),
            embed,
            complaint: RwSignal::new(complaint),
            cards: StoredValue::new(Vec::new()),
            deck: RwSignal::new(Vec::new()),
            version: RwSignal::new(0),
            beat: RwSignal::new(0),
            beat_ms: StoredValue::new(0.0),
            phase: RwSignal::new(Phase::Idle),
            queue: StoredValue::new(VecDeque::new()),
            playhead: RwSignal::new(Micros::ZERO),
            playing: RwSignal::new(false),
            speed: RwSignal::new(1.0),
            selected: RwSignal::new(None),
            hovered: RwSignal::new(None),
            engine: RwSignal::new(EngineState::Starting),
            lab: RwSignal::new(LabState::Starting),
            silent_since: RwSignal::new(None),
            theme_version: RwSignal::new(0),
            engine_link: StoredValue::new_local(None),
            runs: StoredValue::new(0),
            questions: StoredValue::new(0),
        }
    }

    /// Says that the cards have changed.
    pub fn touch(&self) {
        self.version.update(|version| *version += 1);
        let now = performance_now();
        if !self.is_running() || now - self.beat_ms.get_value() >= BEAT_MS {
            self.beat_ms.set_value(now);
            self.beat.update(|beat| *beat += 1);
        }
    }

    /// Reads a card and the time up to which it is shown, at a pace for texts.
    pub fn read<T>(&self, index: usize, read: impl FnOnce(&Card, Micros) -> T) -> Option<T> {
        let until = match self.running() {
            true => {
                self.beat.track();
                untrack(|| self.until(index))
            }
            false => self.until(index),
        };
        self.peek(index, |card| read(card, until))
    }

    /// Reads a card; tracks changes of the cards.
    pub fn card<T>(&self, index: usize, read: impl FnOnce(&Card) -> T) -> Option<T> {
        self.version.track();
        self.peek(index, read)
    }

    /// Reads a card as it is now.
    pub fn peek<T>(&self, index: usize, read: impl FnOnce(&Card) -> T) -> Option<T> {
        self.cards.with_value(|cards| cards.get(index).map(read))
    }

    /// The length of the longest card, for the shared time scale; tracks changes of the cards.
    pub fn longest(&self) -> Micros {
        self.version.track();
        self.cards
            .with_value(|cards| cards.iter().map(Card::room).max())
            .unwrap_or_default()
    }

    /// The end of the longest card, for the playhead; tracks changes of the cards.
    pub fn end(&self) -> Micros {
        self.version.track();
        self.end_now()
    }

    /// The end of the longest card as it is now.
    pub fn end_now(&self) -> Micros {
        self.cards
            .with_value(|cards| cards.iter().map(Card::length).max())
            .unwrap_or_default()
    }

    /// The time up to which a card is drawn: the playhead, within its run. Forecasts are drawn
    /// whole, and so is what is over while another card runs.
    pub fn until(&self, index: usize) -> Micros {
        let playhead = self.playhead.get();
        let running = self.running();
        self.card(index, |card| match card.state {
            CardState::Running => card.now(),
            _ if !card.measured() || running => card.length(),
            _ => card.length().min(playhead),
        })
        .unwrap_or_default()
    }

    /// Tells the engine to do something, if there is one.
    pub fn tell(&self, command: &Command) {
        self.engine_link.with_value(|link| {
            if let Some(link) = link {
                link.tell(command);
            }
        });
    }

    /// What is wrong with a field, in a sentence; tracks the form.
    pub fn problem(&self, field: Field) -> Option<String> {
        self.plan.with(|plan| {
            let problems = plan.as_ref().err()?;
            let found = problems.iter().find(|problem| problem.field == field);
            found.map(|problem| problem.text.clone())
        })
    }

    /// Whether a card was never begun, and will not be; tracks it.
    pub fn skipped(&self, index: usize) -> bool {
        self.phase.get() == Phase::Finished
            && self.card(index, |card| card.state == CardState::Planned) == Some(true)
    }

    /// Whether a run is under way; tracks it.
    pub fn running(&self) -> bool {
        matches!(self.phase.get(), Phase::Running(_))
    }

    /// Whether a run is under way now.
    pub fn is_running(&self) -> bool {
        matches!(self.phase.get_untracked(), Phase::Running(_))
    }
}

/// Whether the browser's URL parser takes `address`.
fn parses(address: &str) -> bool {
    web_sys::Url::new(address).is_ok()
}
