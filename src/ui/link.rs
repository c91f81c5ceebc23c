//! The form in the address bar.

use super::page::Page;
use crate::lab::{Link, parse_link, write_link};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Browsers allow only so many changes of the address in a while: write when typing rests.
const REST: Duration = Duration::from_millis(250);
/// A longer link is no link any more; the form is kept in the tab instead.
const LONGEST_LINK: usize = 30_000;
/// Where a form that is too long for the address is kept, until the tab is closed.
const KEPT: &str = "interleave.form";
/// What the address says then.
const SEE_KEPT: &str = "/lab?kept=1";

/// What the address bar says now.
pub fn read() -> Link {
    let fragment = fragment();
    if fragment == SEE_KEPT {
        let kept = storage().and_then(|storage| storage.get_item(KEPT).ok().flatten());
        return match kept {
            Some(kept) => parse_link(&kept),
            None => Link {
                complaint: Some(
                    "The form was too long for a link and was kept in the tab it was written in; \
                     this is another one."
                        .into(),
                ),
                ..Link::default()
            },
        };
    }
    parse_link(&fragment)
}

/// The address that shows `page`'s form.
pub fn address(page: Page, embed: bool) -> String {
    let base = location().href().unwrap_or_default();
    let base = base.split('#').next().unwrap_or_default();
    let fragment = page.form.with_untracked(|form| write_link(form, embed));
    format!("{base}#{fragment}")
}

/// Keeps address bar and form alike, in both directions; `followed` is called when the address
/// has changed the form.
pub fn keep(page: Page, followed: fn(Page)) {
    let write = leptos::leptos_dom::helpers::debounce(REST, move |()| write(page));
    let write = StoredValue::new_local(write);
    Effect::new(move |before: Option<()>| {
        page.form.track();
        if before.is_some() {
            write.update_value(|write| write(()));
        }
    });
    let listener = window_event_listener(leptos::ev::hashchange, move |_| follow(page, followed));
    on_cleanup(move || listener.remove());
}

fn write(page: Page) {
    let mut fragment = page
        .form
        .with_untracked(|form| write_link(form, page.embed));
    if fragment.len() > LONGEST_LINK {
        if let Some(storage) = storage() {
            // A form that fits nowhere is still in the page.
            let _ = storage.set_item(KEPT, &fragment);
        }
        fragment = SEE_KEPT.into();
    }
    if let Ok(history) = window().history() {
        let address = format!("#{fragment}");
        // Refused only in documents without an address of their own.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Somebody changed the address by hand, or went back to another one.
fn follow(page: Page, followed: fn(Page)) {
    let link = read();
    page.complaint.set(link.complaint);
    if page.form.with_untracked(|form| *form != link.form) {
        page.form.set(link.form);
        followed(page);
    }
}

fn fragment() -> String {
    let hash = location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).into()
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
