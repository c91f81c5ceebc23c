//! Copying, with a word of confirmation.

use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;

const CONFIRM: Duration = Duration::from_secs(2);

/// A button that copies what `text` gives, and says so.
#[component]
pub fn CopyButton(
    /// What the button says.
    label: &'static str,
    /// What is copied.
    text: impl Fn() -> String + Send + Sync + Copy + 'static,
) -> impl IntoView {
    let said = RwSignal::new(None::<&'static str>);
    let copy = move |_| {
        let text = text();
        leptos::task::spawn_local(async move {
            let clipboard = window().navigator().clipboard();
            let done = JsFuture::from(clipboard.write_text(&text)).await;
            said.set(Some(if done.is_ok() {
                "Copied"
            } else {
                "Not allowed"
            }));
            set_timeout(move || said.set(None), CONFIRM);
        });
    };
    view! {
        <button class="btn" on:click=copy>
            <span aria-live="polite">{move || said.get().unwrap_or(label)}</span>
        </button>
    }
}
