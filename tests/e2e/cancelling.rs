//! Ending tasks by hand.

use thirtyfour::Key;

use super::support::lab::{Lab, requests};
use super::support::page::Name;
use super::support::wait::wait_until;

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_one_lane_leaves_the_others_alone() {
    let paths = requests(["/delay/9", "/delay/2"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent")).await;
    lab.begin().await;
    lab.wait_for_lane("Concurrent", "fetch /delay/9: waiting, GET /delay/9")
        .await;
    lab.click_button("Cancel fetch /delay/9").await;
    lab.wait_for_lane("Concurrent", "fetch /delay/9: cancelled by you")
        .await;
    assert!(!lab.has("button", "Cancel fetch /delay/9").await);
    assert!(
        lab.is_running().await,
        "the other one has not come to its end"
    );
    lab.wait_until_over().await;

    assert_eq!(lab.outcomes("Concurrent").await, ["cancelled by you", "ok"]);
    assert_eq!(lab.status_of("Concurrent").await, "1 ok, 1 cancelled");
    let took = lab.seconds("Concurrent").await;
    assert!((2.0..7.0).contains(&took), "it took {took} s");
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_row_the_next_one_follows_a_cancelled_one() {
    let paths = requests(["/delay/9", "/delay/0.2"]);
    let lab = Lab::open(&format!("{paths}&s=sequential")).await;
    lab.begin().await;
    lab.click_button("Cancel fetch /delay/9").await;
    lab.wait_until_over().await;

    assert_eq!(lab.outcomes("Sequential").await, ["cancelled by you", "ok"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_all_of_a_run_lets_the_next_strategy_begin() {
    let paths = requests(["/delay/9", "/delay/8", "/delay/7"]);
    let lab = Lab::open(&format!("{paths}&s=sequential,concurrent")).await;
    lab.begin().await;
    lab.wait_for_lane("Sequential", "fetch /delay/9: waiting, GET /delay/9")
        .await;
    assert_eq!(lab.status_of("Concurrent").await, "waiting for its turn");
    lab.click_button("Cancel all tasks of Sequential").await;

    lab.wait_for_lane("Concurrent", "fetch /delay/7: waiting, GET /delay/7")
        .await;
    assert!(lab.is_running().await);
    lab.click_button("Cancel all tasks of Concurrent").await;
    lab.wait_until_over().await;

    for card in ["Sequential", "Concurrent"] {
        assert_eq!(lab.status_of(card).await, "cancelled by you");
        let took = lab.seconds(card).await;
        assert!(took < 6.0, "{card} took {took} s");
    }
    let with = "cancelled with the run";
    assert_eq!(
        lab.outcomes("Sequential").await,
        [with, "not started", "not started"]
    );
    assert_eq!(lab.outcomes("Concurrent").await, [with, with, with]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_moves_through_the_lanes_and_cancels() {
    let paths = requests(["/delay/9", "/delay/8"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent")).await;
    lab.begin().await;
    lab.wait_for_lane("Concurrent", "fetch /delay/8: waiting, GET /delay/8")
        .await;
    let focused = "return document.activeElement.getAttribute('aria-label')";

    let main = lab.find("button", Name::StartsWith("main(): ")).await;
    main.focus().await.unwrap();
    for (key, lane) in [
        (Key::Down, "fetch /delay/9: "),
        (Key::Down, "fetch /delay/8: "),
        (Key::Up, "fetch /delay/9: "),
        (Key::Home, "main(): "),
        (Key::End, "fetch /delay/8: "),
    ] {
        lab.press(key.clone()).await;
        wait_until(&format!("the keyboard on {lane:?}"), async || {
            let name: Option<String> = lab.js(focused, vec![]).await;
            name.is_some_and(|name| name.starts_with(lane))
        })
        .await;
    }
    lab.wait_for_text("Task fetch /delay/8", "http://lab.local/delay/8")
        .await;
    lab.press(Key::Delete).await;
    lab.wait_for_lane("Concurrent", "fetch /delay/8: cancelled by you")
        .await;
    lab.wait_for_text("Task fetch /delay/8", "cancelled by you at ")
        .await;
    lab.wait_for_lane("Concurrent", "fetch /delay/9: waiting")
        .await;

    // From the inspector as well.
    lab.press(Key::Up).await;
    lab.wait_for_text("Task fetch /delay/9", "http://lab.local/delay/9")
        .await;
    lab.click_button("Cancel this task").await;
    lab.wait_until_over().await;
    assert_eq!(
        lab.outcomes("Concurrent").await,
        ["cancelled by you", "cancelled by you"]
    );
    lab.assert_no_console_errors(&[]).await;
}
