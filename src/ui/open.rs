//! Opening a log: chosen, or dropped onto the page.

use super::deal;
use super::page::Page;
use crate::trace::export::{MOST_BYTES, load};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, HtmlInputElement};

/// Asks for a file and opens it.
pub fn ask(page: Page) {
    let input = document().create_element("input").ok();
    let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    input.set_type("file");
    input.set_accept(".interleave");
    let chosen = input.clone();
    let read = Closure::once_into_js(move || {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            open(page, file);
        }
    });
    input.set_onchange(Some(read.unchecked_ref()));
    input.click();
}

/// Opens what is dropped onto the page, as long as the page lives.
pub fn take_drops(page: Page) {
    window_event_listener(leptos::ev::dragover, move |event: DragEvent| {
        if files(&event) {
            event.prevent_default();
        }
    });
    window_event_listener(leptos::ev::drop, move |event: DragEvent| {
        let Some(data) = event.data_transfer().filter(|_| files(&event)) else {
            return;
        };
        event.prevent_default();
        if let Some(file) = data.files().and_then(|files| files.get(0)) {
            open(page, file);
        }
    });
}

/// Whether files are dragged, and not text.
fn files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

fn open(page: Page, file: File) {
    if page.is_running() {
        return complain(page, "Stop the run first, then open the log.".into());
    }
    let name = file.name();
    if file.size() > MOST_BYTES as f64 {
        return complain(
            page,
            format!(
                "{name} was not opened: it has {:.0} MB, and logs of up to {} MB can be opened.",
                file.size() / 1e6,
                MOST_BYTES / 1_000_000
            ),
        );
    }
    leptos::task::spawn_local(async move {
        let read = JsFuture::from(file.array_buffer()).await;
        let bytes = read.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
        let loaded = match &bytes {
            Ok(bytes) => load(bytes).map_err(|error| error.to_string()),
            Err(_) => Err("the browser could not read it".into()),
        };
        match loaded {
            Ok((title, log)) => {
                page.complaint.set(None);
                deal::open(page, title, format!("from {name}"), Arc::new(log));
            }
            Err(why) => complain(page, format!("{name} was not opened: {why}.")),
        }
    });
}

fn complain(page: Page, text: String) {
    page.complaint.set(Some(text));
}
