//! The form: what to request, how, and under which rules.

mod addresses;
mod fields;

use super::actions::take_preset;
use super::page::Page;
use crate::lab::{Field, Form, PRESETS, Preset};
use addresses::Addresses;
use fields::{NumberField, OnErrorField, Strategies};
use leptos::prelude::*;

/// A form as it was before something was removed from it or it was replaced.
#[derive(Clone, Copy)]
pub struct Undo(RwSignal<Option<Form>>);

impl Undo {
    /// Remembers the form as it is.
    pub fn remember(self, page: Page) {
        self.0.set(Some(page.form.get_untracked()));
    }

    fn restore(self, page: Page) {
        if let Some(form) = self.0.get_untracked() {
            self.0.set(None);
            take_preset(page, form);
        }
    }
}

/// The form.
#[component]
pub fn FormCard(page: Page) -> impl IntoView {
    let undo = Undo(RwSignal::new(None));
    let open = RwSignal::new(false);
    let lesson = move || {
        let found = page
            .form
            .with(|form| PRESETS.iter().find(|one| (one.form)() == *form));
        found.map_or("Your own requests: change anything, then run it.", |one| {
            one.lesson
        })
    };
    let summary = move || {
        let count = page.form.with(|form| {
            form.addresses
                .iter()
                .filter(|one| !one.trim().is_empty())
                .count()
        });
        match count {
            1 => "1 address".to_string(),
            count => format!("{count} addresses"),
        }
    };
    let httpbin = move |event| {
        let checked = event_target_checked(&event);
        page.form.update(|form| form.httpbin = checked);
    };
    view! {
        <section class="card form" class:open=move || open.get() aria-labelledby="form-title">
            <header>
                <h2 id="form-title">"Requests"</h2>
                <span class="sub">{summary}</span>
                <span class="space"></span>
                <Show when=move || undo.0.with(Option::is_some)>
                    <button class="btn small" on:click=move |_| undo.restore(page)>
                        "Undo"
                    </button>
                </Show>
                <button
                    class="btn small unfold"
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || if open.get() { "Close" } else { "Edit" }}
                </button>
            </header>
            <div class="presets" role="group" aria-label="Presets">
                {PRESETS.iter().map(|preset| view! { <PresetButton page preset undo /> }).collect_view()}
            </div>
            <p class="lesson">{lesson}</p>
            <div class="fields">
                <Addresses page undo />
                <Strategies page />
                <div class="numbers">
                    <NumberField
                        page
                        field=Field::Timeout
                        label="Timeout per request"
                        unit="s"
                        placeholder="none"
                        hint="Ends one request that takes too long, and only that one."
                        read=|form| &form.timeout
                        write=|form| &mut form.timeout
                    />
                    <NumberField
                        page
                        field=Field::Deadline
                        label="Deadline for the whole"
                        unit="s"
                        placeholder="none"
                        hint="Ends the run and cancels whatever is still under way."
                        read=|form| &form.deadline
                        write=|form| &mut form.deadline
                    />
                    <NumberField
                        page
                        field=Field::Retries
                        label="Retries"
                        unit="×"
                        placeholder="0"
                        hint="Tries again after 0.2 s, then twice as long each time."
                        read=|form| &form.retries
                        write=|form| &mut form.retries
                    />
                    <NumberField
                        page
                        field=Field::Work
                        label="Work on each answer"
                        unit="ms"
                        placeholder="0"
                        hint="Computing holds the event loop: nobody else runs meanwhile."
                        read=|form| &form.work
                        write=|form| &mut form.work
                    />
                </div>
                <OnErrorField page />
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || page.form.with(|form| form.httpbin)
                        on:change=httpbin
                    />
                    <span>"Answer httpbin.org from the lab"</span>
                    <small>
                        "Tutorials use it; here the lab server stands in, with no network. \
                        Turn it off to ask the real one."
                    </small>
                </label>
            </div>
        </section>
    }
}

#[component]
fn PresetButton(page: Page, preset: &'static Preset, undo: Undo) -> impl IntoView {
    let pressed = move || page.form.with(|form| (preset.form)() == *form);
    let take = move |_| {
        if page.form.with_untracked(|form| (preset.form)() != *form) {
            undo.remember(page);
        }
        take_preset(page, (preset.form)());
    };
    view! {
        <button
            class="chip"
            title=preset.lesson
            aria-pressed=move || pressed().to_string()
            disabled=move || page.running()
            on:click=take
        >
            {preset.name}
        </button>
    }
}
