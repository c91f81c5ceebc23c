//! Task groups: standing and falling together.

use super::*;

/// A task that sleeps so long and then returns what is given.
fn after<T: 'static>(
    runtime: &Runtime,
    length: u64,
    value: T,
) -> impl Future<Output = T> + 'static {
    let runtime = runtime.clone();
    async move {
        sleep(&runtime, ms(length)).await;
        value
    }
}

type Answer = Result<&'static str, String>;

fn no(why: &str) -> Answer {
    Err(why.into())
}

#[test]
fn a_group_gives_values_in_the_order_of_spawning_once_all_have_ended() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let group = TaskGroup::new(&runtime);
        for (name, length) in [("slow", 30), ("quick", 10)] {
            group.spawn(name, after(&runtime, length, Answer::Ok(name)));
        }
        assert_eq!(group.live(), 2);
        said.say(&group.wait().await.unwrap().join(","));
        let empty = TaskGroup::<u32, String>::new(&runtime);
        assert_eq!(empty.wait().await, Ok(Vec::new()));
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["30 slow,quick"]);
    let main = &history.tasks()[0];
    assert_eq!(*main.spans[2].waits, [WaitOn::Tasks(2)]);
    assert_eq!(main.wakes, 1, "only by the last");
}

#[test]
fn the_first_failure_ends_the_siblings_at_once_and_in_its_name() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let group = TaskGroup::new(&runtime);
        group.spawn("slow", after(&runtime, 1000, Answer::Ok("never")));
        group.spawn("fails", after(&runtime, 10, no("broken")));
        // The owner is busy elsewhere.
        sleep(&runtime, ms(50)).await;
        said.say(&format!("left {}", group.live()));
        group.wait().await.map(drop)
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["50 left 0"]);
    let sibling = CancelReason::SiblingFailed;
    assert_eq!(outcome(&history, 1), (10, cancelled(sibling)));
    let request = history.tasks()[1].cancel.unwrap();
    assert_eq!((request.by, request.why), (Some(TaskId(2)), sibling));
    assert_eq!(outcome(&history, 0), (50, Outcome::Error("broken".into())));
}

#[test]
fn the_wait_for_a_failed_group_includes_cleanups_and_what_fails_in_them() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let group = TaskGroup::new(&runtime);
        let inner = runtime.clone();
        let told = runtime.spawn_cooperative("told", TaskKind::Task, |token| async move {
            token.cancelled().await;
            cleanup(&inner, sleep(&inner, ms(20))).await;
            no("unclean")
        });
        group.adopt(told);
        group.spawn("fails", after(&runtime, 10, no("broken")));
        let body = after(&runtime, 1000, Answer::Ok("never"));
        let tidy = after(&runtime, 40, ());
        let tidies = runtime.spawn_with_cleanup("tidies", TaskKind::Task, body, |_| tidy);
        group.adopt(tidies);
        let error = group.wait().await.unwrap_err();
        assert_eq!(error.errors, ["unclean", "broken"], "as they were spawned");
        said.say(&error.to_string());
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["50 2 tasks failed: unclean; broken"]);
    let sibling = CancelReason::SiblingFailed;
    assert_eq!(outcome(&history, 3), (50, cancelled(sibling)));
}

struct Told(Said);

impl Drop for Told {
    fn drop(&mut self) {
        self.0.say("dropped");
    }
}

#[test]
fn a_task_cancelled_by_itself_fails_nobody() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let group = TaskGroup::new(&runtime);
        let victim = group.spawn("victim", after(&runtime, 100, Answer::Ok("victim")));
        group.spawn("other", after(&runtime, 20, Answer::Ok("other")));
        sleep(&runtime, ms(10)).await;
        runtime.cancel(victim, CancelReason::User);
        said.say(&format!("{:?}", group.wait().await));
    });
    assert_eq!(run.finish().1, [r#"20 Ok(["other"])"#]);
}

#[test]
fn a_dropped_group_asks_its_tasks_to_end() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let group = TaskGroup::new(&runtime);
        group.spawn("a", after(&runtime, 1000, Answer::Ok("a")));
        let spawner = group.spawner();
        let late = timeout(&runtime, ms(10), group.wait()).await;
        assert!(late.is_err());
        assert!(spawner.spawn("b", after(&runtime, 1, no("b"))).is_none());
        said.say("on");
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 on"]);
    let reason = CancelReason::Timeout;
    assert_eq!(outcome(&history, 1), (10, cancelled(reason)));
    assert_eq!(history.tasks()[1].detached, None);
    assert_eq!(history.tasks().len(), 2);
}

#[test]
fn members_spawn_into_their_group_and_a_failed_group_starts_nobody() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let group = TaskGroup::new(&runtime);
        let (inner, spawner) = (runtime.clone(), group.spawner());
        group.spawn("parent", async move {
            let child = after(&inner, 10, Answer::Ok("child"));
            spawner.spawn("child", child);
            Ok("parent")
        });
        said.say(&group.wait().await.unwrap().join(","));

        let group = TaskGroup::new(&runtime);
        group.spawn("fails", async { no("broken") });
        sleep(&runtime, ms(1)).await;
        group.spawn("late", async { Answer::Ok("never") });
        assert_eq!(group.wait().await.unwrap_err().errors, ["broken"]);
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 parent,child"]);
    let sibling = CancelReason::SiblingFailed;
    assert_eq!(outcome(&history, 4), (11, cancelled(sibling)));
    assert_eq!(history.tasks()[4].polls, 0);
}

#[test]
fn the_body_of_a_group_runs_in_the_task_that_awaits_and_falls_with_it() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let (inner, lines) = (runtime.clone(), said.clone());
        let fine = task_group(&runtime, |group| async move {
            group.spawn("early", after(&inner, 5, Answer::Ok("early")));
            sleep(&inner, ms(10)).await;
            group.spawn("member", after(&inner, 10, Answer::Ok("member")));
            lines.say("body");
            Ok::<_, String>(7_u32)
        });
        assert_eq!(fine.await, Ok((7, vec!["early", "member"])));

        let (inner, lines) = (runtime.clone(), said.clone());
        let failing_member = task_group(&runtime, |group| async move {
            group.spawn("fails", after(&inner, 10, no("member")));
            let _told = Told(lines);
            sleep(&inner, ms(1000)).await;
            Ok::<u32, String>(7)
        });
        assert_eq!(failing_member.await.unwrap_err().errors, ["member"]);

        let inner = runtime.clone();
        let failing_body = task_group::<&str, _, u32, _>(&runtime, |group| async move {
            group.spawn("member", after(&inner, 1000, Answer::Ok("member")));
            sleep(&inner, ms(10)).await;
            Err(String::from("body"))
        });
        assert_eq!(failing_body.await.unwrap_err().errors, ["body"]);
        said.say("done");
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["10 body", "30 dropped", "40 done"]);
    let first: Vec<_> = history
        .wakes()
        .iter()
        .filter(|wake| wake.task == MAIN)
        .take(2)
        .collect();
    let times = first.iter().map(|wake| wake.at.at);
    assert!(
        times.eq([ms(10), ms(20)]),
        "an early end wakes nobody: {first:?}"
    );
    assert_eq!(
        outcome(&history, 4),
        (40, cancelled(CancelReason::SiblingFailed))
    );
}
