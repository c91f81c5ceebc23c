//! Stop, whatever the engine is doing.

use super::support::lab::{A_RUN, Lab, requests};
use super::support::page::Name;
use super::support::wait::wait_until_within;

const BLOCKED: &str = "The event loop is blocked";

/// Stop takes at most half a second on a machine of its own; others work on this one.
const AT_ONCE: f64 = 1.5;

#[tokio::test(flavor = "multi_thread")]
async fn stop_ends_an_ordinary_run_at_once() {
    let paths = requests(["/delay/0.1", "/delay/9", "/delay/8"]);
    let lab = Lab::open(&paths).await;
    lab.begin().await;
    lab.wait_for_lane("Sequential", "fetch /delay/9: waiting, GET /delay/9")
        .await;
    let took = lab.stop().await;
    assert!(took < AT_ONCE, "Stop took {took} s");

    assert_eq!(
        lab.outcomes("Sequential").await,
        ["ok", "cancelled with the run", "not started"]
    );
    assert_eq!(lab.status_of("Sequential").await, "cancelled by you");
    assert_eq!(
        lab.status_of("Concurrent").await,
        "never begun: the run was stopped"
    );
    // There is no table of a run that never was.
    let table = Name::StartsWith("Results: Concurrent");
    assert!(!lab.has("table", table).await);

    lab.follow(&requests(["/delay/0.1"])).await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_loop_leaves_the_page_alive_and_can_be_stopped() {
    let lab = Lab::open(&format!("{}&w=60000", requests(["/delay/0.1"]))).await;
    lab.begin().await;
    lab.wait_for_page(BLOCKED).await;

    lab.count_frames().await;
    lab.fill("Retries", "3").await;
    assert_eq!(lab.value_of("Retries").await, "3");
    // A second's worth of frames, while the engine answers nothing at all.
    wait_until_within(A_RUN, "sixty frames", async || {
        lab.frames().await.count >= 60
    })
    .await;
    let frames = lab.frames().await;
    println!("while the loop is blocked: {frames:?}");
    assert!(frames.longest_ms < 500.0, "{frames:?}");
    assert!(lab.page_text().await.contains(BLOCKED));

    let took = lab.stop().await;
    println!("Stop took {took:.3} s");
    assert!(took < AT_ONCE, "Stop took {took} s");
    assert!(!lab.page_text().await.contains(BLOCKED));
    assert_eq!(lab.status_of("Sequential").await, "stopped");
    assert_eq!(
        lab.status_of("Concurrent").await,
        "never begun: the run was stopped"
    );
    assert_eq!(lab.outcomes("Sequential").await, ["running"]);
    let said = lab.said().await;
    let ended = "stopped; the engine was ended and started anew";
    assert!(said.iter().any(|line| line.ends_with(ended)), "{said:#?}");

    // Nothing typed is lost, and a new engine is there.
    assert_eq!(lab.value_of("Retries").await, "3");
    lab.wait_until_ready().await;
    lab.fill("Work on each answer", "0").await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_on_the_answers_makes_concurrent_no_quicker() {
    let paths = requests(["/delay/0.1"; 4]);
    let lab = Lab::open(&format!("{paths}&w=300")).await;
    lab.run().await;
    let row = lab.seconds("Sequential").await;
    let together = lab.seconds("Concurrent").await;
    // 1.6 s against 1.3 s: only the delays overlap.
    assert!(together >= 1.2, "together: {together} s");
    assert!(
        row / together < 1.6,
        "{row} s in a row, {together} s together"
    );
    let told = lab.text_of("Worth a look").await;
    assert!(told.contains("held the event loop for 30"), "{told}");
    lab.assert_no_console_errors(&[]).await;
}
