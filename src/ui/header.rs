//! The bar on top.

use super::clipboard::CopyButton;
use super::link::address;
use super::page::{EngineState, LabState, Page};
use super::theme;
use leptos::prelude::*;

/// Brand, state of engine and lab, link, embedding, theme.
#[component]
pub fn Header(page: Page) -> impl IntoView {
    let theme = RwSignal::new(theme::stored());
    let next_theme = move |_| {
        let next = theme.get_untracked().next();
        theme.set(next);
        theme::choose(page, next);
    };
    view! {
        <header class="top">
            <h1 class="logo">
                <span aria-hidden="true">"≋ "</span>
                "Interleave"
            </h1>
            <p class="claim">"Run async requests, and see why they finish when they do."</p>
            <State page />
            <CopyButton label="Copy link" text=move || address(page, false) />
            <CopyButton label="Copy embed" text=move || embed_code(page) />
            <button
                class="btn icon"
                aria-label=move || format!("Theme: {}", theme.get().name())
                title=move || format!("Theme: {}", theme.get().name())
                on:click=next_theme
            >
                <span aria-hidden="true">{move || theme.get().sign()}</span>
            </button>
        </header>
    }
}

/// What is ready, in words.
#[component]
fn State(page: Page) -> impl IntoView {
    let text = move || match (page.engine.get(), page.lab.get()) {
        (EngineState::Dead(_), _) => "Engine stopped",
        (EngineState::Starting, _) | (_, LabState::Starting) => "Engine starting…",
        (EngineState::Ready, LabState::ServiceWorker) => "Lab server ready",
        (EngineState::Ready, LabState::Emulated) => "Lab emulated",
    };
    let class = move || match (page.engine.get(), page.lab.get()) {
        (EngineState::Dead(_), _) => "state bad",
        (EngineState::Starting, _) | (_, LabState::Starting) => "state",
        (EngineState::Ready, LabState::ServiceWorker) => "state good",
        (EngineState::Ready, LabState::Emulated) => "state fair",
    };
    view! { <span class=class role="status">{text}</span> }
}

/// The line of HTML that puts this form into another page.
fn embed_code(page: Page) -> String {
    let address = address(page, true)
        .replace('&', "&amp;")
        .replace('"', "%22");
    format!(
        "<iframe src=\"{address}\" title=\"Interleave\" width=\"100%\" height=\"640\" \
         loading=\"lazy\" style=\"border:0\"></iframe>"
    )
}
