//! What lies over the page.

use super::keys::KeyList;
use super::page::{Dialog, Page};
use super::search::Search;
use leptos::html;
use leptos::prelude::*;

/// The dialog that is open, if one is.
#[component]
pub fn Dialogs(page: Page) -> impl IntoView {
    move || match page.dialog.get() {
        Some(Dialog::Palette) => Some(view! { <Search page /> }.into_any()),
        Some(Dialog::Keys) => Some(view! { <KeyList page /> }.into_any()),
        None => None,
    }
}

/// A modal dialog: the browser's own, so that it keeps the keyboard and gives it back.
#[component]
pub fn Modal(
    page: Page,
    title: &'static str,
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = element.get() {
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        }
    });
    let outside = move |event: leptos::ev::MouseEvent| {
        let pressed = event.target().map(wasm_bindgen::JsValue::from);
        let own = element.get_untracked().map(wasm_bindgen::JsValue::from);
        if pressed == own {
            page.dialog.set(None);
        }
    };
    view! {
        <dialog
            node_ref=element
            class=class
            aria-label=title
            on:close=move |_| page.dialog.set(None)
            on:click=outside
        >
            <div class="inside">
                <header>
                    <h2>{title}</h2>
                    <button
                        class="btn icon small"
                        aria-label="Close"
                        on:click=move |_| page.dialog.set(None)
                    >
                        <span aria-hidden="true">"✕"</span>
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}
