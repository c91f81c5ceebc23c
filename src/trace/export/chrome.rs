//! The run in Chrome's Trace Event Format, which Perfetto (<https://ui.perfetto.dev>) opens.
//!
//! The format is defined in "Trace Event Format" by the Chromium project
//! (<https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU>): times are
//! in microseconds; `M` names things, `X` is a stretch, `i` an instant, `s` and `f` are the ends of
//! an arrow, `C` is a counter.

use crate::trace::words::{name_of, resource_kind, wait_for};
use crate::trace::{
    CancelReason, History, Level, Micros, Span, SpanKind, TaskHistory, Wake, WakeBy, ending,
};
use alloc::{borrow::Cow, format, string::String, vec::Vec};
use serde::Serialize;

/// The one process of the trace.
const PROCESS: u32 = 1;
/// The track of the event loop.
const LOOP: u64 = 1;
/// The track of what wakes tasks from outside: timers, the network, the person.
const OUTSIDE: u64 = 2;
/// The track of task 0; the others follow.
const FIRST_TASK: u64 = 3;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    trace_events: Vec<TraceEvent<'a>>,
    display_time_unit: &'static str,
}

/// One event; the format's own names.
#[derive(Serialize)]
struct TraceEvent<'a> {
    name: Cow<'a, str>,
    cat: &'static str,
    ph: &'static str,
    ts: u64,
    pid: u32,
    tid: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    dur: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    /// The scope of an instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'static str>,
    /// What an arrow's head binds to.
    #[serde(skip_serializing_if = "Option::is_none")]
    bp: Option<&'static str>,
    #[serde(skip_serializing_if = "Args::is_empty")]
    args: Args<'a>,
}

/// What the viewer shows beside an event.
#[derive(Default, PartialEq, Serialize)]
struct Args<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_index: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waits_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    woken_by: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waiters: Option<u32>,
    /// Set where the log ends before the stretch does.
    #[serde(skip_serializing_if = "Option::is_none")]
    unfinished: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grave: Option<&'static str>,
}

impl Args<'_> {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A run as a JSON document in the Trace Event Format. Each task is a track; the event loop is
/// one, and so is what wakes tasks from outside. Stretches that still last end with the log.
///
/// # Errors
/// Never for a log: only a writer out of memory could fail, and that aborts.
pub fn chrome_trace(title: &str, history: &History) -> Result<String, serde_json::Error> {
    let mut trace = Trace {
        history,
        events: Vec::new(),
    };
    trace.names(title);
    trace.event_loop();
    for task in history.tasks() {
        trace.task(task);
    }
    trace.arrows();
    trace.console();
    trace.counters();
    serde_json::to_string(&Document {
        trace_events: trace.events,
        display_time_unit: "ms",
    })
}

struct Trace<'a> {
    history: &'a History,
    events: Vec<TraceEvent<'a>>,
}

impl<'a> Trace<'a> {
    fn put(&mut self, ph: &'static str, name: impl Into<Cow<'a, str>>, at: Micros, tid: u64) {
        self.put_with(ph, name, at, tid, Args::default());
    }

    fn put_with(
        &mut self,
        ph: &'static str,
        name: impl Into<Cow<'a, str>>,
        at: Micros,
        tid: u64,
        args: Args<'a>,
    ) {
        let instant = ph == "i";
        self.events.push(TraceEvent {
            name: name.into(),
            cat: "run",
            ph,
            ts: at.0,
            pid: PROCESS,
            tid,
            dur: None,
            id: None,
            s: instant.then_some("t"),
            bp: None,
            args,
        });
    }

    /// A stretch; one that is not over lasts until the log ends.
    fn stretch(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        (from, to): (Micros, Option<Micros>),
        tid: u64,
        args: Args<'a>,
    ) {
        let end = to.unwrap_or(self.history.now().at);
        let unfinished = to.is_none().then_some(true);
        self.put_with("X", name, from, tid, Args { unfinished, ..args });
        if let Some(event) = self.events.last_mut() {
            event.dur = Some(end.since(from).0);
        }
    }

    fn name(&mut self, what: &'static str, name: Cow<'a, str>, tid: u64) {
        let args = Args {
            name: Some(name),
            ..Args::default()
        };
        self.put_with("M", what, Micros::ZERO, tid, args);
    }

    fn track(&mut self, name: Cow<'a, str>, tid: u64) {
        self.name("thread_name", name, tid);
        let args = Args {
            sort_index: Some(tid),
            ..Args::default()
        };
        self.put_with("M", "thread_sort_index", Micros::ZERO, tid, args);
    }

    fn names(&mut self, title: &str) {
        let title = if title.is_empty() { "run" } else { title };
        self.name("process_name", Cow::Owned(title.into()), LOOP);
        self.track("event loop".into(), LOOP);
        self.track("timers, network, you".into(), OUTSIDE);
        for task in self.history.tasks() {
            self.track(Cow::Borrowed(&task.name), track_of(task));
        }
    }

    fn event_loop(&mut self) {
        let spans = self.history.loop_spans();
        for (place, span) in spans.iter().enumerate() {
            // A loop polls one task at a time; a log from elsewhere may say otherwise.
            let next = spans.get(place + 1).map(|next| next.from.at);
            let to = span.to.map(|to| to.at).into_iter().chain(next).min();
            let name = name_of(span.task, self.history);
            self.stretch(name, (span.from.at, to), LOOP, Args::default());
        }
    }

    fn task(&mut self, task: &'a TaskHistory) {
        let tid = track_of(task);
        for span in &task.spans {
            self.span(span, tid);
        }
        if let Some(asked) = task.cancel {
            let whom = match (asked.by, asked.why) {
                (Some(by), _) => name_of(by, self.history),
                (None, CancelReason::User) => "you",
                (None, _) => "the run",
            };
            let name = format!("asked to end by {whom}");
            self.put("i", name, asked.at.at, tid);
        }
        if let Some((end, _)) = task.end {
            let (_, how) = ending(task, end);
            self.put("i", format!("ended: {how}"), end.at, tid);
        }
    }

    fn span(&mut self, span: &'a Span, tid: u64) {
        let wait = span.waits.first();
        let (name, waits_on) = match span.kind {
            SpanKind::Holding => ("holding".into(), None),
            SpanKind::Queued => ("queued".into(), None),
            SpanKind::Suspended => {
                let words = wait_for(wait, self.history);
                (words.clone(), Some(words))
            }
        };
        let args = Args {
            waits_on,
            woken_by: span.woken_by.map(|by| self.waker(by)),
            line: span.line,
            ..Args::default()
        };
        let range = (span.from.at, span.to.map(|to| to.at));
        self.stretch(name, range, tid, args);
    }

    fn waker(&self, by: WakeBy) -> Cow<'a, str> {
        let words = match by {
            WakeBy::Task(id) => name_of(id, self.history),
            WakeBy::Timer => "timer",
            WakeBy::Request(_) => "network",
            WakeBy::Job => "another worker",
            WakeBy::User => "you",
            WakeBy::Unknown => "something outside",
        };
        Cow::Borrowed(words)
    }

    /// An arrow for every wake, from who woke to the woken task in the queue.
    fn arrows(&mut self) {
        let history = self.history;
        for (id, wake) in history.wakes().iter().enumerate() {
            let Some(task) = history.task(wake.task) else {
                continue;
            };
            let source = match wake.by {
                WakeBy::Task(by) => FIRST_TASK + u64::from(by.0),
                // An arrow needs a stretch to start from.
                _ => {
                    let at = (wake.at.at, Some(wake.at.at));
                    self.stretch(self.waker(wake.by), at, OUTSIDE, Args::default());
                    OUTSIDE
                }
            };
            self.put("s", "wake", wake.at.at, source);
            self.number(id);
            self.put("f", "wake", queued_at(task, wake), track_of(task));
            self.number(id);
            if let Some(event) = self.events.last_mut() {
                event.bp = Some("e");
            }
        }
    }

    fn number(&mut self, id: usize) {
        if let Some(event) = self.events.last_mut() {
            event.id = Some(id);
        }
    }

    fn console(&mut self) {
        for line in self.history.console() {
            let tid = line.task.and_then(|task| self.history.task(task));
            let grave = match line.level {
                Level::Info => None,
                Level::Warning => Some("warning"),
                Level::Error => Some("error"),
            };
            let args = Args {
                grave,
                ..Args::default()
            };
            let tid = tid.map_or(LOOP, track_of);
            self.put_with("i", &*line.text, line.at.at, tid, args);
        }
    }

    fn counters(&mut self) {
        for resource in self.history.resources() {
            // Names need not differ; the number tells counters apart.
            let kind = resource_kind(resource.kind);
            let name = format!("{kind} {} #{}", resource.name, resource.id.0);
            for change in &resource.changes {
                let args = Args {
                    level: Some(change.level),
                    waiters: Some(change.waiters),
                    ..Args::default()
                };
                self.put_with("C", name.clone(), change.at.at, LOOP, args);
            }
        }
    }
}

fn track_of(task: &TaskHistory) -> u64 {
    FIRST_TASK + u64::from(task.id.0)
}

/// When a woken task stood in the queue: at once, or after the poll in which it was woken. Where
/// that poll was the last, at the wake itself.
fn queued_at(task: &TaskHistory, wake: &Wake) -> Micros {
    let next = task.spans.partition_point(|span| span.from < wake.at);
    let queued = task.spans.get(next);
    let queued = queued.filter(|span| span.kind == SpanKind::Queued);
    queued.map_or(wake.at.at, |span| span.from.at)
}
