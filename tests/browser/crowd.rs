//! Ten thousand tasks at a time.

use super::support::{Run, ms, until};
use interleave::runtime::{collect, gather, sleep, yield_now};
use interleave::trace::{CancelReason, TaskKind, TaskState};
use wasm_bindgen_test::wasm_bindgen_test;

const COUNT: u32 = 10_000;

#[wasm_bindgen_test]
async fn ten_thousand_tasks_are_gathered_in_order() {
    let run = Run::new();
    let main = run.main(|runtime| async move {
        let tasks = (0..COUNT)
            .map(|number| {
                let inner = runtime.clone();
                runtime.spawn("one of many", TaskKind::Task, async move {
                    yield_now(&inner).await;
                    Ok::<_, String>(number)
                })
            })
            .collect();
        gather(&runtime, tasks).await.unwrap()
    });
    let numbers = main.await.unwrap();
    assert!(numbers.into_iter().eq(0..COUNT));
    assert_eq!(run.runtime.live(), 0);
    let log = run.log();
    let totals = log.history().totals();
    assert_eq!(
        (totals.tasks, totals.ok, totals.live),
        (COUNT + 1, COUNT + 1, 0)
    );
    assert_eq!(totals.most_live, COUNT + 1);
}

#[wasm_bindgen_test]
async fn ten_thousand_cancelled_tasks_leave_nothing() {
    let run = Run::new();
    let main = run.main(|runtime| async move {
        let tasks = (0..COUNT)
            .map(|_| {
                let inner = runtime.clone();
                runtime.spawn("sleeper", TaskKind::Task, async move {
                    sleep(&inner, ms(600_000)).await;
                })
            })
            .collect();
        collect(&runtime, tasks).await.len()
    });
    until("all tasks sleep", || {
        run.timers.held.get() == COUNT as usize
    })
    .await;
    assert_eq!(run.runtime.live(), COUNT as usize + 1);

    assert!(main.cancel(CancelReason::User));
    assert!(main.await.is_err());
    // The main task ends first; those that it owned end on their own next turn.
    until("all tasks end", || run.runtime.live() == 0).await;
    assert_eq!((run.timers.held.get(), run.timers.fired.get()), (0, 0));
    let log = run.log();
    let history = log.history();
    assert_eq!(history.totals().cancelled, COUNT + 1);
    assert!(
        history
            .tasks()
            .iter()
            .all(|task| task.state == TaskState::Ended)
    );
}
