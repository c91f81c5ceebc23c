//! The lessons on failures, races, limits and cancellation.

use super::*;

#[test]
fn the_first_failure_ends_the_wait_and_cancels_the_rest() {
    let one = run("one-fails", &[]);
    let expected = [
        (400, "A is done"),
        (600, "B fails"),
        (600, "main() learns: B has no data"),
    ];
    assert_eq!(one.timed_lines(), expected);
    let story = [
        "400 A ok: data of A",
        "600 B error: B has no data",
        "600 main() error: gave up: B has no data",
        "600 C cancelled: SiblingFailed",
    ];
    assert_eq!(one.story(), story);
    assert_eq!(one.answer(), 600);
    let text = one.explanation();
    assert!(
        text.contains("Done by then: A. Cancelled, because a sibling failed: C."),
        "{text}"
    );
    // B fails first of all; or last of all, and there is nobody left to cancel.
    let text = run("one-fails", &[100]).explanation();
    assert!(text.contains("Done by then: none."), "{text}");
    assert!(text.contains("failed: A and C."), "{text}");
    let late = run("one-fails", &[1500]);
    assert_eq!(late.answer(), 1500);
    assert!(late.explanation().contains("failed: none."));
}

#[test]
fn collect_waits_for_all_and_cancels_nobody() {
    let one = run("every-outcome", &[100]);
    let expected = [
        (1000, "a value: data of A"),
        (1000, "an error: B has no data"),
        (1000, "a value: data of C"),
    ];
    assert_eq!(one.timed_lines(), expected);
    let story = [
        "100 B error: B has no data",
        "400 A ok: data of A",
        "1000 C ok: data of C",
        "1000 main() ok: 2 of 3 succeeded",
    ];
    assert_eq!(one.story(), story);
    assert!(one.explanation().contains("found 2 values and 1 error"));
    assert_eq!(run("every-outcome", &[1500]).answer(), 1500);
}

#[test]
fn a_group_is_over_when_all_of_it_is() {
    let one = run("task-group", &[]);
    assert_eq!(
        one.timed_lines(),
        [(300, "A is done"), (700, "nobody of the group is left")]
    );
    let story = [
        "300 A ok: A's part",
        "700 B error: B broke down",
        "700 C cancelled: SiblingFailed",
        "700 main() error: B broke down",
    ];
    assert_eq!(one.story(), story);
    // C is done at 1000; only B is left to fail.
    let late = run("task-group", &[1200]);
    assert_eq!(late.answer(), 1200);
    assert!(late.explanation().contains("Done: A and C."));
    // Before the block comes to C, the block itself is dropped.
    let early = run("task-group", &[100]);
    assert_eq!(early.answer(), 100);
    assert_eq!(early.history().tasks().len(), 3);
    assert!(early.explanation().contains("C was never spawned"));
}

#[test]
fn the_first_success_wins_a_race_and_a_failure_does_not() {
    let one = run("race", &[]);
    assert_eq!(
        one.timed_lines(),
        [
            (200, "C has no such file"),
            (500, "B delivers"),
            (500, "the winner is B")
        ]
    );
    let story = [
        "200 C error: C has no such file",
        "500 B ok: the file, from B",
        "500 main() ok: the file, from B",
        "500 A cancelled: LostRace",
    ];
    assert_eq!(one.story(), story);
    assert!(
        one.explanation()
            .contains("B won, and main() was over at 500 ms.")
    );
    assert!(
        one.explanation()
            .contains("another one won: A. C had failed at 200 ms")
    );
    let quick = run("race", &[100, 2000]);
    assert_eq!(quick.answer(), 100);
    assert!(
        quick
            .explanation()
            .contains("won: B and C. C lost before it came to fail.")
    );
    // Of two at the same moment the first one wins, and nobody is left to cancel.
    let tie = run("race", &[300, 300]);
    assert_eq!(tie.lines().last(), Some(&"the winner is A"));
    assert!(tie.explanation().contains("A won"), "{}", tie.explanation());
    assert!(tie.explanation().contains("another one won: none."));
}

#[test]
fn a_timeout_drops_the_work_where_it_waits() {
    let one = run("timeout", &[]);
    let expected = [
        (300, "step 1 is done"),
        (600, "step 2 is done"),
        (700, "the rest of the work is dropped"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.story(), ["700 main() error: timed out after 700 ms"]);
    assert!(
        one.explanation()
            .contains("By then 2 steps had been taken.")
    );
    // Done at the very moment the limit runs out is done in time.
    let tight = run("timeout", &[300, 900]);
    assert_eq!(tight.story(), ["900 main() ok: all steps in 900 ms"]);
    assert!(
        tight
            .explanation()
            .contains("All 3 steps were taken by 900 ms")
    );
}

#[test]
fn inner_limits_leave_room_for_another_plan_and_outer_ones_do_not() {
    let ends = |values: &[u32]| {
        let one = run("nested-timeouts", values);
        (one.answer(), one.story().pop().unwrap(), one.explanation())
    };
    let (at, end, text) = ends(&[]);
    assert_eq!((at, &*end), (700, "700 main() ok: an old answer"));
    assert!(
        text.contains("The inner limit of 400 ms ran out at 400 ms"),
        "{text}"
    );
    assert!(
        text.contains("The old answer was there at 700 ms"),
        "{text}"
    );
    // The server is quick enough.
    let (at, end, text) = ends(&[300, 400, 1000]);
    assert_eq!((at, &*end), (300, "300 main() ok: a fresh answer"));
    assert!(
        text.contains("did not run out. The server's answer was there at 300 ms"),
        "{text}"
    );
    // No time is left for the cache.
    let (at, end, text) = ends(&[900, 400, 600]);
    assert_eq!(
        (at, &*end),
        (600, "600 main() error: timed out after 600 ms")
    );
    assert!(
        text.contains("The outer limit of 600 ms ran out at 600 ms"),
        "{text}"
    );
    // The inner limit never has its say.
    let (at, end, text) = ends(&[900, 800, 500]);
    assert_eq!(
        (at, &*end),
        (500, "500 main() error: timed out after 500 ms")
    );
    assert!(
        text.contains("The inner limit of 800 ms did not run out."),
        "{text}"
    );
}
