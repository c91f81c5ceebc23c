//! A card for each strategy: its figures, and its timeline.

mod counters;
mod gestures;
mod lanes;
mod paint;
pub use paint::paint;
mod plot;
mod plot_state;

use super::actions::cancel_all;
use super::deal;
use super::page::{CardState, Page};
use crate::lab::Strategy;
use crate::trace::{Ending, Outcome, duration, ending};
use leptos::prelude::*;
use plot::Plot;

/// All cards, in the order in which they run.
#[component]
pub fn Cards(page: Page) -> impl IntoView {
    view! {
        <For each=move || page.deck.get() key=|key| *key let:key>
            <RunCard page index=key.1 />
        </For>
        <Show when=move || page.deck.with(Vec::is_empty)>
            <section class="card empty-deck">
                <p>"Nothing to show yet: the form has marked fields to mend. Or pick a preset."</p>
            </section>
        </Show>
    }
}

#[component]
fn RunCard(page: Page, index: usize) -> impl IntoView {
    let (title, subtitle) = page
        .peek(index, |card| (card.title.clone(), card.subtitle.clone()))
        .unwrap_or_default();
    let state = move || page.card(index, |card| card.state);
    let measured = move || page.card(index, |card| card.measured()) == Some(true);
    let heading = format!("run-{index}");
    let opened = move || {
        let several = page.deck.with(Vec::len) > 1;
        several && page.peek(index, |card| card.program.is_none()) == Some(true)
    };
    let foretold = page.peek(index, |card| card.foretold) == Some(true);
    let cancel_name = format!("Cancel all tasks of {title}");
    let status = move || match state()? {
        _ if page.skipped(index) => Some("never begun: the run was stopped".into()),
        CardState::Planned if page.running() => Some("waiting for its turn".into()),
        CardState::Planned if foretold => Some("forecast, not measured".into()),
        CardState::Planned => Some("not run yet".into()),
        CardState::Running => Some("running".into()),
        CardState::Stopped(_) => Some("stopped".into()),
        CardState::Done => outcome(page, index),
    };
    view! {
        <section class="card run" aria-labelledby=heading.clone()>
            <header>
                <h2 id=heading.clone()>{title}</h2>
                <span class="sub">{subtitle}</span>
                <span class="sub status" role="status">{status}</span>
                <Show when=move || state() == Some(CardState::Running)>
                    <button
                        class="btn small"
                        aria-label=cancel_name.clone()
                        on:click=move |_| cancel_all(page, index)
                    >
                        "Cancel all"
                    </button>
                </Show>
                <Show when=move || opened()>
                    <button
                        class="btn small"
                        disabled=move || page.running()
                        on:click=move |_| deal::close(page, index)
                    >
                        "Close"
                    </button>
                </Show>
                {move || speed_up(page, index).map(|(text, better)| {
                    view! { <span class="badge" class:worse=!better>{text}</span> }
                })}
                <strong class="total figure" class:forecast=move || !measured()>
                    {move || total(page, index)}
                </strong>
            </header>
            <Plot page index />
        </section>
    }
}

fn total(page: Page, index: usize) -> String {
    let until = page.until(index);
    let about = page.card(index, |card| {
        let length = duration(if card.measured() {
            until.at
        } else {
            card.length()
        });
        match card.measured() {
            true => length,
            false if card.forecast.events().is_empty() => "…".into(),
            false => format!("≈ {length}"),
        }
    });
    about.unwrap_or_default()
}

/// How a finished run ended, where that is not simply well.
fn outcome(page: Page, index: usize) -> Option<String> {
    let until = page.until(index);
    page.card(index, |card| {
        let main = card.log.history().tasks().first()?;
        match ending(main, until) {
            (Ending::Ok, _) => match main.end.as_ref()?.1 {
                Outcome::Ok(ref tally) => Some(tally.to_string()),
                _ => None,
            },
            (Ending::Running | Ending::NotStarted, _) => Some("at the playhead".into()),
            (_, words) => Some(words),
        }
    })
    .flatten()
}

/// How much quicker than one after another, once both have come to a good end.
fn speed_up(page: Page, index: usize) -> Option<(String, bool)> {
    let done = |index: usize| {
        page.card(index, |card| {
            let main = card.log.history().tasks().first()?;
            match (card.state, &main.end) {
                (CardState::Done, Some((at, Outcome::Ok(_)))) => {
                    Some((card.lab().map(|(_, strategy)| strategy), at.at.0.max(1)))
                }
                _ => None,
            }
        })
        .flatten()
    };
    let (strategy, own) = done(index)?;
    if strategy.is_none_or(|strategy| strategy == Strategy::Sequential) {
        return None;
    }
    let count = page.deck.with(Vec::len);
    let (_, reference) = (0..count)
        .filter_map(done)
        .find(|(strategy, _)| *strategy == Some(Strategy::Sequential))?;
    let factor = reference as f64 / own as f64;
    Some(match factor {
        0.95..1.05 => ("no faster".into(), false),
        1.05.. => (format!("{factor:.1}× faster"), true),
        _ => (format!("{:.1}× slower", 1.0 / factor), false),
    })
}
