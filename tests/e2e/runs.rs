//! Runs from beginning to end: what each strategy takes, and what each rule does.

use std::iter::repeat_n;

use super::support::browser::Browser;
use super::support::lab::{Lab, requests};
use super::support::page::Name;
use super::support::site::Site;

fn all_are(outcomes: &[String], expected: &str) -> bool {
    !outcomes.is_empty() && outcomes.iter().all(|outcome| outcome == expected)
}

#[tokio::test(flavor = "multi_thread")]
async fn together_takes_the_longest_and_in_a_row_the_sum() {
    let lab = Lab::open(&requests(repeat_n("/delay/0.3", 10))).await;
    lab.run().await;

    let (row, together) = (
        lab.seconds("Sequential").await,
        lab.seconds("Concurrent").await,
    );
    // Timers fire late, never early; busy machines make them later still.
    assert!((3.0..6.0).contains(&row), "in a row: {row} s");
    assert!((0.3..1.2).contains(&together), "together: {together} s");
    assert!(
        row / together >= 5.0,
        "{row} s in a row, {together} s together"
    );
    let told = lab.times_faster("Concurrent").await.unwrap();
    assert!(
        (told / (row / together) - 1.0).abs() < 0.02,
        "the badge says {told}, the figures {row} s and {together} s"
    );
    assert_eq!(lab.times_faster("Sequential").await, None);

    for card in ["Sequential", "Concurrent"] {
        let rows = lab.rows(card).await;
        assert_eq!(rows.len(), 10);
        for (index, row) in rows.iter().enumerate() {
            assert_eq!(row.number, (index + 1).to_string());
            assert_eq!(row.address, "http://lab.local/delay/0.3");
            assert_eq!((&*row.status, &*row.outcome), ("200", "ok"));
            assert_eq!(row.size, "73 B");
        }
        assert_eq!(lab.status_of(card).await, "10 ok");
    }
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preset_with_ten_seconds_takes_ten_and_one() {
    let lab = Lab::open("").await;
    lab.click_button("Ten of one second").await;
    lab.run().await;

    let (row, together) = (
        lab.seconds("Sequential").await,
        lab.seconds("Concurrent").await,
    );
    assert!((10.0..14.0).contains(&row), "in a row: {row} s");
    assert!(
        row / together >= 8.0,
        "{row} s in a row, {together} s together"
    );
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_lies_between_in_a_row_and_together() {
    let paths = requests(["/delay/0.4"; 4]);
    let lab = Lab::open(&format!("{paths}&s=sequential,concurrent,at-most&n=2")).await;
    lab.run().await;

    let row = lab.seconds("Sequential").await;
    let limited = lab.seconds("At most 2").await;
    let together = lab.seconds("Concurrent").await;
    // Four, two and one of them after another.
    assert!(limited >= 0.8, "two at a time: {limited} s");
    assert!(
        limited < 0.75 * row,
        "two at a time {limited} s, in a row {row} s"
    );
    assert!(
        limited > 1.3 * together,
        "two at a time {limited} s, together {together} s"
    );
    assert!(all_are(&lab.outcomes("At most 2").await, "ok"));
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_success_wins_a_race() {
    let paths = requests(["/delay/5", "/status/500", "/delay/0.3", "/delay/8"]);
    let lab = Lab::open(&format!("{paths}&s=race")).await;
    lab.run().await;

    assert_eq!(
        lab.outcomes("Race").await,
        [
            "cancelled because another one won",
            "HTTP 500",
            "ok",
            "cancelled because another one won",
        ]
    );
    let took = lab.seconds("Race").await;
    assert!((0.3..3.0).contains(&took), "the race took {took} s");
    assert_eq!(lab.status_of("Race").await, "1 ok");
    lab.assert_no_console_errors(&["500"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timeout_ends_one_request_and_only_that_one() {
    let paths = requests(["/delay/0.1", "/delay/9", "/delay/0.2"]);
    let lab = Lab::open(&format!("{paths}&t=0.6")).await;
    lab.run().await;

    for card in ["Sequential", "Concurrent"] {
        assert_eq!(
            lab.outcomes(card).await,
            ["ok", "timed out after 600 ms", "ok"]
        );
        let took = lab.seconds(card).await;
        assert!((0.6..3.0).contains(&took), "{card} took {took} s");
        assert_eq!(lab.status_of(card).await, "2 ok, 1 failed");
    }
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_ends_the_whole_run() {
    let paths = requests(["/delay/0.1", "/delay/9", "/delay/0.2"]);
    let lab = Lab::open(&format!("{paths}&d=0.7")).await;
    lab.run().await;

    let late = "cancelled by the deadline";
    assert_eq!(
        lab.outcomes("Sequential").await,
        ["ok", late, "not started"]
    );
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", late, "ok"]);
    for card in ["Sequential", "Concurrent"] {
        let took = lab.seconds(card).await;
        assert!((0.7..3.0).contains(&took), "{card} took {took} s");
        assert_eq!(lab.status_of(card).await, "timed out after 700 ms");
    }
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_mends_what_fails_once_in_every_run() {
    let lab = Lab::open(&format!("{}&r=2", requests(["/flaky/1"]))).await;
    // Each run finds the lab as fresh as the first one did.
    for run in 1..=2 {
        lab.run().await;
        for card in ["Sequential", "Concurrent"] {
            let rows = lab.rows(card).await;
            assert_eq!(rows.len(), 1);
            assert_eq!(
                (&*rows[0].status, &*rows[0].outcome),
                ("200", "ok"),
                "{card}, run {run}"
            );
            // One pause of 0.2 s: it took two attempts, no fewer and no more.
            let took = lab.seconds(card).await;
            assert!((0.2..0.6).contains(&took), "{card}, run {run}: {took} s");
        }
    }
    lab.click_button(Name::StartsWith("fetch /flaky/1: ok, 200, "))
        .await;
    let story = "GET http://lab.local/flaky/1 (try 2) → 200";
    lab.wait_for_text("Task fetch /flaky/1", story).await;
    lab.assert_no_console_errors(&["503"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_retries_a_failure_stays_one() {
    let lab = Lab::open(&requests(["/flaky/1", "/status/404"])).await;
    lab.run().await;

    for card in ["Sequential", "Concurrent"] {
        let rows = lab.rows(card).await;
        let read: Vec<_> = rows
            .iter()
            .map(|row| (&*row.status, &*row.outcome))
            .collect();
        assert_eq!(read, [("503", "HTTP 503"), ("404", "HTTP 404")], "{card}");
        assert_eq!(lab.status_of(card).await, "2 failed");
    }
    lab.assert_no_console_errors(&["503", "404"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_stops_the_others_only_where_that_is_wanted() {
    let paths = requests(["/delay/0.8", "/status/500", "/delay/0.9"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent&e=fail")).await;
    assert!(lab.is_checked(Name::StartsWith("Stop the others")).await);
    lab.run().await;

    let stopped = "cancelled because another one failed";
    assert_eq!(
        lab.outcomes("Concurrent").await,
        [stopped, "HTTP 500", stopped]
    );
    let quick = lab.seconds("Concurrent").await;
    assert!(quick < 0.6, "the first error ended the run after {quick} s");
    assert_eq!(lab.status_of("Concurrent").await, "HTTP 500");

    lab.check(Name::StartsWith("Collect every outcome")).await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", "HTTP 500", "ok"]);
    let whole = lab.seconds("Concurrent").await;
    assert!(whole >= 0.9, "everything ended after {whole} s");
    assert_eq!(lab.status_of("Concurrent").await, "2 ok, 1 failed");
    lab.assert_no_console_errors(&["500"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_row_an_error_keeps_the_rest_from_starting() {
    let paths = requests(["/get", "/status/500", "/get"]);
    let lab = Lab::open(&format!("{paths}&s=sequential&e=fail")).await;
    lab.run().await;
    assert_eq!(
        lab.outcomes("Sequential").await,
        ["ok", "HTTP 500", "not started"]
    );
    lab.assert_no_console_errors(&["500"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_race_that_nobody_wins_says_so() {
    let paths = requests(["/status/500", "/status/404"]);
    let lab = Lab::open(&format!("{paths}&s=race")).await;
    lab.run().await;
    assert_eq!(lab.outcomes("Race").await, ["HTTP 500", "HTTP 404"]);
    let status = lab.status_of("Race").await;
    assert!(status.starts_with("nobody won"), "{status}");
    lab.assert_no_console_errors(&["500", "404"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn run_may_be_pressed_before_everything_is_there() {
    let site = Site::dist().start().await;
    let form = requests(["/delay/0.1"]);
    let browser = Browser::open(&site.url(&format!("#/lab?{form}"))).await;
    browser.run().await;
    for card in ["Sequential", "Concurrent"] {
        assert_eq!(browser.outcomes(card).await, ["ok"], "{card}");
    }
    browser.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_changed_while_it_runs_counts_for_the_next_run() {
    let paths = requests(["/delay/4", "/delay/0.3"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent")).await;
    lab.begin().await;
    lab.fill("Address 1", "http://lab.local/status/404").await;
    lab.check(Name::StartsWith("Sequential")).await;
    assert!(lab.is_running().await, "the form changed too late to tell");
    lab.wait_until_over().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", "ok"]);
    assert!(!lab.has("region", "Sequential").await);

    lab.run().await;
    assert_eq!(lab.outcomes("Sequential").await, ["HTTP 404", "ok"]);
    lab.assert_no_console_errors(&["404"]).await;
}
