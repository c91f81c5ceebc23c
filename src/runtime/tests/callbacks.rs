//! Functions that the loop calls later.

use super::*;

#[test]
fn callbacks_come_in_the_order_of_their_times_and_then_of_their_calls() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let tell = |text: &'static str| {
            let said = said.clone();
            move || said.say(text)
        };
        call_at(&runtime, "at", ms(20), tell("at 20"));
        call_later(&runtime, "later", ms(20), tell("after 20"));
        call_later(&runtime, "later", ms(10), tell("after 10"));
        call_soon(&runtime, "soon", tell("soon"));
        call_soon(&runtime, "soon", tell("soon too"));
        // The delays count from the calls: this holds the loop, the callbacks come late together.
        runtime.hold(ms(15));
        said.say("main");
        sleep(&runtime, ms(20)).await;
        call_at(&runtime, "at", ms(1), tell("long past"));
    });
    let (history, said) = run.finish();
    let expected = [
        "15 main",
        "15 soon",
        "15 soon too",
        "15 after 10",
        "20 at 20",
        "20 after 20",
        "35 long past",
    ];
    assert_eq!(said, expected);
    let task = &history.tasks()[1];
    assert_eq!((task.kind, task.parent), (TaskKind::Callback, Some(MAIN)));
    let detached = history.tasks().iter().any(|task| task.detached.is_some());
    assert!(!detached, "nobody waits for a callback");
}

#[test]
fn a_cancelled_callback_is_never_called() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let soon = call_soon(&runtime, "soon", || unreachable!());
        let later = call_later(&runtime, "later", ms(10), || unreachable!());
        let lines = said.clone();
        let called = call_later(&runtime, "called", ms(1), move || lines.say("called"));
        assert!(soon.cancel() && later.cancel() && later.is_cancelled());
        sleep(&runtime, ms(5)).await;
        assert!(!called.cancel(), "too late");
        assert!(!called.is_cancelled());
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["1 called"]);
    assert_eq!(outcome(&history, 2), (0, cancelled(CancelReason::Program)));
}
