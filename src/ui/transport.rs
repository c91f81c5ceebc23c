//! Run, stop, and the playhead.

use super::page::{Page, Phase, Playhead};
use super::{actions, frame};
use crate::timeline::Unit;
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
                    on:click=move |_| page.step(false)
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
                    on:click=move |_| page.step(true)
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
    let range = move || {
        let latest = page.reach();
        page.unit.get().of(latest).max(1.0) as u64
    };
    let shown = move || match page.phase.get() {
        Phase::Idle => 0,
        _ => page.unit.get().of(page.stands()) as u64,
    };
    // A whole number of steps, or the slider would stop short of the end.
    let step = move || range().div_ceil(STEPS);
    let max = move || step() * range().div_ceil(step());
    // The end is the slider's end, though it may lie a little before the last step.
    let place = move || match shown() {
        at if at >= range() => max(),
        at => at,
    };
    let share = move || {
        let share = place() as f64 / max() as f64;
        format!("--share:{:.2}%", share.clamp(0.0, 1.0) * 100.0)
    };
    let text = move || match (page.phase.get(), page.unit.get()) {
        (Phase::Idle, _) => String::from("not run yet"),
        (_, Unit::Time) => {
            let at = page.playhead.get().at;
            format!("{} of {}", duration(at), duration(page.end()))
        }
        (_, Unit::Step) => {
            let stands = page.stands();
            format!(
                "event {} of {} · {}",
                stands.step,
                range(),
                duration(stands.at)
            )
        }
    };
    let seek = move |event| {
        if let Ok(value) = event_target_value(&event).parse::<u64>() {
            page.seek(page.unit.get_untracked(), value as f64);
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

/// Plays, or pauses; at the end, from the beginning.
pub fn toggle(page: Page) {
    if page.phase.get_untracked() != Phase::Finished {
        return;
    }
    let play = !page.playing.get_untracked();
    let lead = page.lead();
    let last = page.peek(lead, |card| card.latest().step).unwrap_or(0);
    let over = match page.unit.get_untracked() {
        Unit::Time => page.playhead.get_untracked().at >= page.end_now(),
        Unit::Step => page.until_now(lead).step >= last,
    };
    if play && over {
        page.playhead.set(Playhead::default());
    }
    page.playing.set(play);
    if play {
        frame::request(page);
    }
}
