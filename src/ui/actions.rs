//! What the page does: run, stop, cancel, and take in what the engine reports.

use super::engine_link::{EngineLink, site};
use super::page::{CardState, EngineState, LabState, Page, Phase, Playhead, Question};
use super::{deal, frame, lab_server, lens};
use crate::engine::Kind;
use crate::engine::protocol::{Command, LIBRARY, Report, Site, VERSION};
use crate::lab::Form;
use crate::trace::{Log, Micros, TaskId};
use leptos::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// How long an engine may take to end its tasks before it is ended itself.
const STOP_AFTER: Duration = Duration::from_millis(250);
/// How long it may take to load.
const START_WITHIN: Duration = Duration::from_secs(20);

/// Starts the engine that the room needs, in place of the one there may be.
pub fn start_engine(page: Page) {
    page.engine.set(EngineState::Starting);
    page.silent_since.set(None);
    let starts = page.starts.get_value().wrapping_add(1);
    page.starts.set_value(starts);
    let started = EngineLink::start(
        page.room.get_untracked().engine(),
        move |report| hear(page, report),
        move |why| engine_died(page, &why),
    );
    match started {
        Ok(link) => {
            page.engine_link.set_value(Some(link));
            set_timeout(move || give_up_waiting(page, starts), START_WITHIN);
        }
        Err(why) => engine_died(
            page,
            &format!("the browser refused to start a worker ({why})"),
        ),
    }
}

fn give_up_waiting(page: Page, starts: u32) {
    let starting = page.engine.get_untracked() == EngineState::Starting;
    if starting && page.starts.get_value() == starts {
        engine_died(page, "its files did not load in time");
    }
}

/// Keeps the engine to what the room needs. One that was never asked for is left alone.
pub fn keep_engine(page: Page) {
    Effect::new(move || {
        let kind = page.room.get().engine();
        if kind == Kind::Python {
            prefetch_library();
        }
        let other = page
            .engine_link
            .with_value(|link| link.as_ref().is_some_and(|link| link.kind != kind));
        let dead = matches!(page.engine.get_untracked(), EngineState::Dead(_));
        if other || dead {
            kill_engine(page);
        }
    });
}

/// Has the browser load the library of Python while it has nothing else to do.
fn prefetch_library() {
    let id = "python-library";
    if document().get_element_by_id(id).is_some() {
        return;
    }
    let (Ok(link), Some(head)) = (document().create_element("link"), document().head()) else {
        return;
    };
    let href = site().file(LIBRARY);
    for (name, value) in [("id", id), ("rel", "prefetch"), ("href", &href)] {
        // Only names that are not valid are refused.
        let _ = link.set_attribute(name, value);
    }
    // A library that is not loaded early is loaded when it is needed.
    let _ = head.append_child(&link);
}

fn engine_died(page: Page, why: &str) {
    page.engine_link.set_value(None);
    page.engine.set(EngineState::Dead(why.into()));
    end_run(page);
}

/// Takes a preset: its form, and its forecast.
pub fn take_preset(page: Page, form: Form) {
    if !page.is_running() {
        page.form.set(form);
        deal::show_forecast(page);
    }
}

/// Runs what the room is for, each card in turn; or moves to the first field that is wrong.
pub fn run(page: Page) {
    if page.is_running() {
        return;
    }
    let programs = match deal::programs(page) {
        Ok(programs) => programs,
        Err(field) => return super::focus::focus(field),
    };
    let count = programs.len();
    deal::deal(page, programs);
    lens::fit(page);
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
            command = card.program.clone().map(|program| Command::Start {
                run,
                program,
                site: Site {
                    emulate: emulated.then(|| (js_sys::Math::random() * 9e15) as u64),
                    ..site()
                },
            });
        }
    });
    page.phase.set(Phase::Running(index));
    page.touch();
    if let Some(command) = command {
        leptos::task::spawn_local(async move {
            lab_server::reset().await;
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
    page.playhead.set(Playhead::time(page.end_now()));
    page.keep_runs();
    if page.entering.try_update_value(std::mem::take) == Some(true) {
        deal::show_forecast(page);
    }
}

/// What the engine says.
fn hear(page: Page, report: Report) {
    match report {
        Report::Ready { version } if version == VERSION => {
            page.engine.set(EngineState::Ready);
            deal::ask_forecast(page);
            next_run(page);
        }
        Report::Ready { .. } => engine_died(page, "it belongs to another version; reload the page"),
        Report::Forecast {
            question,
            place,
            events,
        } => {
            // A forecast that breaks the log's rules would be a bug of the engine; there is no
            // forecast then.
            let log = Log::from_events(events).unwrap_or_default();
            deal::take_forecast(page, question, place, log);
        }
        Report::Events { run, sent, events } => {
            let mut broken = None;
            page.cards.update_value(|cards| {
                let Some(card) = cards.iter_mut().find(|card| card.run == run) else {
                    return;
                };
                if matches!(card.state, CardState::Stopped(_)) {
                    return;
                }
                // Whoever still reads the log of before keeps it as it was.
                let log = Arc::make_mut(&mut card.log);
                for event in events {
                    if let Err(error) = log.append(event) {
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
            page.asking.update(VecDeque::clear);
            page.cards.update_value(|cards| {
                let card = cards.iter_mut().find(|card| card.run == run);
                if let Some(card) = card.filter(|card| card.state == CardState::Running) {
                    card.state = CardState::Done;
                }
            });
            page.touch();
            next_run(page);
        }
        Report::Asks { run, prompt, held } => {
            let known = page
                .cards
                .with_value(|cards| cards.iter().any(|card| card.run == run));
            if known {
                let question = Question { run, prompt, held };
                page.asking.update(|asking| asking.push_back(question));
            }
        }
        Report::Pong(number) => frame::pong(page, number),
        // Said only among engines.
        Report::Computed(_) => {}
        Report::Confused(why) => engine_died(page, &why),
    }
}

/// Gives the program the line that it asked for; `None` for no more.
pub fn answer(page: Page, line: Option<String>) {
    let question = page.asking.try_update(VecDeque::pop_front).flatten();
    match question {
        Some(Question {
            held: Some(key), ..
        }) => {
            lab_server::leave_answer(&key, line.as_deref());
            frame::expect_silence_until_now();
        }
        Some(Question { run, .. }) => page.tell(&Command::Input { run, line }),
        None => {}
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
    page.asking.update(VecDeque::clear);
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
