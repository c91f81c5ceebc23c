//! Layout is tested on logs that the lab's own programs wrote on the virtual clock.

mod instrument;
mod lens;
#[cfg(not(target_arch = "wasm32"))]
mod svg;

use super::marks::{fit, text_width};
use super::*;
use crate::lab::{Form, OnError, PRESETS, Strategy, forecast};
use crate::runtime::{VirtualLoop, sleep};
use crate::trace::{CancelReason, Event, EventKind, Log, Micros, Moment, TaskId, TaskKind, WakeBy};
use alloc::{collections::BTreeSet, rc::Rc};

const WIDTH: f64 = 700.0;

fn log(form: &Form, strategy: Strategy) -> Log {
    let plan = Rc::new(form.check(&|_| true).unwrap());
    Log::from_events(forecast(&plan, strategy)).unwrap()
}

fn with_deadline(seconds: &str) -> Form {
    Form {
        deadline: seconds.into(),
        ..Form::default()
    }
}

fn view(log: &Log, width: f64) -> View {
    let end = log.history().now();
    View::new(whole(end, width), end)
}

fn whole(end: Moment, width: f64) -> Scale {
    Scale::new(Unit::Time, Scale::whole(Unit::Time, end), width)
}

fn all_lanes(log: &Log, at: Moment) -> Vec<Lane> {
    lanes(log.history(), at, &BTreeSet::new(), &Filter::default())
}

fn all_rows(log: &Log, view: &View) -> Vec<Mark> {
    let lanes = all_lanes(log, view.until);
    let height = lanes.len() as f64 * ROW_HEIGHT;
    rows(log, &lanes, view, 0.0, height)
}

fn caps(marks: &[Mark]) -> Vec<Cap> {
    let cap = |mark: &Mark| match mark {
        Mark::End { cap, .. } => Some(*cap),
        _ => None,
    };
    marks.iter().filter_map(cap).collect()
}

fn texts(marks: &[Mark]) -> Vec<&str> {
    fn text(mark: &Mark) -> Option<&str> {
        match mark {
            Mark::Text { text, .. } => Some(text),
            _ => None,
        }
    }
    marks.iter().filter_map(text).collect()
}

fn ms(ms: u64) -> Micros {
    Micros::from_ms(ms)
}

#[test]
fn time_to_px_and_back() {
    let range = Range { from: 0.0, to: 3e6 };
    let scale = Scale::new(Unit::Time, range, WIDTH);
    for at in [0.0, 1e3, 5e5, 2_999e3, 3e6] {
        let there_and_back = scale.value(scale.x_of(at));
        assert!((there_and_back - at).abs() < 1e-3, "{at}");
    }
    assert_eq!(scale.value(-50.0), 0.0);
    assert_eq!(scale.value(1e9), 3e6);
    assert!(scale.x_of(0.0) < scale.x_of(1e3));
}

#[test]
fn ticks_stand_at_round_times_and_do_not_crowd() {
    let labels = |us: u64, width: f64| -> Vec<_> {
        let range = Range {
            from: 0.0,
            to: us as f64,
        };
        let ticks = Scale::new(Unit::Time, range, width).ticks();
        for pair in ticks.windows(2).filter(|_| width > 0.0) {
            assert!(pair[1].x - pair[0].x >= 50.0, "{us} {width}");
        }
        ticks.into_iter().map(|tick| tick.label).collect()
    };
    let seconds = ["0 s", "0.5 s", "1 s", "1.5 s", "2 s", "2.5 s", "3 s"];
    assert_eq!(labels(3_400_000, 600.0), seconds);
    assert_eq!(labels(12_000_000, 250.0), ["0 s", "5 s", "10 s"]);
    let milliseconds = [
        "0 ms", "20 ms", "40 ms", "60 ms", "80 ms", "100 ms", "120 ms",
    ];
    assert_eq!(labels(135_000, 600.0), milliseconds);
    assert_eq!(
        labels(800, 300.0),
        ["0 ms", "0.2 ms", "0.4 ms", "0.6 ms", "0.8 ms"]
    );
    for us in [0, 1, 3, 10, 99, 1 << 20, u64::MAX / 4] {
        assert!(labels(us, 300.0).len() <= 6);
        labels(us, 0.0);
    }
}

#[test]
fn lanes_stand_under_their_parents_in_spawning_order() {
    let log = log(&Form::default(), Strategy::Concurrent);
    let found: Vec<_> = all_lanes(&log, log.history().now())
        .iter()
        .map(|lane| (lane.task.0, lane.depth))
        .collect();
    assert_eq!(found, [(0, 0), (1, 1), (2, 1), (3, 1)]);
    let sequential = self::log(&Form::default(), Strategy::Sequential);
    assert_eq!(
        all_lanes(&sequential, sequential.moment(ms(1200))).len(),
        3,
        "the third comes later"
    );
}

#[test]
fn every_ending_has_its_cap_and_its_note() {
    let mut form = (PRESETS[3].form)();
    form.addresses.push("http://lab.local/status/500".into());
    let timed_out = log(&form, Strategy::Concurrent);
    let marks = all_rows(&timed_out, &view(&timed_out, WIDTH));
    assert_eq!(
        caps(&marks),
        [Cap::Ok, Cap::Ok, Cap::TimedOut, Cap::Ok, Cap::Error]
    );
    let notes = texts(&marks);
    for note in [
        "200 · 600 ms",
        "timed out · 2.00 s",
        "HTTP 500",
        "GET /delay/10",
    ] {
        assert!(notes.contains(&note), "{note} in {notes:?}");
    }
    form.on_error = OnError::FailFast;
    let failed = log(&form, Strategy::Concurrent);
    let marks = all_rows(&failed, &view(&failed, WIDTH));
    assert_eq!(
        caps(&marks)
            .iter()
            .filter(|cap| **cap == Cap::Cancelled)
            .count(),
        3
    );
}

#[test]
fn cancelled_waits_are_hatched_and_others_are_not() {
    let form = with_deadline("1.2");
    let log = log(&form, Strategy::Concurrent);
    let marks = all_rows(&log, &view(&log, WIDTH));
    let hatched = |mark: &&Mark| matches!(mark, Mark::Bar { hatched: true, .. });
    assert_eq!(marks.iter().filter(hatched).count(), 1);
    let dashed = |mark: &&Mark| matches!(mark, Mark::Line { dashed: true, .. });
    assert_eq!(marks.iter().filter(dashed).count(), 1, "the deadline");
    let head = event_loop(&log, &view(&log, WIDTH));
    assert!(texts(&head).contains(&"deadline 1.20 s"));
}

#[test]
fn nothing_is_drawn_after_the_playhead() {
    let log = log(&Form::default(), Strategy::Sequential);
    let mut view = view(&log, WIDTH);
    view.until = log.moment(ms(1200));
    let limit = view.scale.x(view.until) + 3.0;
    let marks = all_rows(&log, &view);
    assert_eq!(caps(&marks), [Cap::Ok], "only the first has ended");
    for mark in &marks {
        if let Mark::Bar { x, w, .. } = mark {
            assert!(x + w <= limit, "{mark:?}");
        }
    }
}

#[test]
fn a_stopped_run_ends_where_it_was_stopped() {
    let whole = log(&Form::default(), Strategy::Concurrent);
    let early = whole.events().iter().take_while(|event| event.at < ms(400));
    let log = Log::from_events(early.cloned()).unwrap();
    let mut view = view(&whole, WIDTH);
    view.stopped = Some(log.moment(ms(450)));
    let marks = all_rows(&log, &view);
    assert_eq!(caps(&marks), [Cap::Stopped; 4]);
    let limit = view.scale.x(log.moment(ms(450))) + 0.01;
    for mark in &marks {
        if let Mark::Bar { x, w, .. } = mark {
            assert!(x + w <= limit, "{mark:?}");
        }
    }
}

#[test]
fn labels_stay_inside_the_plot_at_every_width() {
    let form = with_deadline("1.4");
    for strategy in [
        Strategy::Sequential,
        Strategy::Concurrent,
        Strategy::AtMost(1),
    ] {
        let log = log(&form, strategy);
        for width in [180.0, 230.0, 320.0, 700.0, 1400.0] {
            let view = view(&log, width);
            let mut marks = all_rows(&log, &view);
            marks.extend(axis(&view));
            marks.extend(event_loop(&log, &view));
            for mark in &marks {
                let Mark::Text {
                    x,
                    text,
                    size,
                    align,
                    ..
                } = mark
                else {
                    continue;
                };
                let wide = text_width(text, *size);
                let left = match align {
                    Align::Start => *x,
                    Align::Middle => x - wide / 2.0,
                    Align::End => x - wide,
                };
                assert!(
                    left >= -1.0 && left + wide <= width + 2.0,
                    "{width}: {mark:?}"
                );
            }
        }
    }
}

#[test]
fn a_blocked_loop_stands_out() {
    let log = log(&(PRESETS[5].form)(), Strategy::Concurrent);
    let blocked = |marks: Vec<Mark>| {
        let red = |mark: &&Mark| {
            matches!(
                mark,
                Mark::Bar {
                    tone: Tone::Error,
                    ..
                }
            )
        };
        marks.iter().filter(red).count()
    };
    let mut view = view(&log, WIDTH);
    assert_eq!(blocked(event_loop(&log, &view)), 4);
    view.until = log.moment(ms(340));
    assert_eq!(blocked(event_loop(&log, &view)), 0, "not yet too long");
    view.silent_since = Some(log.moment(ms(310)));
    assert_eq!(blocked(event_loop(&log, &view)), 1, "live");
}

#[test]
fn a_thousand_lanes_make_a_band_that_peaks_at_a_thousand_or_at_the_limit() {
    let form = (PRESETS[4].form)();
    let all = log(&form, Strategy::Concurrent);
    let marks = band(&all, &view(&all, WIDTH));
    assert!(texts(&marks).contains(&"1000 at once"));
    let heights = |marks: &[Mark], tone: Tone| -> f64 {
        let area = marks.iter().find_map(|mark| match mark {
            Mark::Area {
                points,
                base,
                tone: found,
            } if *found == tone => Some(points.iter().map(|(_, y)| base - y).fold(0.0, f64::max)),
            _ => None,
        });
        area.unwrap()
    };
    let limited = log(&form, Strategy::AtMost(50));
    let marks = band(&limited, &view(&limited, WIDTH));
    let share = heights(&marks, Tone::Wait) / heights(&marks, Tone::Queued);
    assert!(
        (0.045..0.056).contains(&share),
        "50 of 1000 under way: {share}"
    );
}

#[test]
fn only_the_lanes_in_the_window_are_laid_out() {
    let log = log(&(PRESETS[4].form)(), Strategy::Concurrent);
    let view = view(&log, WIDTH);
    let lanes = all_lanes(&log, view.until);
    assert_eq!(lanes.len(), 1001);
    let marks = rows(&log, &lanes, &view, 500.0 * ROW_HEIGHT, 10.0 * ROW_HEIGHT);
    assert_eq!(caps(&marks).len(), 11);
    for mark in &marks {
        if let Mark::End { y, .. } = mark {
            assert!((0.0..11.0 * ROW_HEIGHT).contains(y));
        }
    }
}

#[test]
fn texts_are_cut_in_the_middle_or_left_out() {
    let width = text_width("GET /delay/0.5", 11.0);
    assert_eq!(
        fit("GET /delay/0.5", 11.0, width).unwrap(),
        "GET /delay/0.5"
    );
    let cut = fit("GET /delay/0.5", 11.0, width * 0.7).unwrap();
    assert!(
        cut.starts_with("GET") && cut.ends_with("0.5") && cut.contains('…'),
        "{cut}"
    );
    assert_eq!(fit("GET /delay/0.5", 11.0, 15.0), None);
    assert_eq!(fit("ü", 11.0, -3.0), None);
}

#[test]
fn a_task_tells_its_story() {
    let form = with_deadline("1.2");
    let log = log(&form, Strategy::Concurrent);
    let history = log.history();
    let task = history.task(TaskId(3)).unwrap();
    assert_eq!(
        waiting_words(task, history, log.moment(ms(700))).unwrap(),
        "GET /delay/1.5"
    );
    assert_eq!(
        lane_status(task, history, log.moment(ms(700))),
        "waiting, GET /delay/1.5"
    );
    assert_eq!(
        lane_status(task, history, log.moment(ms(1300))),
        "cancelled by the deadline"
    );
    let first = history.task(TaskId(1)).unwrap();
    assert_eq!(
        lane_status(first, history, log.moment(ms(1100))),
        "ok, 200, 1.00 s"
    );
    assert_eq!(woken_words(first.last_wake.unwrap(), history), "a timer");
}
