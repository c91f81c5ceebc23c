//! The page's state.

mod card;
mod playhead;
mod shelf;

pub use card::{Card, CardState, Chosen};
pub use playhead::Playhead;
pub use shelf::{Compare, Kept};

use super::engine_link::EngineLink;
use super::link::Address;
use super::timing::BEAT_MS;
use crate::engine::Kind;
use crate::engine::protocol::Command;
use crate::lab::{Field, Form, Plan, Problem};
use crate::runtime::browser::performance_now;
use crate::timeline::{Filter, Range, Scale, Unit};
use crate::trace::{Micros, Moment, ResourceId};
use leptos::prelude::*;
use std::collections::VecDeque;

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

/// What a program asks the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The run that waits for the answer.
    pub run: u32,
    /// What it asks.
    pub prompt: String,
    /// See [`Report::Asks`](crate::engine::protocol::Report::Asks).
    pub held: Option<String>,
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

/// What the page is for at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Requests of one's own.
    Lab,
    /// The lesson of this slug.
    Lesson(&'static str),
    /// A Python program of one's own.
    Playground,
}

impl Room {
    /// The engine that its programs need.
    pub fn engine(self) -> Kind {
        match self {
            Self::Lab | Self::Lesson(_) => Kind::BuiltIn,
            Self::Playground => Kind::Python,
        }
    }
}

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Quick search.
    Palette,
    /// All keys.
    Keys,
}

/// All of the page's state; copies share it.
#[derive(Clone, Copy)]
pub struct Page {
    /// What it is for.
    pub room: RwSignal<Room>,
    /// The values of the lesson's parameters.
    pub values: RwSignal<Vec<u32>>,
    /// The playground's program, as typed.
    pub program: RwSignal<String>,
    /// How long the learner thinks it will take.
    pub guess: RwSignal<Option<Micros>>,
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
    /// What is shown; while running, the time of the run.
    pub playhead: RwSignal<Playhead>,
    /// Whether the playhead moves by itself through a finished run.
    pub playing: RwSignal<bool>,
    /// How fast, as a factor.
    pub speed: RwSignal<f64>,
    /// The lane that was clicked or has the keyboard.
    pub selected: RwSignal<Option<Chosen>>,
    /// The resource that is looked at: its card's place, and its id.
    pub resource: RwSignal<Option<(usize, ResourceId)>>,
    /// The lane under the pointer.
    pub hovered: RwSignal<Option<Chosen>>,
    /// What the horizontal direction counts.
    pub unit: RwSignal<Unit>,
    /// The stretch that is magnified; `None` for the whole.
    pub range: RwSignal<Option<Range>>,
    /// Which tasks have lanes.
    pub filter: RwSignal<Filter>,
    /// Runs that are over.
    pub shelf: RwSignal<Vec<Kept>, LocalStorage>,
    /// What the runs are compared with.
    pub compare: RwSignal<Compare>,
    /// What programs ask the person, the oldest first.
    pub asking: RwSignal<VecDeque<Question>>,
    /// What lies over the page.
    pub dialog: RwSignal<Option<Dialog>>,
    /// How the engine is.
    pub engine: RwSignal<EngineState>,
    /// Who answers the lab's addresses.
    pub lab: RwSignal<LabState>,
    /// Since when, in the run's time, the engine has not answered.
    pub silent_since: RwSignal<Option<Micros>>,
    /// Counts changes of the theme.
    pub theme_version: RwSignal<u64>,
    /// Whether another room was entered while the run of the last one was being stopped.
    pub entering: StoredValue<bool>,
    /// Counts requests to fold the selected task's subtree.
    pub fold_request: RwSignal<u64>,
    /// The worker.
    pub engine_link: StoredValue<Option<EngineLink>, LocalStorage>,
    /// Counts the engines that were started.
    pub starts: StoredValue<u32>,
    /// The last run's number.
    pub runs: StoredValue<u32>,
    /// The number of the last question for a forecast.
    pub questions: StoredValue<u32>,
}

impl Page {
    /// The state of a page at `address`.
    pub fn new(address: Address) -> Self {
        let form = RwSignal::new(address.form);
        Self {
            room: RwSignal::new(address.room),
            values: RwSignal::new(address.values),
            program: RwSignal::new(address.program),
            guess: RwSignal::new(None),
            form,
            plan: Memo::new(move |_| form.with(|form| form.check(&parses))),
            embed: address.embed,
            complaint: RwSignal::new(address.complaint),
            cards: StoredValue::new(Vec::new()),
            deck: RwSignal::new(Vec::new()),
            version: RwSignal::new(0),
            beat: RwSignal::new(0),
            beat_ms: StoredValue::new(0.0),
            phase: RwSignal::new(Phase::Idle),
            queue: StoredValue::new(VecDeque::new()),
            playhead: RwSignal::new(Playhead::default()),
            playing: RwSignal::new(false),
            speed: RwSignal::new(1.0),
            selected: RwSignal::new(None),
            resource: RwSignal::new(None),
            hovered: RwSignal::new(None),
            unit: RwSignal::new(Unit::Time),
            range: RwSignal::new(None),
            filter: RwSignal::new(Filter::default()),
            shelf: RwSignal::new_local(Vec::new()),
            compare: RwSignal::new(Compare::Nothing),
            asking: RwSignal::default(),
            dialog: RwSignal::new(None),
            engine: RwSignal::new(EngineState::Starting),
            lab: RwSignal::new(LabState::Starting),
            silent_since: RwSignal::new(None),
            theme_version: RwSignal::new(0),
            entering: StoredValue::new(false),
            fold_request: RwSignal::new(0),
            engine_link: StoredValue::new_local(None),
            starts: StoredValue::new(0),
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
    pub fn read<T>(&self, index: usize, read: impl FnOnce(&Card, Moment) -> T) -> Option<T> {
        let until = match self.running() {
            true => {
                self.beat.track();
                self.until_now(index)
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

    /// The longest card in time and the longest in events, for the shared scale, with room for
    /// the guess; tracks changes of the cards.
    pub fn longest(&self) -> Moment {
        self.version.track();
        let guess = self.guess.get().unwrap_or_default();
        let rooms = |read: fn(Moment) -> u64| {
            self.cards
                .with_value(|cards| cards.iter().map(|card| read(card.room())).max())
                .unwrap_or_default()
        };
        Moment {
            step: u32::try_from(rooms(|room| u64::from(room.step))).unwrap_or(u32::MAX),
            at: Micros(rooms(|room| room.at.0)).max(guess),
        }
    }

    /// The whole that can be shown, in the unit that is shown; tracks all of that.
    pub fn whole(&self) -> Range {
        Scale::whole(self.unit.get(), self.longest())
    }

    /// The scale of all cards, `width` px wide; tracks everything it depends on.
    pub fn scale(&self, width: f64) -> Scale {
        let range = self.range.get().unwrap_or_else(|| self.whole());
        Scale::new(self.unit.get(), range, width)
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
