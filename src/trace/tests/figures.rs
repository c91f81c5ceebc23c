//! Figures of tasks and resources.

use super::build::{Script, ok, real_log};
use crate::lab::Strategy;
use crate::trace::*;

fn ms(ms: u64) -> Micros {
    Micros::from_ms(ms)
}

fn of(log: &Log, task: usize, at: Moment) -> TaskFigures {
    TaskFigures::of(&log.history().tasks()[task], log.history(), at)
}

/// Held 0–2, timer until 12, queued until 13, held until 17, permit until 40, held until 41.
fn life() -> Log {
    let mut script = Script::new();
    let resource = script.resource(ResourceKind::Semaphore, "limit", Some(2));
    script.changed(resource, 2, 0).spawn("other", Some(0));
    let want = Want::Acquire;
    script.began(0).at(2).waits(0, WaitOn::Timer(ms(10)));
    script.at(12).woken(0, WakeBy::Timer).at(13).began(0);
    script.changed(resource, 0, 1);
    script.at(17).waits(0, WaitOn::Resource { resource, want });
    script
        .at(40)
        .changed(resource, 1, 0)
        .woken(0, WakeBy::Task(TaskId(1)));
    script.began(0).woken(0, WakeBy::Task(TaskId(0)));
    script.at(41).pending(0, 3).began(0).ends(0, ok());
    script.log()
}

#[test]
fn a_life_adds_up() {
    let log = life();
    let all = of(&log, 0, Moment::END);
    assert_eq!((all.polls, all.wakes, all.self_wakes), (4, 3, 1));
    assert_eq!(
        (all.held, all.queued, all.suspended),
        (ms(7), ms(1), ms(33))
    );
    assert_eq!(all.age, ms(41));
    assert_eq!((all.doing, all.wakers), (None, 0), "it is over");
    let waits: Vec<_> = all
        .waits
        .iter()
        .map(|w| (w.what, w.count, w.total))
        .collect();
    assert_eq!(waits, [("permit", 1, ms(23)), ("timer", 1, ms(10))]);
    assert_eq!(all.last_wake.unwrap().1, WakeBy::Task(TaskId(0)));
    assert_eq!((all.poll_times.count, all.poll_times.max), (4, ms(4)));
    assert_eq!((all.poll_times.p50, all.poll_times.p90), (ms(1), ms(4)));
    assert_eq!(all.queue_times.count, 4, "the first turn included");
}

#[test]
fn figures_are_those_of_the_moment() {
    let log = life();
    let then = of(&log, 0, log.moment(ms(20)));
    assert_eq!((then.polls, then.wakes, then.wakers), (2, 1, 1));
    assert_eq!(
        (then.held, then.suspended, then.age),
        (ms(6), ms(13), ms(20))
    );
    assert_eq!(then.doing, Some(SpanKind::Suspended));
    assert_eq!(then.waits_on.unwrap().1, Some(7), "the line that waits");
    assert_eq!(then.waits[0].what, "timer");
    let before = of(&log, 0, Moment::START);
    assert_eq!(
        (before.polls, before.age, before.doing),
        (0, Micros::ZERO, None)
    );
    assert_eq!(before.poll_times, Histogram::default());
}

#[test]
fn bars_double_and_percentiles_are_lengths_that_occurred() {
    let of = |lengths: &[u64]| Histogram::of(lengths.iter().copied().map(Micros).collect());
    let histogram = of(&[0, 1, 2, 3, 4, 9]);
    let bars: Vec<_> = histogram
        .buckets
        .iter()
        .map(|bar| (bar.from.0, bar.to.0, bar.count))
        .collect();
    assert_eq!(bars, [(0, 2, 2), (2, 4, 2), (4, 8, 1), (8, 16, 1)]);
    let hundred = of(&(1..=100).collect::<Vec<_>>());
    let percentiles = [hundred.p50, hundred.p90, hundred.p99, hundred.max];
    assert_eq!(percentiles.map(|length| length.0), [50, 90, 99, 100]);
    assert_eq!(of(&[u64::MAX]).buckets[0].to, Micros(u64::MAX));
    assert_eq!(of(&[5]).p99, Micros(5));
}

#[test]
fn a_resource_tells_who_waits_and_waited() {
    let log = life();
    let history = log.history();
    let of = |at| ResourceFigures::of(&history.resources()[0], history, at);
    let then = of(log.moment(ms(20)));
    assert_eq!((then.level, then.limit, then.waiters), (0, Some(2), 1));
    assert_eq!(then.waiting, [TaskId(0)]);
    assert_eq!(then.contended, ms(7));
    assert_eq!((then.creator, then.line), (Some(TaskId(0)), Some(3)));
    let all = of(Moment::END);
    assert_eq!((all.level, all.most, all.most_waiters), (1, 2, 1));
    assert_eq!((all.contended, all.waiting.len()), (ms(27), 0));
    let wait = all.waits[0];
    assert_eq!((wait.task, wait.count, wait.total), (TaskId(0), 1, ms(23)));
    assert!(!wait.now);
}

#[test]
fn figures_of_a_real_run_agree_with_its_history() {
    let log = real_log(Strategy::AtMost(2));
    let history = log.history();
    for task in history.tasks() {
        let figures = TaskFigures::of(task, history, Moment::END);
        assert_eq!(figures.polls, task.polls);
        assert_eq!(
            (figures.wakes, figures.self_wakes),
            (task.wakes, task.self_wakes)
        );
        assert_eq!(figures.held, task.holding);
        let parts = figures.held.plus(figures.queued).plus(figures.suspended);
        assert_eq!(parts, figures.age, "{}", task.name);
    }
    let limit = ResourceFigures::of(&history.resources()[0], history, Moment::END);
    assert_eq!(limit.most_waiters, history.resources()[0].most_waiters);
    assert!(!limit.waits.is_empty() && limit.contended > Micros::ZERO);
}
