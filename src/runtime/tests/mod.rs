//! Every combinator on the virtual clock: order, cancellation, drop and error paths.

use super::*;
use crate::trace::{
    CancelReason, EventKind, History, Log, Micros, Outcome, ResourceId, SpanKind, TaskId, TaskKind,
    WaitOn, WakeBy, Want, WarningKind, warnings,
};
use alloc::rc::Rc;
use core::cell::RefCell;

const TURNS: usize = 1_000_000;
const MAIN: TaskId = TaskId(0);

/// A run of one main task to its rest, and what the trace says of it.
struct Run {
    event_loop: VirtualLoop,
    runtime: Runtime,
    said: Rc<RefCell<Vec<String>>>,
}

impl Run {
    fn new() -> Self {
        let event_loop = VirtualLoop::new();
        Self {
            runtime: event_loop.runtime(),
            event_loop,
            said: Rc::default(),
        }
    }

    fn main<F>(&self, body: impl FnOnce(Runtime, Said) -> F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: Report + 'static,
    {
        let said = Said {
            lines: self.said.clone(),
            runtime: self.runtime.clone(),
        };
        let future = body(self.runtime.clone(), said);
        self.runtime.spawn("main", TaskKind::Main, future)
    }

    fn finish(self) -> (History, Vec<String>) {
        assert!(self.event_loop.run(TURNS), "the run must come to rest");
        assert_eq!(self.event_loop.timers(), 0, "no timer may be left");
        let log = Log::from_events(self.runtime.recorder().take()).unwrap();
        (log.history().clone(), self.said.take())
    }
}

#[derive(Clone)]
struct Said {
    lines: Rc<RefCell<Vec<String>>>,
    runtime: Runtime,
}

impl Said {
    fn say(&self, text: &str) {
        let at = self.runtime.now().0 / 1000;
        self.lines.borrow_mut().push(format!("{at} {text}"));
    }
}

fn ms(ms: u64) -> Micros {
    Micros::from_ms(ms)
}

/// A task that sleeps, says its name and returns it.
fn sleeper(
    runtime: &Runtime,
    said: &Said,
    name: &'static str,
    length: u64,
) -> JoinHandle<Result<&'static str, String>> {
    let (inner, said) = (runtime.clone(), said.clone());
    runtime.spawn(name, TaskKind::Task, async move {
        sleep(&inner, ms(length)).await;
        said.say(name);
        Ok(name)
    })
}

fn failing(
    runtime: &Runtime,
    name: &'static str,
    length: u64,
) -> JoinHandle<Result<&'static str, String>> {
    let inner = runtime.clone();
    runtime.spawn(name, TaskKind::Task, async move {
        sleep(&inner, ms(length)).await;
        Err(format!("{name} failed"))
    })
}

fn outcome(history: &History, id: u32) -> (u64, Outcome) {
    let (at, outcome) = history.task(TaskId(id)).unwrap().end.clone().unwrap();
    (at.at.0 / 1000, outcome)
}

fn cancelled(reason: CancelReason) -> Outcome {
    Outcome::Cancelled(reason)
}

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
fn one_after_another_takes_the_sum_and_together_the_maximum() {
    let lengths = [100, 50, 150];
    let sequential = Run::new();
    sequential.main(|runtime, said| async move {
        for length in lengths {
            sleeper(&runtime, &said, "t", length)
                .await
                .unwrap()
                .unwrap();
        }
    });
    assert_eq!(
        sequential.finish().0.ended().map(|end| end.at),
        Some(ms(300))
    );
    let together = Run::new();
    together.main(|runtime, said| async move {
        let tasks = lengths.map(|length| sleeper(&runtime, &said, "t", length));
        gather(&runtime, tasks.into()).await.unwrap();
    });
    assert_eq!(together.finish().0.ended().map(|end| end.at), Some(ms(150)));
}

#[test]
fn gather_gives_results_in_the_order_of_its_children() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = [("slow", 30), ("quick", 10)].map(|(n, l)| sleeper(&runtime, &said, n, l));
        let values = gather(&runtime, tasks.into()).await.unwrap();
        said.say(&values.join(","));
    });
    assert_eq!(run.finish().1, ["10 quick", "30 slow", "30 slow,quick"]);
}

#[test]
fn gather_of_nothing_is_done_at_once() {
    let run = Run::new();
    run.main(
        |runtime, _| async move { gather::<(), String>(&runtime, Vec::new()).await.map(drop) },
    );
    let (history, _) = run.finish();
    assert_eq!(outcome(&history, 0), (0, Outcome::Ok("".into())));
}

#[test]
fn gather_fails_with_the_first_failure_in_time_and_cancels_the_rest() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = vec![
            sleeper(&runtime, &said, "slow", 1000),
            failing(&runtime, "late", 20),
            failing(&runtime, "early", 10),
        ];
        gather(&runtime, tasks).await.map(drop)
    });
    let (history, said) = run.finish();
    assert!(said.is_empty());
    assert_eq!(
        outcome(&history, 0),
        (10, Outcome::Error("early failed".into()))
    );
    let sibling = CancelReason::SiblingFailed;
    assert_eq!(outcome(&history, 1), (10, cancelled(sibling)));
    assert_eq!(outcome(&history, 2), (10, cancelled(sibling)));
    let request = history.tasks()[1].cancel.unwrap();
    assert_eq!((request.by, request.why), (Some(MAIN), sibling));
}

#[test]
fn collect_keeps_every_outcome() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = vec![
            sleeper(&runtime, &said, "a", 30),
            failing(&runtime, "b", 10),
            sleeper(&runtime, &said, "c", 1000),
        ];
        tasks[2].cancel(CancelReason::Program);
        let outcomes = collect(&runtime, tasks).await;
        assert_eq!(outcomes[0], Ok(Ok("a")));
        assert_eq!(outcomes[1], Ok(Err("b failed".into())));
        let error = JoinError::Cancelled(CancelReason::Program);
        assert_eq!(outcomes[2], Err(error));
        said.say("done");
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["30 a", "30 done"]);
    assert_eq!(history.totals().errors, 1);
    assert_eq!(
        history.tasks()[3].polls,
        0,
        "cancelled before its first poll"
    );
}

#[test]
fn completions_come_as_they_end() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = [("c", 30), ("a", 10), ("b", 20)].map(|(n, l)| sleeper(&runtime, &said, n, l));
        let mut group = Completions::new(&runtime, tasks.into());
        while let Some((index, result)) = group.next().await {
            said.say(&format!("{index}:{}", result.unwrap().unwrap()));
        }
        assert!(group.next().await.is_none());
    });
    assert_eq!(
        run.finish().1,
        ["10 a", "10 1:a", "20 b", "20 2:b", "30 c", "30 0:c"]
    );
}

#[test]
fn the_first_success_wins_the_race_and_the_losers_are_cancelled() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = vec![
            failing(&runtime, "fails first", 5),
            sleeper(&runtime, &said, "loses", 20),
            sleeper(&runtime, &said, "wins", 10),
        ];
        let (index, name) = race(&runtime, tasks).await.unwrap();
        said.say(&format!("{index} {name}"));
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 wins", "10 2 wins"]);
    assert_eq!(
        outcome(&history, 2),
        (10, cancelled(CancelReason::LostRace))
    );
}

#[test]
fn a_race_without_a_winner_tells_the_last_failure() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let none = race::<(), String>(&runtime, vec![]).await;
        assert_eq!(none, Err(RaceError::Nobody));
        let tasks = vec![failing(&runtime, "b", 20), failing(&runtime, "a", 10)];
        let error = race(&runtime, tasks).await.unwrap_err();
        assert_eq!(error, RaceError::Failed("b failed".into()));
        said.say("done");
    });
    assert_eq!(run.finish().1, ["20 done"]);
}

#[test]
fn a_timeout_drops_its_work_and_the_timer_of_that_work() {
    let run = Run::new();
    run.main(
        |runtime, _| async move { timeout(&runtime, ms(50), sleep(&runtime, ms(1000))).await },
    );
    let (history, _) = run.finish();
    assert_eq!(outcome(&history, 0), (50, Outcome::TimedOut(ms(50))));
    let deadline = history.deadlines()[0];
    assert_eq!(
        (deadline.due, deadline.passed.unwrap().at),
        (ms(50), ms(50))
    );
}

#[test]
fn work_done_in_time_leaves_no_timer_and_a_tie_goes_to_the_work() {
    for length in [10, 50] {
        let run = Run::new();
        run.main(|runtime, _| async move {
            timeout(&runtime, ms(50), sleep(&runtime, ms(length))).await
        });
        let (history, _) = run.finish();
        assert_eq!(outcome(&history, 0), (length, Outcome::Ok("".into())));
        assert_eq!(history.deadlines()[0].passed, None);
    }
}

#[test]
fn the_inner_of_two_timeouts_ends_only_its_own_work() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let inner = timeout(&runtime, ms(20), sleep(&runtime, ms(500)));
        let outer = async {
            assert_eq!(inner.await, Err(Elapsed { limit: ms(20) }));
            said.say("inner");
            sleep(&runtime, ms(500)).await;
        };
        timeout(&runtime, ms(100), outer).await
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["20 inner"]);
    assert_eq!(outcome(&history, 0), (100, Outcome::TimedOut(ms(100))));
}

#[test]
fn a_deadline_in_the_past_leaves_one_poll() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        sleep(&runtime, ms(30)).await;
        let ready = timeout_at(&runtime, ms(10), async { 7_u32 }).await;
        assert_eq!(ready, Ok(7));
        let late = timeout_at(&runtime, ms(10), sleep(&runtime, ms(10))).await;
        assert!(late.is_err());
        said.say("late");
    });
    assert_eq!(run.finish().1, ["30 late"]);
}

#[test]
fn a_deadline_around_a_group_cancels_its_children_in_its_name() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tasks = vec![
            sleeper(&runtime, &said, "a", 10),
            sleeper(&runtime, &said, "b", 500),
        ];
        timeout_at(&runtime, ms(100), gather(&runtime, tasks))
            .await
            .map(drop)
    });
    let (history, _) = run.finish();
    assert_eq!(
        outcome(&history, 2),
        (100, cancelled(CancelReason::Timeout))
    );
    assert_eq!(history.tasks()[2].cancel.unwrap().by, Some(MAIN));
}

#[test]
fn aborting_drops_the_future_at_its_next_turn_and_tells_the_joiner() {
    let run = Run::new();
    let dropped = Rc::new(RefCell::new(false));
    struct Flag(Rc<RefCell<bool>>);
    impl Drop for Flag {
        fn drop(&mut self) {
            self.0.replace(true);
        }
    }
    let flag = Flag(dropped.clone());
    run.main(|runtime, said| async move {
        let inner = runtime.clone();
        let task = runtime.spawn("victim", TaskKind::Task, async move {
            let _flag = flag;
            sleep(&inner, ms(1000)).await;
        });
        sleep(&runtime, ms(10)).await;
        assert!(task.cancel(CancelReason::Program));
        assert!(
            task.cancel(CancelReason::User),
            "a second request is harmless"
        );
        assert!(!*dropped.borrow(), "not inside the caller's poll");
        let reason = CancelReason::Program;
        assert!(!task.is_finished());
        let id = task.id();
        assert_eq!(task.await, Err(JoinError::Cancelled(reason)));
        assert!(*dropped.borrow());
        assert!(!runtime.cancel(id, CancelReason::User), "it is over");
        said.say("done");
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 done"]);
    let why = history.tasks()[1].cancel.unwrap().why;
    assert_eq!(why, CancelReason::Program, "the first reason stays");
}

#[test]
fn a_cooperative_task_cleans_up_with_awaits_and_ends_itself() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let (inner, lines) = (runtime.clone(), said.clone());
        let task = runtime.spawn_cooperative("worker", TaskKind::Task, |token| async move {
            assert_eq!(token.reason(), None);
            let reason = token.cancelled().await;
            lines.say("cleaning up");
            sleep(&inner, ms(20)).await;
            lines.say("clean");
            Err::<(), _>(JoinError::Cancelled(reason))
        });
        sleep(&runtime, ms(10)).await;
        task.cancel(CancelReason::Program);
        task.await.unwrap().unwrap_err();
        said.say("joined");
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 cleaning up", "30 clean", "30 joined"]);
    assert_eq!(outcome(&history, 1), (30, cancelled(CancelReason::Program)));
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
fn retries_pause_twice_as_long_each_time_up_to_a_bound() {
    let policy = Retry {
        retries: 3,
        first_pause: ms(100),
        longest_pause: ms(250),
    };
    let run = Run::new();
    run.main(|runtime, said| async move {
        let attempt = |attempt: u32| {
            let said = said.clone();
            async move {
                said.say(&format!("try {attempt}"));
                Err::<(), _>(format!("no {attempt}"))
            }
        };
        let error = retry(&runtime, policy, attempt, |_| true)
            .await
            .unwrap_err();
        said.say(&error);
        let error = retry(&runtime, policy, attempt, |_| false).await;
        assert_eq!(error, Err("no 1".into()), "not worth another try");
    });
    let (history, said) = run.finish();
    let tries = [
        "0 try 1",
        "100 try 2",
        "300 try 3",
        "550 try 4",
        "550 no 4",
        "550 try 1",
    ];
    assert_eq!(said, tries);
    let pause = &history.tasks()[0].spans[2];
    let on = WaitOn::Backoff {
        attempt: 2,
        length: ms(100),
    };
    assert_eq!(*pause.waits, [on]);
    assert_eq!(policy.pause_before(u32::MAX), ms(250));
}

#[test]
fn a_retry_stops_at_the_first_success() {
    let policy = Retry {
        retries: 5,
        first_pause: ms(10),
        longest_pause: ms(10),
    };
    let run = Run::new();
    run.main(|runtime, said| async move {
        let operation = |attempt| async move { if attempt < 3 { Err("no") } else { Ok(attempt) } };
        let value = retry(&runtime, policy, operation, |_| true).await;
        said.say(&format!("{value:?}"));
    });
    assert_eq!(run.finish().1, ["20 Ok(3)"]);
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
