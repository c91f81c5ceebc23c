//! What there is to see while a run is under way.

use super::support::lab::{Lab, in_seconds, requests};
use super::support::watching::Shot;

/// How many lanes of one shot stand like this.
fn count(lanes: &[String], part: &str) -> usize {
    let fetches = lanes.iter().filter(|lane| lane.starts_with("fetch "));
    fetches.filter(|lane| lane.contains(part)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sequential_run_is_drawn_as_it_happens() {
    let paths = requests(["/delay/0.6", "/delay/0.5", "/delay/0.4"]);
    let lab = Lab::open(&format!("{paths}&s=sequential")).await;
    lab.film("Sequential").await;
    lab.run().await;
    let film = lab.developed().await;

    // The film may begin before the forecast is there: what is live comes after the last of it.
    let foretold = |shot: &Shot| shot.total.starts_with(['≈', '…']);
    let begins = film.iter().rposition(foretold).map_or(0, |last| last + 1);
    let live: Vec<_> = film[begins..].iter().collect();
    // A handful would do; on an idle machine there are about fifty.
    assert!(live.len() >= 8, "only {} pictures", live.len());

    // One after another: never two under way, and each goes from waiting to over.
    let mut over = 0;
    for shot in &live {
        assert!(count(&shot.lanes, ": waiting, GET") <= 1, "{shot:?}");
        let now_over = count(&shot.lanes, ": ok, 200");
        assert!(now_over >= over, "{now_over} after {over}: {shot:?}");
        over = now_over;
    }
    assert_eq!(over, 3);
    for waiting in ["/delay/0.6", "/delay/0.5", "/delay/0.4"] {
        let name = format!("fetch {waiting}: waiting, GET {waiting}");
        assert!(
            live.iter().any(|shot| shot.lanes.contains(&name)),
            "{name:?} was never to be seen"
        );
    }
    // A lane comes with its task, not before.
    let first = live.iter().find(|shot| !shot.lanes.is_empty()).unwrap();
    assert_eq!(count(&first.lanes, ""), 1, "{first:?}");

    let totals: Vec<_> = live.iter().map(|shot| in_seconds(&shot.total)).collect();
    assert!(totals.is_sorted(), "the total went back: {totals:?}");
    let mut figures = totals.clone();
    figures.dedup();
    assert!(
        figures.len() >= 8,
        "the total hardly counted up: {totals:?}"
    );
    let mut pictures: Vec<_> = live.iter().map(|shot| shot.picture).collect();
    pictures.dedup();
    assert!(
        pictures.len() >= 8,
        "{} pictures, {} different",
        live.len(),
        pictures.len()
    );
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_concurrent_run_has_every_request_under_way_at_once() {
    let paths = requests(["/delay/0.5", "/delay/0.6", "/delay/0.7"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent")).await;
    lab.film("Concurrent").await;
    lab.run().await;
    let film = lab.developed().await;

    let most = film
        .iter()
        .filter(|shot| !shot.total.starts_with('≈'))
        .map(|shot| count(&shot.lanes, ": waiting, GET"));
    assert_eq!(most.max(), Some(3));
    assert_eq!(count(&film.last().unwrap().lanes, ": ok, 200"), 3);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_less_motion_gets_less() {
    let lab = Lab::open(&format!("{}&s=sequential", requests(["/delay/1.5"]))).await;
    let pictures = async || {
        lab.film("Sequential").await;
        lab.run().await;
        let film = lab.developed().await;
        let mut pictures: Vec<_> = film.iter().map(|shot| shot.picture).collect();
        pictures.dedup();
        pictures.len()
    };
    lab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    let calm = pictures().await;
    // Four a second, and those of beginning and end.
    assert!((4..=12).contains(&calm), "{calm} pictures in calm");
    lab.prefer(&[]).await;
    let lively = pictures().await;
    assert!(lively > calm, "{lively} pictures, {calm} in calm");
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_tells_what_happened_with_the_time() {
    let paths = requests(["/delay/0.2", "/status/418"]);
    let lab = Lab::open(&format!("{paths}&s=sequential")).await;
    lab.run().await;

    let lines = lab.said().await;
    let after = |part: &str| -> f64 {
        let line = lines.iter().find(|line| line.contains(part));
        let line = line.unwrap_or_else(|| panic!("no {part:?} in {lines:#?}"));
        line.split_whitespace().next().unwrap().parse().unwrap()
    };
    assert_eq!(lines[0], "Sequential");
    let begun = after("2 requests, one after another");
    let first = after("/delay/0.2 → 200, 73 B in ");
    let second = after("/status/418 ✕ HTTP 418 after ");
    let done = after("done in ");
    assert!(begun <= first && first <= second && second <= done);
    assert!(first >= 0.2, "answered after {first} s");
    lab.assert_no_console_errors(&["418"]).await;
}
