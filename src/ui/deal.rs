//! Which cards there are: the lab's strategies, a lesson's program, or runs that were opened.

use super::page::{Card, CardState, Page, Phase, Playhead, Room};
use crate::engine::Program;
use crate::engine::protocol::Command;
use crate::lab::Field;
use crate::lessons;
use crate::playground::FILE;
use crate::trace::{Log, Micros};
use leptos::prelude::*;
use std::sync::Arc;

/// What the room's Run would run, or the first field that is wrong.
pub fn programs(page: Page) -> Result<Vec<Program>, Field> {
    match page.room.get_untracked() {
        Room::Lab => match page.plan.get_untracked() {
            Ok(plan) => Ok(plan
                .strategies
                .iter()
                .map(|strategy| Program::Lab {
                    plan: plan.clone(),
                    strategy: *strategy,
                })
                .collect()),
            Err(problems) => Err(problems
                .first()
                .map_or(Field::Addresses, |problem| problem.field)),
        },
        Room::Lesson(slug) => Ok(Vec::from([Program::Lesson {
            slug: slug.into(),
            values: page.values.get_untracked(),
        }])),
        Room::Playground => Ok(Vec::from([Program::Python {
            name: FILE.into(),
            text: page.program.get_untracked(),
        }])),
    }
}

/// Puts the room's forecasts on the cards, in place of what is there.
pub fn show_forecast(page: Page) {
    if page.is_running() {
        return;
    }
    if let Ok(programs) = programs(page) {
        deal(page, programs);
        page.phase.set(Phase::Idle);
        page.playhead.set(Playhead::default());
    }
}

/// Whether the cards are those of what the room's Run would run now.
pub fn is_dealt(page: Page) -> bool {
    let Ok(programs) = programs(page) else {
        return true;
    };
    page.cards.with_value(|cards| {
        let dealt = cards.iter().filter_map(|card| card.program.as_ref());
        dealt.eq(programs.iter())
    })
}

/// Puts a new card on the page for each program. Forecasts of the same programs are kept.
pub fn deal(page: Page, programs: Vec<Program>) {
    let mut known = page
        .cards
        .try_update_value(std::mem::take)
        .unwrap_or_default();
    let card = |program: Program| {
        let (title, subtitle) = names(&program);
        let before = known
            .iter_mut()
            .find(|card| card.program.as_ref() == Some(&program));
        let forecast = before.map(|card| std::mem::take(&mut card.forecast));
        let mut card = Card::new(title, subtitle, Some(program));
        card.forecast = forecast.unwrap_or_default();
        card.least_room = roomy(&card);
        card
    };
    let cards: Vec<_> = programs.into_iter().map(card).collect();
    lay_out(page, cards);
    ask_forecast(page);
}

/// Puts these cards on the page.
fn lay_out(page: Page, cards: Vec<Card>) {
    let generation = page
        .deck
        .with_untracked(|deck| deck.first().map_or(0, |(one, _)| one + 1));
    let deck = (0..cards.len()).map(|index| (generation, index)).collect();
    page.playing.set(false);
    page.selected.set(None);
    page.hovered.set(None);
    page.resource.set(None);
    page.cards.set_value(cards);
    page.touch();
    page.deck.set(deck);
}

/// Shows a run of earlier, or from a file, in place of what is there.
pub fn open(page: Page, title: String, subtitle: String, log: Arc<Log>) {
    if page.is_running() {
        return;
    }
    super::lens::fit(page);
    lay_out(page, Vec::from([Card::opened(title, subtitle, log)]));
    page.phase.set(Phase::Finished);
    page.playhead.set(Playhead::time(page.end_now()));
    page.keep_runs();
}

/// Shows a run of earlier beside what is there.
pub fn open_beside(page: Page, title: String, subtitle: String, log: Arc<Log>) {
    if page.is_running() {
        return;
    }
    let mut place = 0;
    page.cards.update_value(|cards| {
        place = cards.len();
        cards.push(Card::opened(title, subtitle, log));
    });
    page.touch();
    page.deck.update(|deck| {
        let generation = deck.first().map_or(0, |(generation, _)| *generation);
        deck.push((generation, place));
    });
    page.phase.set(Phase::Finished);
    page.playhead.set(Playhead::time(page.end_now()));
}

/// Takes a card away. The ones after it move up.
pub fn close(page: Page, index: usize) {
    if page.is_running() {
        return;
    }
    let cards = page.cards.try_update_value(std::mem::take);
    let mut cards = cards.unwrap_or_default();
    if index < cards.len() {
        cards.remove(index);
    }
    lay_out(page, cards);
    page.playhead.set(Playhead::time(page.end_now()));
}

fn names(program: &Program) -> (String, String) {
    match program {
        Program::Lab { strategy, .. } => (strategy.title(), strategy.subtitle().into()),
        Program::Lesson { slug, .. } => match lessons::find(slug) {
            Some(lesson) => (lesson.title.into(), "measured in this tab".into()),
            None => (slug.clone(), String::new()),
        },
        Program::Python { name, .. } => (name.clone(), "measured in this tab".into()),
    }
}

/// Room on the axis for a run whose forecast is not shown: so much that the axis does not give
/// away how long it will take.
fn roomy(card: &Card) -> Micros {
    let length = card.forecast.history().last_end().at.0.max(1_000);
    let wanted = length.saturating_mul(2);
    let power = 10_u64.pow(wanted.ilog10());
    let steps = [1, 2, 5, 10].map(|factor| factor * power);
    Micros(
        steps
            .into_iter()
            .find(|step| *step >= wanted)
            .unwrap_or(wanted),
    )
}

/// Asks the engine for the forecasts that are missing. An engine that is still starting is asked
/// once it is ready.
pub fn ask_forecast(page: Page) {
    let programs = page.cards.with_value(|cards| {
        let missing =
            |card: &&Card| card.state == CardState::Planned && card.forecast.events().is_empty();
        if !cards.iter().any(|card| missing(&card)) {
            return Vec::new();
        }
        let foreseeable = |card: &Card| card.program.as_ref().is_some_and(Program::is_foreseeable);
        if !cards.iter().all(foreseeable) {
            return Vec::new();
        }
        let programs = cards.iter().map(|card| card.program.clone());
        programs.collect::<Option<Vec<_>>>().unwrap_or_default()
    });
    if !programs.is_empty() {
        let question = page.questions.get_value().wrapping_add(1);
        page.questions.set_value(question);
        page.tell(&Command::Forecast { question, programs });
    }
}

/// Takes in the forecast for the card at `place`.
pub fn take_forecast(page: Page, question: u32, place: usize, log: Log) {
    // Answers to earlier questions are about other programs.
    if question != page.questions.get_value() {
        return;
    }
    page.cards.update_value(|cards| {
        if let Some(card) = cards.get_mut(place) {
            card.forecast = log;
            card.least_room = roomy(card);
        }
    });
    page.touch();
}
