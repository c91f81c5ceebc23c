//! On a phone.

use super::support::browser::{Browser, Setup};
use super::support::lab::requests;
use super::support::page::Name;
use super::support::site::Site;
use super::support::wait::wait_until;

/// Nothing sticks out, so that the page cannot be moved sideways.
async fn assert_fits(browser: &Browser, when: &str) {
    const WIDE: &str = "
        const page = document.scrollingElement;
        const wide = [...document.body.querySelectorAll('*')]
            .filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1)
            .map((one) => `${one.tagName}.${one.className}`);
        return [page.scrollWidth > page.clientWidth ? 'scrolls' : '', ...wide.slice(0, 10)];
    ";
    let wide: Vec<String> = browser.js(WIDE, vec![]).await;
    assert_eq!(wide[0], "", "{when}: too wide are {wide:?}");
}

/// Whether a button is in sight as the page stands, with nothing over it.
async fn is_in_sight(browser: &Browser, name: &str) -> bool {
    const SEEN: &str = "
        const box = arguments[0].getBoundingClientRect();
        const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return box.top >= 0 && box.bottom <= innerHeight && arguments[0].contains(seen);
    ";
    let button = browser.find("button", name).await;
    browser.js(SEEN, vec![button.to_json().unwrap()]).await
}

async fn check_phone(width: u32, height: u32) {
    let site = Site::dist().start().await;
    let browser = Setup::desktop().start().await;
    browser.become_phone_of(width, height).await;
    let long = format!("/get?{}", "long".repeat(60));
    let paths = requests(["/delay/0.2", long.as_str(), "/status/404"]);
    let form = format!(
        "{paths}&u=http://{}.invalid/&s=sequential,concurrent",
        "x".repeat(50)
    );
    browser.goto(&site.url(&format!("#/lab?{form}"))).await;
    browser.wait_until_ready().await;

    assert_fits(&browser, "at first").await;
    let scrolled: f64 = browser.js("return scrollY", vec![]).await;
    assert_eq!(scrolled, 0.0);
    assert!(is_in_sight(&browser, "Run").await, "Run is out of sight");

    // The fields are folded away until asked for.
    assert!(!browser.has("textbox", "Address 1").await);
    browser.click_button("Edit").await;
    browser.find("textbox", "Address 1").await;
    assert_fits(&browser, "with the form open").await;
    browser.fill("Timeout per request", "4").await;
    browser.click_button("Close").await;
    wait_until("the form closed", async || {
        !browser.has("textbox", "Address 1").await
    })
    .await;
    assert!(is_in_sight(&browser, "Run").await, "Run is out of sight");

    browser.begin().await;
    assert!(is_in_sight(&browser, "Stop").await, "Stop is out of sight");
    browser.wait_until_over().await;
    assert_fits(&browser, "after a run").await;
    assert!(is_in_sight(&browser, "Play").await, "Play is out of sight");
    let outcomes = browser.outcomes("Concurrent").await;
    assert_eq!(outcomes[..3], ["ok", "ok", "HTTP 404"]);

    // What is wrong is shown even where the form is folded.
    browser.click_button("Edit").await;
    browser.fill("Retries", "many").await;
    browser.click_button("Close").await;
    browser.click_button(Name::StartsWith("Run")).await;
    browser.wait_for_focus("textbox", "Retries").await;
    assert_fits(&browser, "with a mistake").await;
    browser
        .assert_no_console_errors(&["Failed to load resource"])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_fits_a_phone() {
    check_phone(390, 844).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_fits_a_small_phone() {
    check_phone(360, 640).await;
}
