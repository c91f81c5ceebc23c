//! Names, texts and lengths of time from files of which nobody knows the origin.

use super::LONGEST_TEXT;

/// A longer program is cut: bytes.
const LONGEST_SOURCE: usize = 200_000;

use crate::trace::{EventKind, Micros, Outcome, Phases, RequestEvent, WaitOn};
use alloc::{boxed::Box, string::String};

/// Whether a character does something to the text around it: control characters, and those that
/// turn the direction of text and so can make a name read as another one.
pub(super) fn is_hostile(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name of a bearable length without hostile characters.
pub(super) fn name(text: &str) -> String {
    cleaned(text, is_hostile)
}

fn cleaned(text: &str, bad: impl Fn(char) -> bool) -> String {
    let end = boundary(text, LONGEST_TEXT);
    let (kept, cut) = text.split_at(end);
    let good = |char| {
        if bad(char) {
            char::REPLACEMENT_CHARACTER
        } else {
            char
        }
    };
    // A replacement takes three bytes; what is in memory stays within the bound as well.
    let mut clean: String = kept.chars().map(good).collect();
    if clean.len() > LONGEST_TEXT || !cut.is_empty() {
        let end = boundary(&clean, LONGEST_TEXT - '…'.len_utf8());
        clean.truncate(end);
        clean.push('…');
    }
    clean
}

/// The last place at or before `most` where a character of `text` begins, or its end.
fn boundary(text: &str, most: usize) -> usize {
    let places = (0..=most.min(text.len())).rev();
    let mut starts = places.filter(|place| text.is_char_boundary(*place));
    starts.next().unwrap_or(0)
}

/// Puts right the names, texts and lengths of an event; no length is beyond `longest`.
pub(super) fn event(kind: &mut EventKind, longest: Micros) {
    let shorten = |length: &mut Micros| *length = (*length).min(longest);
    match kind {
        EventKind::Spawned { name, .. } | EventKind::Created { name, .. } => put_name(name),
        EventKind::Source(text) if text.len() > LONGEST_SOURCE => {
            let end = boundary(text, LONGEST_SOURCE);
            *text = text.get(..end).unwrap_or_default().into();
        }
        EventKind::Said { text, .. } => put_text(text),
        EventKind::Ended { outcome, .. } => match outcome {
            Outcome::Ok(text) | Outcome::Error(text) => put_text(text),
            Outcome::TimedOut(limit) => shorten(limit),
            Outcome::Cancelled(_) => {}
        },
        EventKind::Request { event, .. } => request(event, shorten),
        EventKind::Waiting {
            on: WaitOn::Timer(length) | WaitOn::Backoff { length, .. },
            ..
        } => shorten(length),
        EventKind::DeadlineSet { due, .. }
        | EventKind::DeadlinePassed { due, .. }
        | EventKind::DeadlineLifted { due, .. } => shorten(due),
        EventKind::HoldBegan { length, .. } | EventKind::LoopBlocked { length, .. } => {
            shorten(length);
        }
        _ => {}
    }
}

fn request(event: &mut RequestEvent, shorten: impl Fn(&mut Micros)) {
    match event {
        RequestEvent::Started { method, url, .. } => {
            put_name(method);
            put_name(url);
        }
        RequestEvent::Failed { message } => put_text(message),
        RequestEvent::Timed(Phases {
            stalled,
            connect,
            waiting,
            download,
        }) => [stalled, connect, waiting, download]
            .map(shorten)
            .into_iter()
            .collect(),
        _ => {}
    }
}

fn put_name(name: &mut Box<str>) {
    put(name, is_hostile);
}

/// Texts may have lines.
fn put_text(text: &mut Box<str>) {
    put(text, |char| {
        is_hostile(char) && !matches!(char, '\n' | '\t')
    });
}

fn put(text: &mut Box<str>, bad: impl Fn(char) -> bool) {
    // Almost all are fine, and stay where they are.
    if text.len() > LONGEST_TEXT || text.chars().any(&bad) {
        *text = cleaned(text, bad).into();
    }
}
