//! The page inside another one: only the run, no form, no frame, and no focus taken.

use super::card::Cards;
use super::console::Console;
use super::dock::{Dock, EmulationNotice};
use super::link::address;
use super::page::{Page, Room};
use super::playground::Editor;
use leptos::prelude::*;

/// Timelines, controls, and a way to the whole page.
#[component]
pub fn Embedded(page: Page) -> impl IntoView {
    let problems = move || {
        if page.room.get() != Room::Lab {
            return None;
        }
        page.plan.with(|plan| {
            let text = plan.as_ref().err()?.first()?.text.clone();
            Some(view! { <div class="notice bad" role="alert"><p>{text}</p></div> })
        })
    };
    view! {
        <main class="embedded" id="timelines">
            <Dock page />
            <EmulationNotice page />
            {problems}
            {move || (page.room.get() == Room::Playground).then(|| view! { <Editor page /> })}
            <Cards page />
            {move || (page.room.get() == Room::Playground).then(|| view! { <Console page /> })}
            <p class="more">
                <a href=move || whole(page) target="_blank" rel="noopener">
                    "Open in Interleave"
                </a>
            </p>
        </main>
    }
}

fn whole(page: Page) -> String {
    page.form.track();
    page.program.track();
    address(page, false)
}
