//! Semaphores.

use super::*;

#[test]
fn a_semaphore_lets_in_so_many_first_come_first_served() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let semaphore = Semaphore::new(&runtime, "limit", 2);
        let tasks: Vec<_> = ["a", "b", "c", "d", "e"]
            .into_iter()
            .map(|name| {
                let (inner, said, semaphore) = (runtime.clone(), said.clone(), semaphore.clone());
                runtime.spawn(name, TaskKind::Task, async move {
                    let _permit = semaphore.acquire().await;
                    said.say(name);
                    sleep(&inner, ms(20)).await;
                    Ok::<_, String>(())
                })
            })
            .collect();
        gather(&runtime, tasks).await.unwrap();
        assert_eq!((semaphore.free(), semaphore.waiting()), (2, 0));
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["0 a", "0 b", "20 c", "20 d", "40 e"]);
    assert_eq!(history.ended().map(|end| end.at), Some(ms(60)));
    let third = &history.tasks()[3];
    let on = WaitOn::Resource {
        resource: ResourceId(0),
        want: Want::Acquire,
    };
    assert_eq!(*third.spans[2].waits, [on]);
    let limit = &history.resources()[0];
    assert_eq!((&*limit.name, limit.limit), ("limit", Some(2)));
    assert_eq!(limit.most_waiters, 3);
}

#[test]
fn a_cancelled_waiter_leaves_the_queue_and_a_granted_permit_is_passed_on() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let semaphore = Semaphore::new(&runtime, "limit", 1);
        let permit = semaphore.acquire().await;
        let spawn = |name: &'static str| {
            let (said, semaphore) = (said.clone(), semaphore.clone());
            runtime.spawn(name, TaskKind::Task, async move {
                let _permit = semaphore.acquire().await;
                said.say(name);
            })
        };
        let (queued, granted, next) = (spawn("queued"), spawn("granted"), spawn("next"));
        sleep(&runtime, ms(1)).await;
        assert_eq!(semaphore.waiting(), 3);
        queued.cancel(CancelReason::Program);
        sleep(&runtime, ms(1)).await;
        assert_eq!(semaphore.waiting(), 2);
        drop(permit);
        granted.cancel(CancelReason::Program);
        assert!(granted.await.is_err());
        next.await.unwrap();
        assert_eq!((semaphore.free(), semaphore.waiting()), (1, 0));
    });
    assert_eq!(run.finish().1, ["2 next"]);
}

#[test]
fn a_permit_out_of_its_guard_comes_back_by_hand() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let semaphore = Semaphore::new(&runtime, "limit", 1);
        semaphore.acquire().await.forget();
        assert_eq!(semaphore.free(), 0);
        let (waits, lines) = (semaphore.clone(), said.clone());
        let task = runtime.spawn("waits", TaskKind::Task, async move {
            let _permit = waits.acquire().await;
            lines.say("in");
        });
        sleep(&runtime, ms(10)).await;
        semaphore.release();
        task.await.unwrap();
        assert!(semaphore.try_acquire().is_some());
        semaphore.release();
        assert_eq!(semaphore.free(), 2, "nobody minds one too many");
    });
    assert_eq!(run.finish().1, ["10 in"]);
}

#[test]
fn a_bounded_semaphore_minds_a_release_too_many() {
    let run = Run::new();
    run.main(|runtime, _| async move {
        let semaphore = BoundedSemaphore::new(&runtime, "limit", 2);
        assert_eq!(semaphore.release(), Err(ReleasedTooOften));
        let permit = semaphore.acquire().await;
        assert_eq!(semaphore.release(), Err(ReleasedTooOften), "its guard will");
        permit.forget();
        let other = semaphore.acquire().await;
        assert!(semaphore.try_acquire().is_none());
        assert_eq!(semaphore.release(), Ok(()));
        assert_eq!(semaphore.release(), Err(ReleasedTooOften));
        drop(other);
        assert_eq!((semaphore.free(), semaphore.waiting()), (2, 0));
    });
    run.finish();
}
