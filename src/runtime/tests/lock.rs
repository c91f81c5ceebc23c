//! Locks and conditions.

use super::*;

#[test]
fn a_lock_goes_from_holder_to_holder_in_the_order_they_came() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let lock = Lock::new(&runtime, "door");
        let tasks = ["a", "b", "c"].map(|name| {
            let (inner, said, lock) = (runtime.clone(), said.clone(), lock.clone());
            runtime.spawn(name, TaskKind::Task, async move {
                let held = lock.acquire().await;
                said.say(name);
                sleep(&inner, ms(10)).await;
                drop(held);
                assert!(
                    name == "c" || lock.try_acquire().is_none(),
                    "nobody overtakes those who wait"
                );
            })
        });
        for task in tasks {
            task.await.unwrap();
        }
        assert!(!lock.is_locked());
        assert!(lock.try_acquire().is_some());
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["0 a", "10 b", "20 c"]);
    let (a, b, c) = (Some(TaskId(1)), Some(TaskId(2)), Some(TaskId(3)));
    let expected = [
        (0, 0, None),
        (1, 0, a),
        (1, 1, a),
        (1, 2, a),
        (1, 1, b),
        (1, 0, c),
        (0, 0, None),
        (1, 0, Some(MAIN)),
        (0, 0, None),
    ];
    assert_eq!(changes(&history, 0), expected);
}

#[test]
fn a_lock_handed_to_a_cancelled_task_goes_to_the_next() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let lock = Lock::new(&runtime, "door");
        let held = lock.acquire().await;
        let [granted, next] = ["granted", "next"].map(|name| {
            let (said, lock) = (said.clone(), lock.clone());
            runtime.spawn(name, TaskKind::Task, async move {
                let _held = lock.acquire().await;
                said.say(name);
            })
        });
        sleep(&runtime, ms(1)).await;
        drop(held);
        granted.cancel(CancelReason::Program);
        next.await.unwrap();
        assert!(granted.await.is_err());
        assert!(!lock.is_locked());
    });
    assert_eq!(run.finish().1, ["1 next"]);
}

/// Tasks that wait for `condition` and say when they hold its lock again.
fn waiters(
    runtime: &Runtime,
    said: &Said,
    condition: &Condition,
    names: &[&'static str],
) -> Vec<JoinHandle<()>> {
    let spawn = |name: &&'static str| {
        let (inner, said, condition, name) =
            (runtime.clone(), said.clone(), condition.clone(), *name);
        runtime.spawn(name, TaskKind::Task, async move {
            let held = condition.acquire().await;
            let _held = condition.wait(held).await;
            said.say(name);
            sleep(&inner, ms(5)).await;
        })
    };
    names.iter().map(spawn).collect()
}

#[test]
fn a_condition_notifies_so_many_and_each_takes_the_lock_again() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let lock = Lock::new(&runtime, "lock");
        let condition = Condition::new(&runtime, "news", &lock);
        assert_eq!(condition.notify(1), Err(NotLocked));
        let tasks = waiters(&runtime, &said, &condition, &["a", "b", "c", "d"]);
        sleep(&runtime, ms(10)).await;
        assert_eq!((condition.waiting(), lock.is_locked()), (4, false));
        let held = condition.acquire().await;
        assert_eq!(condition.notify(2), Ok(2));
        said.say("notified");
        sleep(&runtime, ms(10)).await;
        drop(held);
        sleep(&runtime, ms(20)).await;
        let held = condition.acquire().await;
        assert_eq!(condition.notify_all(), Ok(2));
        drop(held);
        collect(&runtime, tasks).await;
    });
    let (history, said) = run.finish();
    let expected = ["10 notified", "20 a", "25 b", "40 c", "45 d"];
    assert_eq!(said, expected);
    assert_eq!(history.resources()[1].most_waiters, 4);
    assert!(changes(&history, 1).iter().all(|change| change.0 == 0));
}

#[test]
fn a_wait_for_something_asks_again_after_each_notification() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let lock = Lock::new(&runtime, "lock");
        let condition = Condition::new(&runtime, "news", &lock);
        let count = Rc::new(RefCell::new(0));
        let (counted, waits) = (count.clone(), condition.clone());
        let lines = said.clone();
        let task = runtime.spawn("waits", TaskKind::Task, async move {
            let held = waits.acquire().await;
            let _held = waits.wait_for(held, || *counted.borrow() >= 2).await;
            lines.say("two");
        });
        for _ in 0..3 {
            sleep(&runtime, ms(10)).await;
            let _held = condition.acquire().await;
            *count.borrow_mut() += 1;
            condition.notify(1).unwrap();
        }
        task.await.unwrap();
    });
    assert_eq!(run.finish().1, ["20 two"]);
}

#[test]
fn a_notification_of_a_cancelled_waiter_goes_to_the_next() {
    // Before it was polled again, and while it waits for the lock.
    for pause in [0, 5] {
        let run = Run::new();
        run.main(|runtime, said| async move {
            let lock = Lock::new(&runtime, "lock");
            let condition = Condition::new(&runtime, "news", &lock);
            let tasks = waiters(&runtime, &said, &condition, &["gone", "next"]);
            sleep(&runtime, ms(10)).await;
            let held = condition.acquire().await;
            condition.notify(1).unwrap();
            if pause > 0 {
                sleep(&runtime, ms(pause)).await;
                assert_eq!(lock.waiting(), 1);
            }
            tasks[0].cancel(CancelReason::Program);
            sleep(&runtime, ms(10 - pause)).await;
            drop(held);
            collect(&runtime, tasks).await;
            assert!(!lock.is_locked());
        });
        assert_eq!(run.finish().1, ["20 next"]);
    }
}
