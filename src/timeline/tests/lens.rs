//! Zoom, pan, and the scale of events.

use super::*;

const ALL: Range = Range {
    from: 0.0,
    to: 1000.0,
};

fn range(from: f64, to: f64) -> Range {
    Range { from, to }
}

#[test]
fn zooming_keeps_the_point_under_the_pointer() {
    for share in [0.0, 0.25, 0.5, 1.0] {
        let before = range(400.0, 600.0);
        let after = before.zoomed(2.0, share, &ALL, 1.0);
        assert!((after.length() - 100.0).abs() < 1e-9);
        let point = |range: &Range| range.from + share * range.length();
        assert!((point(&after) - point(&before)).abs() < 1e-9, "{share}");
    }
}

#[test]
fn zooming_ends_at_the_whole_and_at_the_least() {
    assert_eq!(range(400.0, 600.0).zoomed(0.001, 0.5, &ALL, 1.0), ALL);
    let deep = range(400.0, 600.0).zoomed(1e9, 0.5, &ALL, 10.0);
    assert_eq!(deep, range(495.0, 505.0));
    for odd in [0.0, -1.0, f64::MIN_POSITIVE] {
        assert!(ALL.zoomed(odd, 0.5, &ALL, 1.0).length() <= ALL.length());
    }
}

#[test]
fn panning_stays_within_the_run() {
    assert_eq!(range(10.0, 20.0).moved(5.0, &ALL), range(15.0, 25.0));
    assert_eq!(range(10.0, 20.0).moved(-50.0, &ALL), range(0.0, 10.0));
    assert_eq!(range(10.0, 20.0).moved(5e9, &ALL), range(990.0, 1000.0));
}

#[test]
fn what_follows_the_playhead_moves_only_when_it_must() {
    let shown = range(100.0, 180.0);
    assert_eq!(shown.showing(150.0, &ALL), shown);
    let after = shown.showing(300.0, &ALL);
    assert!(after.from < 300.0 && 300.0 < after.to);
    assert!((after.length() - 80.0).abs() < 1e-9);
    let before = shown.showing(2.0, &ALL);
    assert_eq!(before.from, 0.0);
}

#[test]
fn on_the_scale_of_events_each_is_as_wide() {
    let log = log(&Form::default(), Strategy::Concurrent);
    let end = log.history().now();
    let scale = Scale::new(Unit::Step, Scale::whole(Unit::Step, end), WIDTH);
    let x: Vec<_> = (0..=end.step)
        .map(|step| scale.x(log.after(step)))
        .collect();
    let unit = x[1] - x[0];
    assert!(unit > 1.0);
    for pair in x.windows(2) {
        assert!((pair[1] - pair[0] - unit).abs() < 1e-9);
    }
    // On the scale of time they share their places: the requests start at once.
    let time = Scale::new(Unit::Time, Scale::whole(Unit::Time, end), WIDTH);
    assert_eq!(time.x(log.after(3)), time.x(log.after(4)));
    let labels: Vec<_> = scale.ticks().into_iter().map(|tick| tick.label).collect();
    assert_eq!(&labels[..3], ["0", "5", "10"]);
}

#[test]
fn only_what_shows_is_drawn() {
    let log = log(&Form::default(), Strategy::Sequential);
    let end = log.history().now();
    let scale = Scale::new(Unit::Time, range(1.6e6, 1.9e6), WIDTH);
    let marks = all_rows(&log, &View::new(scale, end));
    // The first two requests are over by then; the third and main() wait.
    assert_eq!(texts(&marks), ["await 1 task", "GET /delay/1.5"]);
    for mark in &marks {
        if let Mark::Bar { x, w, .. } = mark {
            assert!(*x >= -61.0 && x + w <= WIDTH + 61.0, "{mark:?}");
        }
    }
}

/// One task that is polled `polls` times, 1 µs each, every 10 µs.
fn busy(polls: u64) -> Log {
    let task = TaskId(0);
    let at = |us: u64, kind| Event {
        at: Micros(us),
        kind,
    };
    let mut log = Log::new();
    let mut add = |event| log.append(event).unwrap();
    add(at(
        0,
        EventKind::Spawned {
            task,
            parent: None,
            name: "busy".into(),
            kind: TaskKind::Main,
            line: None,
        },
    ));
    for poll in 0..polls {
        let us = poll * 10;
        add(at(us, EventKind::PollBegan(task)));
        let (ready, wakers) = (poll + 1 == polls, 1);
        add(at(
            us + 1,
            EventKind::PollEnded {
                task,
                ready,
                wakers,
            },
        ));
        if !ready {
            let by = WakeBy::Timer;
            add(at(us + 10, EventKind::Woken { task, by }));
        }
    }
    log
}

#[test]
fn a_million_events_make_no_more_marks_than_there_are_pixels() {
    let log = busy(333_334);
    assert!(log.events().len() >= 1_000_000);
    let view = view(&log, WIDTH);
    let marks = all_rows(&log, &view);
    assert!(marks.len() < 3 * WIDTH as usize, "{} marks", marks.len());
    let head = event_loop(&log, &view);
    assert!(head.len() < 3 * WIDTH as usize, "{} marks", head.len());
    let strip = minimap(&log, &view.scale, view.until, 0.0);
    assert!(strip.len() < 3 * WIDTH as usize, "{} marks", strip.len());

    // Zoomed in, the single polls are there.
    let near = Scale::new(Unit::Time, range(1_000_000.0, 1_000_200.0), WIDTH);
    let marks = all_rows(&log, &View::new(near, view.until));
    let polls = |mark: &&Mark| {
        matches!(
            mark,
            Mark::Bar {
                tone: Tone::Run,
                ..
            }
        )
    };
    assert!((20..=24).contains(&marks.iter().filter(polls).count()));
}
