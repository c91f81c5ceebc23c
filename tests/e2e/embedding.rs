//! The app inside somebody else's page.

use super::support::browser::Setup;
use super::support::lab::requests;
use super::support::page::Name;
use super::support::site::Site;

const TITLE: &str = "A lesson";

/// A page with the embedded app, on a host that has nothing to do with the app's.
async fn host_page(app: &Site, form: &str) -> (Site, String) {
    let inner = app
        .url(&format!("#/lab?embed=1&{form}"))
        .replace('&', "&amp;");
    let html = format!(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Host</title>
        <style>iframe {{ border: 0 }}</style>
        <p><label>Own field <input autofocus></label></p>
        <iframe src=\"{inner}\" title=\"{TITLE}\" width=\"360\" height=\"640\"></iframe>"
    );
    let host = Site::empty().page("", html).start().await;
    // 127.0.0.1 and localhost are different sites to the browser, not just different origins.
    let address = host.url_at("localhost", "");
    (host, address)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embedded_lab_waits_to_be_run_and_takes_nothing_from_its_host() {
    let app = Site::dist().start().await;
    let form = format!("{}&t=5", requests(["/delay/0.3", "/delay/0.2"]));
    let (_host, address) = host_page(&app, &form).await;
    let browser = Setup::desktop().start().await;
    browser.goto(&address).await;
    browser.wait_for_focus("textbox", "Own field").await;

    browser.enter_frame(TITLE).await;
    browser.find("region", "Concurrent").await;
    assert!(browser.has("button", "Run").await);
    // As far as the forecast: nothing has run of its own accord.
    browser.wait_for_total("Sequential", "≈ 500 ms").await;
    assert_eq!(
        browser.status_of("Sequential").await,
        "forecast, not measured"
    );
    for (role, name) in [
        ("region", "Requests"),
        ("textbox", "Address 1"),
        ("group", "Presets"),
        ("button", "Copy link"),
    ] {
        assert!(!browser.has(role, name).await, "{name} in an embedded page");
    }
    let sizes: [u32; 3] = browser
        .js(
            "const page = document.scrollingElement;
            return [innerWidth, page.clientWidth, page.scrollWidth]",
            vec![],
        )
        .await;
    assert_eq!(sizes[0], 360);
    assert!(sizes[2] <= sizes[1], "scrolls sideways: {sizes:?}");

    browser.leave_frame().await;
    browser.wait_for_focus("textbox", "Own field").await;

    browser.enter_frame(TITLE).await;
    browser.run().await;
    for card in ["Sequential", "Concurrent"] {
        assert_eq!(browser.status_of(card).await, "2 ok");
    }
    assert!(browser.seconds("Sequential").await >= 0.5);
    let sizes: [u32; 2] = browser
        .js(
            "const page = document.scrollingElement; return [page.clientWidth, page.scrollWidth]",
            vec![],
        )
        .await;
    assert!(sizes[1] <= sizes[0], "scrolls sideways: {sizes:?}");
    browser.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_app_is_one_link_away() {
    let app = Site::dist().start().await;
    let form = format!("{}&t=5", requests(["/delay/0.3", "/status/404"]));
    let (_host, address) = host_page(&app, &form).await;
    let browser = Setup::desktop().start().await;
    browser.goto(&address).await;
    browser.enter_frame(TITLE).await;

    let link = browser.find("link", "Open in Interleave").await;
    let href = link.prop("href").await.unwrap().unwrap();
    assert!(!href.contains("embed"), "{href}");
    browser.leave_frame().await;
    browser.goto(&href).await;
    browser.wait_until_ready().await;
    assert_eq!(
        browser.value_of("Address 2").await,
        "http://lab.local/status/404"
    );
    assert_eq!(browser.value_of("Timeout per request").await, "5");
    browser.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embedded_form_that_means_nothing_is_told() {
    let app = Site::dist().start().await;
    let browser = Setup::desktop().start().await;
    browser.goto(&app.url("#/lab?embed=1&u=x&t=soon")).await;
    browser.wait_for_page("Did you mean https://x?").await;
    browser.click_button(Name::StartsWith("Run")).await;
    assert!(!browser.is_running().await && !browser.has_run().await);
    browser.assert_no_console_errors(&[]).await;
}
