//! What of the runs is magnified: zoom, pan, fit, and the two scales.

use super::page::Page;
use crate::timeline::{Range, Unit};
use leptos::prelude::*;

/// One step of the zoom.
pub const ZOOM_STEP: f64 = 1.5;
/// One step of a pan, as a share of what shows.
pub const PAN_STEP: f64 = 0.2;

/// The least stretch that is shown: a few µs, a few events.
fn least(unit: Unit) -> f64 {
    match unit {
        Unit::Time => 20.0,
        Unit::Step => 8.0,
    }
}

/// Magnifies by `factor`; what lies at `share` of the width stays there.
pub fn zoom(page: Page, factor: f64, share: f64) {
    let whole = untrack(|| page.whole());
    let now = page.range.get_untracked().unwrap_or(whole);
    let least = least(page.unit.get_untracked());
    show(page, now.zoomed(factor, share, &whole, least), &whole);
}

/// Magnifies around the playhead where it shows, else around the middle.
pub fn zoom_at_playhead(page: Page, factor: f64) {
    let whole = untrack(|| page.whole());
    let now = page.range.get_untracked().unwrap_or(whole);
    let share = (place_of_playhead(page) - now.from) / now.length();
    let share = if (0.0..=1.0).contains(&share) {
        share
    } else {
        0.5
    };
    zoom(page, factor, share);
}

/// Moves by `share` of what shows, to the right where positive.
pub fn pan(page: Page, share: f64) {
    let whole = untrack(|| page.whole());
    if let Some(now) = page.range.get_untracked() {
        show(page, now.moved(share * now.length(), &whole), &whole);
    }
}

/// Shows `range` and no more than there is.
pub fn show(page: Page, range: Range, whole: &Range) {
    let all = range.length() >= whole.length() * 0.999;
    let range = (!all).then_some(range);
    if page.range.get_untracked() != range {
        page.range.set(range);
    }
}

/// Shows the whole.
pub fn fit(page: Page) {
    if page.range.get_untracked().is_some() {
        page.range.set(None);
    }
}

/// Counts time or events. What is magnified starts anew: the two have nothing in common.
pub fn set_unit(page: Page, unit: Unit) {
    if page.unit.get_untracked() != unit {
        page.range.set(None);
        page.unit.set(unit);
    }
}

/// Moves what shows so that the playhead is in it.
pub fn follow_playhead(page: Page) {
    let Some(now) = page.range.get_untracked() else {
        return;
    };
    let whole = untrack(|| page.whole());
    let place = place_of_playhead(page);
    show(page, now.showing(place, &whole), &whole);
}

/// Where the playhead is, in the unit that is shown.
pub fn place_of_playhead(page: Page) -> f64 {
    let unit = page.unit.get_untracked();
    unit.of(page.until_now(page.lead()))
}
