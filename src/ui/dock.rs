//! What stays in sight: the controls, and what a person has to know now.

use super::actions;
use super::instrument::Instrument;
use super::page::{EngineState, LabState, Page};
use super::transport::Transport;
use leptos::prelude::*;

/// The controls, and what is out of the ordinary: a damaged link, a dead engine, a blocked loop.
/// They stay in sight together, so that neither covers the other.
#[component]
pub fn Dock(page: Page) -> impl IntoView {
    let complaint = move || {
        page.complaint.get().map(|text| {
            view! {
                <div class="notice" role="alert">
                    <p>{text}</p>
                    <button class="btn" on:click=move |_| page.complaint.set(None)>"Dismiss"</button>
                </div>
            }
        })
    };
    let dead = move || match page.engine.get() {
        EngineState::Dead(why) => Some(view! {
            <div class="notice bad" role="alert">
                <p>
                    <b>"The engine has stopped: "</b>
                    {why}
                    ". What you typed and what was measured is still here."
                </p>
                <button class="btn" on:click=move |_| actions::start_engine(page)>
                    "Restart the engine"
                </button>
            </div>
        }),
        _ => None,
    };
    let blocked = move || {
        page.silent_since.get().map(|since| {
            let lasted = move || crate::trace::duration(page.playhead.get().at.since(since));
            view! {
                <div class="notice bad" role="status">
                    <p>
                        <b>"The event loop is blocked"</b>
                        " — the engine has not answered for " <span class="figure">{lasted}</span>
                        ". The page is fine; Stop ends it."
                    </p>
                </div>
            }
        })
    };
    view! {
        <div class="dock">
            <Transport page />
            <Instrument page />
            {complaint}
            {dead}
            {blocked}
        </div>
    }
}

/// Says so where the lab's network is not a real one.
#[component]
pub fn EmulationNotice(page: Page) -> impl IntoView {
    move || {
        (page.lab.get() == LabState::Emulated).then(|| {
            view! {
                <div class="notice" role="status">
                    <p>
                        <b>"Emulated network. "</b>
                        "This browser allows no service worker here (private window, blocked cookies, \
                        or a page without https), so the engine answers the lab’s addresses itself: \
                        the timing is real, the requests are not."
                    </p>
                </div>
            }
        })
    }
}
