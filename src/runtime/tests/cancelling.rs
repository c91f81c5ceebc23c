//! Aborting, telling, cleaning up.

use super::*;

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

/// A task that says what becomes of it, with a clean-up of 20 ms.
fn tidy_worker(runtime: &Runtime, said: &Said) -> JoinHandle<u32> {
    struct Told(Said);
    impl Drop for Told {
        fn drop(&mut self) {
            self.0.say("dropped");
        }
    }
    let (inner, body_said) = (runtime.clone(), said.clone());
    let body = async move {
        let _told = Told(body_said);
        sleep(&inner, ms(50)).await;
        7
    };
    let (inner, said) = (runtime.clone(), said.clone());
    runtime.spawn_with_cleanup("worker", TaskKind::Task, body, |reason| async move {
        said.say(&format!("{reason:?}"));
        sleep(&inner, ms(20)).await;
        said.say("clean");
    })
}

#[test]
fn a_cancelled_body_is_dropped_and_its_cleanup_may_wait() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let task = tidy_worker(&runtime, &said);
        sleep(&runtime, ms(10)).await;
        task.cancel(CancelReason::Program);
        sleep(&runtime, ms(5)).await;
        assert!(
            task.cancel(CancelReason::User),
            "a clean-up is not cancelled"
        );
        let error = JoinError::Cancelled(CancelReason::Program);
        assert_eq!(task.await, Err(error));
        said.say("joined");
    });
    let (history, said) = run.finish();
    let expected = ["10 dropped", "10 Program", "30 clean", "30 joined"];
    assert_eq!(said, expected);
    assert_eq!(outcome(&history, 1), (30, cancelled(CancelReason::Program)));
    let (from, to) = history.tasks()[1].cleanups[0];
    assert_eq!((from.at, to.unwrap().at), (ms(10), ms(30)));
}

#[test]
fn a_body_that_returns_or_never_began_is_not_cleaned_up_after() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let early = tidy_worker(&runtime, &said);
        early.cancel(CancelReason::Program);
        assert!(early.await.is_err());
        assert_eq!(tidy_worker(&runtime, &said).await, Ok(7));
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["50 dropped"]);
    assert!(history.tasks().iter().all(|task| task.cleanups.is_empty()));
    assert_eq!(outcome(&history, 2), (50, Outcome::Ok("7".into())));
}

#[test]
fn a_task_waits_for_the_cleanup_it_marks_itself_and_the_mark_ends_with_it() {
    let run = Run::new();
    let main = run.main(|runtime, _| async move {
        let inner = runtime.clone();
        let task = runtime.spawn_cooperative("worker", TaskKind::Task, |token| async move {
            let reason = token.cancelled().await;
            cleanup(&inner, sleep(&inner, ms(20))).await;
            sleep(&inner, ms(10)).await;
            Err::<(), _>(JoinError::Cancelled(reason))
        });
        sleep(&runtime, ms(10)).await;
        task.cancel(CancelReason::Program);
        task.await.unwrap().unwrap_err();
        // Cut short.
        cleanup(&runtime, sleep(&runtime, ms(1000))).await;
    });
    assert!(run.event_loop.run_until(ms(60), TURNS));
    main.cancel(CancelReason::User);
    let (history, _) = run.finish();
    let cleanups = |task: usize| {
        let told = history.tasks()[task].cleanups.iter();
        let told = told.map(|(from, to)| (from.at.0 / 1000, to.unwrap().at.0 / 1000));
        told.collect::<Vec<_>>()
    };
    assert_eq!((cleanups(1), cleanups(0)), (vec![(10, 30)], vec![(40, 60)]));
}

#[test]
fn waits_for_a_cancellation_that_are_given_up_leave_no_wakers() {
    let run = Run::new();
    run.main(|runtime, _| async move {
        let inner = runtime.clone();
        let task = runtime.spawn_cooperative("worker", TaskKind::Task, |token| async move {
            for _ in 0..100 {
                let _ = timeout(&inner, ms(1), token.cancelled()).await;
            }
            sleep(&inner, ms(1)).await;
        });
        task.await.unwrap();
    });
    assert!(run.event_loop.run(TURNS));
    let events = run.runtime.recorder().take();
    let most = events.iter().filter_map(|event| match event.kind {
        EventKind::PollEnded { wakers, .. } => Some(wakers),
        _ => None,
    });
    assert_eq!(most.max(), Some(2), "the timer's and the token's");
}
