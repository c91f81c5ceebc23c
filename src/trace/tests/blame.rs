//! The story of a cancellation.

use super::build::{Script, error, ok, real_log};
use crate::lab::Strategy;
use crate::trace::*;

/// `main` at 1 s with two children that wait; it is being polled.
fn family() -> Script {
    let mut script = Script::new();
    script.began(0).limit(0, 2000);
    for name in ["A", "B"] {
        script.spawn(name, Some(0));
    }
    script.waits(0, WaitOn::Tasks(2));
    for child in [1, 2] {
        script
            .began(child)
            .waits(child, WaitOn::Timer(Micros::from_ms(5000)));
    }
    script.at(1000);
    script
}

fn main_again(script: &mut Script) -> &mut Script {
    script.woken(0, WakeBy::Timer).began(0)
}

fn story(script: &Script, task: u32) -> String {
    let log = script.log();
    let task = log.history().task(TaskId(task)).unwrap().clone();
    cancel_story(&task, log.history(), Moment::END).unwrap()
}

#[test]
fn a_limit_that_ran_out() {
    let mut script = family();
    script.at(2000);
    main_again(&mut script).passed(0, 2000);
    script.cancel(1, Some(0), CancelReason::Timeout);
    assert_eq!(
        story(&script, 1),
        "cancelled by main at 2.00 s, because the time limit of main (2.00 s) ran out"
    );
}

#[test]
fn another_one_that_failed_or_won() {
    let after = |outcome, why| {
        let mut script = family();
        script.woken(2, WakeBy::Timer).began(2).ends(2, outcome);
        main_again(&mut script).cancel(1, Some(0), why);
        story(&script, 1)
    };
    assert_eq!(
        after(error("HTTP 500"), CancelReason::SiblingFailed),
        "cancelled by main at 1.00 s, because B failed (HTTP 500)"
    );
    assert_eq!(
        after(
            Outcome::TimedOut(Micros::from_ms(900)),
            CancelReason::SiblingFailed
        ),
        "cancelled by main at 1.00 s, because B timed out after 900 ms"
    );
    assert_eq!(
        after(ok(), CancelReason::LostRace),
        "cancelled by main at 1.00 s, because it lost the race against B"
    );
    assert_eq!(
        after(ok(), CancelReason::SiblingFailed),
        "cancelled by main at 1.00 s, because another one failed",
        "nobody is blamed who did not fail"
    );
}

#[test]
fn the_person_the_program_and_the_run() {
    let asked = |by, why| {
        let mut script = family();
        script.cancel(1, by, why);
        story(&script, 1)
    };
    assert_eq!(
        asked(None, CancelReason::User),
        "cancelled by you at 1.00 s"
    );
    assert_eq!(
        asked(Some(0), CancelReason::Program),
        "cancelled by main at 1.00 s, because its program says so"
    );
    assert_eq!(
        asked(None, CancelReason::Parent),
        "cancelled with the run at 1.00 s"
    );
    assert_eq!(
        asked(Some(99), CancelReason::Timeout),
        "cancelled by a task at 1.00 s, because its time ran out"
    );
    let untouched = family().log();
    let task = &untouched.history().tasks()[1];
    assert_eq!(cancel_story(task, untouched.history(), Moment::END), None);
}

#[test]
fn an_owner_that_was_cancelled_is_followed_further() {
    let mut script = Script::new();
    script.began(0);
    for (name, parent) in [("crawl", 0), ("page", 1), ("image", 2)] {
        script.spawn(name, Some(parent));
    }
    script.at(1200).cancel(1, None, CancelReason::User);
    script.cancel(2, Some(1), CancelReason::Parent);
    script.at(1300).cancel(3, Some(2), CancelReason::Parent);
    assert_eq!(
        story(&script, 2),
        "cancelled together with crawl at 1.20 s, which was cancelled by you"
    );
    assert_eq!(
        story(&script, 3),
        "cancelled together with page at 1.30 s, which was cancelled together with crawl at \
         1.20 s, which was cancelled by you"
    );
}

#[test]
fn an_owner_that_ended_says_how() {
    let mut script = family();
    main_again(&mut script).cancel(1, Some(0), CancelReason::Parent);
    let log = script.log();
    let told = cancel_story(&log.history().tasks()[1], log.history(), Moment::END);
    let no_more = "cancelled together with main at 1.00 s, which had no more use for it";
    assert_eq!(told.as_deref(), Some(no_more));
    script.ends(0, error("no luck"));
    assert_eq!(
        story(&script, 1),
        "cancelled together with main at 1.00 s, which failed (no luck)"
    );
}

#[test]
fn circles_and_long_chains_end() {
    let mut circle = family();
    circle.cancel(1, Some(2), CancelReason::Parent);
    circle.cancel(2, Some(1), CancelReason::Parent);
    assert!(story(&circle, 1).len() < 200);
    let mut itself = family();
    itself.cancel(1, Some(1), CancelReason::Parent);
    assert_eq!(story(&itself, 1), "cancelled by itself at 1.00 s");
    let mut long = Script::new();
    for child in 1..1000 {
        long.spawn("deep", Some(child - 1));
    }
    long.cancel(0, None, CancelReason::User);
    for child in 1..1000 {
        long.cancel(child, Some(child - 1), CancelReason::Parent);
    }
    assert!(story(&long, 999).ends_with("and so on"));
}

#[test]
fn a_real_race_names_its_winner() {
    let log = real_log(Strategy::Race);
    let history = log.history();
    let stories = history
        .tasks()
        .iter()
        .filter_map(|task| cancel_story(task, history, Moment::END));
    let stories: Vec<_> = stories.collect();
    assert!(!stories.is_empty());
    for story in stories {
        assert!(story.contains("it lost the race against fetch "), "{story}");
    }
}
