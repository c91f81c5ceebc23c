//! The log itself, to bytes and back.
//!
//! A file is the line `interleave-log 1` (the number is the version of what follows) and then, in
//! postcard's encoding (<https://postcard.jamesmunns.com/wire-format>), the title and the events.
//! Files come from anywhere: reading one never panics, never takes a length at its word, and
//! checks every event as if it had just happened.

use super::clean;
use crate::trace::{Event, EventKind, Log, Micros, RequestEvent, TraceError, bytes};
use alloc::{string::String, vec::Vec};
use core::fmt;
use serde::Serialize;

/// What every file begins with; a version and a line break follow.
const MAGIC: &str = "interleave-log ";
/// The version that [`save`] writes and [`load`] reads.
const VERSION: u32 = 1;
/// No file is larger. (A run of a million events takes some 10 MB.)
pub const MOST_BYTES: usize = 24_000_000;
/// No file holds more events: what follows from them takes some 30 times as much memory as they
/// take in the file, and a browser's tab has only so much.
pub const MOST_EVENTS: usize = 3_000_000;
/// No file holds more tasks than this, nor more requests, nor more resources.
pub const MOST_THINGS: u32 = 250_000;
/// Bytes of a name or a text; what is longer is cut.
pub const LONGEST_TEXT: usize = 10_000;
/// Later than this (115 days after the start of its run) nothing happens.
const LATEST: Micros = Micros(10_000_000_000_000);
/// The shortest event: a time, what it is, and one thing to say of it.
const SHORTEST_EVENT: usize = 3;

/// What follows the first line.
#[derive(Serialize)]
struct Body<'a> {
    title: &'a str,
    events: &'a [Event],
}

/// A log as a file.
pub fn save(title: &str, log: &Log) -> Vec<u8> {
    let head = alloc::format!("{MAGIC}{VERSION}\n").into_bytes();
    let body = Body {
        title,
        events: log.events(),
    };
    // Fails only for sequences of unknown length, and there are none.
    postcard::to_extend(&body, head).unwrap_or_default()
}

/// Reads what [`save`] wrote: the title and the log. Overlong names and texts are cut, control
/// characters and those that reverse text are replaced, and lengths of time beyond 10¹³ µs count
/// as that.
///
/// # Errors
/// It is no such file, it is damaged, or it holds an event that cannot have happened.
pub fn load(file: &[u8]) -> Result<(String, Log), LoadError> {
    if file.len() > MOST_BYTES {
        return Err(LoadError::TooLarge(file.len()));
    }
    let body = after_head(file)?;
    let (title, rest): (&str, _) = take(body, None)?;
    let (count, mut rest): (u32, _) = take(rest, None)?;
    if count as usize > MOST_EVENTS {
        return Err(LoadError::TooManyEvents(count));
    }
    if (count as usize).saturating_mul(SHORTEST_EVENT) > rest.len() {
        return Err(LoadError::Truncated);
    }
    let mut log = Log::new();
    for index in 0..count as usize {
        let (mut event, after): (Event, _) = take(rest, Some(index))?;
        rest = after;
        check(&mut event, index)?;
        log.append(event).map_err(LoadError::Refused)?;
    }
    if !rest.is_empty() {
        return Err(LoadError::Trailing(rest.len()));
    }
    Ok((clean::name(title), log))
}

/// What follows the first line.
fn after_head(file: &[u8]) -> Result<&[u8], LoadError> {
    let magic = MAGIC.as_bytes();
    let Some(rest) = file.strip_prefix(magic) else {
        let cut = !file.is_empty() && magic.starts_with(file);
        return Err(if cut {
            LoadError::Truncated
        } else {
            LoadError::NotALog
        });
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = rest.split_at(digits);
    let number = core::str::from_utf8(number).unwrap_or_default();
    match rest {
        [] => Err(LoadError::Truncated),
        [b'\n', body @ ..] => match number.parse::<u32>() {
            Ok(VERSION) => Ok(body),
            Ok(0) => Err(LoadError::NotALog),
            Ok(newer) => Err(LoadError::Newer(newer)),
            // Too long for a number: newer than anything known.
            Err(_) if digits > 0 => Err(LoadError::Newer(u32::MAX)),
            Err(_) => Err(LoadError::NotALog),
        },
        _ => Err(LoadError::NotALog),
    }
}

/// Decodes one value; `event` is the number of the event that it is.
fn take<'a, T: serde::Deserialize<'a>>(
    bytes: &'a [u8],
    event: Option<usize>,
) -> Result<(T, &'a [u8]), LoadError> {
    postcard::take_from_bytes(bytes).map_err(|error| match error {
        postcard::Error::DeserializeUnexpectedEnd => LoadError::Truncated,
        _ => LoadError::Malformed(event),
    })
}

/// Refuses what no log says, and puts right what only looks bad.
fn check(event: &mut Event, index: usize) -> Result<(), LoadError> {
    if event.at > LATEST {
        return Err(LoadError::AbsurdTime(index, event.at));
    }
    let things = match &event.kind {
        EventKind::Spawned { task, .. } => task.0,
        EventKind::Created { resource, .. } => resource.0,
        EventKind::Request {
            request,
            event: RequestEvent::Started { .. },
        } => request.0,
        _ => 0,
    };
    if things >= MOST_THINGS {
        return Err(LoadError::TooManyThings(index));
    }
    clean::event(&mut event.kind, LATEST);
    Ok(())
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It does not begin as such a file does.
    NotALog,
    /// It is of this version, which is newer than this program.
    Newer(u32),
    /// It has so many bytes, more than [`MOST_BYTES`].
    TooLarge(usize),
    /// It ends in the middle.
    Truncated,
    /// The title, or the event of this number from 0, cannot be decoded.
    Malformed(Option<usize>),
    /// So many bytes follow the last event.
    Trailing(usize),
    /// It announces so many events, more than [`MOST_EVENTS`].
    TooManyEvents(u32),
    /// The event of this number begins a task, request or resource beyond [`MOST_THINGS`].
    TooManyThings(usize),
    /// The event of this number from 0 is at an absurd time.
    AbsurdTime(usize, Micros),
    /// An event cannot follow the ones before it.
    Refused(TraceError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALog => out.write_str("this is not a file of an Interleave run"),
            Self::Newer(version) => write!(
                out,
                "the file is of version {version}; this page reads version {VERSION} only. \
                 Reload the page to get the newest"
            ),
            Self::TooLarge(size) => write!(
                out,
                "the file has {}; no more than {} can be read",
                bytes(*size as u64),
                bytes(MOST_BYTES as u64)
            ),
            Self::Truncated => out.write_str("the file ends in the middle: a part is missing"),
            Self::Malformed(Some(event)) => write!(out, "the file is damaged at event {event}"),
            Self::Malformed(None) => out.write_str("the file is damaged at its beginning"),
            Self::Trailing(count) => {
                write!(
                    out,
                    "the file goes on for {count} bytes after its last event"
                )
            }
            Self::TooManyEvents(count) => write!(
                out,
                "the file has {count} events; no more than {MOST_EVENTS} can be read"
            ),
            Self::TooManyThings(event) => write!(
                out,
                "event {event}: there are more than {MOST_THINGS} tasks, requests or resources"
            ),
            Self::AbsurdTime(event, at) => {
                write!(
                    out,
                    "event {event}: its time is absurd ({:.0} s)",
                    at.seconds()
                )
            }
            Self::Refused(error) => write!(out, "the file tells what cannot be: {error}"),
        }
    }
}

impl core::error::Error for LoadError {}
