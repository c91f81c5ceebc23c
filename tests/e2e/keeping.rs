//! The form outlives reloads and travels in links.

use serde_json::json;

use super::support::browser::Browser;
use super::support::lab::{Lab, requests};
use super::support::page::Name;
use super::support::wait::{wait_for, wait_until};

/// Fills in something other than the default everywhere.
async fn fill_in_everything(browser: &Browser) {
    browser
        .fill("Address 1", "http://lab.local/delay/0.2?é=&x=1+1")
        .await;
    browser.click_button("Remove address 3").await;
    browser
        .fill("Address 2", "http://lab.local/status/404")
        .await;
    browser.uncheck(Name::StartsWith("Sequential")).await;
    browser.check(Name::StartsWith("Race")).await;
    browser.fill("At most", "7").await;
    browser.fill("Timeout per request", "2.5").await;
    browser.fill("Deadline for the whole", "soon").await;
    browser.fill("Retries", "3").await;
    browser.fill("Work on each answer", "12").await;
    browser.check(Name::StartsWith("Stop the others")).await;
    browser
        .uncheck(Name::StartsWith("Answer httpbin.org from the lab"))
        .await;
}

async fn assert_everything_is_filled_in(browser: &Browser) {
    for (label, value) in [
        ("Address 1", "http://lab.local/delay/0.2?é=&x=1+1"),
        ("Address 2", "http://lab.local/status/404"),
        ("At most", "7"),
        ("Timeout per request", "2.5"),
        // Kept although it means nothing.
        ("Deadline for the whole", "soon"),
        ("Retries", "3"),
        ("Work on each answer", "12"),
    ] {
        assert_eq!(browser.value_of(label).await, value, "{label}");
    }
    assert!(!browser.has("textbox", "Address 3").await);
    for (label, on) in [
        ("Sequential", false),
        ("Concurrent Starts", true),
        ("Concurrent, at most", true),
        ("Race", true),
        ("Collect every outcome", false),
        ("Stop the others", true),
        ("Answer httpbin.org from the lab", false),
    ] {
        let is_on = browser.is_checked(Name::StartsWith(label)).await;
        assert_eq!(is_on, on, "{label}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_keeps_what_was_typed() {
    let lab = Lab::open("").await;
    fill_in_everything(&lab).await;
    // The last thing that was changed.
    lab.wait_for_link("h=real").await;
    lab.reload().await;
    lab.wait_until_ready().await;
    assert_everything_is_filled_in(&lab).await;
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_link_shows_the_same_form_elsewhere() {
    let lab = Lab::open("").await;
    lab.allow_clipboard().await;
    fill_in_everything(&lab).await;
    lab.click_button("Copy link").await;
    lab.wait_for_page("Copied").await;
    let link: String = lab
        .js("return navigator.clipboard.readText()", vec![])
        .await;
    lab.click_button("Copy embed").await;
    let embed: String = wait_for("the code to embed", async || {
        let text: String = lab
            .js("return navigator.clipboard.readText()", vec![])
            .await;
        text.starts_with("<iframe").then_some(text)
    })
    .await;
    assert!(embed.contains("embed=1"), "{embed}");

    let other = Browser::open(&link).await;
    other.wait_until_ready().await;
    assert_everything_is_filled_in(&other).await;
    other.assert_no_console_errors(&[]).await;
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_too_long_for_a_link_is_kept_in_the_tab() {
    let lab = Lab::open("").await;
    let long = format!("http://lab.local/{}", "x".repeat(100_000));
    lab.fill("Address 1", &long).await;
    lab.wait_for_link("kept=1").await;
    lab.reload().await;
    lab.wait_until_ready().await;
    assert_eq!(lab.value_of("Address 1").await, long);
    assert_eq!(
        lab.value_of("Address 2").await,
        "http://lab.local/delay/0.5"
    );

    // Another tab has no such form, and says so.
    let other = Browser::open(&lab.address().await).await;
    other
        .wait_for_page("was kept in the tab it was written in")
        .await;
    assert_eq!(
        other.value_of("Address 1").await,
        "http://lab.local/delay/1"
    );
    lab.assert_no_console_errors(&[]).await;
    other.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_follows_its_address() {
    let lab = Lab::open(&requests(["/get"])).await;
    lab.follow(&format!("{}&s=race&t=3", requests(["/json", "/html"])))
        .await;
    wait_until("the other form", async || lab.has("region", "Race").await).await;
    assert_eq!(lab.value_of("Address 2").await, "http://lab.local/html");
    assert_eq!(lab.value_of("Timeout per request").await, "3");
    lab.driver().back().await.unwrap();
    wait_until("the first form", async || {
        lab.has("region", "Sequential").await
    })
    .await;
    assert_eq!(lab.value_of("Address 1").await, "http://lab.local/get");
    assert_eq!(lab.value_of("Timeout per request").await, "");
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hard_reload_still_has_the_lab_server() {
    let lab = Lab::open(&requests(["/delay/0.1"])).await;
    lab.js::<bool>("window.isOld = true; return true", vec![])
        .await;
    lab.cdp("Page.reload", json!({ "ignoreCache": true })).await;
    wait_until("the page anew", async || {
        lab.js(
            "return !window.isOld && document.readyState === 'complete'",
            vec![],
        )
        .await
    })
    .await;
    lab.wait_until_ready().await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok"]);
    // Really asked of the service worker, by its name.
    let by: Option<String> = lab
        .js(
            "return fetch('lab/get').then((answer) => answer.headers.get('X-Lab'))",
            vec![],
        )
        .await;
    assert_eq!(by.as_deref(), Some("service-worker"));
    lab.assert_no_console_errors(&[]).await;
}
