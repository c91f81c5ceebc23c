//! The lessons on the loop itself, and on putting things together.

use super::*;
use crate::lessons::facts;
use crate::trace::Micros;

#[test]
fn retries_pause_twice_as_long_each_time() {
    let one = run("retry", &[]);
    let expected = [
        (0, "attempt 1: status 503"),
        (100, "attempt 2: status 503"),
        (300, "attempt 3: status 503"),
        (700, "attempt 4: status 200"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 700);
    let attempts: Vec<_> = one
        .history()
        .requests()
        .iter()
        .map(|one| one.attempt)
        .collect();
    assert_eq!(attempts, [1, 2, 3, 4]);
    let text = one.explanation();
    assert!(text.contains("4 attempts, with pauses between them of 100 ms, 200 ms and 400 ms"));
    assert!(text.contains("The last one succeeded"));
    // One retry too few.
    let short = run("retry", &[3, 2, 100]);
    assert_eq!(short.story(), ["300 main() error: status 503"]);
    assert!(short.explanation().contains("No retry was left"));
    // No pause is longer than two seconds: 0.5, 1, 2, 2, 2, 2.
    assert_eq!(run("retry", &[6, 6, 500]).answer(), 9500);
}

#[test]
fn a_held_loop_makes_everybody_late() {
    let one = run("blocked-loop", &[]);
    let expected = [
        (100, "tick 1"),
        (200, "tick 2"),
        (250, "the computation begins"),
        (950, "the computation is over"),
        (950, "tick 3"),
        (1050, "tick 4"),
        (1150, "tick 5"),
        (1250, "tick 6"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 950);
    let text = one.explanation();
    assert!(
        text.contains("tick 3 at 950 ms: 750 ms later instead of 100 ms"),
        "{text}"
    );
    assert!(text.contains("tick 6 came at 1.25 s"), "{text}");
    assert_eq!(run("blocked-loop", &[100]).answer(), 350);
}

#[test]
fn a_worker_computes_while_the_loop_is_free() {
    let one = run("cpu-elsewhere", &[]);
    let lines = one.lines();
    let place = |beginning: &str| lines.iter().position(|line| line.starts_with(beginning));
    let at = |beginning: &str| place(beginning).unwrap();
    // Nothing is said while main() computes, and ticks are while the worker does.
    assert_eq!(at("main() has found") - at("main() computes"), 1);
    assert_eq!(at("the worker has found") - at("a worker computes"), 3);
    assert!(lines.contains(&"main() has found 78498 primes"));
    assert!(lines.contains(&"the worker has found 78498 primes"));
    assert_eq!(one.answer(), 100);
    let text = one.explanation();
    assert!(
        text.contains("took 100 ms and let 0 ticks through"),
        "{text}"
    );
    assert!(
        text.contains("The worker took 100 ms for the same, with 2 ticks"),
        "{text}"
    );
    // A fifth of the numbers takes less than a tenth of the time.
    assert_eq!(run("cpu-elsewhere", &[200]).answer(), 8);
}

#[test]
fn yielding_crowds_the_loop_and_sleeping_does_not() {
    let one = run("busy-waiting", &[]);
    assert_eq!(
        one.lines(),
        ["the first letter is here", "the second letter is here"]
    );
    let first = one.answer();
    assert_eq!(first, 434);
    let second = facts::lived(one.history(), "second postman");
    assert!(second < Micros::from_ms(250), "{second:?}");
    let main = &one.history().tasks()[0];
    assert!(main.self_wakes >= 20, "{}", main.self_wakes);
    assert!(
        one.explanation()
            .contains(&format!("woke itself {} times", main.self_wakes))
    );
    // The longer a look, the later the postman.
    assert!(run("busy-waiting", &[2]).answer() < 230);
    assert!(run("busy-waiting", &[30]).answer() > 450);
}

#[test]
fn a_thousand_pauses_take_as_long_as_one() {
    let one = run("thousand-tasks", &[]);
    assert_eq!(one.answer(), 500);
    assert_eq!(one.history().totals().tasks, 1001);
    assert_eq!(one.history().totals().most_live, 1001);
    assert_eq!(
        one.story().last().unwrap(),
        "500 main() ok: 1000 tasks in 500 ms"
    );
    assert!(
        one.explanation()
            .contains("One after another they would have taken 500.0 s.")
    );
    let many = run("thousand-tasks", &[5000, 100]);
    assert_eq!(many.answer(), 100);
    // Each task is polled to begin and to end, and main() once for each end at most.
    assert!(many.history().totals().polls <= 15_001);
}

#[test]
fn a_crawl_ends_when_every_page_found_is_done() {
    let one = run("crawler", &[]);
    let lines = one.lines();
    assert_eq!(lines[0], "/delay/0.3 is read");
    assert!(lines.contains(&"/status/500 failed: status 500"));
    assert!(lines.contains(&"/delay/5 failed: timed out after 1.00 s"));
    assert_eq!(lines.len(), 9, "{lines:?}");
    let requests = one.history().requests();
    assert_eq!(requests.len(), 9);
    assert_eq!(requests.iter().filter(|one| one.aborted).count(), 1);
    // Never more than two at a time, though there are four workers.
    for request in requests {
        let at = request.started;
        let under_way = requests
            .iter()
            .filter(|one| one.started <= at && one.over.is_none_or(|over| over > at));
        assert!(under_way.count() <= 2, "at {at:?}");
    }
    let last = one.story().pop().unwrap();
    assert_eq!(
        last,
        format!("{} main() ok: 9 pages in 1.70 s", one.answer())
    );
    let text = one.explanation();
    assert!(
        text.contains("made 9 requests in 1.70 s, and gave up 1 of them"),
        "{text}"
    );
    assert!(text.contains("`/status/500` (status 500)"), "{text}");
    // One at a time takes the sum. More than two do not help: the slow page is found at 700 ms.
    assert_eq!(run("crawler", &[4, 1]).answer(), 3000);
    assert_eq!(run("crawler", &[8, 8]).answer(), 1700);
    let patient = run("crawler", &[4, 2, 350]);
    assert!(
        patient
            .lines()
            .contains(&"/delay/0.4 failed: timed out after 350 ms")
    );
}
