//! The plain-text summary.

use super::build::{Script, error, ok, real_log};
use crate::lab::Strategy;
use crate::trace::export::summary;
use crate::trace::*;

#[test]
fn a_small_run_in_full() {
    let mut script = Script::new();
    let lock = script.resource(ResourceKind::Lock, "door", None);
    script.began(0);
    script.spawn("child", Some(0));
    script.waits(0, WaitOn::Task(TaskId(1))).changed(lock, 1, 1);
    script.at(2).began(1).at(15).ends(1, error("no key"));
    script.changed(lock, 0, 0).woken(0, WakeBy::Task(TaskId(1)));
    script.began(0).ends(0, Outcome::Ok("7".into()));
    let expected = "\
A day

Took 15 ms. 2 tasks (1 ok, 1 failed), 2 at most at one time.
3 polls, 1 wakes, loop held for 13 ms. 0 requests, 0 B.

Tasks
  main: 0 ms to 15 ms, ok: 7 (2 polls, held the loop for 0 ms)
    child: 0 ms to 15 ms, failed: no key (1 poll, held the loop for 13 ms)

Resources
  lock door: level 0; waited for 15 ms in all, by 1 at most

Warnings
  - child worked for 13 ms in a single poll and never awaited anything that waits. Being async \
gives it nothing: the others stand still as if it were a plain function. Yield between pieces of \
the work, or give it to a worker.
";
    assert_eq!(summary("A day", script.log().history()), expected);
}

#[test]
fn long_runs_are_cut_with_a_count() {
    let mut script = Script::new();
    for child in 1..10_000 {
        script.spawn("deep", Some(child - 1));
    }
    script.cancel(0, None, CancelReason::User);
    for child in 1..10_000 {
        script.dropped_queued(child, CancelReason::Parent);
    }
    let text = summary("", script.log().history());
    assert!(text.starts_with("Run\n"));
    assert!(text.contains("  … and 9800 more\n"), "{text}");
    assert!(text.contains("(9999 times)"), "{text}");
    assert!(text.lines().all(|line| line.len() < 600));
}

#[test]
fn hostile_names_stay_on_their_line() {
    let mut script = Script::new();
    let long = "x".repeat(1_000_000);
    for name in ["a\nTasks\u{202e}\u{1b}[31m", &long] {
        script.spawn(name, Some(0));
    }
    script.began(0).ends(0, ok());
    let text = summary("t\n\u{2066}", script.log().history());
    assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{1b}']));
    let tasks = text.lines().filter(|line| line.starts_with("Tasks"));
    assert_eq!(tasks.count(), 1);
    assert!(text.len() < 10_000, "{}", text.len());
}

#[test]
fn real_and_empty_runs_have_their_parts() {
    let text = summary("", real_log(Strategy::Sequential).history());
    for part in ["\nTasks\n", "\nWarnings\n", "Hint: main() awaited"] {
        assert!(text.contains(part), "{text}");
    }
    let text = summary("", real_log(Strategy::AtMost(2)).history());
    assert!(
        text.contains("semaphore limit 2: level 2 of 2; waited for"),
        "{text}"
    );
    assert!(summary("", Log::new().history()).contains("0 tasks"));
}
