//! The lessons on cancellation with a last word, and on what tasks share.

use super::*;

#[test]
fn a_cancelled_task_ends_after_its_clean_up() {
    let one = run("cancel-and-clean-up", &[]);
    let expected = [
        (200, "file 1 is copied"),
        (400, "file 2 is copied"),
        (500, "main() cancels the copy"),
        (500, "clean-up begins"),
        (900, "clean-up is over"),
    ];
    assert_eq!(one.timed_lines(), expected);
    let story = [
        "900 copy cancelled: Program",
        "900 main() ok: the copy was cancelled by the program",
    ];
    assert_eq!(one.story(), story);
    assert_eq!(one.answer(), 900);
    assert!(one.explanation().contains("at 500 ms, with 2 files copied"));
    assert!(one.explanation().contains("ended 400 ms after"));
    // The request comes too late.
    let late = run("cancel-and-clean-up", &[1000, 400]);
    assert_eq!(late.answer(), 800);
    assert!(!late.lines().contains(&"clean-up begins"));
    assert_eq!(late.story()[1], "1000 main() ok: the copy was complete");
    assert!(
        late.explanation()
            .contains("over at 800 ms, with all 4 files")
    );
    // It comes at the very moment of the end, and first: the body is dropped.
    let tight = run("cancel-and-clean-up", &[800, 100]);
    assert_eq!(tight.answer(), 900);
    assert!(tight.explanation().contains("with 3 files copied"));
}

#[test]
fn a_dropped_task_is_gone_at_once_and_a_told_one_when_it_has_looked() {
    let one = run("drop-against-throw", &[]);
    let expected = [
        (450, "main() cancels both"),
        (450, "the desk of A is tidy"),
        (600, "B sees that it is cancelled, and says goodbye"),
        (800, "the desk of B is tidy"),
    ];
    assert_eq!(one.timed_lines(), expected);
    let story = [
        "450 A cancelled: Program",
        "800 B cancelled: Program",
        "800 main() ok: both are over, 1 of them said goodbye",
    ];
    assert_eq!(one.story(), story);
    assert_eq!(one.answer(), 600);
    assert!(
        one.explanation()
            .contains("A was dropped and gone at 450 ms")
    );
    assert!(
        one.explanation()
            .contains("B noticed at 600 ms, 150 ms after")
    );
    // The rarer it looks, the later it knows.
    assert_eq!(run("drop-against-throw", &[450, 800]).answer(), 800);
}

#[test]
fn a_shielded_task_survives_the_wait_for_it() {
    let one = run("shield", &[]);
    let expected = [
        (300, "the draft is lost"),
        (600, "the letter takes long, main() does something else"),
        (1000, "the letter is saved"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(
        one.story(),
        ["1000 letter ok", "1000 main() ok: done by 1.00 s"]
    );
    assert_eq!(one.answer(), 1000);
    let text = one.explanation();
    assert!(text.contains("dropped at 300 ms and is lost"), "{text}");
    assert!(
        text.contains("for the letter at 600 ms, but the task went on"),
        "{text}"
    );
    let quick = run("shield", &[800, 300]);
    assert_eq!(quick.lines(), ["the draft is saved", "the letter is saved"]);
    assert_eq!(quick.answer(), 600);
    assert!(
        quick
            .explanation()
            .contains("The draft was saved within the limit.")
    );
    // Saved while main() did something else: the result is still there.
    assert_eq!(
        run("shield", &[300, 400]).story()[1],
        "700 main() ok: done by 700 ms"
    );
}

#[test]
fn a_semaphore_lets_so_many_in() {
    let one = run("limit", &[]);
    let begun: Vec<_> = one.timed_lines().iter().map(|(at, _)| *at).collect();
    assert_eq!(begun, [0, 0, 0, 400, 400, 400, 800]);
    assert_eq!(one.answer(), 1200);
    assert!(
        one.explanation()
            .contains("7 downloads of 400 ms with 3 permits make 3 rounds")
    );
    assert!(one.explanation().contains("At most 4 of the tasks"));
    assert_eq!(run("limit", &[7, 7]).answer(), 400);
    assert_eq!(run("limit", &[20, 1]).answer(), 8000);
    assert!(
        run("limit", &[2, 10])
            .explanation()
            .contains("make 1 round, and took 400 ms")
    );
}

#[test]
fn workers_share_a_queue_that_holds_its_producer_back() {
    let one = run("workers", &[]);
    let lines = one.timed_lines();
    assert_eq!(lines[0], (300, "worker 1 has done job 1"));
    assert_eq!(lines[3], (600, "worker 1 has done job 4"));
    assert_eq!(lines.last(), Some(&(1200, "worker 1 has done job 10")));
    // Ten jobs: three are taken at once, two lie in the queue, the rest has to wait.
    assert!(lines.contains(&(600, "every job is in the queue")));
    assert_eq!(one.answer(), 1200);
    assert!(
        one.explanation()
            .contains("10 jobs with 3 workers took 1.20 s")
    );
    assert!(one.explanation().contains("they did 4, 3 and 3."));
    let ends = one.story();
    assert!(
        ends.contains(&"1200 worker 3 cancelled: Program".into()),
        "{ends:?}"
    );
    assert_eq!(run("workers", &[10, 1]).answer(), 3000);
    assert_eq!(run("workers", &[1, 10]).answer(), 300);
}

#[test]
fn a_lock_keeps_what_an_await_would_lose() {
    let one = run("lost-update", &[]);
    assert_eq!(
        one.timed_lines(),
        [(200, "without the lock: 10"), (1200, "with the lock: 50")]
    );
    assert_eq!(one.answer(), 1200);
    let text = one.explanation();
    assert!(
        text.contains("held 10 afterwards, with the lock 50."),
        "{text}"
    );
    assert!(
        text.contains("Being wrong took 200 ms. Being right took 1.00 s"),
        "{text}"
    );
    assert!(text.contains("up to 4 tasks waiting"), "{text}");
    assert_eq!(
        run("lost-update", &[20, 50]).lines()[1],
        "with the lock: 200"
    );
}

#[test]
fn an_event_wakes_all_who_wait_and_stays_set() {
    let one = run("event", &[3, 700]);
    let expected = [
        (700, "the start is given"),
        (700, "runner 1 runs"),
        (700, "runner 2 runs"),
        (700, "runner 3 runs"),
        (700, "latecomer runs"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 900);
    let text = one.explanation();
    assert!(text.contains("3 runners waited for the event, which was set at 700 ms"));
    assert!(text.contains("polled 3 times"), "{text}");
}

#[test]
fn a_barrier_keeps_all_in_step() {
    let one = run("barrier", &[]);
    let expected = [
        (500, "rest 1 is over when C comes"),
        (1000, "rest 2 is over when C comes"),
        (1500, "rest 3 is over when C comes"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 1500);
    let text = one.explanation();
    assert!(
        text.contains("1.20 s by A, 600 ms by B, 0 ms by C"),
        "{text}"
    );
    assert_eq!(run("barrier", &[1000, 300, 500]).answer(), 3000);
}

#[test]
fn a_condition_is_asked_again_until_it_holds() {
    let one = run("condition", &[]);
    // B takes the first two apples away from A, who came first.
    assert_eq!(
        one.timed_lines(),
        [
            (200, "apple 1 is picked"),
            (400, "apple 2 is picked"),
            (400, "B buys 2"),
            (600, "apple 3 is picked"),
            (800, "apple 4 is picked"),
            (1000, "apple 5 is picked"),
            (1200, "apple 6 is picked"),
            (1400, "apple 7 is picked"),
            (1400, "A buys 5"),
        ]
    );
    assert_eq!(one.answer(), 1400);
    assert!(
        one.explanation()
            .contains("at 1.40 s, after 7 apples; B, who wanted 2, at 400 ms")
    );
    // Who wants as much as the other comes first after all.
    let equal = run("condition", &[2, 2]);
    assert_eq!(equal.answer(), 400);
    assert_eq!(equal.lines().last(), Some(&"B buys 2"));
}

#[test]
fn a_promised_value_reaches_all_or_is_known_never_to_come() {
    let one = run("promise", &[]);
    let expected = [
        (600, "the thinker has an answer"),
        (600, "A hears: 42"),
        (600, "B hears: 42"),
    ];
    assert_eq!(one.timed_lines(), expected);
    assert_eq!(one.answer(), 600);
    assert!(
        one.explanation()
            .contains("at 600 ms, and A and B heard it")
    );
    let hopeless = run("promise", &[1500, 300]);
    assert_eq!(hopeless.lines(), ["the thinker gives up"]);
    assert_eq!(hopeless.answer(), 300);
    let story = [
        "300 thinker ok",
        "300 A error: nobody is left to set the promised value",
        "300 B error: nobody is left to set the promised value",
        "300 main() error: nobody is left to set the promised value",
    ];
    assert_eq!(hopeless.story(), story);
    assert!(
        hopeless
            .explanation()
            .contains("gave up at 300 ms and dropped its end")
    );
}
