//! Events, barriers and promises: news that tasks wait for.

use super::*;

#[test]
fn an_event_wakes_all_in_order_even_when_cleared_at_once() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let event = Event::new(&runtime, "go");
        let tasks: Vec<_> = ["a", "b"]
            .into_iter()
            .map(|name| {
                let (event, said) = (event.clone(), said.clone());
                runtime.spawn(name, TaskKind::Task, async move {
                    event.wait().await;
                    said.say(name);
                })
            })
            .collect();
        sleep(&runtime, ms(10)).await;
        assert_eq!((event.waiting(), event.is_set()), (2, false));
        event.set();
        event.clear();
        collect(&runtime, tasks).await;
        let late = timeout(&runtime, ms(5), event.wait()).await;
        assert!(late.is_err(), "cleared: a later wait waits");
        assert_eq!(event.waiting(), 0);
        event.set();
        event.set();
        event.wait().await;
        said.say("set");
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 a", "10 b", "15 set"]);
    let on = WaitOn::Resource {
        resource: ResourceId(0),
        want: Want::News,
    };
    assert_eq!(*history.tasks()[1].spans[2].waits, [on]);
    assert_eq!(history.tasks()[1].last_wake, Some(WakeBy::Task(MAIN)));
    let told: Vec<_> = changes(&history, 0);
    let expected = [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (0, 0),
        (0, 1),
        (0, 0),
        (1, 0),
    ];
    assert_eq!(
        told,
        expected.map(|(level, waiters)| (level, waiters, None))
    );
}

/// Tasks that come to `barrier` after so many ms and say what they find.
fn comers(runtime: &Runtime, said: &Said, barrier: &Barrier, at: &[u64]) -> Vec<JoinHandle<()>> {
    let spawn = |at: &u64| {
        let (inner, said, barrier, at) = (runtime.clone(), said.clone(), barrier.clone(), *at);
        runtime.spawn("comer", TaskKind::Task, async move {
            sleep(&inner, ms(at)).await;
            said.say(&format!("from {at}: {:?}", barrier.wait().await));
        })
    };
    at.iter().map(spawn).collect()
}

#[test]
fn a_barrier_opens_for_the_last_to_come_and_closes_again() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let barrier = Barrier::new(&runtime, "all here", 2);
        collect(
            &runtime,
            comers(&runtime, &said, &barrier, &[20, 10, 30, 40]),
        )
        .await;
        assert_eq!((barrier.waiting(), barrier.parties()), (0, 2));
    });
    let (history, said) = run.finish();
    let expected = [
        "20 from 20: Ok(1)",
        "20 from 10: Ok(0)",
        "40 from 40: Ok(1)",
        "40 from 30: Ok(0)",
    ];
    assert_eq!(said, expected);
    let round = [(1, 1, None), (2, 0, None), (0, 0, None)];
    assert_eq!(changes(&history, 0)[1..4], round);
    assert_eq!(history.resources()[0].limit, Some(2));
}

#[test]
fn who_leaves_a_barrier_has_not_come() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let barrier = Barrier::new(&runtime, "all here", 2);
        assert!(timeout(&runtime, ms(5), barrier.wait()).await.is_err());
        assert_eq!(barrier.waiting(), 0);
        collect(&runtime, comers(&runtime, &said, &barrier, &[1, 10])).await;
    });
    let (_, said) = run.finish();
    assert_eq!(said, ["15 from 10: Ok(1)", "15 from 1: Ok(0)"]);
}

#[test]
fn a_reset_sends_away_who_waits_and_an_abort_everybody_until_a_reset() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let barrier = Barrier::new(&runtime, "all here", 2);
        let tasks = comers(&runtime, &said, &barrier, &[10, 30, 40, 60, 70]);
        sleep(&runtime, ms(20)).await;
        barrier.reset();
        assert!(!barrier.is_broken());
        sleep(&runtime, ms(15)).await;
        barrier.abort();
        assert!(barrier.is_broken());
        sleep(&runtime, ms(15)).await;
        barrier.reset();
        collect(&runtime, tasks).await;
    });
    let (_, said) = run.finish();
    let expected = [
        "20 from 10: Err(BrokenBarrier)",
        "35 from 30: Err(BrokenBarrier)",
        "40 from 40: Err(BrokenBarrier)",
        "70 from 70: Ok(1)",
        "70 from 60: Ok(0)",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_promise_is_set_once_and_everybody_gets_its_value() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let (setter, promised) = promise::<u32>(&runtime, "answer");
        let tasks = ["a", "b"].map(|name| {
            let (promised, said) = (promised.clone(), said.clone());
            runtime.spawn(name, TaskKind::Task, async move {
                said.say(&format!("{name} {:?}", promised.await));
            })
        });
        sleep(&runtime, ms(10)).await;
        assert!(!promised.is_set());
        assert_eq!(setter.set(42), Ok(()));
        assert_eq!(setter.set(43), Err(AlreadySet(43)));
        drop(setter);
        assert_eq!((&promised).await, Ok(42));
        said.say("main");
        collect(&runtime, tasks.into()).await;
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 main", "10 a Ok(42)", "10 b Ok(42)"]);
    let told = changes(&history, 0);
    assert_eq!(told[2..], [(0, 2, None), (1, 0, None)]);
}

#[test]
fn a_setter_that_is_dropped_tells_those_who_wait() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let (setter, promised) = promise::<u32>(&runtime, "answer");
        let inner = runtime.clone();
        let owner = runtime.spawn("owner", TaskKind::Task, async move {
            sleep(&inner, ms(10)).await;
            drop(setter);
        });
        said.say(&format!("{:?}", (&promised).await));
        assert_eq!(promised.await, Err(NeverSet), "and those who come later");
        owner.await.unwrap();
    });
    assert_eq!(run.finish().1, ["10 Err(NeverSet)"]);
}
