//! The lessons on futures, tasks and their results.

use super::*;

#[test]
fn a_future_does_nothing_until_it_is_polled() {
    let one = run("nothing-until-polled", &[700]);
    let expected = [
        (0, "two futures are made"),
        (700, "first is polled for the first time"),
        (900, "first is complete"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 700);
    assert_eq!(one.story(), ["900 main() ok: one greeting by 900 ms"]);
    let text = one.explanation();
    assert!(text.contains("700 ms after it was made"), "{text}");
    assert!(text.contains("said 0 lines") && text.contains("1 task."));
}

#[test]
fn others_run_while_one_waits() {
    let one = run("await-suspends", &[]);
    let expected = [
        (0, "main() lets go of the loop"),
        (100, "tick 1"),
        (200, "tick 2"),
        (300, "tick 3"),
        (400, "tick 4"),
        (500, "tick 5"),
        (600, "main() goes on"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 600);
    let text = one.explanation();
    assert!(text.contains("ticked 5 times by then"), "{text}");
    // The longer one of the two decides.
    let slow = run("await-suspends", &[200, 300]);
    assert_eq!(slow.answer(), 1500);
    assert!(slow.explanation().contains("ticked not once by then"));
}

#[test]
fn awaits_in_a_row_add_up() {
    let one = run("one-after-another", &[300]);
    let expected = [
        (0, "first begins"),
        (300, "first is over"),
        (300, "second begins"),
        (600, "second is over"),
        (600, "third begins"),
        (900, "third is over"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 900);
    assert_eq!(one.history().tasks().len(), 1);
    assert!(one.explanation().contains("took 900 ms"));
}

#[test]
fn spawned_tasks_wait_together() {
    let one = run("together", &[700]);
    let lines = [
        "first begins",
        "second begins",
        "third begins",
        "first is over",
        "second is over",
        "third is over",
    ];
    assert_eq!(one.lines(), lines);
    assert_eq!(one.answer(), 700);
    assert!(one.explanation().contains("2.10 s taken together"));
    assert!(one.explanation().contains("the run took 700 ms"));
}

#[test]
fn the_slowest_decides_and_only_the_slowest() {
    let one = run("slowest-decides", &[]);
    assert_eq!(one.lines(), ["A is back", "C is back", "B is back"]);
    assert_eq!(one.answer(), 900);
    assert!(one.explanation().contains("was B, after 900 ms"));
    assert!(one.explanation().contains("down to 500 ms"));
    // A is three times as slow, and nothing changes.
    assert_eq!(run("slowest-decides", &[900]).answer(), 900);
    let other = run("slowest-decides", &[300, 900, 1400]);
    assert_eq!(other.answer(), 1400);
    assert!(other.explanation().contains("was C, after 1.40 s"));
}

#[test]
fn gather_keeps_the_order_of_the_tasks() {
    let one = run("results-in-order", &[]);
    let expected = [
        (200, "shop B answers"),
        (500, "shop C answers"),
        (800, "shop A answers"),
        (800, "main() has the price of A"),
        (800, "main() has the price of B"),
        (800, "main() has the price of C"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 800);
    assert!(one.explanation().contains("in the order B, C and A"));
    assert!(one.explanation().contains("at 800 ms, 600 ms later"));
    let last = one.story().pop().unwrap();
    assert_eq!(last, "800 main() ok: price of A, price of B, price of C");
}

#[test]
fn as_completed_gives_each_result_as_it_comes() {
    let one = run("as-they-complete", &[]);
    let expected = [
        (200, "main() has the price of B, asked as number 2"),
        (500, "main() has the price of C, asked as number 3"),
        (800, "main() has the price of A, asked as number 1"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 200);
    assert!(
        one.explanation()
            .contains("the first one at 200 ms, the last one at 800 ms")
    );
    // With equal times the order of spawning decides.
    let equal = run("as-they-complete", &[300, 300, 300]).story();
    let last = equal.last().unwrap();
    assert_eq!(last, "300 main() ok: price of A, price of B, price of C");
}
