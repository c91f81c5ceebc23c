//! Shields, waits that cancel nothing, inline joins, and who is left behind.

use super::*;

type Handle = JoinHandle<Result<&'static str, String>>;

async fn names(handles: Vec<Handle>) -> String {
    let mut names = Vec::new();
    for handle in handles {
        names.push(match handle.await {
            Ok(Ok(name)) => name.into(),
            Ok(Err(error)) => error,
            Err(error) => error.to_string(),
        });
    }
    names.join(",")
}

#[test]
fn a_wait_for_the_first_cancels_nobody_and_gives_all_handles_back() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = [("c", 30), ("a", 10), ("b", 10)].map(|(n, l)| sleeper(&runtime, &said, n, l));
        let first = wait(&runtime, tasks.into(), ReturnWhen::FirstCompleted, None).await;
        assert_eq!(first.pending.len(), 1);
        said.say(&names(first.done).await);
        let rest = wait(&runtime, first.pending, ReturnWhen::AllCompleted, None).await;
        said.say(&names(rest.done).await);
        let none = wait::<()>(&runtime, Vec::new(), ReturnWhen::FirstCompleted, None).await;
        assert!(none.done.is_empty() && none.pending.is_empty());
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 a", "10 b", "10 a,b", "30 c", "30 c"]);
    assert_eq!(*history.tasks()[0].spans[2].waits, [WaitOn::Tasks(3)]);
    assert_eq!(history.totals().cancelled, 0);
}

#[test]
fn a_wait_for_the_first_exception_passes_over_values_and_cancellations() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = vec![
            sleeper(&runtime, &said, "fine", 10),
            sleeper(&runtime, &said, "cancelled", 100),
            failing(&runtime, "bad", 30),
            sleeper(&runtime, &said, "slow", 50),
        ];
        tasks[1].cancel(CancelReason::Program);
        let until = ReturnWhen::FirstException;
        let found = wait(&runtime, tasks, until, None).await;
        assert_eq!((found.done.len(), found.pending.len()), (3, 1));
        said.say(&names(found.done).await);
        // Without a failure it is a wait for all.
        let found = wait(&runtime, found.pending, until, None).await;
        said.say(&names(found.done).await);
    });
    let expected = [
        "10 fine",
        "30 cancelled by the program,fine,bad failed",
        "50 slow",
        "50 slow",
    ];
    assert_eq!(run.finish().1, expected);
}

#[test]
fn a_wait_that_runs_out_of_time_returns_what_it_has() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = [("a", 10), ("b", 50)].map(|(n, l)| sleeper(&runtime, &said, n, l));
        let until = ReturnWhen::AllCompleted;
        let found = wait(&runtime, tasks.into(), until, Some(ms(20))).await;
        said.say(&format!("{} of 2", found.done.len()));
        let found = wait(&runtime, found.pending, until, Some(ms(100))).await;
        said.say(&names(found.done).await);
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 a", "20 1 of 2", "50 b", "50 b"]);
    let ends: Vec<_> = history
        .deadlines()
        .iter()
        .map(|one| (one.passed.map(|at| at.at), one.lifted.map(|at| at.at)))
        .collect();
    assert_eq!(ends, [(Some(ms(20)), None), (None, Some(ms(50)))]);
}

#[test]
fn shielded_work_outlives_the_timeout_around_it_and_can_be_awaited_again() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let inner = runtime.clone();
        let mut work = shield(&runtime, "work", async move {
            sleep(&inner, ms(50)).await;
            7_u32
        });
        let late = timeout(&runtime, ms(10), &mut work).await;
        assert_eq!(late, Err(Elapsed { limit: ms(10) }));
        assert!(!work.task().is_finished());
        said.say("late");
        said.say(&format!("{:?}", work.await));
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 late", "50 Ok(7)"]);
    assert_eq!(history.tasks()[1].detached, None);
    assert_eq!(
        history.tasks()[0].wakes,
        2,
        "the wait given up wakes nobody"
    );
}

#[test]
fn a_shield_that_nobody_holds_any_more_is_detached() {
    let run = Run::new();
    run.main(|runtime, _| async move {
        let inner = runtime.clone();
        let work = shield(&runtime, "work", async move { sleep(&inner, ms(50)).await });
        timeout(&runtime, ms(10), work).await
    });
    let (history, _) = run.finish();
    assert_eq!(outcome(&history, 1), (50, Outcome::Ok("".into())));
    let detached = history.tasks()[1].detached.unwrap();
    assert_eq!(detached.at, ms(10));
}

#[test]
fn only_a_handle_dropped_too_early_detaches() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        drop(sleeper(&runtime, &said, "lost", 10));
        let asked = sleeper(&runtime, &said, "asked to end", 1000);
        asked.cancel(CancelReason::Program);
        drop(asked);
        let over = sleeper(&runtime, &said, "over", 10);
        sleep(&runtime, ms(20)).await;
        drop(over);
        let group = vec![sleeper(&runtime, &said, "of a group", 1000)];
        drop(gather(&runtime, group));
        let never_polled = sleeper(&runtime, &said, "joined", 20);
        drop(timeout(&runtime, ms(5), never_polled));
        let rest = sleeper(&runtime, &said, "waited for", 20);
        let found = wait(&runtime, vec![rest], ReturnWhen::AllCompleted, Some(ms(1))).await;
        drop(found);
    });
    let (history, _) = run.finish();
    let detached = history
        .tasks()
        .iter()
        .filter(|task| task.detached.is_some());
    let names: Vec<_> = detached.map(|task| &*task.name).collect();
    assert_eq!(names, ["lost", "joined", "waited for"]);
}

#[test]
fn a_handle_awaited_by_reference_can_be_awaited_again() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let mut task = sleeper(&runtime, &said, "work", 50);
        assert!(timeout(&runtime, ms(10), &mut task).await.is_err());
        task.await.unwrap().unwrap();
        said.say("joined");
    });
    assert_eq!(run.finish().1, ["50 work", "50 joined"]);
}

#[test]
fn both_futures_of_an_inline_join_wait_at_once_in_one_task() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let step = |name: &'static str, length| {
            let (inner, said) = (runtime.clone(), said.clone());
            async move {
                sleep(&inner, ms(length)).await;
                said.say(name);
                name
            }
        };
        let values = both(step("slow", 30), step("quick", 10)).await;
        assert_eq!(values, ("slow", "quick"));
        let task = sleeper(&runtime, &said, "task", 20);
        let (a, b, c) = all3(step("a", 10), task, step("c", 5)).await;
        said.say(&format!("{a} {} {c}", b.unwrap().unwrap()));
        let cut = both(step("never", 100), step("once", 10));
        assert!(timeout(&runtime, ms(50), cut).await.is_err());
    });
    let (history, said) = run.finish();
    let expected = [
        "10 quick",
        "30 slow",
        "35 c",
        "40 a",
        "50 task",
        "50 a task c",
        "60 once",
    ];
    assert_eq!(said, expected);
    assert_eq!(history.tasks().len(), 2);
    let waits = &history.tasks()[0].spans[2].waits;
    assert_eq!(**waits, [WaitOn::Timer(ms(30)), WaitOn::Timer(ms(10))]);
}
