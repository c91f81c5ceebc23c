//! Time limits, and what they do to what is within.

use super::*;

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

/// For each limit, in the order set: when it was due, passed and was lifted, in ms.
fn limits(history: &History) -> Vec<(u64, Option<u64>, Option<u64>)> {
    let whole = |at: Micros| at.0 / 1000;
    let limits = history.deadlines().iter().map(|one| {
        (
            whole(one.due),
            one.passed.map(|at| whole(at.at)),
            one.lifted.map(|at| whole(at.at)),
        )
    });
    limits.collect()
}

#[test]
fn of_two_timeouts_the_one_that_runs_out_gives_the_error_and_the_other_is_lifted() {
    // The limits are equal in length: only the place of the error tells them apart.
    type Nested = Result<Result<(), Elapsed>, Elapsed>;
    let nested = |begin: u64, outer: u64, inner: u64| {
        let run = Run::new();
        let result: Rc<RefCell<Option<Nested>>> = Rc::default();
        let told = result.clone();
        run.main(|runtime, _| async move {
            let within = async {
                sleep(&runtime, ms(begin)).await;
                timeout(&runtime, ms(inner), sleep(&runtime, ms(500))).await
            };
            told.replace(Some(timeout(&runtime, ms(outer), within).await));
        });
        (result, limits(&run.finish().0))
    };
    let limit = Elapsed { limit: ms(50) };
    let (result, told) = nested(10, 50, 50);
    assert_eq!(result.take(), Some(Err(limit)), "the outer one");
    assert_eq!(told, [(50, Some(50), None), (60, None, Some(50))]);
    let (result, told) = nested(10, 100, 50);
    assert_eq!(result.take(), Some(Ok(Err(limit))), "the inner one");
    assert_eq!(told, [(100, None, Some(60)), (60, Some(60), None)]);
    let (result, told) = nested(0, 50, 50);
    assert_eq!(result.take(), Some(Ok(Err(limit))), "a tie: the inner one");
    assert_eq!(told, [(50, None, Some(50)), (50, Some(50), None)]);
}

#[test]
fn work_done_in_time_and_work_that_is_dropped_lift_their_limits() {
    let run = Run::new();
    let main = run.main(|runtime, _| async move {
        timeout(&runtime, ms(50), sleep(&runtime, ms(10))).await?;
        timeout(&runtime, ms(50), sleep(&runtime, ms(500))).await
    });
    assert!(run.event_loop.run_until(ms(30), TURNS));
    main.cancel(CancelReason::User);
    let (history, _) = run.finish();
    let expected = [(50, None, Some(10)), (60, None, Some(30))];
    assert_eq!(limits(&history), expected);
}

#[test]
fn a_limit_counts_from_its_beginning_even_where_the_work_holds_the_loop() {
    let run = Run::new();
    run.main(|runtime, _| async move {
        let work = async {
            runtime.hold(ms(30));
            sleep(&runtime, ms(500)).await;
        };
        timeout(&runtime, ms(50), work).await
    });
    let (history, _) = run.finish();
    assert_eq!(outcome(&history, 0), (50, Outcome::TimedOut(ms(50))));
}
