//! Saving what was measured: pictures, traces, text, logs.

use super::page::{Card, Page};
use super::palette::Palette;
use crate::timeline::{Figure, picture, svg};
use crate::trace::export::{chrome_trace, save, summary};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url};

/// Saves what the timelines show as an SVG picture.
pub fn save_svg(page: Page) {
    if let Some(text) = svg_text(page) {
        download("interleave.svg", "image/svg+xml", text.as_bytes());
    }
}

/// Saves the same picture as PNG, at twice its size.
pub fn save_png(page: Page) {
    let Some(text) = svg_text(page) else {
        return;
    };
    if rasterise(page, &text).is_err() {
        complain(
            page,
            "This browser did not turn the picture into a PNG. SVG works everywhere.",
        );
    }
}

/// Saves the leading run in Chrome's trace format.
pub fn save_chrome(page: Page) {
    with_lead(page, |card| {
        match chrome_trace(&card.title, card.log.history()) {
            Ok(text) => download("interleave-trace.json", "application/json", text.as_bytes()),
            Err(error) => complain(page, &format!("The trace could not be written: {error}.")),
        }
    });
}

/// Saves a summary of every run as plain text.
pub fn save_text(page: Page) {
    let texts = page.cards.with_value(|cards| {
        let measured = cards.iter().filter(|card| card.measured());
        let told = measured.map(|card| summary(&card.title, card.log.history()));
        told.collect::<Vec<_>>()
    });
    match texts.is_empty() {
        true => nothing_yet(page),
        false => download(
            "interleave.txt",
            "text/plain",
            texts.join("\n\n").as_bytes(),
        ),
    }
}

/// Saves the leading run's log, to be opened again.
pub fn save_log(page: Page) {
    with_lead(page, |card| {
        let bytes = save(&card.title, &card.log);
        download("run.interleave", "application/octet-stream", &bytes);
    });
}

fn with_lead(page: Page, act: impl FnOnce(&Card)) {
    let done = page.peek(page.lead(), |card| card.measured().then(|| act(card)));
    if done.flatten().is_none() {
        nothing_yet(page);
    }
}

fn nothing_yet(page: Page) {
    complain(page, "There is nothing to save yet: run something first.");
}

fn complain(page: Page, text: &str) {
    page.complaint.set(Some(text.into()));
}

fn svg_text(page: Page) -> Option<String> {
    let palette = Palette::read();
    let range = untrack(|| page.scale(1.0)).range();
    let unit = page.unit.get_untracked();
    let filter = page.filter.get_untracked();
    let untils: Vec<_> = (0..page.deck.with_untracked(Vec::len))
        .map(|index| page.until_now(index))
        .collect();
    let text = page.cards.with_value(|cards| {
        let figures: Vec<_> = cards
            .iter()
            .zip(untils)
            .filter(|(card, _)| card.measured())
            .map(|(card, until)| Figure {
                title: card.title.clone(),
                log: &card.log,
                until,
                folded: BTreeSet::new(),
            })
            .collect();
        let colour = |tone| palette.of(tone).to_string();
        let drawn = || {
            let picture = picture(&figures, unit, range, &filter);
            svg(&picture, palette.ground(), colour)
        };
        (!figures.is_empty()).then(drawn)
    });
    if text.is_none() {
        nothing_yet(page);
    }
    text
}

fn blob(kind: &str, bytes: &[u8]) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options)
}

fn download(name: &str, kind: &str, bytes: &[u8]) {
    // A browser out of memory is the only one that refuses; it says so itself.
    if let Ok(blob) = blob(kind, bytes) {
        let _ = download_blob(name, &blob);
    }
}

fn download_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The download takes the blob up within this time.
    let later = std::time::Duration::from_secs(30);
    set_timeout(move || drop(Url::revoke_object_url(&url)), later);
    Ok(())
}

fn rasterise(page: Page, text: &str) -> Result<(), JsValue> {
    const RATIO: u32 = 2;
    let url = Url::create_object_url_with_blob(&blob("image/svg+xml", text.as_bytes())?)?;
    let image = HtmlImageElement::new()?;
    let loaded = image.clone();
    let address = url.clone();
    let draw = Closure::once_into_js(move || {
        let drawn = (|| {
            let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
            canvas.set_width(loaded.natural_width() * RATIO);
            canvas.set_height(loaded.natural_height() * RATIO);
            let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
            let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
            context.scale(f64::from(RATIO), f64::from(RATIO))?;
            context.draw_image_with_html_image_element(&loaded, 0.0, 0.0)?;
            let keep = Closure::once_into_js(move |blob: Option<Blob>| {
                if let Some(blob) = blob {
                    let _ = download_blob("interleave.png", &blob);
                }
            });
            canvas.to_blob(keep.unchecked_ref())
        })();
        let _ = Url::revoke_object_url(&address);
        if drawn.is_err() {
            complain(
                page,
                "This browser did not turn the picture into a PNG. SVG works everywhere.",
            );
        }
    });
    image.set_onload(Some(draw.unchecked_ref()));
    image.set_src(&url);
    Ok(())
}
