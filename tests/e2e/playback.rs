//! Going through a run that is over.

use super::support::lab::{Lab, requests};
use super::support::wait::wait_until;

/// Where the slider is, in µs, which is where the playhead is to within one of its steps.
async fn place(lab: &Lab) -> u64 {
    lab.value_of("Playhead").await.parse().unwrap()
}

async fn slider(lab: &Lab, attribute: &str) -> u64 {
    let slider = lab.find("slider", "Playhead").await;
    let value = slider.attr(attribute).await.unwrap().unwrap();
    value.parse().unwrap()
}

/// Whether things are shown as they ended.
async fn is_at_the_end(lab: &Lab) -> bool {
    for card in ["Sequential", "Concurrent"] {
        if lab.outcomes(card).await != ["ok", "ok"] || lab.status_of(card).await != "2 ok" {
            return false;
        }
    }
    true
}

async fn finished_run() -> Lab {
    let paths = requests(["/delay/0.4", "/delay/1"]);
    let lab = Lab::open(&paths).await;
    lab.run().await;
    assert!(is_at_the_end(&lab).await);
    lab
}

#[tokio::test(flavor = "multi_thread")]
async fn the_playhead_shows_how_things_stood() {
    let lab = finished_run().await;
    let end = slider(&lab, "max").await;
    assert!(place(&lab).await + slider(&lab, "step").await > end);
    let total = lab.seconds("Sequential").await;

    // At half of 1.4 s the first one is over in both runs, and the second one is not.
    lab.film("Sequential").await;
    lab.slide("Playhead", end as f64 / 2.0).await;
    lab.wait_for_lane("Sequential", "fetch /delay/1: waiting, GET /delay/1")
        .await;
    lab.wait_for_lane("Sequential", "fetch /delay/0.4: ok, 200, ")
        .await;
    assert_eq!(lab.outcomes("Sequential").await, ["ok", "running"]);
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", "running"]);
    assert_eq!(lab.status_of("Sequential").await, "at the playhead");
    let half = lab.seconds("Sequential").await;
    assert!(
        (half / total - 0.5).abs() < 0.05,
        "{half} s is no half of {total} s"
    );
    let said = lab.said().await;
    assert!(
        !said.iter().any(|line| line.contains("done in")),
        "{said:#?}"
    );
    let film = lab.developed().await;
    assert_ne!(
        film.first().unwrap().picture,
        film.last().unwrap().picture,
        "the timeline does not show the playhead"
    );

    lab.slide("Playhead", 0.0).await;
    wait_until("the beginning", async || {
        let outcomes = lab.outcomes("Sequential").await;
        outcomes.iter().all(|outcome| outcome != "ok")
    })
    .await;

    // As far to the right as it goes is the end, nothing less.
    lab.slide("Playhead", end as f64).await;
    wait_until("the end", async || is_at_the_end(&lab).await).await;
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_stepped_through_both_ways() {
    // Two runs of three tasks, each spawned, polled, sent, answered and ended: some fifty events.
    const MOST: usize = 300;
    let lab = finished_run().await;

    let mut places = vec![place(&lab).await];
    while places.last() != Some(&0) && places.len() < MOST {
        lab.click_button("Previous event").await;
        places.push(place(&lab).await);
    }
    assert!(places.is_sorted_by(|a, b| a >= b), "{places:?}");
    assert_eq!(places.last(), Some(&0), "{places:?}");
    // Whatever lies between the answers, 0.4 s and 1 s and 1.4 s after the beginning.
    assert!(places.len() > 6, "{places:?}");
    for about in [400_000, 1_000_000] {
        let close = places.iter().any(|place| place.abs_diff(about) < about / 4);
        assert!(close, "no event near {about} µs: {places:?}");
    }

    let mut presses = 0;
    let mut last = 0;
    while !is_at_the_end(&lab).await {
        lab.click_button("Next event").await;
        let now = place(&lab).await;
        assert!(now >= last, "{now} after {last}");
        last = now;
        presses += 1;
        assert!(presses < MOST, "Next event does not lead to the end");
    }
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn play_goes_through_it_at_the_speed_that_was_chosen() {
    let lab = finished_run().await;

    lab.choose("Speed", "0.25×").await;
    // From the end it begins anew.
    lab.click_button("Play").await;
    lab.find("button", "Pause").await;
    // The page's own clock tells how fast it goes, however late the answer arrives here.
    let speed = measured_speed(&lab).await;
    assert!((0.15..0.35).contains(&speed), "{speed} in place of 0.25");
    assert!(!is_at_the_end(&lab).await);

    lab.choose("Speed", "4×").await;
    wait_until("the end", async || is_at_the_end(&lab).await).await;
    lab.find("button", "Play").await;
    assert!(!lab.has("button", "Pause").await);

    // Pause holds it where it is.
    lab.choose("Speed", "0.1×").await;
    lab.click_button("Play").await;
    lab.click_button("Pause").await;
    let held = place(&lab).await;
    let frames = "return new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    lab.js::<bool>(frames, vec![]).await;
    assert_eq!(place(&lab).await, held);
    assert!(!is_at_the_end(&lab).await);
    lab.assert_no_console_errors(&[]).await;
}

/// How fast the playhead goes in the next half second, as a factor.
async fn measured_speed(lab: &Lab) -> f64 {
    const MEASURE: &str = "
        const slider = arguments[0];
        return new Promise((resolve) => requestAnimationFrame((began) => {
            const from = Number(slider.value);
            const look = (now) => {
                if (now - began < 500) return requestAnimationFrame(look);
                resolve((Number(slider.value) - from) / (now - began) / 1e3);
            };
            requestAnimationFrame(look);
        }));
    ";
    let slider = lab.find("slider", "Playhead").await;
    lab.js(MEASURE, vec![slider.to_json().unwrap()]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn before_a_run_there_is_nothing_to_play() {
    let lab = Lab::open("").await;
    for name in ["Previous event", "Play", "Next event"] {
        let button = lab.find("button", name).await;
        assert!(!button.is_enabled().await.unwrap(), "{name}");
    }
    assert!(lab.page_text().await.contains("not run yet"));
    lab.assert_no_console_errors(&[]).await;
}
