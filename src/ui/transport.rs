//! Run, stop, and the playhead.

use super::page::{CardState, Page, Phase};
use super::{actions, frame};
use crate::trace::{Micros, duration};
use leptos::prelude::*;

const SPEEDS: [(&str, f64); 6] = [
    ("0.1×", 0.1),
    ("0.25×", 0.25),
    ("0.5×", 0.5),
    ("1×", 1.0),
    ("2×", 2.0),
    ("4×", 4.0),
];

/// Steps of the playhead's slider.
const STEPS: u64 = 1_000;

/// The controls of the timelines.
#[component]
pub fn Transport(page: Page) -> impl IntoView {
    let finished = move || page.phase.get() == Phase::Finished && page.end() > Micros::ZERO;
    let run_label = move || match page.phase.get() {
        Phase::Idle => "Run",
        Phase::Running(_) => "Running…",
        Phase::Finished => "Run again",
    };
    view! {
        <div class="card controls" role="toolbar" aria-label="Playback">
            <button
                class="btn primary"
                disabled=move || page.running()
                on:click=move |_| actions::run(page)
            >
                <span aria-hidden="true">"▶ "</span>
                {run_label}
            </button>
            <button class="btn" disabled=move || !page.running() on:click=move |_| actions::stop(page)>
                "Stop"
            </button>
            <div class="playback" class:off=move || !finished()>
                <button
                    class="btn icon"
                    disabled=move || !finished()
                    aria-label="Previous event"
                    title="Previous event"
                    on:click=move |_| step(page, false)
                >
                    <Icon path="M5 3v10 M13 3.5v9L6.5 8z" />
                </button>
                <button
                    class="btn icon"
                    disabled=move || !finished()
                    aria-label=move || if page.playing.get() { "Pause" } else { "Play" }
                    title=move || if page.playing.get() { "Pause" } else { "Play" }
                    on:click=move |_| toggle(page)
                >
                    {move || match page.playing.get() {
                        true => view! { <Icon path="M5 3.5v9 M11 3.5v9" /> },
                        false => view! { <Icon path="M5 3.5v9L12.5 8z" /> },
                    }}
                </button>
                <button
                    class="btn icon"
                    disabled=move || !finished()
                    aria-label="Next event"
                    title="Next event"
                    on:click=move |_| step(page, true)
                >
                    <Icon path="M11 3v10 M3 3.5v9L9.5 8z" />
                </button>
                <Scrubber page finished=Signal::derive(finished) />
                <select
                    aria-label="Speed"
                    disabled=move || !finished()
                    on:change=move |event| {
                        if let Ok(speed) = event_target_value(&event).parse() {
                            page.speed.set(speed);
                        }
                    }
                >
                    {SPEEDS
                        .map(|(name, factor)| {
                            view! {
                                <option value=factor.to_string() selected=factor == 1.0>
                                    {name}
                                </option>
                            }
                        })}
                </select>
            </div>
        </div>
    }
}

/// A sign drawn as a path in a square of 16 px: not every font has the media signs.
#[component]
fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path />
        </svg>
    }
}

#[component]
fn Scrubber(page: Page, finished: Signal<bool>) -> impl IntoView {
    let shown = move || match page.phase.get() {
        Phase::Idle => Micros::ZERO,
        _ => page.playhead.get(),
    };
    let range = move || page.end().0.max(1);
    // A whole number of steps, or the slider would stop short of the end.
    let step = move || range().div_ceil(STEPS);
    let max = move || step() * range().div_ceil(step());
    // The end is the slider's end, though it may lie a little before the last step.
    let place = move || match shown() {
        at if at.0 >= range() => max(),
        at => at.0,
    };
    let share = move || {
        let share = place() as f64 / max() as f64;
        format!("--share:{:.2}%", share.clamp(0.0, 1.0) * 100.0)
    };
    let text = move || match page.phase.get() {
        Phase::Idle => String::from("not run yet"),
        _ => format!("{} of {}", duration(shown()), duration(page.end())),
    };
    let seek = move |event| {
        if let Ok(at) = event_target_value(&event).parse::<u64>() {
            page.playing.set(false);
            page.playhead.set(Micros(at).min(page.end_now()));
        }
    };
    view! {
        <input
            type="range"
            class="scrub"
            aria-label="Playhead"
            min="0"
            step=move || step().to_string()
            max=move || max().to_string()
            style=share
            disabled=move || !finished.get()
            prop:value=move || place().to_string()
            aria-valuetext=text
            on:input=seek
        />
        <output class="time figure">{text}</output>
    }
}

fn toggle(page: Page) {
    let play = !page.playing.get_untracked();
    if play && page.playhead.get_untracked() >= page.end_now() {
        page.playhead.set(Micros::ZERO);
    }
    page.playing.set(play);
    if play {
        frame::request(page);
    }
}

/// Moves the playhead to the neighbouring event of any card.
fn step(page: Page, forward: bool) {
    page.playing.set(false);
    let at = page.playhead.get_untracked();
    let found = page.cards.with_value(|cards| {
        let logs = cards
            .iter()
            .filter(|card| card.state != CardState::Planned)
            .map(|card| &card.log);
        match forward {
            true => logs.filter_map(|log| log.next_event(at)).min(),
            false => logs.filter_map(|log| log.previous_event(at)).max(),
        }
    });
    if let Some(found) = found {
        page.playhead.set(found.min(page.end_now()));
    }
}
