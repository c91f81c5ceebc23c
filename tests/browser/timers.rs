//! Sleeps on the browser's own timers.

use super::support::{Run, kinds_of, ms, until};
use interleave::runtime::browser::performance_now;
use interleave::runtime::{JoinError, sleep, timeout};
use interleave::trace::{
    CancelReason, EventKind, Outcome, TaskId, TaskKind, TaskState, WaitOn, WakeBy,
};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

/// Browsers round clocks, so a timer may seem this much early, in ms.
const ROUNDING_MS: f64 = 0.2;

#[wasm_bindgen_test]
async fn a_sleep_takes_at_least_its_length() {
    let run = Run::new();
    let main = run.main(|runtime| async move {
        let mut taken = Vec::new();
        for length in [0, 1, 4, 5, 17, 20, 50] {
            let began = performance_now();
            sleep(&runtime, ms(length)).await;
            taken.push((length, performance_now() - began));
        }
        taken
    });
    for (length, taken) in main.await.unwrap() {
        assert!(
            taken >= length as f64 - ROUNDING_MS,
            "{length} ms took {taken}"
        );
    }
    let waits: Vec<_> = run.kinds().into_iter().filter(is_timer_wait).collect();
    assert_eq!(waits.len(), 7);
}

fn is_timer_wait(kind: &EventKind) -> bool {
    let on_timer = |on: &WaitOn| matches!(on, WaitOn::Timer(_));
    matches!(kind, EventKind::Waiting { on, .. } if on_timer(on))
}

#[wasm_bindgen_test]
async fn sleeps_end_in_due_order_and_equal_ones_in_the_order_begun() {
    const LENGTHS: [u64; 9] = [60, 30, 90, 30, 0, 90, 30, 60, 0];
    let run = Run::new();
    let order = Rc::new(RefCell::new(Vec::new()));
    let ended = order.clone();
    let main = run.main(|runtime| async move {
        let tasks: Vec<_> = LENGTHS
            .iter()
            .enumerate()
            .map(|(index, length)| {
                let (inner, ended) = (runtime.clone(), ended.clone());
                runtime.spawn("sleeper", TaskKind::Task, async move {
                    sleep(&inner, ms(*length)).await;
                    ended.borrow_mut().push(index);
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
    main.await.unwrap();

    let mut expected: Vec<_> = (0..LENGTHS.len()).collect();
    expected.sort_by_key(|index| LENGTHS[*index]);
    assert_eq!(*order.borrow(), expected);
    let log = run.log();
    let sleepers = &log.history().tasks()[1..];
    assert!(
        sleepers
            .iter()
            .all(|task| task.last_wake == Some(WakeBy::Timer))
    );
    assert_eq!((run.timers.set.get(), run.timers.fired.get()), (9, 9));
    assert_eq!(run.timers.held.get(), 0);
}

#[wasm_bindgen_test]
async fn a_cancelled_task_ends_at_once_and_its_timer_is_cleared() {
    const LONG: u64 = 80;
    let run = Run::new();
    let task = run.main(|runtime| async move { sleep(&runtime, ms(LONG)).await });
    until("the task sleeps", || {
        let log = run.log();
        let state = log.history().task(TaskId(0)).map(|task| task.state);
        state == Some(TaskState::Suspended)
    })
    .await;
    assert_eq!(run.timers.held.get(), 1);

    let asked = performance_now();
    assert!(task.cancel(CancelReason::User));
    let error = task.await.unwrap_err();
    // The end takes a microtask; the clock only tells it from one that waited for the timer.
    assert!(performance_now() - asked < LONG as f64 / 2.0);
    assert_eq!(error, JoinError::Cancelled(CancelReason::User));
    assert_eq!(run.runtime.live(), 0);
    assert_eq!(run.timers.held.get(), 0);

    let told = kinds_of(&run.log(), TaskId(0));
    let end = [
        EventKind::CancelRequested {
            task: TaskId(0),
            by: None,
            why: CancelReason::User,
        },
        EventKind::Woken {
            task: TaskId(0),
            by: WakeBy::User,
        },
        EventKind::Ended {
            task: TaskId(0),
            outcome: Outcome::Cancelled(CancelReason::User),
        },
    ];
    assert!(told.ends_with(&end), "{told:?}");

    // Past the time at which the timer would have fired, in the same run.
    let later = run.main(|runtime| async move { sleep(&runtime, ms(LONG + 20)).await });
    later.await.unwrap();
    assert_eq!(kinds_of(&run.log(), TaskId(0)), told);
    assert_eq!((run.timers.set.get(), run.timers.fired.get()), (2, 1));
}

#[wasm_bindgen_test]
async fn a_task_cancelled_before_its_first_poll_never_runs() {
    let run = Run::new();
    let task = run.main(|runtime| async move { sleep(&runtime, ms(1)).await });
    assert!(task.cancel(CancelReason::User));
    assert!(task.await.is_err());
    assert_eq!(run.timers.set.get(), 0);
    let polled = |kind: &EventKind| matches!(kind, EventKind::PollBegan(_));
    assert!(!run.kinds().iter().any(polled));
}

#[wasm_bindgen_test]
async fn a_timeout_drops_the_sleep_it_guards_and_a_sleep_in_time_drops_the_timeout() {
    let run = Run::new();
    let late = run.main(|runtime| async move {
        let guarded = sleep(&runtime, ms(60_000));
        timeout(&runtime, ms(20), guarded).await
    });
    assert!(late.await.unwrap().is_err());
    assert_eq!((run.timers.set.get(), run.timers.fired.get()), (2, 1));
    assert_eq!(run.timers.held.get(), 0);

    let in_time = run.main(|runtime| async move {
        let guarded = sleep(&runtime, ms(5));
        timeout(&runtime, ms(60_000), guarded).await
    });
    assert!(in_time.await.unwrap().is_ok());
    assert_eq!((run.timers.set.get(), run.timers.fired.get()), (4, 2));
    assert_eq!(run.timers.held.get(), 0);
}
