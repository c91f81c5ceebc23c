//! Folding, filtering, charts, links, comparison.

use super::*;
use crate::trace::{Ending, Outcome};

fn concurrent() -> Log {
    log(&Form::default(), Strategy::Concurrent)
}

fn names(log: &Log, lanes: &[Lane]) -> Vec<String> {
    let name = |lane: &Lane| log.history().task(lane.task).unwrap().name.to_string();
    lanes.iter().map(name).collect()
}

#[test]
fn folded_subtrees_leave_their_root() {
    let log = concurrent();
    let end = log.history().now();
    let folded = BTreeSet::from([TaskId(0)]);
    let lanes = lanes(log.history(), end, &folded, &Filter::default());
    assert_eq!(names(&log, &lanes), ["main()"]);
    assert_eq!((lanes[0].under, lanes[0].folded), (3, true));
    let open = all_lanes(&log, end);
    assert_eq!((open[0].under, open[0].folded), (3, false));
    assert_eq!(open[1].under, 0);
}

#[test]
fn a_filter_keeps_what_matches_and_what_it_stands_under() {
    let log = concurrent();
    let end = log.history().now();
    let find = |name: &str, ending| {
        let filter = Filter {
            name: name.into(),
            ending,
        };
        names(&log, &lanes(log.history(), end, &BTreeSet::new(), &filter))
    };
    assert_eq!(find("0.5", None), ["main()", "fetch /delay/0.5"]);
    assert_eq!(find("nowhere", None), [""; 0]);
    assert_eq!(find("", Some(Ending::Error)), [""; 0]);
    assert_eq!(find("", Some(Ending::Ok)).len(), 4);
    // At an earlier moment the longest one is still under way.
    let filter = Filter {
        name: String::new(),
        ending: Some(Ending::Running),
    };
    let then = log.moment(ms(1200));
    let running = lanes(log.history(), then, &BTreeSet::new(), &filter);
    assert_eq!(names(&log, &running), ["main()", "fetch /delay/1.5"]);
}

#[test]
fn a_semaphore_s_chart_shows_use_waiters_and_limit() {
    let log = log(&Form::default(), Strategy::AtMost(2));
    let view = view(&log, WIDTH);
    let resource = &log.history().resources()[0];
    let marks = counter(resource, &view);
    let tops: Vec<_> = marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Area { points, base, tone } => {
                let top = points.iter().map(|point| point.1).fold(f64::MAX, f64::min);
                Some((*tone, base - top))
            }
            _ => None,
        })
        .collect();
    // Two permits and one waiter: all three, and of these the two in use.
    assert_eq!(tops[0].0, Tone::Queued);
    assert_eq!(tops[1].0, Tone::Level);
    let ratio = tops[1].1 / tops[0].1;
    assert!((ratio - 2.0 / 3.0).abs() < 1e-9, "{ratio}");
    let dashed = |mark: &&Mark| matches!(mark, Mark::Line { dashed: true, .. });
    assert_eq!(marks.iter().filter(dashed).count(), 1, "the limit");

    let status = |at| resource_status(resource, log.history(), log.moment(ms(at)));
    assert_eq!(status(100), "2 of 2 in use, 1 waiting");
    assert_eq!(status(700), "2 of 2 in use");
    assert_eq!(status(2100), "0 of 2 in use");
}

#[test]
fn a_task_is_linked_to_its_parent_and_to_whom_it_wakes() {
    let log = concurrent();
    let mut view = view(&log, WIDTH);
    let lanes = all_lanes(&log, view.until);
    let window = (0.0, 4.0 * ROW_HEIGHT);
    let find = |view: &View, task| links(&log, &lanes, view, TaskId(task), window);
    let arrows = find(&view, 2);
    let row = |place: f64| (place + 0.5) * ROW_HEIGHT;
    let shape: Vec<_> = arrows
        .iter()
        .map(|mark| match mark {
            Mark::Arrow {
                from, to, dashed, ..
            } => (*from, *to, *dashed),
            other => panic!("{other:?}"),
        })
        .collect();
    // It wakes main() as it ends, and main() spawned it.
    assert_eq!(
        shape,
        [(row(2.0), row(0.0), false), (row(0.0), row(2.0), true)]
    );
    // Of main(), every child.
    let children = |mark: &&Mark| matches!(mark, Mark::Arrow { dashed: true, .. });
    assert_eq!(find(&view, 0).iter().filter(children).count(), 3);
    // Nothing that has not happened yet.
    view.until = log.moment(ms(300));
    assert_eq!(find(&view, 2).len(), 1);
}

#[test]
fn a_run_of_the_same_program_has_the_same_tasks() {
    let now = concurrent();
    let before = log(&Form::default(), Strategy::Sequential);
    let all = twins(now.history(), before.history());
    assert_eq!(all, [0, 1, 2, 3].map(|id| Some(TaskId(id))));
    let mut form = Form::default();
    form.addresses.remove(0);
    let fewer = log(&form, Strategy::Concurrent);
    let some = twins(now.history(), fewer.history());
    assert_eq!(
        some,
        [Some(TaskId(0)), None, Some(TaskId(1)), Some(TaskId(2))]
    );
    let view = view(&now, WIDTH);
    let lanes = all_lanes(&now, view.until);
    let marks = ghosts(fewer.history(), &some, &lanes, &view, (0.0, 200.0));
    let bars = marks.iter().filter(|mark| matches!(mark, Mark::Bar { .. }));
    assert_eq!(bars.count(), 3);
}

#[test]
fn tasks_of_one_name_are_told_apart_by_their_order() {
    let form = Form {
        addresses: vec!["http://lab.local/delay/1".into(); 3],
        ..Form::default()
    };
    let (one, other) = (log(&form, Strategy::Concurrent), concurrent());
    let all = twins(one.history(), one.history());
    assert_eq!(all, [0, 1, 2, 3].map(|id| Some(TaskId(id))));
    let none = twins(one.history(), other.history());
    assert_eq!(none.iter().flatten().count(), 2, "main() and one /delay/1");
}

#[test]
fn a_clean_up_is_marked_where_it_happened() {
    let event_loop = VirtualLoop::new();
    let runtime = event_loop.runtime();
    let (outer, inner) = (runtime.clone(), runtime.clone());
    runtime.spawn("main()", TaskKind::Main, async move {
        let body = sleep(&outer, ms(1000));
        let tidy = move |_| async move { sleep(&inner, ms(200)).await };
        let task = outer.spawn_with_cleanup("worker", TaskKind::Task, body, tidy);
        sleep(&outer, ms(300)).await;
        task.cancel(CancelReason::Program);
        let _ = task.await;
    });
    event_loop.run(1000);
    let log = Log::from_events(runtime.recorder().take()).unwrap();
    let task = log.history().task(TaskId(1)).unwrap();
    assert!(matches!(task.end, Some((_, Outcome::Cancelled(_)))));
    let view = view(&log, WIDTH);
    let marks = all_rows(&log, &view);
    let strip = marks.iter().find_map(|mark| match mark {
        Mark::Bar {
            x,
            w,
            tone: Tone::Cancel,
            ..
        } => Some((*x, x + w)),
        _ => None,
    });
    let x = |at| view.scale.x_of(f64::from(at) * 1e3);
    assert_eq!(strip, Some((x(300), x(500))));
}

#[test]
fn a_guess_is_a_line_with_its_name() {
    let log = concurrent();
    let mut view = view(&log, WIDTH);
    view.guess = Some(ms(1000));
    assert!(texts(&event_loop(&log, &view)).contains(&"your guess 1.00 s"));
    let line = |mark: &&Mark| {
        matches!(
            mark,
            Mark::Line {
                tone: Tone::Guess,
                ..
            }
        )
    };
    assert_eq!(all_rows(&log, &view).iter().filter(line).count(), 1);
}
