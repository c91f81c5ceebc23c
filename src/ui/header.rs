//! The bar on top.

use super::clipboard::CopyButton;
use super::link::{self, address};
use super::page::{Dialog, EngineState, LabState, Page, Room};
use super::{keys, theme};
use crate::lessons;
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
            <nav class="rooms" aria-label="Rooms">
                <RoomLink page room=Room::Lab title="Lab" />
                <RoomLink page room=Room::Playground title="Playground" />
            </nav>
            <Picker page />
            <span class="space"></span>
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

#[component]
fn RoomLink(page: Page, room: Room, title: &'static str) -> impl IntoView {
    let href = match room {
        Room::Playground => "#/playground",
        _ => "#/lab",
    };
    let here = move || (page.room.get() == room).then_some("page");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        link::go(page, room);
    };
    view! {
        <a href=href aria-current=here on:click=go>
            {title}
        </a>
    }
}

/// What is open, and the way to everything else.
#[component]
fn Picker(page: Page) -> impl IntoView {
    let title = move || match page.room.get() {
        Room::Lab => "Lab: requests of your own",
        Room::Playground => "Playground: a Python program",
        Room::Lesson(slug) => lessons::find(slug).map_or("", |lesson| lesson.title),
    };
    view! {
        <button
            class="btn picker"
            aria-haspopup="dialog"
            aria-label=move || format!("Lessons and commands; open now: {}", title())
            on:click=move |_| page.dialog.set(Some(Dialog::Palette))
        >
            <span class="picked">{title}</span>
            <span aria-hidden="true">" ▾"</span>
            <kbd aria-hidden="true">{keys::shown("Mod+k")}</kbd>
        </button>
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
