//! The Chrome trace, held against the format's documented fields.

use super::build::{Script, error, ok, real_log};
use crate::lab::Strategy;
use crate::trace::export::chrome_trace;
use crate::trace::*;
use serde_json::Value;
use std::collections::BTreeMap;

fn events(log: &Log) -> Vec<Value> {
    let text = chrome_trace("a title", log.history()).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["displayTimeUnit"], "ms");
    let events = document["traceEvents"].as_array().unwrap().clone();
    check(&events);
    events
}

/// Every event has what its phase asks for, arrows come in pairs, and no two stretches of a
/// track overlap.
fn check(events: &[Value]) {
    let mut arrows: BTreeMap<u64, Vec<(&str, u64)>> = BTreeMap::new();
    let mut stretches: BTreeMap<u64, Vec<(u64, u64)>> = BTreeMap::new();
    for event in events {
        assert!(event["name"].is_string(), "{event}");
        let (ts, tid) = (
            event["ts"].as_u64().unwrap(),
            event["tid"].as_u64().unwrap(),
        );
        assert_eq!(event["pid"], 1);
        assert!(tid > 0);
        match event["ph"].as_str().unwrap() {
            "M" => match event["name"].as_str().unwrap() {
                "process_name" | "thread_name" => assert!(event["args"]["name"].is_string()),
                "thread_sort_index" => assert!(event["args"]["sort_index"].is_u64()),
                other => panic!("{other}"),
            },
            "X" => {
                let of_track = stretches.entry(tid).or_default();
                of_track.push((ts, ts + event["dur"].as_u64().unwrap()));
            }
            "i" => assert_eq!(event["s"], "t"),
            "C" => {
                let series = event["args"].as_object().unwrap();
                assert!(!series.is_empty() && series.values().all(Value::is_number));
            }
            phase @ ("s" | "f") => {
                assert_eq!(event["cat"], "run");
                let pair = arrows.entry(event["id"].as_u64().unwrap()).or_default();
                pair.push((if phase == "s" { "s" } else { "f" }, ts));
                assert_eq!(event["bp"].as_str(), (phase == "f").then_some("e"));
            }
            other => panic!("phase {other}"),
        }
    }
    for (id, ends) in arrows {
        match ends[..] {
            [("s", from), ("f", to)] => assert!(from <= to, "arrow {id} goes back"),
            _ => panic!("arrow {id}: {ends:?}"),
        }
    }
    for (tid, mut all) in stretches {
        all.sort_unstable();
        for pair in all.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "track {tid}: {pair:?}");
        }
    }
}

fn count(events: &[Value], ph: &str) -> usize {
    events.iter().filter(|event| event["ph"] == ph).count()
}

#[test]
fn real_runs_are_valid_traces() {
    for strategy in [
        Strategy::Sequential,
        Strategy::Concurrent,
        Strategy::AtMost(2),
        Strategy::Race,
    ] {
        let log = real_log(strategy);
        let history = log.history();
        let events = events(&log);
        assert_eq!(count(&events, "s"), history.wakes().len());
        let tracks = events.iter().filter(|event| event["name"] == "thread_name");
        assert_eq!(tracks.count(), history.tasks().len() + 2);
        let changes: usize = history
            .resources()
            .iter()
            .map(|one| one.changes.len())
            .sum();
        assert_eq!(count(&events, "C"), changes);
        assert!(
            events
                .iter()
                .any(|event| event["args"]["waits_on"].is_string())
        );
    }
}

#[test]
fn an_empty_log_is_a_valid_trace() {
    assert_eq!(count(&events(&Log::new()), "X"), 0);
}

#[test]
fn what_is_not_over_lasts_until_the_log_ends() {
    let mut script = Script::new();
    script.began(0).at(5);
    script.spawn("queued", Some(0));
    script.at(9).put(EventKind::HoldBegan {
        task: TaskId(0),
        length: Micros(1),
    });
    let events = events(&script.log());
    let open = |event: &&Value| event["args"]["unfinished"] == true;
    let lengths: Vec<_> = events
        .iter()
        .filter(open)
        .map(|event| &event["dur"])
        .collect();
    assert_eq!(
        lengths,
        [9000, 9000, 4000],
        "the loop's, main's, the other's"
    );
}

#[test]
fn hostile_names_and_wakes_without_a_poll_do_no_harm() {
    let mut script = Script::new();
    for name in ["\"}],\\", "</script>", "\u{0}\n\u{202e}", ""] {
        script.spawn(name, Some(0));
    }
    script.began(0).woken(0, WakeBy::Task(TaskId(77)));
    script.at(1).ends(0, error("\"\\\u{7}"));
    script.dropped_queued(1, CancelReason::User);
    let events = events(&script.log());
    let names = events.iter().filter(|event| event["name"] == "thread_name");
    assert!(
        names
            .into_iter()
            .any(|event| event["args"]["name"] == "\"}],\\")
    );
}

#[test]
fn polls_that_overlap_are_cut() {
    let mut script = Script::new();
    script.spawn("other", None);
    script.began(0).at(5).began(1).at(9).ends(0, ok());
    script.at(12).ends(1, ok());
    events(&script.log());
}
