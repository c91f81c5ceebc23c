//! All, any, one by one, once more.

use super::*;

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
