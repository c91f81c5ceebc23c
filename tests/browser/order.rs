//! The browser's loop takes tasks in the same order as the virtual one.

use super::support::{Run, kinds, kinds_of, ms};
use interleave::runtime::{
    Runtime, Semaphore, VirtualLoop, gather, race, sleep, timeout, yield_now,
};
use interleave::trace::{CancelReason, EventKind, Level, Log, TaskId, TaskKind, WakeBy};
use wasm_bindgen_test::wasm_bindgen_test;

const TURNS: usize = 100_000;

/// Runs `program` as the first task on both loops: the virtual log, and the browser's.
async fn on_both<F>(program: impl Fn(Runtime) -> F) -> (Log, Log)
where
    F: Future<Output = ()> + 'static,
{
    let event_loop = VirtualLoop::new();
    let runtime = event_loop.runtime();
    runtime.spawn("main", TaskKind::Main, program(runtime.clone()));
    assert!(event_loop.run(TURNS));
    let expected = Log::from_events(runtime.recorder().take()).unwrap();
    assert_eq!(runtime.live(), 0);

    let run = Run::new();
    run.main(&program).await.unwrap();
    super::support::until("all tasks end", || run.runtime.live() == 0).await;
    (expected, run.log())
}

fn assert_same(expected: &[EventKind], found: &[EventKind]) {
    let differs = (0..expected.len().max(found.len()))
        .find(|index| expected.get(*index) != found.get(*index));
    if let Some(at) = differs {
        let from = at.saturating_sub(5);
        let part = |kinds: &[EventKind]| {
            let lines = kinds.iter().skip(from).take(at - from + 3);
            lines.map(|kind| format!("{kind:?}\n")).collect::<String>()
        };
        panic!(
            "different from event {at} on; expected\n{}found\n{}",
            part(expected),
            part(found)
        );
    }
}

/// Turns of several tasks, values in order, a limit, a cancellation, a race: all without time.
async fn timeless(runtime: Runtime) {
    let limit = Semaphore::new(&runtime, "limit 2", 2);
    let workers = (0..5)
        .map(|number| {
            let (inner, limit) = (runtime.clone(), limit.clone());
            let name = format!("worker {number}");
            runtime.spawn(&name, TaskKind::Task, async move {
                let _permit = limit.acquire().await;
                for _ in 0..=number {
                    yield_now(&inner).await;
                }
                let nested = inner.spawn("nested", TaskKind::Task, async move { number * 2 });
                inner.recorder().say(Level::Info, "spawned");
                nested.await.map_err(|error| error.to_string())
            })
        })
        .collect();
    let values = gather(&runtime, workers).await.unwrap();
    assert_eq!(values, [0, 2, 4, 6, 8]);

    let inner = runtime.clone();
    let endless = runtime.spawn("endless", TaskKind::Task, async move {
        for _ in 0..TURNS {
            yield_now(&inner).await;
        }
    });
    for _ in 0..3 {
        yield_now(&runtime).await;
    }
    endless.cancel(CancelReason::Program);
    assert!(endless.await.is_err());

    let racers = (1..4)
        .rev()
        .map(|laps| {
            let inner = runtime.clone();
            runtime.spawn("racer", TaskKind::Task, async move {
                for _ in 0..laps {
                    yield_now(&inner).await;
                }
                Ok::<_, String>(laps)
            })
        })
        .collect();
    assert_eq!(race(&runtime, racers).await.unwrap(), (2, 1));
}

#[wasm_bindgen_test]
async fn a_program_without_time_takes_the_same_course() {
    let (expected, found) = on_both(timeless).await;
    assert_same(&kinds(&expected), &kinds(&found));
}

/// Polls so long that the browser's events need a turn in between, and tasks that start while
/// others wait for theirs.
async fn long_polls(runtime: Runtime) {
    let tasks = (0..20)
        .map(|_| {
            let inner = runtime.clone();
            runtime.spawn("long", TaskKind::Task, async move {
                for _ in 0..3 {
                    yield_now(&inner).await;
                    inner.hold(ms(1));
                    let short = inner.clone();
                    let child = inner.spawn("short", TaskKind::Task, async move {
                        yield_now(&short).await;
                    });
                    child.await.map_err(|error| error.to_string())?;
                }
                Ok::<_, String>(())
            })
        })
        .collect();
    gather(&runtime, tasks).await.unwrap();
}

#[wasm_bindgen_test]
async fn turns_given_to_the_browser_change_no_order() {
    let (expected, found) = on_both(long_polls).await;
    assert_same(&kinds(&expected), &kinds(&found));
}

/// Sleeps far enough apart for any clock, and a timeout that runs out.
async fn sleeps(runtime: Runtime) {
    let tasks = [80, 0, 40]
        .into_iter()
        .map(|length| {
            let inner = runtime.clone();
            runtime.spawn("sleeper", TaskKind::Task, async move {
                sleep(&inner, ms(length)).await;
                yield_now(&inner).await;
                Ok::<_, String>(length)
            })
        })
        .collect();
    let limit = ms(120);
    let all = gather(&runtime, tasks);
    assert_eq!(
        timeout(&runtime, limit, all).await.unwrap().unwrap().len(),
        3
    );
    let never = sleep(&runtime, ms(10_000));
    assert!(timeout(&runtime, ms(20), never).await.is_err());
}

#[wasm_bindgen_test]
async fn sleeps_of_different_lengths_take_the_same_course() {
    let (expected, found) = on_both(sleeps).await;
    let timeless = |log: &Log| {
        let mut kinds = kinds(log);
        // They name a time of the run.
        kinds.retain(|kind| {
            !matches!(
                kind,
                EventKind::DeadlineSet { .. } | EventKind::DeadlinePassed { .. }
            )
        });
        kinds
    };
    assert_same(&timeless(&expected), &timeless(&found));
}

/// Equal sleeps, twice over.
async fn equal_sleeps(runtime: Runtime) {
    let tasks = (0..10)
        .map(|_| {
            let inner = runtime.clone();
            runtime.spawn("sleeper", TaskKind::Task, async move {
                sleep(&inner, ms(20)).await;
                sleep(&inner, ms(20)).await;
                Ok::<_, String>(())
            })
        })
        .collect();
    gather(&runtime, tasks).await.unwrap();
}

#[wasm_bindgen_test]
async fn equal_sleeps_wake_their_tasks_in_the_same_order() {
    let (expected, found) = on_both(equal_sleeps).await;
    // Between two timers that are due a browser runs what the first of them woke; the virtual
    // loop, as asyncio, fires both first. What each task sees is the same, and so is who is first.
    for task in 1..=10 {
        let of = |log: &Log| kinds_of(log, TaskId(task));
        assert_same(&of(&expected), &of(&found));
    }
    let wakes = |log: &Log| -> Vec<EventKind> {
        let by_timer = |kind: &EventKind| {
            matches!(
                kind,
                EventKind::Woken {
                    by: WakeBy::Timer,
                    ..
                }
            )
        };
        kinds(log).into_iter().filter(by_timer).collect()
    };
    assert_same(&wakes(&expected), &wakes(&found));
}
