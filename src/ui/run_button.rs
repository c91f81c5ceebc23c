//! The button that runs what a room is for, beside what runs.

use super::actions;
use super::page::{Page, Phase};
use super::theme::reduced_motion;
use leptos::prelude::*;

/// Runs the room's program, and brings the timeline into sight.
#[component]
pub fn RunButton(page: Page) -> impl IntoView {
    view! {
        <button
            class="btn primary"
            disabled=move || page.running()
            on:click=move |_| {
                actions::run(page);
                show_stage();
            }
        >
            <span aria-hidden="true">"▶ "</span>
            {move || match page.phase.get() {
                Phase::Finished => "Run it again",
                _ => "Run it",
            }}
        </button>
    }
}

/// Where the timeline stands below the text, a run that was asked for up here is brought into
/// sight.
fn show_stage() {
    let stage = document().query_selector("#timelines .run").ok().flatten();
    let Some(stage) = stage else { return };
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let hidden = stage.get_bounding_client_rect().top() > height.unwrap_or(f64::MAX) * 0.7;
    if hidden {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Start);
        if !reduced_motion() {
            options.set_behavior(web_sys::ScrollBehavior::Smooth);
        }
        stage.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
