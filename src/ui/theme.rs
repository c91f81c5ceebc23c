//! Light, dark, or as the system has it.

use super::page::Page;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

const KEY: &str = "interleave.theme";

/// A theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The next one, round and round.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// A sign for it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::System => "◐",
            Self::Light => "☀",
            Self::Dark => "☾",
        }
    }
}

/// The theme chosen earlier.
pub fn stored() -> Theme {
    let name = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let all = [Theme::Light, Theme::Dark];
    let found = all
        .into_iter()
        .find(|theme| name.as_deref() == Some(theme.name()));
    found.unwrap_or(Theme::System)
}

/// Shows the page in `theme`.
pub fn apply(theme: Theme) {
    if let Some(root) = document().document_element() {
        // A valid attribute name cannot fail.
        let _ = root.set_attribute("data-theme", theme.name());
    }
}

/// Shows and remembers `theme`.
pub fn choose(page: Page, theme: Theme) {
    apply(theme);
    if let Some(storage) = storage() {
        // A browser that keeps nothing still shows it.
        let _ = storage.set_item(KEY, theme.name());
    }
    page.theme_version.update(|version| *version += 1);
}

/// Has everything painted again when the system changes its mind.
pub fn watch(page: Page) {
    let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") else {
        return;
    };
    let changed =
        Closure::<dyn FnMut()>::new(move || page.theme_version.update(|version| *version += 1));
    query.set_onchange(Some(changed.as_ref().unchecked_ref()));
    // As long as the page lives.
    changed.forget();
    std::mem::forget(query);
}

/// Whether the person wants things to move less.
pub fn reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
