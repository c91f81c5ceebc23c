//! What the page does: run, stop, cancel, and take in what the engine reports.

use super::engine_link::{EngineLink, app_base};
use super::frame;
use super::page::{Card, CardState, EngineState, LabState, Page, Phase};
use crate::engine::protocol::{Command, Report, VERSION};
use crate::lab::{Form, Plan, Strategy};
use crate::trace::{Event, Log, Micros, TaskId};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long an engine may take to end its tasks before it is ended itself.
const STOP_AFTER: Duration = Duration::from_millis(250);
/// How long it may take to load.
const START_WITHIN: Duration = Duration::from_secs(20);

/// Starts an engine, in place of the one there may be.
pub fn start_engine(page: Page) {
    page.engine.set(EngineState::Starting);
    page.silent_since.set(None);
    let started = EngineLink::start(
        move |report| hear(page, report),
        move |why| engine_died(page, &why),
    );
    match started {
        Ok(link) => {
            page.engine_link.set_value(Some(link));
            set_timeout(move || give_up_waiting(page), START_WITHIN);
        }
        Err(why) => engine_died(
            page,
            &format!("the browser refused to start a worker ({why})"),
        ),
    }
}

fn give_up_waiting(page: Page) {
    if page.engine.get_untracked() == EngineState::Starting {
        engine_died(page, "its files did not load in time");
    }
}

fn engine_died(page: Page, why: &str) {
    page.engine_link.set_value(None);
    page.engine.set(EngineState::Dead(why.into()));
    end_run(page);
}

/// Puts the form's forecasts on the cards, in place of what is there.
pub fn show_forecast(page: Page) {
    if page.is_running() {
        return;
    }
    let Ok(plan) = page.plan.get_untracked() else {
        return;
    };
    deal(page, &plan);
    page.phase.set(Phase::Idle);
    page.playhead.set(Micros::ZERO);
}

/// Puts a new card on the page for each strategy of `plan`. Forecasts of the same plan are kept.
fn deal(page: Page, plan: &Plan) {
    let plan = Arc::new(plan.clone());
    let mut known = page
        .cards
        .try_update_value(std::mem::take)
        .unwrap_or_default();
    known.retain(|card| card.plan == plan);
    let deal = |(place, strategy): (usize, &Strategy)| {
        let mut card = Card::new(*strategy, plan.clone());
        if let Some(known) = known.get_mut(place) {
            card.forecast = std::mem::take(&mut known.forecast);
        }
        card
    };
    let cards: Vec<_> = plan.strategies.iter().enumerate().map(deal).collect();
    let generation = page
        .deck
        .with_untracked(|deck| deck.first().map_or(0, |(one, _)| one + 1));
    let deck = (0..cards.len()).map(|index| (generation, index)).collect();
    page.playing.set(false);
    page.selected.set(None);
    page.hovered.set(None);
    page.cards.set_value(cards);
    ask_forecast(page);
    page.touch();
    page.deck.set(deck);
}

/// Asks the engine for the forecasts that are missing. An engine that is still starting is asked
/// once it is ready.
fn ask_forecast(page: Page) {
    let missing = |card: &Card| card.forecast.events().is_empty();
    let plan = page.cards.with_value(|cards| {
        let found = cards.iter().find(|card| missing(card));
        found.map(|card| Plan::clone(&card.plan))
    });
    if let Some(plan) = plan {
        let question = page.questions.get_value().wrapping_add(1);
        page.questions.set_value(question);
        page.tell(&Command::Forecast { question, plan });
    }
}

fn take_forecast(page: Page, question: u32, place: usize, events: Vec<Event>) {
    // Answers to earlier questions are about other plans.
    if question != page.questions.get_value() {
        return;
    }
    page.cards.update_value(|cards| {
        if let (Some(card), Ok(log)) = (cards.get_mut(place), Log::from_events(events)) {
            card.forecast = log;
        }
    });
    page.touch();
}

/// Takes a preset: its form, and its forecast.
pub fn take_preset(page: Page, form: Form) {
    if !page.is_running() {
        page.form.set(form);
        show_forecast(page);
    }
}

/// Runs the form, each strategy in turn; or moves to the first field that is wrong.
pub fn run(page: Page) {
    if page.is_running() {
        return;
    }
    let plan = match page.plan.get_untracked() {
        Ok(plan) => plan,
        Err(problems) => {
            if let Some(problem) = problems.first() {
                super::focus::focus(problem.field);
            }
            return;
        }
    };
    deal(page, &plan);
    let count = plan.strategies.len();
    page.queue.set_value((0..count).collect());
    page.phase.set(Phase::Running(0));
    if matches!(page.engine.get_untracked(), EngineState::Dead(_)) {
        start_engine(page);
    }
    next_run(page);
    frame::request(page);
}

/// Starts the next card, once engine and lab are there; ends the run when there is none left.
pub fn next_run(page: Page) {
    let Phase::Running(_) = page.phase.get_untracked() else {
        return;
    };
    let ready = page.engine.get_untracked() == EngineState::Ready;
    if !ready || page.lab.get_untracked() == LabState::Starting {
        return;
    }
    let busy = page
        .cards
        .with_value(|cards| cards.iter().any(|card| card.state == CardState::Running));
    if busy {
        return;
    }
    match page
        .queue
        .try_update_value(std::collections::VecDeque::pop_front)
    {
        Some(Some(index)) => start_card(page, index),
        _ => finish(page),
    }
}

fn start_card(page: Page, index: usize) {
    let run = page.runs.get_value().wrapping_add(1);
    page.runs.set_value(run);
    let emulated = page.lab.get_untracked() == LabState::Emulated;
    let mut command = None;
    page.cards.update_value(|cards| {
        if let Some(card) = cards.get_mut(index) {
            card.state = CardState::Running;
            card.run = run;
            card.sync(Micros::ZERO);
            command = Some(Command::Start {
                run,
                plan: Plan::clone(&card.plan),
                strategy: card.strategy,
                base: app_base(),
                emulate: emulated.then(|| (js_sys::Math::random() * 9e15) as u64),
            });
        }
    });
    page.phase.set(Phase::Running(index));
    page.touch();
    if let Some(command) = command {
        leptos::task::spawn_local(async move {
            super::lab_server::reset().await;
            begin(page, index, run, &command);
        });
    }
}

/// Hands a card over to the engine, unless it was stopped meanwhile.
fn begin(page: Page, index: usize, run: u32, command: &Command) {
    if running_number(page, index) == Some(run) {
        page.cards.update_value(|cards| {
            if let Some(card) = cards.get_mut(index) {
                card.sync(Micros::ZERO);
            }
        });
        page.tell(command);
    }
}

fn finish(page: Page) {
    page.phase.set(Phase::Finished);
    page.silent_since.set(None);
    page.touch();
    page.playhead.set(page.end_now());
}

/// What the engine says.
fn hear(page: Page, report: Report) {
    match report {
        Report::Ready { version } if version == VERSION => {
            page.engine.set(EngineState::Ready);
            ask_forecast(page);
            next_run(page);
        }
        Report::Ready { .. } => engine_died(page, "it belongs to another version; reload the page"),
        Report::Forecast {
            question,
            place,
            events,
        } => take_forecast(page, question, place, events),
        Report::Events { run, sent, events } => {
            let mut broken = None;
            page.cards.update_value(|cards| {
                let Some(card) = cards.iter_mut().find(|card| card.run == run) else {
                    return;
                };
                if matches!(card.state, CardState::Stopped(_)) {
                    return;
                }
                for event in events {
                    if let Err(error) = card.log.append(event) {
                        broken = Some(error);
                    }
                }
                card.sync(sent);
            });
            page.touch();
            if let Some(error) = broken {
                engine_died(page, &format!("its record of the run is broken ({error})"));
            }
        }
        Report::Finished { run } => {
            page.cards.update_value(|cards| {
                let card = cards.iter_mut().find(|card| card.run == run);
                if let Some(card) = card.filter(|card| card.state == CardState::Running) {
                    card.state = CardState::Done;
                }
            });
            page.touch();
            next_run(page);
        }
        Report::Pong(number) => frame::pong(page, number),
        Report::Confused(why) => engine_died(page, &why),
    }
}

/// Cancels one task of a run under way.
pub fn cancel_task(page: Page, card: usize, task: TaskId) {
    if let Some(run) = running_number(page, card) {
        page.tell(&Command::Cancel { run, task });
    }
}

/// Cancels a whole run under way; the next strategy follows.
pub fn cancel_all(page: Page, card: usize) {
    if let Some(run) = running_number(page, card) {
        page.tell(&Command::CancelAll { run });
    }
}

fn running_number(page: Page, index: usize) -> Option<u32> {
    page.cards.with_value(|cards| {
        let card = cards.get(index)?;
        (card.state == CardState::Running).then_some(card.run)
    })
}

/// Ends everything: the run under way is cancelled, what has not begun is skipped. An engine
/// that does not obey at once is ended.
pub fn stop(page: Page) {
    let Phase::Running(index) = page.phase.get_untracked() else {
        return;
    };
    page.queue.set_value(Default::default());
    let run = running_number(page, index);
    if run.is_none() || page.silent_since.get_untracked().is_some() {
        return kill_engine(page);
    }
    cancel_all(page, index);
    set_timeout(
        move || {
            if running_number(page, index) == run {
                kill_engine(page);
            }
        },
        STOP_AFTER,
    );
}

fn kill_engine(page: Page) {
    page.engine_link.set_value(None);
    end_run(page);
    start_engine(page);
}

/// The engine is gone: whatever ran has ended.
fn end_run(page: Page) {
    page.queue.set_value(Default::default());
    page.cards.update_value(|cards| {
        for card in cards {
            card.state = match card.state {
                CardState::Running => CardState::Stopped(card.now()),
                state => state,
            };
        }
    });
    if page.is_running() {
        finish(page);
    }
    page.touch();
}
