//! Spawning, taking turns, sleeping, holding the loop.

use super::*;

#[test]
fn a_spawned_task_runs_after_the_spawner_lets_go_and_in_spawning_order() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks: Vec<_> = ["a", "b"]
            .into_iter()
            .map(|name| {
                let said = said.clone();
                runtime.spawn(name, TaskKind::Task, async move { said.say(name) })
            })
            .collect();
        said.say("main");
        for task in tasks {
            task.await.unwrap();
        }
        said.say("joined");
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["0 main", "0 a", "0 b", "0 joined"]);
    assert_eq!(history.tasks()[1].parent, Some(MAIN));
    assert_eq!(history.tasks()[0].last_wake, Some(WakeBy::Task(TaskId(1))));
}

#[test]
fn tasks_that_yield_take_turns() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let spawn = |name: &'static str| {
            let (inner, said) = (runtime.clone(), said.clone());
            runtime.spawn(name, TaskKind::Task, async move {
                for step in 0..3 {
                    said.say(&format!("{name}{step}"));
                    yield_now(&inner).await;
                }
            })
        };
        let (a, b) = (spawn("a"), spawn("b"));
        a.await.unwrap();
        b.await.unwrap();
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["0 a0", "0 b0", "0 a1", "0 b1", "0 a2", "0 b2"]);
    let task = &history.tasks()[1];
    assert_eq!((task.polls, task.wakes, task.self_wakes), (4, 3, 3));
    let kinds: Vec<_> = warnings(&history).iter().map(|w| w.kind).collect();
    assert_eq!(kinds, [WarningKind::SelfWaking, WarningKind::SelfWaking]);
}

#[test]
fn sleeps_end_by_due_time_and_equal_ones_in_the_order_begun() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = [("c", 30), ("a", 10), ("b", 20), ("a2", 10)]
            .map(|(name, length)| sleeper(&runtime, &said, name, length));
        collect(&runtime, tasks.into()).await;
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 a", "10 a2", "20 b", "30 c"]);
    let task = &history.tasks()[1];
    assert_eq!(task.spans[2].kind, SpanKind::Suspended);
    assert_eq!(*task.spans[2].waits, [WaitOn::Timer(ms(30))]);
    assert_eq!(task.last_wake, Some(WakeBy::Timer));
}

#[test]
fn a_dropped_handle_lets_the_task_go_on() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        drop(sleeper(&runtime, &said, "detached", 10));
    });
    assert_eq!(run.finish().1, ["10 detached"]);
}

#[test]
fn a_hold_of_the_loop_delays_everybody_and_warns() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let quick = sleeper(&runtime, &said, "quick", 10);
        yield_now(&runtime).await;
        runtime.hold(ms(200));
        quick.await.unwrap().unwrap();
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["200 quick"], "its timer was due at 10");
    assert_eq!(history.tasks()[0].longest_poll, ms(200));
    let kinds: Vec<_> = warnings(&history).iter().map(|w| w.kind).collect();
    assert_eq!(kinds, [WarningKind::LoopBlocked]);
}

#[test]
fn ten_thousand_cancelled_tasks_leave_nothing_behind() {
    const COUNT: usize = 10_000;
    let run = Run::new();
    let semaphore = Semaphore::new(&run.runtime, "limit", 10);
    let permits = semaphore.clone();
    let main = run.main(|runtime, _| async move {
        let tasks: Vec<_> = (0..COUNT)
            .map(|_| {
                let (inner, permits) = (runtime.clone(), permits.clone());
                runtime.spawn("t", TaskKind::Task, async move {
                    let limited = async {
                        let _permit = permits.acquire().await;
                        sleep(&inner, ms(1000)).await;
                    };
                    timeout(&inner, ms(100_000), limited).await
                })
            })
            .collect();
        gather(&runtime, tasks).await.map(drop)
    });
    assert!(run.event_loop.run_until(ms(500), TURNS));
    assert_eq!(run.runtime.live(), COUNT + 1);
    assert_eq!(run.event_loop.timers(), COUNT + 10);
    assert_eq!((semaphore.free(), semaphore.waiting()), (0, COUNT - 10));
    main.cancel(CancelReason::User);
    assert!(run.event_loop.run_until(ms(500), TURNS));
    assert_eq!(run.runtime.live(), 0);
    assert_eq!(run.event_loop.timers(), 0);
    assert_eq!((semaphore.free(), semaphore.waiting()), (10, 0));
    let (history, _) = run.finish();
    assert_eq!(history.totals().cancelled as usize, COUNT + 1);
    assert_eq!(history.tasks()[0].last_wake, Some(WakeBy::User));
    assert_eq!(history.tasks()[5].cancel.unwrap().why, CancelReason::Parent);
}

#[test]
fn ten_thousand_tasks_are_gathered_in_linear_time() {
    const COUNT: usize = 10_000;
    let run = Run::new();
    run.main(|runtime, _| async move {
        let tasks: Vec<_> = (0..COUNT)
            .map(|_| runtime.spawn("t", TaskKind::Task, async { Ok::<_, String>(1_u32) }))
            .collect();
        let values = gather(&runtime, tasks).await.unwrap();
        values.iter().sum::<u32>()
    });
    let (history, _) = run.finish();
    assert_eq!(outcome(&history, 0).1, Outcome::Ok("10000".into()));
    let main = &history.tasks()[0];
    assert_eq!((main.polls, main.wakes), (2, 1), "one wake for all of them");
}

#[test]
fn the_trace_tells_the_story_of_a_task_in_order() {
    let run = Run::new();
    run.main(|runtime, _| async move { sleep(&runtime, ms(5)).await });
    run.event_loop.run(TURNS);
    let events = run.runtime.recorder().take();
    let kinds: Vec<_> = events.into_iter().map(|event| event.kind).collect();
    let task = MAIN;
    assert_eq!(
        kinds,
        [
            EventKind::Spawned {
                task,
                parent: None,
                name: "main".into(),
                kind: TaskKind::Main,
                line: None
            },
            EventKind::PollBegan(task),
            EventKind::Waiting {
                task,
                on: WaitOn::Timer(ms(5)),
                line: None
            },
            EventKind::PollEnded {
                task,
                ready: false,
                wakers: 1
            },
            EventKind::Woken {
                task,
                by: WakeBy::Timer
            },
            EventKind::PollBegan(task),
            EventKind::PollEnded {
                task,
                ready: true,
                wakers: 0
            },
            EventKind::Ended {
                task,
                outcome: Outcome::Ok("".into())
            },
        ]
    );
}
