//! The first impression, the keyboard and the themes.

use serde::Deserialize;
use thirtyfour::Key;

use super::support::browser::{Browser, Setup};
use super::support::lab::{Lab, requests};
use super::support::page::Name;
use super::support::site::Site;
use super::support::wait::wait_until;

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_shows_timelines_and_one_button_to_press() {
    let site = Site::dist().start().await;
    let browser = Browser::open(&site.url("")).await;
    browser.wait_for_total("Sequential", "≈ 3.00 s").await;
    browser.wait_for_total("Concurrent", "≈ 1.50 s").await;
    let run = browser.find("button", "Run").await;
    assert!(run.is_enabled().await.unwrap());
    // Since the navigation, by the page's own clock.
    let ms: f64 = browser.js("return performance.now()", vec![]).await;
    println!("the first visit took {ms:.0} ms");
    assert!(ms < 5_000.0, "after {ms} ms");

    assert_eq!(
        browser.status_of("Concurrent").await,
        "forecast, not measured"
    );
    assert_eq!(browser.find_all("button", "Run").await.len(), 1);
    assert_eq!(browser.lanes("Sequential").await.len(), 4);
    assert!(!browser.has("table", Name::Any).await);

    // The picture says the same as the words: each bar from its beginning to its end, of 3 s.
    let bars = bars(&browser, "Sequential").await;
    let expected = [(0.0, 3.0), (0.0, 1.0), (1.0, 1.5), (1.5, 3.0)];
    assert_eq!(bars.len(), expected.len());
    let second = (bars[0].1 - bars[0].0) / 3.0;
    for (bar, (from, to)) in bars.iter().zip(expected) {
        for (x, at) in [(bar.0, from), (bar.1, to)] {
            let seen = (x - bars[0].0) / second;
            assert!(
                (seen - at).abs() < 0.1,
                "{bars:?} where {expected:?} is meant"
            );
        }
    }
    browser.assert_no_console_errors(&[]).await;
}

/// From where to where the lanes' bars are drawn, in px.
async fn bars(browser: &Browser, card: &str) -> Vec<(f64, f64)> {
    const BARS: &str = "
        const canvas = arguments[0].querySelector('.lanes canvas');
        const lanes = arguments[0].querySelectorAll('.lanes [data-place]').length;
        const row = canvas.height / lanes;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const isDrawn = (x, y) => data[(y * canvas.width + x) * 4 + 3] > 0;
        // The longest line without a gap, below the middle, where no words are.
        const bar = (_, lane) => {
            const y = Math.round(row * lane + row * 0.72);
            let best = [0, 0];
            for (let x = 0; x < canvas.width; x += 1) {
                const from = x;
                while (x < canvas.width && isDrawn(x, y)) x += 1;
                if (x - from > best[1] - best[0]) best = [from, x];
            }
            return best;
        };
        return Array.from({ length: lanes }, bar);
    ";
    let card = browser.card(card).await.to_json().unwrap();
    browser.js(BARS, vec![card]).await
}

/// Where the keyboard is.
#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Focus {
    name: String,
    outline: String,
}

async fn focus(browser: &Browser) -> Focus {
    const FOCUS: &str = "
        const one = document.activeElement;
        const style = getComputedStyle(one);
        const name = one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText;
        const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
        return {
            name: one === document.body ? '' : name.trim(),
            outline: drawn ? style.outlineColor : '',
        };
    ";
    browser.js(FOCUS, vec![]).await
}

/// Presses Tab until the keyboard is on something of this name.
async fn tab_to(browser: &Browser, start: &str) {
    let mut names = Vec::new();
    for _ in 0..100 {
        browser.press(Key::Tab).await;
        let focus = focus(browser).await;
        if focus.name.starts_with(start) {
            return;
        }
        names.push(focus.name);
    }
    panic!("Tab does not reach {start:?}: {names:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_runs_a_preset() {
    let lab = Lab::open("").await;
    tab_to(&lab, "Skip to the timelines").await;
    tab_to(&lab, "One hangs").await;
    lab.press(Key::Enter).await;
    wait_until("the preset", async || {
        lab.value_of("Timeout per request").await == "2"
    })
    .await;
    tab_to(&lab, "Timeout per request").await;
    lab.press(Key::Control + "a").await;
    lab.press("0.7").await;
    tab_to(&lab, "▶ Run").await;
    lab.press(Key::Space).await;
    lab.wait_until_over().await;
    assert_eq!(
        lab.outcomes("Concurrent").await,
        ["ok", "timed out after 700 ms", "timed out after 700 ms"]
    );

    // The slider by its arrows.
    tab_to(&lab, "Playhead").await;
    let before = lab.value_of("Playhead").await;
    lab.press(Key::Left).await;
    wait_until("the playhead moved", async || {
        lab.value_of("Playhead").await != before
    })
    .await;
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tab_reaches_everything_and_shows_where_it_is() {
    let lab = Lab::open(&requests(["/get", "/json"])).await;
    lab.run().await;
    let mut seen: Vec<Focus> = Vec::new();
    for _ in 0..120 {
        lab.press(Key::Tab).await;
        let focus = focus(&lab).await;
        if seen.first() == Some(&focus) {
            break;
        }
        seen.push(focus);
    }
    for start in [
        "Skip to the timelines",
        "Copy link",
        "Copy embed",
        "Theme: system",
        "Three delays",
        "A blocked loop",
        "Edit as text",
        "Address 2",
        "Move address 2 up",
        "Remove address 1",
        "Add address",
        "Sequential",
        "Race",
        "At most",
        "Timeout per request",
        "Collect every outcome",
        "Answer httpbin.org from the lab",
        "main(): ok",
        "▶ Run again",
        "Previous event",
        "Play",
        "Next event",
        "Playhead",
        "Speed",
        "Console lines",
        "Results: Concurrent",
    ] {
        assert!(
            seen.iter().any(|focus| focus.name.starts_with(start)),
            "Tab does not reach {start:?}: {seen:#?}"
        );
    }
    // Both cards' lanes are one stop each, not one for every lane.
    let lanes = seen.iter().filter(|focus| focus.name.contains(": ok, "));
    assert_eq!(lanes.count(), 2, "{seen:#?}");
    let unseen: Vec<_> = seen
        .iter()
        .filter(|focus| !focus.name.is_empty() && focus.outline.is_empty())
        .collect();
    assert!(unseen.is_empty(), "without a visible focus: {unseen:#?}");
    lab.assert_no_console_errors(&[]).await;
}

async fn background(browser: &Browser) -> String {
    let script = "return getComputedStyle(document.body).backgroundColor";
    browser.js(script, vec![]).await
}

/// A checksum of what the first card's canvas shows.
async fn picture(browser: &Browser) -> u32 {
    browser.film("Sequential").await;
    browser.developed().await.last().unwrap().picture
}

#[tokio::test(flavor = "multi_thread")]
async fn themes_follow_each_other_and_last() {
    let lab = Lab::open("").await;
    let light = background(&lab).await;
    let light_picture = picture(&lab).await;
    lab.click_button("Theme: system").await;
    lab.find("button", "Theme: light").await;
    assert_eq!(background(&lab).await, light);

    lab.click_button("Theme: light").await;
    lab.find("button", "Theme: dark").await;
    let dark = background(&lab).await;
    assert_ne!(dark, light);
    wait_until("dark timelines", async || {
        picture(&lab).await != light_picture
    })
    .await;

    lab.reload().await;
    lab.wait_until_ready().await;
    lab.find("button", "Theme: dark").await;
    assert_eq!(background(&lab).await, dark);

    lab.click_button("Theme: dark").await;
    lab.find("button", "Theme: system").await;
    assert_eq!(background(&lab).await, light);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_system_s_dark_theme_is_honoured_and_followed() {
    let site = Site::dist().start().await;
    let browser = Setup::desktop().start().await;
    browser.prefer_dark().await;
    browser.goto(&site.url("")).await;
    browser.wait_until_ready().await;
    let dark = background(&browser).await;
    let dark_picture = picture(&browser).await;

    browser.prefer(&[("prefers-color-scheme", "light")]).await;
    wait_until("a light page", async || background(&browser).await != dark).await;
    wait_until("light timelines", async || {
        picture(&browser).await != dark_picture
    })
    .await;
    browser.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_skip_link_leads_past_the_form() {
    let lab = Lab::open("").await;
    let address = lab.address().await;
    tab_to(&lab, "Skip to the timelines").await;
    lab.press(Key::Enter).await;
    tab_to(&lab, "main(): ").await;
    // The address belongs to the form.
    assert_eq!(lab.address().await, address);
    lab.assert_no_console_errors(&[]).await;
}
