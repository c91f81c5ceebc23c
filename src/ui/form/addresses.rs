//! The list of addresses: as rows, or as text where they are many.

use super::Undo;
use super::fields::Complaint;
use crate::lab::Field;
use crate::ui::focus::{field_id, focus};
use crate::ui::page::Page;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// More addresses than this are edited as text only: that many rows help nobody.
const MOST_ROWS: usize = 20;
/// Complaints shown for a list that is edited as text.
const MOST_COMPLAINTS: usize = 5;

/// The list.
#[component]
pub fn Addresses(page: Page, undo: Undo) -> impl IntoView {
    let wants_text = RwSignal::new(false);
    let count = move || page.form.with(|form| form.addresses.len());
    let as_text = move || wants_text.get() || count() > MOST_ROWS;
    let add = move |_| {
        let place = page.form.with_untracked(|form| form.addresses.len());
        page.form.update(|form| form.addresses.push(String::new()));
        request_animation_frame(move || focus(Field::Address(place)));
    };
    let toggle_label = move || {
        if as_text() {
            "Edit as rows"
        } else {
            "Edit as text"
        }
    };
    view! {
        <div class="field" role="group" aria-labelledby="addresses-label">
            <div class="label-line">
                <span class="label" id="addresses-label">"Addresses"</span>
                <span class="space"></span>
                <Show when=move || { count() <= MOST_ROWS }>
                    <button
                        class="btn small"
                        on:click=move |_| wants_text.update(|wants| *wants = !*wants)
                    >
                        {toggle_label}
                    </button>
                </Show>
            </div>
            <Show when=as_text fallback=move || view! { <Rows page undo /> }>
                <AsText page />
            </Show>
            <Complaint page field=Field::Addresses />
            <Show when=move || !as_text()>
                <button class="btn small" id=field_id(Field::Addresses) on:click=add>
                    "Add address"
                </button>
            </Show>
            <small>
                "Each is one request and one lane. http://lab.local answers here, with no network; \
                any other address is really fetched. Paste many lines at once."
            </small>
        </div>
    }
}

#[component]
fn AsText(page: Page) -> impl IntoView {
    let complaints = move || {
        page.plan.with(|plan| {
            let problems = plan.as_ref().err()?;
            let lines: Vec<_> = problems
                .iter()
                .filter_map(|problem| match problem.field {
                    Field::Address(place) => Some(format!("Line {}: {}", place + 1, problem.text)),
                    _ => None,
                })
                .collect();
            let more = lines.len().saturating_sub(MOST_COMPLAINTS);
            let more = (more > 0).then(|| format!("and {more} more lines"));
            let shown = lines.into_iter().take(MOST_COMPLAINTS).chain(more);
            Some(
                shown
                    .map(|line| view! { <p class="problem">{line}</p> })
                    .collect_view(),
            )
        })
    };
    let input = move |event| {
        let text = event_target_value(&event);
        page.form.update(|form| form.addresses = split(&text));
    };
    view! {
        <textarea
            id=field_id(Field::Addresses)
            aria-label="Addresses, one per line"
            rows="8"
            spellcheck="false"
            autocapitalize="off"
            prop:value=move || page.form.with(|form| form.addresses.join("\n"))
            on:input=input
        ></textarea>
        <div role="status">{complaints}</div>
    }
}

fn split(text: &str) -> Vec<String> {
    text.split('\n')
        .map(|line| line.trim_end_matches('\r').to_string())
        .collect()
}

#[component]
fn Rows(page: Page, undo: Undo) -> impl IntoView {
    let places = move || 0..page.form.with(|form| form.addresses.len());
    view! {
        <ol class="addresses" aria-label="Addresses">
            <For each=places key=|place| *place let:place>
                <Row page undo place />
            </For>
        </ol>
    }
}

#[component]
fn Row(page: Page, undo: Undo, place: usize) -> impl IntoView {
    let number = place + 1;
    let field = Field::Address(place);
    let value = move || {
        page.form
            .with(|form| form.addresses.get(place).cloned().unwrap_or_default())
    };
    let change = move |event| {
        let text = event_target_value(&event);
        page.form.update(|form| {
            if let Some(address) = form.addresses.get_mut(place) {
                *address = text;
            }
        });
    };
    let paste = move |event: web_sys::ClipboardEvent| {
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text").ok());
        if let Some(text) = text.filter(|text| text.trim().contains('\n')) {
            event.prevent_default();
            undo.remember(page);
            insert(page, place, selection(&event), &text);
        }
    };
    let remove = move |_| {
        undo.remember(page);
        page.form.update(|form| {
            if place < form.addresses.len() {
                form.addresses.remove(place);
            }
        });
        let next = place.saturating_sub(1);
        request_animation_frame(move || focus(Field::Address(next)));
    };
    let swap = move |other: usize| {
        page.form.update(|form| {
            if place.max(other) < form.addresses.len() {
                form.addresses.swap(place, other);
            }
        });
        let button = if other < place { "up" } else { "down" };
        request_animation_frame(move || focus_move(other, button));
    };
    let is_last = move || page.form.with(|form| form.addresses.len() == place + 1);
    view! {
        <li>
            <div class="address">
                <input
                    type="url"
                    id=field_id(field)
                    aria-label=format!("Address {number}")
                    aria-invalid=move || page.problem(field).is_some().to_string()
                    aria-describedby=format!("{}-problem", field_id(field))
                    placeholder="https://…"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    prop:value=value
                    on:input=change
                    on:paste=paste
                />
                <button
                    class="btn icon small"
                    data-move=format!("up-{place}")
                    aria-label=format!("Move address {number} up")
                    title="Move up"
                    disabled=place == 0
                    on:click=move |_| swap(place.wrapping_sub(1))
                >
                    <span aria-hidden="true">"↑"</span>
                </button>
                <button
                    class="btn icon small"
                    data-move=format!("down-{place}")
                    aria-label=format!("Move address {number} down")
                    title="Move down"
                    disabled=is_last
                    on:click=move |_| swap(place + 1)
                >
                    <span aria-hidden="true">"↓"</span>
                </button>
                <button
                    class="btn icon small"
                    aria-label=format!("Remove address {number}")
                    title="Remove"
                    on:click=remove
                >
                    <span aria-hidden="true">"✕"</span>
                </button>
            </div>
            <Complaint page field />
        </li>
    }
}

/// The selected part of the field that `event` goes to, in UTF-16 units.
fn selection(event: &web_sys::ClipboardEvent) -> Option<(usize, usize)> {
    let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let from = field.selection_start().ok()??;
    let to = field.selection_end().ok()??;
    (from < to).then_some((from as usize, to as usize))
}

/// Puts the lines of `text` into the list: in place of what is selected in the row at `place`, or
/// of the whole row where it is empty, or after it.
fn insert(page: Page, place: usize, selection: Option<(usize, usize)>, text: &str) {
    let text = text.trim();
    page.form.update(|form| {
        let place = place.min(form.addresses.len());
        let row = form.addresses.get(place).cloned().unwrap_or_default();
        let text = match selection {
            Some((from, to)) => {
                let units: Vec<_> = row.encode_utf16().collect();
                let part = |part: Option<&[u16]>| String::from_utf16_lossy(part.unwrap_or(&[]));
                format!("{}{text}{}", part(units.get(..from)), part(units.get(to..)))
            }
            None if row.trim().is_empty() => text.into(),
            None => format!("{row}\n{text}"),
        };
        let lines = split(&text).into_iter().map(|line| line.trim().to_string());
        let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
        let until = (place + 1).min(form.addresses.len());
        form.addresses.splice(place..until, lines);
    });
}

/// Moving a row keeps the keyboard on the button that moved it.
fn focus_move(place: usize, button: &str) {
    let selector = format!("[data-move=\"{button}-{place}\"]");
    let found = document().query_selector(&selector).ok().flatten();
    if let Some(button) = found.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
