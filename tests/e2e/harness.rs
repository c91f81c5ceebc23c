//! Does the harness itself work? Needs no build of the app.

use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;

use super::support::browser::{Browser, Setup};
use super::support::outside::Outside;
use super::support::page::Name;
use super::support::site::Site;
use super::support::wait::wait_until;

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Test page</title>
<style>
  body { color: black }
  @media (prefers-color-scheme: dark) { body { color: white } }
</style>
<main>
  <h1>Counting</h1>
  <button type="button" id="count" aria-label="Count one more">+</button>
  <p><label for="who">Who</label> <input id="who" value="nobody" /></p>
  <p><label>Loudly <input type="checkbox" id="loudly" /></label></p>
  <p><label>Times <input type="range" id="times" min="1" max="9" value="1" /></label></p>
  <p>
    <label for="day">Day</label>
    <select id="day"><option>Monday</option><option value="2">Tuesday</option></select>
  </p>
  <textarea aria-labelledby="notes-label"></textarea><span id="notes-label" hidden>Notes</span>
  <section aria-label="Result"><p id="result">0</p></section>
  <button type="button" hidden>Count in secret</button>
</main>
<script>
  let count = 0;
  const show = () => {
    result.textContent = [count, who.value, loudly.checked, times.value, day.value].join(" ");
  };
  // Late, as an app is that answers from a worker.
  document.getElementById("count").onclick = () => setTimeout(() => { count += 1; show(); }, 100);
  document.body.addEventListener("input", show);
</script>
</html>"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_harness_serves_and_drives() {
    let site = Site::empty().under("/foo/").page("", PAGE).start().await;
    let browser = Browser::open(&site.url("")).await;

    browser.click_button("Count one more").await;
    browser.wait_for_text("Result", "1 nobody").await;

    browser.fill("Who", "Ada ∀😀").await;
    browser.check("Loudly").await;
    browser.check("Loudly").await;
    browser.slide("Times", 4.0).await;
    browser.choose("Day", "Tuesday").await;
    browser.wait_for_text("Result", "1 Ada ∀😀 true 4 2").await;
    assert_eq!(browser.value_of("Who").await, "Ada ∀😀");

    browser.uncheck("Loudly").await;
    assert!(!browser.is_checked("Loudly").await);

    browser.fill("Notes", "first line\nsecond line").await;
    browser.press(Key::Control + "a").await;
    browser.press(Key::Backspace).await;
    assert_eq!(browser.value_of("Notes").await, "");

    assert_eq!(browser.names("button").await, ["Count one more"]);
    assert!(browser.has("heading", "Counting").await);
    assert!(!browser.has("button", Name::Contains("secret")).await);
    assert_eq!(browser.address().await, format!("{}/foo/", site.origin()));
    browser.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_those_that_the_browser_computes() {
    let site = Site::empty().page("", PAGE).start().await;
    let browser = Browser::open(&site.url("")).await;

    for (role, name) in [
        ("button", "Count one more"),
        ("textbox", "Who"),
        ("textbox", "Notes"),
        ("checkbox", "Loudly"),
        ("slider", "Times"),
        ("combobox", "Day"),
        ("region", "Result"),
        ("heading", "Counting"),
    ] {
        let element = browser.find(role, name).await;
        let id = json!([element.to_json().unwrap()]);
        browser
            .js::<bool>(
                "window.subject = arguments[0]; return true",
                vec![id[0].clone()],
            )
            .await;
        let subject = browser
            .cdp("Runtime.evaluate", json!({ "expression": "subject" }))
            .await;
        let tree = browser
            .cdp(
                "Accessibility.getPartialAXTree",
                json!({ "objectId": subject["result"]["objectId"], "fetchRelatives": false }),
            )
            .await;
        let node = &tree["nodes"][0];
        let computed = (
            node["role"]["value"].as_str(),
            node["name"]["value"].as_str(),
        );
        assert_eq!(computed, (Some(role), Some(name)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_harness_emulates_devices_and_preferences() {
    let site = Site::empty().page("", PAGE).start().await;
    let browser = Browser::open_on_phone(&site.url("")).await;

    let screen = "return [innerWidth, innerHeight, devicePixelRatio]";
    assert_eq!(browser.js::<[u32; 3]>(screen, vec![]).await, [390, 844, 2]);
    let touch: bool = browser
        .js("return matchMedia('(pointer: coarse)').matches", vec![])
        .await;
    assert!(touch);

    let color = "return getComputedStyle(document.body).color";
    assert_eq!(browser.js::<String>(color, vec![]).await, "rgb(0, 0, 0)");
    browser.prefer_dark().await;
    assert_eq!(
        browser.js::<String>(color, vec![]).await,
        "rgb(255, 255, 255)"
    );

    browser.become_desktop(1000, 700).await;
    assert_eq!(browser.js::<[u32; 3]>(screen, vec![]).await, [1000, 700, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_harness_sees_console_errors() {
    let site = Site::empty()
        .page(
            "",
            "<script>console.error('on purpose'); console.log('fine')</script>",
        )
        .start()
        .await;
    let browser = Browser::open(&site.url("")).await;

    wait_until("the error is in the log", async || {
        let log = browser.console().await;
        log.iter().any(|entry| entry.message.contains("on purpose"))
    })
    .await;
    browser.assert_no_console_errors(&["on purpose"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_answers_and_notices_an_abort() {
    let site = Site::empty()
        .page("", "<title>Fetching</title>")
        .start()
        .await;
    let outside = Outside::start().await;
    let browser = Browser::open(&site.url("")).await;

    let fetch = "
        return fetch(arguments[0], { method: arguments[1] ?? 'GET' })
            .then(async (answer) => [answer.status, (await answer.text()).length], () => [0, 0])
    ";
    let ask = async |path: &str| -> [usize; 2] {
        browser.js(fetch, vec![json!(outside.url(path))]).await
    };
    assert_eq!(ask("/cors/delay/20").await, [200, "after 20 ms".len()]);
    assert_eq!(ask("/cors/status/503").await[0], 503);
    assert_eq!(ask("/cors/status/204").await, [204, 0]);
    assert_eq!(ask("/cors/bytes/100000").await, [200, 100_000]);
    assert_eq!(ask("/nocors").await, [0, 0]);
    let preflighted: [usize; 2] = browser
        .js(
            fetch,
            vec![json!(outside.url("/cors/status/200")), json!("PUT")],
        )
        .await;
    assert_eq!(preflighted[0], 200);
    let requests = outside.requests();
    assert!(requests.iter().any(|line| line == "PUT /cors/status/200"));

    assert_eq!(outside.hanging(), 0);
    let hang = "
        window.controller = new AbortController();
        fetch(arguments[0], { signal: controller.signal }).catch(() => {});
        return true
    ";
    browser
        .js::<bool>(hang, vec![json!(outside.url("/hang"))])
        .await;
    outside.wait_for_hanging(1).await;
    browser
        .js::<bool>("controller.abort(); return true", vec![])
        .await;
    outside.wait_for_hanging(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_harness_looks_into_frames_and_insecure_hosts() {
    let inner = Site::empty().page("", PAGE).start().await;
    let outer = Site::empty()
        .page(
            "",
            format!("<iframe title=Inside src='{}'></iframe>", inner.url("")),
        )
        .start()
        .await;
    let browser = Setup::desktop()
        .window(900, 600)
        .insecure_host("plain.test")
        .start()
        .await;
    browser.goto(&outer.url_at("plain.test", "")).await;

    let secure: bool = browser.js("return isSecureContext", vec![]).await;
    assert!(!secure);
    browser.enter_frame("Inside").await;
    browser.click_button("Count one more").await;
    browser.wait_for_text("Result", "1").await;
    browser.fill("Who", "Grace").await;
    browser.wait_for_text("Result", "1 Grace").await;
    browser.leave_frame().await;
    assert!(!browser.has("button", "Count one more").await);

    let picture = std::env::temp_dir().join(format!("interleave-{}.png", std::process::id()));
    browser.screenshot(&picture).await;
    let size = std::fs::metadata(&picture).unwrap().len();
    std::fs::remove_file(&picture).unwrap();
    assert!(size > 0);
}

#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "there are: [\"Count one more\"]")]
async fn what_is_missing_is_explained() {
    let site = Site::empty().page("", PAGE).start().await;
    let browser = Setup::desktop()
        .patience(Duration::from_millis(200))
        .start()
        .await;
    browser.goto(&site.url("")).await;
    browser.click_button("Absent").await;
}
