//! The page as a whole.

use super::card::Cards;
use super::console::Console;
use super::dialog::Dialogs;
use super::dock::{Dock, EmulationNotice};
use super::form::FormCard;
use super::header::Header;
use super::inspector::Inspector;
use super::lesson::{LessonCode, LessonPane, keep_cards};
use super::page::{Page, Phase, Room};
use super::playground::{Editor, ProgramThatRan};
use super::results::Results;
use super::timing::REST;
use super::warnings::Warnings;
use super::{actions, deal, embed, keys, lab_server, link, open, theme};
use crate::lessons;
use leptos::prelude::*;

/// Shows the page.
pub fn start() {
    theme::apply(theme::stored());
    let page = Page::new(link::read());
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    leptos::mount::mount_to_body(move || view! { <App page /> });
}

#[component]
fn App(page: Page) -> impl IntoView {
    deal::show_forecast(page);
    link::keep(page, deal::show_forecast);
    theme::watch(page);
    actions::keep_engine(page);
    keep_forecast(page);
    keep_cards(page);
    keep_title(page);
    keys::listen(page);
    open::take_drops(page);
    leptos::task::spawn_local(async move {
        // The engine comes second: a worker belongs to the service worker that controls the
        // page as the worker is made.
        lab_server::settle(page).await;
        actions::start_engine(page);
        actions::next_run(page);
    });
    if page.embed {
        return view! { <embed::Embedded page /> }.into_any();
    }
    view! {
        <a class="skip" href="#timelines" on:click=skip_to_timelines>
            "Skip to the timelines"
        </a>
        <Header page />
        <main class="main" class:writing=move || page.room.get() == Room::Playground>
            <div class="side">
                {move || match page.room.get() {
                    Room::Lab => view! { <FormCard page /> }.into_any(),
                    Room::Lesson(slug) => view! { <LessonPane page slug /> }.into_any(),
                    Room::Playground => view! { <Editor page /> }.into_any(),
                }}
            </div>
            <div class="stage" id="timelines" tabindex="-1">
                <Dock page />
                <EmulationNotice page />
                <Cards page />
                <div class="below">
                    {move || match page.room.get() {
                        Room::Lab => view! { <Console page /> }.into_any(),
                        Room::Lesson(slug) => view! { <LessonCode page slug /> }.into_any(),
                        Room::Playground => view! { <Console page /> }.into_any(),
                    }}
                    <div class="notes">
                        {move || match page.room.get() {
                            Room::Lab => ().into_any(),
                            Room::Lesson(_) => view! { <Console page /> }.into_any(),
                            Room::Playground => view! { <ProgramThatRan page /> }.into_any(),
                        }}
                        <Inspector page />
                    </div>
                </div>
                <Warnings page />
                <Results page />
            </div>
        </main>
        <Dialogs page />
    }
    .into_any()
}

/// The hash belongs to the form, so the skip link cannot be an ordinary one.
fn skip_to_timelines(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let stage = document().get_element_by_id("timelines");
    if let Some(stage) = stage.and_then(|stage| stage.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = stage.focus();
    }
}

/// Tabs and bookmarks are told apart by what is open.
fn keep_title(page: Page) {
    Effect::new(move || {
        let title = match page.room.get() {
            Room::Lab => "Interleave".into(),
            Room::Playground => "Playground · Interleave".into(),
            Room::Lesson(slug) => match lessons::find(slug) {
                Some(lesson) => format!("{} · Interleave", lesson.title.replace('`', "")),
                None => "Interleave".into(),
            },
        };
        document().set_title(&title);
    });
}

/// Forecasts follow the form until something has run.
fn keep_forecast(page: Page) {
    let show = leptos::leptos_dom::helpers::debounce(REST, move |()| {
        let lab = page.room.get_untracked() == Room::Lab;
        if lab && page.phase.get_untracked() == Phase::Idle {
            deal::show_forecast(page);
        }
    });
    let show = StoredValue::new_local(show);
    Effect::new(move |before: Option<()>| {
        page.plan.track();
        if before.is_some() {
            show.update_value(|show| show(()));
        }
    });
}
