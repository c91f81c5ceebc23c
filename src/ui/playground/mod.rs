//! The playground: a field for a Python program, and beside the timeline the program that ran.

use super::lesson::Code;
use super::page::Page;
use super::run_button::RunButton;
use super::{actions, keys};
use crate::engine::Program;
use crate::playground::SAMPLES;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Blanks that Tab puts in.
const INDENT: &str = "    ";

/// The field, what runs it, and samples to begin with.
#[component]
pub fn Editor(page: Page) -> impl IntoView {
    let typed = move |event| page.program.set(event_target_value(&event));
    let pick = move |event: leptos::ev::Event| {
        let slug = event_target_value(&event);
        if let Some(sample) = crate::playground::sample(&slug) {
            page.program.set(sample.text.into());
        }
    };
    let picked = move || {
        page.program.with(|text| {
            let sample = SAMPLES.iter().find(|sample| sample.text == *text);
            sample.map_or("", |sample| sample.slug)
        })
    };
    let options = SAMPLES
        .iter()
        .map(|sample| view! { <option value=sample.slug>{sample.title}</option> });
    view! {
        <section class="card editor" aria-labelledby="editor-title">
            <header>
                <h2 id="editor-title">"Your program"</h2>
                <span class="sub">"Python 3.11 with asyncio"</span>
            </header>
            <div class="field">
                <label for="sample">"Begin with"</label>
                <select id="sample" prop:value=picked on:change=pick>
                    <option value="">"what is in the field"</option>
                    {options.collect_view()}
                </select>
            </div>
            <textarea
                id="program"
                aria-label="Program"
                aria-describedby="program-hint"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                wrap="off"
                prop:value=move || page.program.get()
                on:input=typed
                on:keydown=move |event| on_key(page, &event)
            ></textarea>
            <div class="try">
                <RunButton page />
                <p class="sub" id="program-hint">
                    {format!("{} runs it; Escape, then Tab, leaves the field", keys::shown("Mod+Enter"))}
                </p>
            </div>
        </section>
    }
}

thread_local! {
    /// Whether the next Tab leaves the field: Escape was pressed before it, so that nobody who uses
    /// the keyboard is caught in it (<https://www.w3.org/TR/WCAG22/#no-keyboard-trap>).
    static LEAVING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

fn on_key(page: Page, event: &KeyboardEvent) {
    let leaving = LEAVING.replace(event.key() == "Escape");
    match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            event.stop_propagation();
            actions::run(page);
        }
        "Tab" if !leaving && !event.shift_key() => insert(page, event, INDENT),
        "Enter" if !event.shift_key() => {
            let Some((field, from)) = field_of(event) else {
                return;
            };
            let indent = indent_after(&field.value(), from);
            insert(page, event, &format!("\n{indent}"));
        }
        _ => {}
    }
}

/// Puts text where the caret is. The browser's own command keeps Undo working.
fn insert(page: Page, event: &KeyboardEvent, text: &str) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let document: web_sys::HtmlDocument = document().unchecked_into();
    if let Ok(true) = document.exec_command_with_show_ui_and_value("insertText", false, text) {
        return;
    }
    if let Some((field, _)) = field_of(event) {
        let _ = field.set_range_text(text);
        page.program.set(field.value());
    }
}

/// The field, and where its caret is, in UTF-16 units.
fn field_of(event: &KeyboardEvent) -> Option<(web_sys::HtmlTextAreaElement, usize)> {
    use wasm_bindgen::JsCast;
    let field: web_sys::HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    let from = field.selection_start().ok()??;
    Some((field, from as usize))
}

/// What a new line begins with after the first `from` units of `text`: the blanks of the line
/// before, and one step more after a colon.
fn indent_after(text: &str, from: usize) -> String {
    let units: Vec<u16> = text.encode_utf16().take(from).collect();
    let before = String::from_utf16_lossy(&units);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let blanks: String = line.chars().take_while(|c| *c == ' ').collect();
    match line.trim_end().ends_with(':') {
        true => format!("{blanks}{INDENT}"),
        false => blanks,
    }
}

/// The program of the run that the timeline shows, with its tasks at their lines.
#[component]
pub fn ProgramThatRan(page: Page) -> impl IntoView {
    let text = Memo::new(move |_| {
        page.deck.track();
        page.card(0, |card| match &card.program {
            Some(Program::Python { text, .. }) => text.clone(),
            _ => card.shown().history().source().into(),
        })
        .unwrap_or_default()
    });
    move || {
        let lines = text.with(|text| {
            text.lines()
                .map(|line| Vec::from([("", line.to_string())]))
                .collect::<Vec<_>>()
        });
        view! { <Code page lines language="as it ran" /> }
    }
}
