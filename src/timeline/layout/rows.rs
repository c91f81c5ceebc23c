//! The lanes.

use super::super::marks::{Align, Cap, Mark, Tone, fit, text_width};
use super::super::words::{end_note, is_turn, wait_words};
use super::super::{Lane, Unit};
use super::{NARROWEST, ROW_HEIGHT, TEXT, View, backdrop, bar, in_view, label, line, playhead};
use crate::trace::{
    History, Log, Micros, Moment, Outcome, RequestHistory, Span, SpanKind, TaskHistory, WaitOn,
};
use alloc::vec::Vec;

const BAR: f64 = 18.0;
const POLL: f64 = 22.0;
const CAP: f64 = 8.0;
/// Height of the strip that marks a clean-up.
const CLEANUP: f64 = 5.0;

/// The lanes that show in a window of `height` px, scrolled down by `scroll` px.
pub fn rows(log: &Log, lanes: &[Lane], view: &View, scroll: f64, height: f64) -> Vec<Mark> {
    let mut marks = backdrop(log, view, height);
    for (index, lane) in window(lanes, scroll, height) {
        if let Some(task) = log.history().task(lane.task) {
            let y = index as f64 * ROW_HEIGHT - scroll + ROW_HEIGHT / 2.0;
            Row { log, task, view, y }.draw(&mut marks);
        }
    }
    marks.extend(playhead(view, height));
    marks
}

/// The lanes that show, with their places.
pub fn window(
    lanes: &[Lane],
    scroll: f64,
    height: f64,
) -> impl Iterator<Item = (usize, &Lane)> + use<'_> {
    let first = (scroll / ROW_HEIGHT).floor().max(0.0) as usize;
    let count = (height / ROW_HEIGHT).ceil() as usize + 1;
    lanes.iter().enumerate().skip(first).take(count)
}

struct Row<'a> {
    log: &'a Log,
    task: &'a TaskHistory,
    view: &'a View,
    y: f64,
}

impl Row<'_> {
    fn draw(&self, marks: &mut Vec<Mark>) {
        let (task, view) = (self.task, self.view);
        if task.spawned > view.until {
            return;
        }
        self.spans(marks);
        for id in &task.requests {
            if let Some(request) = self.history().request(*id) {
                self.phases(marks, request);
            }
        }
        self.cleanups(marks);
        self.deadlines(marks);
        let note_inside = self.ending(marks);
        self.wait_labels(marks, note_inside);
    }

    fn history(&self) -> &History {
        self.log.history()
    }

    fn shown(&self) -> &[Span] {
        in_view(
            &self.task.spans,
            self.view,
            |span| span.from,
            |span| span.to,
        )
    }

    fn cancelled(&self) -> bool {
        let end = self.task.end.as_ref();
        end.is_some_and(|(at, outcome)| {
            *at <= self.view.until && matches!(outcome, Outcome::Cancelled(_))
        })
    }

    fn spans(&self, marks: &mut Vec<Mark>) {
        let cancelled = self.cancelled();
        let shown = self.shown();
        let mut drawn_to = f64::MIN;
        let mut next = 0;
        while let Some(span) = shown.get(next) {
            next += 1;
            let (x, to) = self.view.extent(span.from, span.to);
            match span.kind {
                SpanKind::Queued if to - x >= 1.0 => {
                    marks.push(bar(x, self.y - 2.0, to - x, 4.0, 2.0, Tone::Queued));
                }
                SpanKind::Suspended if to - x >= 0.25 => marks.push(Mark::Bar {
                    x,
                    y: self.y - BAR / 2.0,
                    w: to - x,
                    h: BAR,
                    radius: 3.0,
                    tone: wait_tone(span),
                    hatched: cancelled,
                }),
                SpanKind::Holding => {
                    let width = (to - x).max(NARROWEST);
                    if x + width > drawn_to + 0.5 {
                        self.poll(marks, x, width);
                        drawn_to = x + width;
                    }
                    // However many spans lie within this pixel, they would look the same.
                    let rest = shown.get(next..).unwrap_or_default();
                    next += rest.partition_point(|span| {
                        span.to
                            .is_some_and(|to| self.view.scale.x(to) < drawn_to - 1.0)
                    });
                }
                SpanKind::Queued | SpanKind::Suspended => {}
            }
        }
    }

    fn poll(&self, marks: &mut Vec<Mark>, x: f64, width: f64) {
        marks.push(bar(x, self.y - POLL / 2.0, width, POLL, 1.5, Tone::Run));
        let words = match self.history().is_main_thread(self.task) {
            true => "runs",
            false => "holds the loop",
        };
        if let Some(text) = fit(words, TEXT, width - 16.0) {
            let x = x.max(0.0) + 8.0;
            marks.push(label(x, self.y, text, Tone::OnRun, Align::Start));
        }
    }

    /// What each wait that has room for it is for. `note` px at the end of the last are taken.
    fn wait_labels(&self, marks: &mut Vec<Mark>, note: f64) {
        let ground = self.cancelled().then_some(Tone::Wait);
        let last = self.task.spans.last().map(|span| span.from);
        for span in self.shown() {
            let Some(wait) = span.waits.first() else {
                continue;
            };
            let (from, to) = self.view.extent(span.from, span.to);
            let last_wait = self.last_wait().map(|span| span.from);
            let taken = match Some(span.from) == last || Some(span.from) == last_wait {
                true => note,
                false => 0.0,
            };
            // What begins before the left edge is labelled at the edge.
            let from = from.max(-4.0);
            let room = to.min(self.view.scale.width()) - taken - from - 8.0 - CAP;
            if room < 3.0 * TEXT {
                continue;
            }
            let words = match self.history().own_words(span.line) {
                Some(words) => words,
                None => wait_words(wait, self.history()),
            };
            // An address can be told by its two ends; other words cut short are riddles.
            let text = match wait {
                WaitOn::Request(_) => fit(&words, TEXT, room),
                _ => (text_width(&words, TEXT) <= room).then_some(words),
            };
            let Some(text) = text else { continue };
            if let Some(tone) = ground {
                let width = text_width(&text, TEXT) + 8.0;
                marks.push(bar(from + 4.0, self.y - BAR / 2.0, width, BAR, 0.0, tone));
            }
            marks.push(label(from + 8.0, self.y, text, Tone::Ink, Align::Start));
        }
    }

    /// The end cap and the note behind it. Returns how much of the bar the note takes, where there
    /// was no room behind.
    fn ending(&self, marks: &mut Vec<Mark>) -> f64 {
        let (task, view, y) = (self.task, self.view, self.y);
        let (at, cap) = match (&task.end, view.stopped) {
            (Some((at, outcome)), _) => (*at, cap(outcome)),
            (None, Some(at)) => (at, Cap::Stopped),
            (None, None) => return 0.0,
        };
        let x = view.scale.x(at);
        if at > view.until || x < -CAP || x > view.scale.width() + CAP {
            return 0.0;
        }
        let note = match cap {
            Cap::Stopped => "stopped".into(),
            _ => end_note(task, view.until),
        };
        let mut taken = 0.0;
        let behind = view.scale.width() - x - CAP - 6.0;
        let before = self.last_wait_width() - CAP - 14.0;
        let width = text_width(&note, TEXT);
        if width <= behind {
            marks.push(label(x + CAP + 5.0, y, note, Tone::Dim, Align::Start));
        } else if width <= before {
            // Over hatching no text can be read.
            let ground = x - CAP - 9.0 - width;
            let (top, width) = (y - BAR / 2.0, width + 8.0);
            marks.push(bar(ground, top, width, BAR, 0.0, Tone::Wait));
            marks.push(label(x - CAP - 5.0, y, note, Tone::Ink, Align::End));
            taken = width;
        }
        marks.push(Mark::End { x, y, cap });
        taken
    }

    /// The last span that can be seen, where it is a wait: a note fits only where there is a bar.
    fn last_wait(&self) -> Option<&Span> {
        let long = |span: &&Span| {
            let (x, to) = self.view.extent(span.from, span.to);
            span.kind != SpanKind::Holding && to - x >= 1.0
        };
        // Polls and short waits follow one another; a look at the last few is enough.
        let last = self.task.spans.iter().rev().take(8).find(long);
        last.filter(|span| span.kind == SpanKind::Suspended)
    }

    fn last_wait_width(&self) -> f64 {
        self.last_wait().map_or(0.0, |span| {
            let (x, to) = self.view.extent(span.from, span.to);
            to - x.max(0.0)
        })
    }

    /// Where the task cleaned up after it had been asked to end.
    fn cleanups(&self, marks: &mut Vec<Mark>) {
        for (from, to) in &self.task.cleanups {
            if *from > self.view.until {
                break;
            }
            let (x, to) = self.view.extent(*from, *to);
            let foot = self.y + BAR / 2.0;
            let width = (to - x).max(NARROWEST);
            marks.push(bar(x, foot - CLEANUP, width, CLEANUP, 0.0, Tone::Cancel));
            marks.push(line(x, self.y - POLL / 2.0, x, foot, Tone::Cancel, false));
        }
    }

    /// The task's own time limits that ran out or may yet.
    fn deadlines(&self, marks: &mut Vec<Mark>) {
        if self.task.id.0 == 0 {
            // Those of the whole run go through all lanes.
            return;
        }
        let until = self.view.until;
        let limits = self.task.deadlines.iter();
        let limits = limits.filter_map(|place| self.history().deadlines().get(*place));
        for limit in limits.filter(|limit| limit.set <= until) {
            if limit.lifted.is_some_and(|lifted| lifted <= until) {
                continue;
            }
            let x = self.view.x_at(self.log, limit.due);
            let (top, foot) = (self.y - ROW_HEIGHT / 2.0, self.y + ROW_HEIGHT / 2.0);
            marks.push(line(x, top, x, foot, Tone::Timeout, true));
        }
    }

    /// The request's phases, as a strip along the foot of its bar: waiting for the first byte,
    /// then the body; before them, where the browser told, the wait for a connection.
    fn phases(&self, marks: &mut Vec<Mark>, request: &RequestHistory) {
        let view = self.view;
        if request.started > view.until {
            return;
        }
        let over = request.over.unwrap_or(view.until).min(view.until);
        let foot = self.y + BAR / 2.0 - 3.0;
        let mut strip = |x: f64, end: f64, tone: Tone| {
            if end - x >= 1.0 {
                marks.push(bar(x, foot, end - x, 3.0, 0.0, tone));
            }
        };
        // The browser's own phases are lengths of time: between events they have no place.
        if let Some(phases) = request.phases.filter(|_| view.scale.unit() == Unit::Time) {
            let x = |at: Micros| view.scale.x_of(at.min(over.at).0 as f64);
            let start = request.started.at;
            let taken_up = start.plus(phases.stalled);
            strip(x(start), x(taken_up), Tone::Queued);
            let connected = taken_up.plus(phases.connect);
            strip(x(taken_up), x(connected), Tone::Timeout);
        }
        let head = request.head.map(|(at, _)| at);
        if let Some(head) = head.filter(|at: &Moment| *at <= view.until) {
            strip(view.scale.x(head), view.scale.x(over), Tone::Ok);
        }
    }
}

fn wait_tone(span: &Span) -> Tone {
    match is_turn(span.waits.first()) {
        true => Tone::Queued,
        false => Tone::Wait,
    }
}

fn cap(outcome: &Outcome) -> Cap {
    match outcome {
        Outcome::Ok(_) => Cap::Ok,
        Outcome::Error(_) => Cap::Error,
        Outcome::Cancelled(_) => Cap::Cancelled,
        Outcome::TimedOut(_) => Cap::TimedOut,
    }
}
