//! The loop in the hands of one task for too long.

use super::{Warning, WarningKind};
use crate::trace::{History, Micros, Span, SpanKind, TaskHistory, duration};
use alloc::format;

/// A poll that takes longer than this blocks the loop: at 50 ms a person begins to notice
/// (the threshold of the Long Tasks API, <https://www.w3.org/TR/longtasks-1/>).
pub const BLOCKED_AFTER: Micros = Micros::from_ms(50);

/// A task that works for longer than this should let the others have a turn.
pub const YIELD_WITHIN: Micros = Micros::from_ms(10);

pub(super) fn loop_blocked(task: &TaskHistory, history: &History) -> Option<Warning> {
    let longest = task.longest_poll.max(open_poll(task, history));
    if longest <= BLOCKED_AFTER || history.is_main_thread(task) {
        return None;
    }
    let summary = format!(
        "{} held the event loop for {} in one go; nothing else could run meanwhile",
        task.name,
        duration(longest)
    );
    let advice = "Split the work with awaits, or move it to a worker.";
    let kind = WarningKind::LoopBlocked;
    Some(Warning::new(Some(task.id), kind, summary, advice))
}

pub(super) fn never_yielded(task: &TaskHistory, history: &History) -> Option<Warning> {
    // Queued and then held: anything after that means it let go and waited.
    let [_, poll] = task.spans.as_slice() else {
        return None;
    };
    let length = length(poll, history);
    let held = poll.kind == SpanKind::Holding && !history.is_main_thread(task);
    if !held || length <= YIELD_WITHIN {
        return None;
    }
    let so_far = if poll.to.is_some() { "" } else { " so far" };
    let summary = format!(
        "{} worked for {}{so_far} in a single poll and never awaited anything that waits",
        task.name,
        duration(length)
    );
    let advice = "Being async gives it nothing: the others stand still as if it were a plain \
                  function. Yield between pieces of the work, or give it to a worker.";
    let kind = WarningKind::NeverYielded;
    Some(Warning::new(Some(task.id), kind, summary, advice))
}

/// How long the poll under way has lasted; zero where none is.
fn open_poll(task: &TaskHistory, history: &History) -> Micros {
    match task.spans.last() {
        Some(span) if span.kind == SpanKind::Holding && span.to.is_none() => length(span, history),
        _ => Micros::ZERO,
    }
}

/// How long a poll took, or takes at the least: a hold that was announced last is still to come,
/// as no event can be recorded during it.
fn length(poll: &Span, history: &History) -> Micros {
    let now = history.now();
    let announced = match history.holds().last() {
        Some((at, _, length)) if *at == now => *length,
        _ => Micros::ZERO,
    };
    match poll.to {
        Some(to) => to.since(poll.from),
        None => now.since(poll.from).plus(announced),
    }
}
