//! Reading a run: zoom, steps, filter, folding, comparison, figures.

use super::support::lab::{Lab, requests};
use super::support::page::Name;
use super::support::wait::wait_until;
use serde_json::json;
use thirtyfour::Key;

async fn finished() -> Lab {
    let paths = requests(["/delay/0.3", "/delay/0.2", "/status/500"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent,at-most&n=1")).await;
    lab.run().await;
    lab
}

async fn shown(lab: &Lab) -> String {
    let map = lab.find("slider", "What is shown of the run").await;
    map.attr("aria-valuetext").await.unwrap().unwrap()
}

async fn wait_for_shown(lab: &Lab, what: &str, wanted: impl Fn(&str) -> bool) {
    wait_until(what, async || wanted(&shown(lab).await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn zoom_and_pan_by_keyboard_wheel_and_buttons() {
    let lab = finished().await;
    assert_eq!(shown(&lab).await, "the whole run");
    lab.press("+").await;
    wait_for_shown(&lab, "the zoom", |shown| shown.contains(" % to ")).await;
    let first = shown(&lab).await;
    lab.press("[").await;
    wait_for_shown(&lab, "the pan", |shown| shown != first).await;
    lab.click_button("Fit").await;
    wait_for_shown(&lab, "the whole", |shown| shown == "the whole run").await;

    // Ctrl and wheel magnify around the pointer: at the left edge, the beginning stays.
    const WHEEL: &str = "
        const canvas = document.querySelector('.lanes canvas').getBoundingClientRect();
        const options = { deltaY: -400, ctrlKey: true, clientX: canvas.x + 10, bubbles: true,
            cancelable: true };
        document.querySelector('.plot').dispatchEvent(new WheelEvent('wheel', options));
        return true;
    ";
    lab.js::<bool>(WHEEL, vec![]).await;
    wait_for_shown(&lab, "the wheel's zoom", |shown| {
        shown.starts_with("0 % to ")
    })
    .await;
    lab.press("0").await;
    wait_for_shown(&lab, "the whole again", |shown| shown == "the whole run").await;

    // The strip itself is operated by keyboard too.
    let strip = lab.find("slider", "What is shown of the run").await;
    strip.focus().await.unwrap();
    lab.press(Key::Up).await;
    wait_for_shown(&lab, "the strip's zoom", |shown| shown.contains('%')).await;
    lab.assert_no_console_errors(&["Failed to load resource"])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arrow_keys_step_by_event_and_the_console_follows() {
    let lab = finished().await;
    lab.click_button("Steps").await;
    let text = async || {
        let slider = lab.find("slider", "Playhead").await;
        slider.attr("aria-valuetext").await.unwrap().unwrap()
    };
    let number = |text: &str| -> (u32, u32) {
        let mut words = text.split(' ');
        let here = words.nth(1).unwrap().parse().unwrap();
        (here, words.nth(1).unwrap().parse().unwrap())
    };
    let (here, all) = number(&text().await);
    assert_eq!(here, all);
    lab.press(Key::Left).await;
    wait_until("one event back", async || {
        number(&text().await).0 == all - 1
    })
    .await;
    lab.press(Key::Left).await;
    lab.press(Key::Left).await;
    wait_until("three back", async || number(&text().await).0 == all - 3).await;
    lab.press(Key::Right).await;
    wait_until("one forward", async || number(&text().await).0 == all - 2).await;

    let lines = lab.said().await.len();
    lab.press(Key::Shift + Key::Home).await;
    wait_until("the beginning", async || number(&text().await).0 <= 1).await;
    assert!(lab.said().await.len() < lines);
}

#[tokio::test(flavor = "multi_thread")]
async fn lanes_are_filtered_and_folded() {
    let lab = finished().await;
    lab.press("f").await;
    lab.wait_for_focus("textbox", "Filter tasks by name").await;
    lab.type_text("0.2").await;
    wait_until("two lanes", async || {
        let lanes = lab.lanes("Concurrent").await;
        lanes.len() == 2 && lanes[1].starts_with("fetch /delay/0.2")
    })
    .await;
    lab.fill("Filter tasks by name", "").await;
    lab.choose("Filter tasks by state", "error").await;
    wait_until("the failed one", async || {
        let lanes = lab.lanes("Concurrent").await;
        lanes.len() == 2 && lanes[1].starts_with("fetch /status/500")
    })
    .await;
    lab.choose("Filter tasks by state", "any state").await;
    wait_until("all lanes", async || {
        lab.lanes("Concurrent").await.len() == 4
    })
    .await;

    lab.click_button("Hide the tasks under main()").await;
    wait_until("the root alone", async || {
        lab.lanes("Concurrent").await.len() == 1
    })
    .await;
    assert_eq!(lab.lanes("At most 1").await.len(), 4);
    lab.click_button("Show the tasks under main()").await;
    wait_until("all again", async || {
        lab.lanes("Concurrent").await.len() == 4
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_is_charted_and_told() {
    let lab = finished().await;
    lab.click_button("limit 1").await;
    let told = lab.text_of("Resource limit 1").await;
    for part in ["semaphore", "by main()", "most 2", "fetch /delay/0.2"] {
        assert!(told.contains(part), "{part:?} is not in {told}");
    }
    lab.click_button(Name::StartsWith("fetch /delay/0.3: ok"))
        .await;
    let told = lab.text_of("Task fetch /delay/0.3").await;
    for part in [
        "number",
        "held the loop",
        "suspended",
        "×, last at",
        "wakers held",
        "waited: request",
    ] {
        assert!(told.contains(part), "{part:?} is not in {told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_compared_with_the_last_one() {
    let lab = finished().await;
    lab.film("Concurrent").await;
    let alone = lab.developed().await.last().unwrap().picture;
    lab.run().await;
    lab.choose("Compare with", "the last run").await;
    lab.film("Concurrent").await;
    wait_until("the other run behind", async || {
        lab.film("Concurrent").await;
        lab.developed().await.last().unwrap().picture != alone
    })
    .await;
    lab.choose("Compare with", "run 1: Concurrent").await;
    lab.click_button("Show beside").await;
    wait_until("a third card", async || {
        lab.find_all("button", "Close").await.len() == 1
    })
    .await;
    assert!(lab.page_text().await.contains("run 1, kept"));
    lab.click_button("Close").await;
    wait_until("two cards", async || !lab.has("button", "Close").await).await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn awaiting_in_a_row_is_worth_a_look() {
    let paths = requests(["/delay/0.1", "/delay/0.2", "/delay/0.1"]);
    let lab = Lab::open(&format!("{paths}&s=sequential")).await;
    assert!(!lab.has("region", "Worth a look").await);
    lab.run().await;
    let told = lab.text_of("Worth a look").await;
    assert!(told.contains("one after another"), "{told}");
    lab.click_button("Show the task").await;
    lab.find("region", "Task main()").await;

    lab.follow(&format!("{paths}&s=concurrent")).await;
    wait_until("another form", async || !lab.has_run().await).await;
    lab.run().await;
    assert!(!lab.has("region", "Worth a look").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_fingers_zoom_on_a_phone() {
    let lab = finished().await;
    lab.become_phone().await;
    const MIDDLE: &str = "
        const lanes = document.querySelector('.lanes canvas');
        lanes.scrollIntoView({ block: 'center' });
        const box = lanes.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    ";
    let [x, y]: [f64; 2] = lab.js(MIDDLE, vec![]).await;
    let touch = async |kind: &str, apart: f64| {
        let points = match kind {
            "touchEnd" => json!([]),
            _ => json!([{ "x": x - apart, "y": y, "id": 1 }, { "x": x + apart, "y": y, "id": 2 }]),
        };
        let event = json!({ "type": kind, "touchPoints": points });
        lab.cdp("Input.dispatchTouchEvent", event).await;
    };
    touch("touchStart", 20.0).await;
    for apart in [26.0, 34.0, 44.0, 60.0] {
        touch("touchMove", apart).await;
    }
    touch("touchEnd", 0.0).await;
    wait_for_shown(&lab, "the pinch", |shown| shown.contains(" % to ")).await;
    let scale: f64 = lab.js("return visualViewport.scale", vec![]).await;
    assert_eq!(scale, 1.0, "the page itself is not zoomed");
}
