//! From key presses to commands, and the list of all keys.

use super::commands::COMMANDS;
use super::dialog::Modal;
use super::page::{Dialog, Page};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Where it is remembered that single keys do nothing.
const OFF: &str = "interleave.keys.off";

/// Listens for the keys of every command, as long as the page lives.
pub fn listen(page: Page) {
    let single = RwSignal::new(!stored_off());
    provide_context(SingleKeys(single));
    window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let name = pressed(&event);
        let with_mod = name.starts_with("Mod+");
        if !with_mod && (!single.get_untracked() || taken(&event, &name)) {
            return;
        }
        let dialog = page.dialog.get_untracked();
        if dialog.is_some() && !with_mod {
            return;
        }
        let bound = |command: &&super::commands::Command| command.keys.contains(&name.as_str());
        if let Some(command) = COMMANDS.iter().find(bound) {
            event.prevent_default();
            (command.run)(page);
        }
    });
}

/// Whether keys without Ctrl or Cmd do anything: people who speak to their computer turn that off
/// (<https://www.w3.org/TR/WCAG21/#character-key-shortcuts>).
#[derive(Clone, Copy)]
struct SingleKeys(RwSignal<bool>);

/// The name of a key press, as commands are bound to it: `Mod` is Ctrl, or Cmd on a Mac. Shift is
/// named only with keys that have a name: with a character it is part of the character.
fn pressed(event: &KeyboardEvent) -> String {
    let key = event.key();
    let key = match key.as_str() {
        " " => "Space",
        other => other,
    };
    let mut name = String::new();
    if event.ctrl_key() || event.meta_key() {
        name.push_str("Mod+");
    }
    if event.alt_key() {
        name.push_str("Alt+");
    }
    if event.shift_key() && key.chars().count() > 1 {
        name.push_str("Shift+");
    }
    match key.chars().count() {
        1 => name.push_str(&key.to_lowercase()),
        _ => name.push_str(key),
    }
    name
}

/// Whether the element that has the keyboard needs this key itself.
fn taken(event: &KeyboardEvent, name: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(target) = target else {
        return false;
    };
    let kind = target.get_attribute("type").unwrap_or_default();
    match target.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => match kind.as_str() {
            "range" => name.contains("Arrow") || name.contains("Home") || name.contains("End"),
            "checkbox" | "radio" => name == "Space" || name.contains("Arrow"),
            _ => true,
        },
        "BUTTON" | "A" | "SUMMARY" => name == "Space",
        _ => target.is_content_editable() || (name == "Space" && scrolls(&target)),
    }
}

/// Whether Space scrolls it.
fn scrolls(element: &HtmlElement) -> bool {
    element.get_attribute("role").as_deref() == Some("log")
        || element.get_attribute("role").as_deref() == Some("region")
}

/// Every key and what it does.
#[component]
pub fn KeyList(page: Page) -> impl IntoView {
    let single = use_context::<SingleKeys>().map(|keys| keys.0);
    let rows = COMMANDS
        .iter()
        .filter(|command| !command.keys.is_empty())
        .map(|command| {
            let keys = command
                .keys
                .iter()
                .map(|key| view! { <kbd>{shown(key)}</kbd> " " });
            view! {
                <tr>
                    <td>{keys.collect_view()}</td>
                    <td>{command.title}</td>
                </tr>
            }
        })
        .collect_view();
    let lanes = LANE_KEYS.map(|(keys, what)| {
        view! {
            <tr>
                <td>{keys.split(' ').map(|key| view! { <kbd>{key}</kbd> " " }).collect_view()}</td>
                <td>{what}</td>
            </tr>
        }
    });
    let pointer = POINTER.map(|(how, what)| {
        view! {
            <tr>
                <td>{how}</td>
                <td>{what}</td>
            </tr>
        }
    });
    let toggle = move |event| {
        let on = event_target_checked(&event);
        if let Some(single) = single {
            single.set(on);
        }
        store_off(!on);
    };
    view! {
        <Modal page title="Keys" class="keys">
            <table>
                <tbody>{rows} {lanes} {pointer}</tbody>
            </table>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || single.is_some_and(|single| single.get())
                    on:change=toggle
                />
                "Single keys"
            </label>
            <p class="sub aside">
                "Turn them off if you speak to your computer; keys with Ctrl or Cmd stay."
            </p>
        </Modal>
    }
}

/// What the list of lanes does itself while it has the keyboard.
const LANE_KEYS: [(&str, &str); 4] = [
    ("↑ ↓", "Lanes: the one above, the one below"),
    ("Home End", "Lanes: the first, the last"),
    ("Delete", "Lanes: cancel the selected task"),
    ("Esc", "Let go of the selected task; close a dialog"),
];

/// What a pointer does.
const POINTER: [(&str, &str); 3] = [
    ("Ctrl or Cmd + wheel, pinch", "Zoom around the pointer"),
    ("Drag, Shift + wheel", "Pan, once zoomed"),
    ("Press on the axis", "Move the playhead"),
];

/// A key as it is printed on keyboards.
pub fn shown(key: &str) -> String {
    let named = key
        .replace("ArrowRight", "→")
        .replace("ArrowLeft", "←")
        .replace("Mod", if is_mac() { "⌘" } else { "Ctrl" });
    match named.rsplit_once('+') {
        Some((_, "")) | None => named.to_uppercase().replace("SPACE", "Space"),
        Some((before, last)) if last.chars().count() == 1 => {
            format!("{before} {}", last.to_uppercase())
        }
        Some((before, last)) => format!("{before} {last}"),
    }
}

fn is_mac() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Mac")
}

/// Opens the list of keys, for a button.
pub fn show(page: Page) {
    page.dialog.set(Some(Dialog::Keys));
}

fn stored_off() -> bool {
    let storage = window().local_storage().ok().flatten();
    let value = storage.and_then(|storage| storage.get_item(OFF).ok().flatten());
    value.is_some()
}

fn store_off(off: bool) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        // A browser that keeps nothing still obeys until it is closed.
        let _ = match off {
            true => storage.set_item(OFF, "1"),
            false => storage.remove_item(OFF),
        };
    }
}
