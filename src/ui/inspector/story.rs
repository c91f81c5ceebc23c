//! One task, told in a few lines.

use crate::timeline::{lane_status, waiting_words, woken_words};
use crate::trace::{
    Ending, History, Micros, Moment, Phases, SpanKind, TaskHistory, bytes, cancel_story, duration,
    ending,
};
use crate::ui::page::{CardState, Chosen, Page};

/// What there is to say about a task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub status: String,
    /// The rest, a line each.
    pub lines: Vec<String>,
    /// Whether it can be cancelled.
    pub live: bool,
}

/// The story of a lane, as it stands at the playhead.
pub fn story(page: Page, chosen: Chosen) -> Option<Story> {
    let until = page.until(chosen.card);
    page.card(chosen.card, |card| {
        let history = card.shown().history();
        let task = history.task(chosen.task)?;
        let live = card.state == CardState::Running && ending(task, until).0 == Ending::Running;
        Some(Story {
            name: task.name.to_string(),
            status: lane_status(task, history, until),
            lines: lines(task, history, until),
            live,
        })
    })
    .flatten()
}

fn lines(task: &TaskHistory, history: &History, until: Moment) -> Vec<String> {
    let mut lines = vec![times(task, until)];
    lines.extend(facts(task, history, until));
    lines
}

/// What is neither a time nor a count: waits, wakes, ancestry, requests, the cancel chain.
pub fn facts(task: &TaskHistory, history: &History, until: Moment) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(wait) = waiting_words(task, history, until) {
        let wait = wait.strip_prefix("await ").unwrap_or(&wait);
        lines.push(format!("awaiting {wait}"));
    }
    let known = task.spans.iter().take_while(|span| span.from <= until);
    let wakes: Vec<_> = known.filter_map(|span| span.woken_by).collect();
    if let Some(by) = wakes.last() {
        let by = woken_words(*by, history);
        lines.push(format!("woken {}×, last by {by}", wakes.len()));
    }
    lines.extend(ancestry(task, history));
    for id in &task.requests {
        if let Some(request) = history.request(*id).filter(|one| one.started <= until) {
            lines.push(request_line(request, until));
            lines.extend(request.phases.map(phases_line));
        }
    }
    lines.extend(cancel_story(task, history, until));
    lines
}

/// Parents and theirs, nearest first.
fn ancestry(task: &TaskHistory, history: &History) -> Option<String> {
    const MOST: usize = 6;
    let parent = |task: &TaskHistory| history.task(task.parent?);
    let all: Vec<_> = std::iter::successors(parent(task), |task| parent(task))
        .take(MOST)
        .map(|task| task.name.to_string())
        .collect();
    (!all.is_empty()).then(|| format!("child of {}", all.join(", child of ")))
}

/// Polls and times up to `until`: of a finished run, the playhead may be anywhere in it.
fn times(task: &TaskHistory, until: Moment) -> String {
    let mut polls = 0;
    let (mut held, mut waited, mut queued) = (Micros::ZERO, Micros::ZERO, Micros::ZERO);
    for span in task.spans.iter().take_while(|span| span.from <= until) {
        let length = span.to.unwrap_or(until).min(until).since(span.from);
        let sum = match span.kind {
            SpanKind::Holding => {
                polls += 1;
                &mut held
            }
            SpanKind::Suspended => &mut waited,
            SpanKind::Queued => &mut queued,
        };
        *sum = sum.plus(length);
    }
    format!(
        "polled {polls}× · held the loop {} · waited {} · queued {}",
        duration(held),
        duration(waited),
        duration(queued)
    )
}

fn request_line(request: &crate::trace::RequestHistory, until: Moment) -> String {
    let mut line = format!("{} {}", request.method, request.url);
    if request.attempt > 1 {
        line.push_str(&format!(" (try {})", request.attempt));
    }
    if let Some((_, status)) = request.head.filter(|(at, _)| *at <= until) {
        line.push_str(&format!(" → {status}, {}", bytes(request.bytes)));
    }
    if request.over.is_some_and(|over| over <= until) {
        if request.aborted {
            line.push_str(" → aborted");
        } else if let Some(failure) = &request.failure {
            line.push_str(&format!(" → {failure}"));
        }
    }
    if request.emulated {
        line.push_str(" · emulated");
    }
    line
}

fn phases_line(phases: Phases) -> String {
    format!(
        "the browser says: stalled {} · connecting {} · waiting for the first byte {} · download {}",
        duration(phases.stalled),
        duration(phases.connect),
        duration(phases.waiting),
        duration(phases.download)
    )
}
