//! Each kind of warning: logs that must bring it up, and logs that must not.

use super::build::{Script, error, ok, real_log};
use crate::lab::Strategy;
use crate::trace::*;
use WarningKind::*;

fn timer(ms: u64) -> WaitOn {
    WaitOn::Timer(Micros::from_ms(ms))
}

fn only(script: &Script, kind: WarningKind) -> Warning {
    let mut found = warnings(script.log().history());
    assert_eq!(found.len(), 1, "{found:#?}");
    let warning = found.remove(0);
    assert_eq!(warning.kind, kind);
    assert!(warning.text.starts_with(&warning.summary), "{warning:?}");
    warning
}

fn poll_of(us: u64) -> Vec<WarningKind> {
    let mut script = Script::new();
    script.began(0).at_us(us).ends(0, ok());
    script.kinds()
}

#[test]
fn a_poll_over_fifty_milliseconds_blocks() {
    assert_eq!(poll_of(50_001), [LoopBlocked, NeverYielded]);
    assert_eq!(poll_of(50_000), [NeverYielded]);
}

#[test]
fn a_task_of_one_long_poll_never_yields() {
    assert_eq!(poll_of(10_001), [NeverYielded]);
    assert_eq!(poll_of(10_000), []);
    let mut waited = Script::new();
    waited.began(0).at(20).waits(0, timer(5));
    assert_eq!(waited.kinds(), [], "it let go");
    let mut holds = Script::new();
    holds.began(0).at(1).put(EventKind::HoldBegan {
        task: TaskId(0),
        length: Micros::from_ms(30),
    });
    let warning = only(&holds, NeverYielded);
    assert!(warning.text.contains("31 ms so far"), "{}", warning.text);
}

#[test]
fn the_main_thread_of_a_program_holds_no_loop() {
    let mut script = Script::new();
    script.put(EventKind::Source("import time\n".into()));
    let main = script.spawn_as("main program", None, TaskKind::Main);
    script.began(main).at(80).ends(main, ok());
    assert_eq!(script.kinds(), []);
}

#[test]
fn a_task_never_polled_warns_once_it_cannot_be_polled_any_more() {
    let mut script = Script::new();
    script.spawn("idle", Some(0));
    assert_eq!(script.kinds(), []);
    script.over(1, Outcome::Cancelled(CancelReason::Program));
    assert_eq!(only(&script, NeverPolled).task, Some(TaskId(1)));
}

#[test]
fn waking_itself_for_over_half_of_its_polls_warns() {
    let run = |self_wakes: u64, polls: u64| {
        let mut script = Script::new();
        for poll in 0..polls {
            let by = if poll < self_wakes {
                WakeBy::Task(TaskId(0))
            } else {
                WakeBy::Timer
            };
            script.began(0).woken(0, by).pending(0, 0);
        }
        script.kinds()
    };
    assert_eq!(run(3, 4), [SelfWaking]);
    assert_eq!(run(2, 4), []);
    assert_eq!(run(3, 3), [], "too few polls to judge");
}

#[test]
fn requests_awaited_in_a_row_get_a_hint() {
    let mut script = Script::new();
    script.began(0);
    for (url, length) in [("/a", 100), ("/b", 300), ("/c", 200)] {
        script.fetch(0, url, 1, length);
    }
    script.ends(0, ok());
    let hint = only(&script, OneByOne);
    assert_eq!(hint.level, WarningLevel::Hint);
    let told = "3 requests one after another, 600 ms in all; together they could take 300 ms";
    assert!(hint.text.contains(told), "{}", hint.text);
}

#[test]
fn rows_that_are_short_or_have_a_reason_get_no_hint() {
    type Body<'a> = &'a dyn Fn(&mut Script);
    let rows: [(&str, Body); 6] = [
        ("only two", &|script| {
            script.fetch(0, "/a", 1, 50).fetch(0, "/b", 1, 50);
        }),
        ("too quick", &|script| {
            for _ in 0..3 {
                script.fetch(0, "/a", 1, 6);
            }
        }),
        ("retries", &|script| {
            for attempt in 1..5 {
                script.fetch(0, "/a", attempt, 50);
            }
        }),
        ("a pause between", &|script| {
            for _ in 0..4 {
                script.fetch(0, "/a", 1, 50).wait(0, timer(10), 10);
            }
        }),
        ("a worker that waits for items", &|script| {
            let resource = script.resource(ResourceKind::Queue, "jobs", None);
            let want = Want::Get;
            for _ in 0..4 {
                let on = WaitOn::Resource { resource, want };
                script.wait(0, on, 5).fetch(0, "/a", 1, 50);
            }
        }),
        ("a worker that finds items", &|script| {
            let queue = script.resource(ResourceKind::Queue, "jobs", None);
            script.changed(queue, 9, 0);
            for left in (0..5).rev() {
                script.changed(queue, left, 0).fetch(0, "/a", 1, 50);
            }
        }),
    ];
    for (why, body) in rows {
        let mut script = Script::new();
        script.began(0);
        body(&mut script);
        script.ends(0, ok());
        assert_eq!(script.kinds(), [], "{why}");
    }
}

/// A child that sleeps, from its spawning to its end.
fn sleep_in_child(script: &mut Script, ms: u64) {
    let child = script.spawn("child", Some(0));
    script.waits(0, WaitOn::Task(TaskId(child)));
    script.began(child).wait(child, timer(ms), ms);
    script.ends(child, ok());
    script.woken(0, WakeBy::Task(TaskId(child))).began(0);
}

#[test]
fn children_awaited_in_a_row_get_a_hint_and_concurrent_ones_none() {
    let mut row = Script::new();
    row.began(0);
    for ms in [10, 20, 30] {
        sleep_in_child(&mut row, ms);
    }
    row.ends(0, ok());
    let text = only(&row, OneByOne).text;
    assert!(text.contains("3 tasks one after another, 60 ms"), "{text}");

    let mut timed = Script::new();
    timed.began(0);
    for _ in 0..4 {
        let child = timed.spawn("child", Some(0));
        timed.waits(0, timer(100));
        timed.began(child).wait(child, timer(50), 50);
        timed.ends(child, ok());
        timed.pass(50).woken(0, WakeBy::Timer).began(0);
    }
    assert_eq!(timed.kinds(), [], "a clock starts them");

    let kinds = |strategy| -> Vec<_> {
        let found = warnings(real_log(strategy).history());
        found
            .iter()
            .map(|warning| (warning.task, warning.kind))
            .collect()
    };
    assert_eq!(
        kinds(Strategy::Sequential),
        [(Some(TaskId(0)), OneByOne)],
        "main waits for one at a time"
    );
    assert_eq!(kinds(Strategy::Concurrent), []);
    assert_eq!(kinds(Strategy::AtMost(2)), []);
    assert_eq!(kinds(Strategy::Race), []);
}

/// A child that waits, of which the handle is dropped, and then `fate`.
fn detached(fate: impl Fn(&mut Script)) -> Script {
    let mut script = Script::new();
    script.began(0);
    script.spawn("lost", Some(0));
    script.put(EventKind::Detached(TaskId(1)));
    script.waits(0, timer(9)).began(1).waits(1, timer(5));
    script.at(5);
    fate(&mut script);
    script
}

fn main_ends(script: &mut Script) {
    script.at(9).woken(0, WakeBy::Timer).began(0).ends(0, ok());
}

#[test]
fn a_task_without_a_handle_that_fails_or_is_cut_short_is_lost() {
    let failed = detached(|script| {
        script
            .woken(1, WakeBy::Timer)
            .began(1)
            .ends(1, error("no disk"));
    });
    assert!(only(&failed, TaskLost).text.contains("no disk"));
    let unfinished = detached(main_ends);
    assert!(
        only(&unfinished, TaskLost)
            .text
            .contains("still unfinished")
    );
    let cut = detached(|script| {
        main_ends(script);
        script.dropped(1, None, CancelReason::Parent);
    });
    assert!(only(&cut, TaskLost).text.contains("cancelled unfinished"));
    let well = detached(|script| {
        script.woken(1, WakeBy::Timer).began(1).ends(1, ok());
        main_ends(script);
    });
    assert_eq!(well.kinds(), []);
    let asked = detached(|script| {
        script.dropped(1, Some(0), CancelReason::Program);
        main_ends(script);
    });
    assert_eq!(asked.kinds(), [], "the program ended it");
    assert_eq!(detached(|_| {}).kinds(), [], "it may still end well");
}

fn requests_at_once(count: u32, permits: Option<u32>) -> Script {
    let mut script = Script::new();
    script.began(0);
    if let Some(permits) = permits {
        script.resource(ResourceKind::Semaphore, "limit", Some(permits));
    }
    let all: Vec<_> = (0..count).map(|_| script.request(0, "/a", 1)).collect();
    script.at(50);
    for request in all {
        script.answered(request, 200);
    }
    script.fetch(0, "/last", 1, 9);
    script
}

#[test]
fn more_than_a_hundred_requests_at_once_want_a_limit() {
    let text = only(&requests_at_once(101, None), TooManyAtOnce).text;
    assert!(text.starts_with("101 requests"), "{text}");
    assert_eq!(requests_at_once(100, None).kinds(), []);
    assert_eq!(requests_at_once(150, Some(150)).kinds(), []);
    assert_eq!(
        requests_at_once(150, Some(5)).kinds(),
        [TooManyAtOnce],
        "that semaphore limits something else"
    );
}

#[test]
fn a_limit_inside_a_tighter_one_never_fires() {
    let mut own = Script::new();
    own.began(0).limit(0, 100).limit(0, 200);
    let text = only(&own, DeadlineNeverFires).text;
    assert!(text.contains("(200 ms, set at 0 ms)"), "{text}");

    let mut of_parent = Script::new();
    of_parent.began(0).limit(0, 100);
    of_parent.spawn("child", Some(0));
    of_parent.spawn("detached", Some(0));
    of_parent.put(EventKind::Detached(TaskId(2)));
    of_parent.waits(0, WaitOn::Task(TaskId(1)));
    of_parent.began(1).limit(1, 100).waits(1, timer(500));
    of_parent.began(2).limit(2, 200).waits(2, timer(500));
    let warning = only(&of_parent, DeadlineNeverFires);
    assert_eq!(warning.task, Some(TaskId(1)));
    assert!(warning.text.contains("that of main"), "{}", warning.text);
}

#[test]
fn limits_that_can_fire_are_left_alone() {
    let mut tighter = Script::new();
    tighter.began(0).limit(0, 200).limit(0, 100);
    assert_eq!(tighter.kinds(), []);
    let mut after = Script::new();
    after
        .began(0)
        .wait(0, timer(1), 1)
        .limit(0, 100)
        .at(50)
        .lifted(0, 100);
    after.limit(0, 200);
    assert_eq!(after.kinds(), []);
    let mut beside = Script::new();
    beside
        .began(0)
        .wait(0, timer(1), 1)
        .limit(0, 100)
        .limit(0, 200);
    beside.at(30).lifted(0, 100).at(40).lifted(0, 200);
    assert_eq!(beside.kinds(), [], "it went on without the other");
    let mut fired = Script::new();
    fired
        .began(0)
        .wait(0, timer(1), 1)
        .limit(0, 30)
        .limit(0, 30)
        .at(30)
        .passed(0, 30);
    assert_eq!(
        fired.kinds(),
        [],
        "of two that are due together the inner fires"
    );
    let mut earlier = Script::new();
    earlier.began(0);
    earlier.spawn("child", Some(0));
    earlier.limit(0, 100).waits(0, timer(9));
    earlier.began(1).limit(1, 200).waits(1, timer(9));
    assert_eq!(earlier.kinds(), [], "the child was there before the limit");
}

#[test]
fn a_wait_without_a_waker_is_for_good() {
    let pending = |wakers| {
        let mut script = Script::new();
        script.began(0);
        script.spawn("deaf", Some(0));
        script.waits(0, timer(9)).began(1).pending(1, wakers);
        script
    };
    assert_eq!(pending(0).kinds(), [], "the run goes on");
    let mut lost = pending(0);
    main_ends(&mut lost);
    assert_eq!(only(&lost, LostWaker).task, Some(TaskId(1)));
    lost.dropped(1, Some(0), CancelReason::Parent);
    assert_eq!(
        only(&lost, LostWaker).task,
        Some(TaskId(1)),
        "woken only to end"
    );
    let mut held = pending(1);
    main_ends(&mut held);
    assert_eq!(held.kinds(), []);
    let mut stuck = Script::new();
    stuck.began(0).pending(0, 0);
    assert_eq!(stuck.kinds(), [LostWaker], "nothing can ever happen again");
    let mut woken = pending(0);
    woken.woken(1, WakeBy::Timer).began(1).ends(1, ok());
    main_ends(&mut woken);
    assert_eq!(woken.kinds(), []);
}

#[test]
fn a_large_log_is_judged_in_good_time() {
    let mut script = Script::new();
    script.began(0).limit(0, 1_000_000);
    for child in 1..=10_000 {
        script.spawn("child", Some(child - 1));
    }
    script.pending(0, 1);
    for child in 1..=10_000 {
        script.began(child).limit(child, 2_000_000);
        for _ in 0..8 {
            script.fetch(child, "/a", 1, 10);
        }
        script.pending(child, 1);
    }
    let log = script.log();
    let began = std::time::Instant::now();
    let found = warnings(log.history());
    assert_eq!(found.len(), 20_000);
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
}
