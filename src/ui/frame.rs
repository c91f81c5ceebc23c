//! The one owner of `requestAnimationFrame`: moves the playhead, then everything that depends
//! on it paints.

use super::page::{Card, CardState, Page, Phase, Playhead, Question};
use super::{lens, theme::reduced_motion};
use crate::engine::protocol::Command;
use crate::runtime::browser::performance_now;
use crate::timeline::Unit;
use crate::trace::Micros;
use leptos::prelude::*;
use std::cell::Cell;
use std::collections::VecDeque;

/// Frames while running, in ms, where reduced motion is wanted.
const CALM_MS: f64 = 250.0;
/// The engine is asked this often whether its loop is free, in ms.
const PING_EVERY_MS: f64 = 100.0;
/// An answer that takes longer means that the loop is blocked, in ms.
const SILENT_AFTER_MS: f64 = 150.0;

/// On the scale of events, playing shows so many a second.
const EVENTS_A_SECOND: f64 = 12.0;

#[derive(Default)]
struct Frames {
    requested: Cell<bool>,
    last_ms: Cell<f64>,
    moved_ms: Cell<f64>,
    ping: Cell<u32>,
    pinged_ms: Cell<f64>,
    answered: Cell<bool>,
    /// The part of an event that playing has not shown yet.
    events_owed: Cell<f64>,
}

thread_local! {
    static FRAMES: Frames = Frames::default();
}

/// Has the next frame drawn, and the ones after it as long as something moves.
pub fn request(page: Page) {
    FRAMES.with(|frames| {
        if !frames.requested.replace(true) {
            frames.last_ms.set(performance_now());
            frames.answered.set(true);
            request_animation_frame(move || frame(page));
        }
    });
}

fn frame(page: Page) {
    let now = performance_now();
    let passed = FRAMES.with(|frames| now - frames.last_ms.replace(now));
    let running = page.is_running();
    if running {
        watch(page, now);
        follow(page, now);
    } else if page.playing.get_untracked() {
        play(page, passed);
    }
    let more = running || page.playing.get_untracked();
    FRAMES.with(|frames| frames.requested.set(more));
    if more {
        request_animation_frame(move || frame(page));
    }
}

/// While running, the playhead is the run's own time.
fn follow(page: Page, now: f64) {
    let calm = reduced_motion();
    let due = FRAMES.with(|frames| !calm || now - frames.moved_ms.get() >= CALM_MS);
    if !due {
        return;
    }
    FRAMES.with(|frames| frames.moved_ms.set(now));
    if let Phase::Running(index) = page.phase.get_untracked() {
        let time = page
            .cards
            .with_value(|cards| cards.get(index).map(Card::now));
        page.playhead.set(Playhead::time(time.unwrap_or_default()));
        page.touch();
    }
}

/// Moves the playhead on: by as much time as has passed, or on the scale of events by a few of
/// them, times the speed.
fn play(page: Page, passed_ms: f64) {
    let passed = passed_ms / 1e3 * page.speed.get_untracked();
    let over = match page.unit.get_untracked() {
        Unit::Time => play_time(page, passed),
        Unit::Step => play_events(page, passed),
    };
    if over {
        page.playing.set(false);
    }
    lens::follow_playhead(page);
}

fn play_time(page: Page, seconds: f64) -> bool {
    let end = page.end_now();
    let now = page.playhead.get_untracked().at;
    let next = now.plus(Micros::from_seconds(seconds)).min(end);
    page.playhead.set(Playhead::time(next));
    next >= end
}

fn play_events(page: Page, seconds: f64) -> bool {
    let lead = page.lead();
    let due = FRAMES.with(|frames| {
        let owed = frames.events_owed.get() + seconds * EVENTS_A_SECOND;
        frames.events_owed.set(owed.fract());
        owed as u32
    });
    if due > 0 {
        page.stand_after(lead, page.until_now(lead).step.saturating_add(due));
    }
    let last = page.peek(lead, |card| card.latest().step);
    last.is_none_or(|last| page.until_now(lead).step >= last)
}

/// Asks the engine for signs of life, and notes since when it gives none.
fn watch(page: Page, now: f64) {
    let Phase::Running(index) = page.phase.get_untracked() else {
        return;
    };
    let running = page.cards.with_value(|cards| {
        cards
            .get(index)
            .map(|card| card.state == CardState::Running)
    });
    // An engine that waits for the person is expected to be silent.
    let held = |asking: &VecDeque<Question>| asking.iter().any(|one| one.held.is_some());
    if running != Some(true) || page.asking.with_untracked(held) {
        return;
    }
    FRAMES.with(|frames| {
        let waited = now - frames.pinged_ms.get();
        if frames.answered.get() {
            if waited >= PING_EVERY_MS {
                frames.answered.set(false);
                frames.pinged_ms.set(now);
                frames.ping.set(frames.ping.get().wrapping_add(1));
                page.tell(&Command::Ping(frames.ping.get()));
            }
        } else if waited >= SILENT_AFTER_MS && page.silent_since.get_untracked().is_none() {
            let run_now = page
                .cards
                .with_value(|cards| cards.get(index).map(Card::now));
            let waited = Micros::from_seconds(waited / 1e3);
            page.silent_since.set(run_now.map(|now| now.since(waited)));
        }
    });
}

/// The engine stood still for a good reason, which is over.
pub fn expect_silence_until_now() {
    FRAMES.with(|frames| {
        frames.answered.set(true);
        frames.pinged_ms.set(performance_now());
    });
}

/// The engine has answered a ping.
pub fn pong(page: Page, number: u32) {
    FRAMES.with(|frames| {
        if frames.ping.get() == number {
            frames.answered.set(true);
        }
    });
    if page.silent_since.get_untracked().is_some() {
        page.silent_since.set(None);
    }
}
