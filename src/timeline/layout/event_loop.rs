//! The event loop: who holds it when.

use super::super::marks::{Mark, Tone};
use super::{LOOP_HEIGHT, NARROWEST, View, bar, in_view, label_beside, line, main_deadlines};
use crate::trace::{BLOCKED_AFTER, Log, Moment, duration};
use alloc::{format, vec, vec::Vec};

const TOP: f64 = 10.0;
const HEIGHT: f64 = 10.0;

/// The event loop's lane, [`LOOP_HEIGHT`] high.
pub fn event_loop(log: &Log, view: &View) -> Vec<Mark> {
    let scale = &view.scale;
    let (left, right) = (scale.x(Moment::START), scale.x(Moment::END));
    let mut marks = vec![bar(left, TOP, right - left, HEIGHT, 2.0, Tone::Line)];
    polls(&mut marks, log, view);
    if let Some(since) = view.silent_since {
        let (x, to) = (scale.x(since), scale.x(view.until));
        marks.push(bar(x, TOP, to - x, HEIGHT, 1.0, Tone::Error));
    }
    let foot = LOOP_HEIGHT - 6.0;
    for deadline in main_deadlines(log, view) {
        let x = view.x_at(log, deadline.due);
        marks.push(line(x, TOP + HEIGHT, x, LOOP_HEIGHT, Tone::Timeout, true));
        let text = format!("deadline {}", duration(deadline.due));
        marks.push(label_beside(x, foot, text, Tone::Timeout, scale.width()));
    }
    if let Some(guess) = view.guess {
        let x = view.x_at(log, guess);
        marks.push(line(x, TOP + HEIGHT, x, LOOP_HEIGHT, Tone::Guess, true));
        let text = format!("your guess {}", duration(guess));
        marks.push(label_beside(x, foot, text, Tone::Guess, scale.width()));
    }
    marks
}

fn polls(marks: &mut Vec<Mark>, log: &Log, view: &View) {
    let spans = log.history().loop_spans();
    let mut drawn_to = f64::MIN;
    let shown = in_view(spans, view, |span| span.from, |span| span.to);
    let mut next = 0;
    while let Some(span) = shown.get(next) {
        next += 1;
        let to = span.to.unwrap_or(view.until).min(view.until);
        let blocked = to.since(span.from) > BLOCKED_AFTER;
        let (x, end) = view.extent(span.from, span.to);
        // Many short polls within one pixel look like one.
        if end <= drawn_to && !blocked {
            continue;
        }
        let tone = if blocked { Tone::Error } else { Tone::Run };
        let width = (end - x).max(NARROWEST);
        marks.push(bar(x, TOP, width, HEIGHT, 1.0, tone));
        drawn_to = x + width;
    }
}
