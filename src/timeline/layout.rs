//! From a history and a view to marks.

use super::band::{COLUMN, density};
use super::marks::{Align, Cap, Mark, Tone, fit, text_width};
use super::words::{end_note, is_turn, wait_words};
use super::{Lane, Scale};
use crate::trace::{
    BLOCKED_AFTER, History, Micros, Moment, Outcome, RequestHistory, Span, SpanKind, TaskHistory,
    WaitOn,
};
use alloc::{format, vec, vec::Vec};

/// Height of one lane, in px.
pub const ROW_HEIGHT: f64 = 28.0;
/// Height of the event loop's lane, in px.
pub const LOOP_HEIGHT: f64 = 34.0;
/// Height of the axis, in px.
pub const AXIS_HEIGHT: f64 = 24.0;
/// Height of the density band, in px.
pub const BAND_HEIGHT: f64 = 132.0;

const BAR: f64 = 18.0;
const POLL: f64 = 22.0;
const CAP: f64 = 8.0;
const TEXT: f64 = 11.0;
/// A poll is never drawn narrower, however short it was.
const NARROWEST: f64 = 2.0;

/// What of a run to draw, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Time to px.
    pub scale: Scale,
    /// Nothing later than this is drawn; what lasts is drawn up to it.
    pub until: Moment,
    /// Set where the run was stopped from outside: what had not ended ends there.
    pub stopped: Option<Moment>,
    /// Since when the engine has not answered: its loop is blocked, whatever the log says.
    pub silent_since: Option<Moment>,
    /// Whether the run is over: a playhead is drawn where it is not at the end.
    pub playhead: Option<Moment>,
}

/// The event loop: who holds it when. `height` is [`LOOP_HEIGHT`].
pub fn event_loop(history: &History, view: &View) -> Vec<Mark> {
    let (top, height) = (10.0, 10.0);
    let scale = &view.scale;
    let (left, right) = (scale.x(Moment::START), scale.x(Moment::END));
    let mut marks = vec![bar(left, top, right - left, height, 2.0, Tone::Line)];
    let mut drawn_to = f64::MIN;
    for span in history
        .loop_spans()
        .iter()
        .take_while(|span| span.from <= view.until)
    {
        let to = span.to.unwrap_or(view.until).min(view.until);
        let blocked = to.since(span.from) > BLOCKED_AFTER;
        let (x, end) = (scale.x(span.from), scale.x(to));
        // Many short polls within one pixel look like one.
        if end <= drawn_to && !blocked {
            continue;
        }
        let tone = if blocked { Tone::Error } else { Tone::Run };
        let width = (end - x).max(NARROWEST);
        marks.push(bar(x, top, width, height, 1.0, tone));
        drawn_to = x + width;
    }
    if let Some(since) = view.silent_since {
        let x = scale.x(since);
        marks.push(bar(
            x,
            top,
            scale.x(view.until) - x,
            height,
            1.0,
            Tone::Error,
        ));
    }
    for deadline in deadlines(history, view) {
        let x = scale.x_of(deadline.0 as f64);
        marks.push(line(x, top + height, x, LOOP_HEIGHT, Tone::Timeout, true));
        let text = format!("deadline {}", crate::trace::duration(deadline));
        let width = text_width(&text, TEXT);
        let (x, align) = match x + width + 4.0 < scale.width() {
            true => (x + 5.0, Align::Start),
            false => (x - 5.0, Align::End),
        };
        let y = LOOP_HEIGHT - 6.0;
        marks.push(label(x, y, text, Tone::Timeout, align));
    }
    marks
}

/// The axis, [`AXIS_HEIGHT`] high.
pub fn axis(view: &View) -> Vec<Mark> {
    let width = view.scale.width();
    let tick = |tick: super::Tick| {
        let half = text_width(&tick.label, 10.0) / 2.0;
        let (x, align) = if tick.x + half > width {
            (width, Align::End)
        } else if tick.x < half {
            (0.0, Align::Start)
        } else {
            (tick.x, Align::Middle)
        };
        Mark::Text {
            x,
            y: 12.0,
            text: tick.label,
            tone: Tone::Dim,
            size: 10.0,
            align,
        }
    };
    view.scale.ticks().into_iter().map(tick).collect()
}

/// The lanes that show in a window of `height` px, scrolled down by `scroll` px.
pub fn rows(history: &History, lanes: &[Lane], view: &View, scroll: f64, height: f64) -> Vec<Mark> {
    let mut marks = backdrop(history, view, height);
    let first = (scroll / ROW_HEIGHT).floor().max(0.0) as usize;
    let count = (height / ROW_HEIGHT).ceil() as usize + 1;
    for (index, lane) in lanes.iter().enumerate().skip(first).take(count) {
        if let Some(task) = history.task(lane.task) {
            let y = index as f64 * ROW_HEIGHT - scroll + ROW_HEIGHT / 2.0;
            row(&mut marks, history, task, view, y);
        }
    }
    marks.extend(playhead(view, height));
    marks
}

/// All lanes at once, as a band [`BAND_HEIGHT`] high: how many waited at each moment.
pub fn band(history: &History, view: &View) -> Vec<Mark> {
    let mut marks = backdrop(history, view, BAND_HEIGHT);
    let density = density(history, &view.scale, view.until);
    let (top, base) = (20.0, BAND_HEIGHT - 6.0);
    let unit = (base - top) / f64::from(density.peak.max(1));
    let outline = |heights: Vec<u32>| -> Vec<(f64, f64)> {
        let points = heights.into_iter().enumerate();
        points
            .flat_map(|(column, count)| {
                let (x, y) = (column as f64 * COLUMN, base - f64::from(count) * unit);
                [(x, y), (x + COLUMN, y)]
            })
            .collect()
    };
    let both = density.waiting.iter().zip(&density.queued);
    let both = both.map(|(waiting, queued)| waiting + queued).collect();
    for (heights, tone) in [(both, Tone::Queued), (density.waiting, Tone::Wait)] {
        marks.push(Mark::Area {
            points: outline(heights),
            base,
            tone,
        });
    }
    if density.peak > 0 {
        band_key(&mut marks, view, density.peak, top - 9.0);
    }
    marks.extend(playhead(view, BAND_HEIGHT));
    marks
}

/// What the band's colours mean, as far as there is room.
fn band_key(marks: &mut Vec<Mark>, view: &View, peak: u32, y: f64) {
    let keys = [
        (None, format!("{peak} at once")),
        (Some(Tone::Wait), "awaiting an answer".into()),
        (Some(Tone::Queued), "queued or awaiting a permit".into()),
    ];
    let mut x = view.scale.x(Moment::START);
    for (tone, text) in keys {
        let swatch = if tone.is_some() { 15.0 } else { 0.0 };
        let width = text_width(&text, TEXT);
        if x + swatch + width > view.scale.width() {
            break;
        }
        if let Some(tone) = tone {
            marks.push(bar(x, y - 5.0, 10.0, 10.0, 2.0, tone));
        }
        marks.push(label(x + swatch, y, text, Tone::Dim, Align::Start));
        x += swatch + width + 10.0;
    }
}

fn backdrop(history: &History, view: &View, height: f64) -> Vec<Mark> {
    let ticks = view.scale.ticks().into_iter();
    let mut marks: Vec<_> = ticks
        .map(|tick| line(tick.x, 0.0, tick.x, height, Tone::Line, false))
        .collect();
    for deadline in deadlines(history, view) {
        let x = view.scale.x_of(deadline.0 as f64);
        marks.push(line(x, 0.0, x, height, Tone::Timeout, true));
    }
    marks
}

fn playhead(view: &View, height: f64) -> Option<Mark> {
    let x = view.scale.x(view.playhead?);
    Some(line(x, 0.0, x, height, Tone::Ink, false))
}

/// Deadlines of the whole run: those of the main task. A request's own timeout is told by its
/// end cap.
fn deadlines(history: &History, view: &View) -> impl Iterator<Item = Micros> {
    let main = history.tasks().first().map(|task| task.id);
    let end = Micros(view.scale.range().to as u64);
    let until = view.until;
    history
        .deadlines()
        .iter()
        .filter(move |deadline| Some(deadline.task) == main)
        .filter(move |deadline| deadline.set <= until && deadline.due <= end)
        .map(|deadline| deadline.due)
}

fn row(marks: &mut Vec<Mark>, history: &History, task: &TaskHistory, view: &View, y: f64) {
    if task.spawned > view.until {
        return;
    }
    let end = task.end.as_ref().filter(|(at, _)| *at <= view.until);
    let cancelled = matches!(end, Some((_, Outcome::Cancelled(_))));
    let mut drawn_to = f64::MIN;
    let mut widest: Option<(f64, f64, &Span)> = None;
    for span in task.spans.iter().take_while(|span| span.from <= view.until) {
        let (x, to) = extent(span, view);
        match span.kind {
            SpanKind::Queued => {
                if to - x >= 1.0 {
                    marks.push(bar(x, y - 2.0, to - x, 4.0, 2.0, Tone::Queued));
                }
            }
            SpanKind::Suspended => {
                let permit = is_turn(span.waits.first());
                let tone = if permit { Tone::Queued } else { Tone::Wait };
                marks.push(Mark::Bar {
                    x,
                    y: y - BAR / 2.0,
                    w: to - x,
                    h: BAR,
                    radius: 3.0,
                    tone,
                    hatched: cancelled,
                });
                if widest.is_none_or(|(x1, x2, _)| to - x > x2 - x1) {
                    widest = Some((x, to, span));
                }
            }
            SpanKind::Holding => {
                let width = (to - x).max(NARROWEST);
                if x + width > drawn_to + 0.5 {
                    marks.push(bar(x, y - POLL / 2.0, width, POLL, 1.5, Tone::Run));
                    drawn_to = x + width;
                    if let Some(text) = fit("holds the loop", TEXT, width - 16.0) {
                        marks.push(label(x + 8.0, y, text, Tone::OnRun, Align::Start));
                    }
                }
            }
        }
    }
    for id in &task.requests {
        if let Some(request) = history.request(*id) {
            phases(marks, request, view, y);
        }
    }
    let note_inside = ending(marks, task, view, y);
    if let Some((from, to, span)) = widest {
        let ground = cancelled.then_some(Tone::Wait);
        wait_label(marks, history, span, (from, to - note_inside), y, ground);
    }
}

/// Left and right of a span, cut at the view's end.
fn extent(span: &Span, view: &View) -> (f64, f64) {
    let last = view.stopped.unwrap_or(view.until).min(view.until);
    let to = span.to.unwrap_or(last).min(view.until);
    let x = view.scale.x(span.from);
    (x, view.scale.x(to).max(x))
}

fn wait_label(
    marks: &mut Vec<Mark>,
    history: &History,
    span: &Span,
    (from, to): (f64, f64),
    y: f64,
    ground: Option<Tone>,
) {
    let Some(wait) = span.waits.first() else {
        return;
    };
    let room = to - from - 8.0 - CAP;
    let words = wait_words(wait, history);
    // An address can be told by its two ends; other words cut short are riddles.
    let text = match wait {
        WaitOn::Request(_) => fit(&words, TEXT, room),
        _ => (text_width(&words, TEXT) <= room).then_some(words),
    };
    if let Some(text) = text {
        if let Some(tone) = ground {
            let width = text_width(&text, TEXT) + 8.0;
            marks.push(bar(from + 4.0, y - BAR / 2.0, width, BAR, 0.0, tone));
        }
        marks.push(label(from + 8.0, y, text, Tone::Ink, Align::Start));
    }
}

/// The end cap and the note behind it. Returns how much of the bar the note takes, where there
/// was no room behind.
fn ending(marks: &mut Vec<Mark>, task: &TaskHistory, view: &View, y: f64) -> f64 {
    let (at, cap) = match (&task.end, view.stopped) {
        (Some((at, outcome)), _) => (*at, cap(outcome)),
        (None, Some(at)) => (at, Cap::Stopped),
        (None, None) => return 0.0,
    };
    if at > view.until {
        return 0.0;
    }
    let x = view.scale.x(at);
    let note = match cap {
        Cap::Stopped => "stopped".into(),
        _ => end_note(task, view.until),
    };
    let mut taken = 0.0;
    let behind = view.scale.width() - x - CAP - 6.0;
    let before = last_wait(task, view) - CAP - 14.0;
    let width = text_width(&note, TEXT);
    if width <= behind {
        marks.push(label(x + CAP + 5.0, y, note, Tone::Dim, Align::Start));
    } else if width <= before {
        // Over hatching no text can be read.
        let ground = x - CAP - 9.0 - width;
        marks.push(bar(
            ground,
            y - BAR / 2.0,
            width + 8.0,
            BAR,
            0.0,
            Tone::Wait,
        ));
        marks.push(label(x - CAP - 5.0, y, note, Tone::Ink, Align::End));
        taken = width + 8.0;
    }
    marks.push(Mark::End { x, y, cap });
    taken
}

/// Width of the bar of the last wait before the end: a note fits only where there is a bar.
fn last_wait(task: &TaskHistory, view: &View) -> f64 {
    let long = |span: &&Span| {
        let (x, to) = extent(span, view);
        span.kind != SpanKind::Holding && to - x >= 1.0
    };
    match task.spans.iter().rev().find(long) {
        Some(span) if span.kind == SpanKind::Suspended => {
            let (x, to) = extent(span, view);
            to - x
        }
        _ => 0.0,
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

/// The request's phases, as a strip along the foot of its bar: waiting for the first byte, then
/// the body; before them, where the browser told, the wait for a connection.
fn phases(marks: &mut Vec<Mark>, request: &RequestHistory, view: &View, y: f64) {
    if request.started > view.until {
        return;
    }
    let over = request.over.unwrap_or(view.until).min(view.until);
    let head = request
        .head
        .map(|(at, _)| at)
        .filter(|at| *at <= view.until);
    let mut strip = |from: Micros, to: Micros, tone: Tone| {
        let (x, end) = (view.scale.x_of(from.0 as f64), view.scale.x_of(to.0 as f64));
        if end - x >= 1.0 {
            marks.push(bar(x, y + BAR / 2.0 - 3.0, end - x, 3.0, 0.0, tone));
        }
    };
    if let Some(phases) = request.phases {
        let taken_up = request.started.at.plus(phases.stalled);
        strip(request.started.at, taken_up.min(over.at), Tone::Queued);
        strip(
            taken_up.min(over.at),
            taken_up.plus(phases.connect).min(over.at),
            Tone::Timeout,
        );
    }
    if let Some(head) = head {
        strip(head.at, over.at, Tone::Ok);
    }
}

fn bar(x: f64, y: f64, w: f64, h: f64, radius: f64, tone: Tone) -> Mark {
    Mark::Bar {
        x,
        y,
        w,
        h,
        radius,
        tone,
        hatched: false,
    }
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64, tone: Tone, dashed: bool) -> Mark {
    Mark::Line {
        x1,
        y1,
        x2,
        y2,
        tone,
        dashed,
    }
}

fn label(x: f64, y: f64, text: alloc::string::String, tone: Tone, align: Align) -> Mark {
    Mark::Text {
        x,
        y,
        text,
        tone,
        size: TEXT,
        align,
    }
}
