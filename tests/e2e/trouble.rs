//! Parts of the app that are missing or refused.

use super::support::browser::Setup;
use super::support::lab::{Lab, Row, requests};
use super::support::page::Name;
use super::support::site::Site;

const STOPPED: &str = "The engine has stopped";
const MISSING: &[&str] = &["Failed to load resource", "404"];

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_does_not_load_is_told_and_can_be_restarted() {
    for file in ["engine.js", "engine_bg.wasm"] {
        let site = Site::dist().start().await;
        site.lose(file);
        let browser = Setup::desktop().start().await;
        let form = requests(["/delay/0.1", "/get"]);
        browser.goto(&site.url(&format!("#/lab?{form}"))).await;

        browser.wait_for_page(STOPPED).await;
        browser.wait_for_page("Engine stopped").await;
        let notice = browser.text_of_role("alert", Name::Any).await;
        let why = notice.split_once("stopped: ").map(|(_, why)| why);
        // The cause stands between the two sentences that are always there.
        assert!(
            why.is_some_and(|why| why.find(". What you typed") > Some(10)),
            "{notice:?}"
        );

        // What is typed now is kept by whatever happens next.
        browser.fill("Timeout per request", "7").await;
        browser.click_button("Restart the engine").await;
        browser.wait_for_page(STOPPED).await;
        browser.click_run().await;
        browser.wait_for_page(STOPPED).await;
        assert!(!browser.is_running().await);

        site.mend(file);
        browser.click_button("Restart the engine").await;
        browser.wait_until_ready().await;
        assert!(!browser.page_text().await.contains(STOPPED));
        assert_eq!(browser.value_of("Timeout per request").await, "7");
        assert_eq!(
            browser.value_of("Address 1").await,
            "http://lab.local/delay/0.1"
        );
        browser.run().await;
        assert_eq!(browser.outcomes("Concurrent").await, ["ok", "ok"]);
        browser.assert_no_console_errors(MISSING).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_lost_after_a_stop_leaves_the_results() {
    let form = format!("{}&w=60000&s=sequential", requests(["/delay/0.1"]));
    let lab = Lab::open(&form).await;
    lab.begin().await;
    lab.wait_for_page("The event loop is blocked").await;
    lab.site().lose("engine_bg.wasm");
    lab.stop().await;

    lab.wait_for_page(STOPPED).await;
    assert_eq!(lab.status_of("Sequential").await, "stopped");
    assert_eq!(lab.value_of("Work on each answer").await, "60000");
    lab.fill("Work on each answer", "0").await;
    lab.site().mend("engine_bg.wasm");
    // Run brings an engine with it.
    lab.run().await;
    assert_eq!(lab.outcomes("Sequential").await, ["ok"]);
    assert!(!lab.page_text().await.contains(STOPPED));
    lab.assert_no_console_errors(MISSING).await;
}

/// Paths that answer in every way that the lab has, quickly.
fn one_of_each() -> String {
    let paths = requests([
        "/get?a=1",
        "/get?q=é",
        "/json",
        "/html",
        "/uuid",
        "/bytes/2000",
        "/delay/0.1",
        "/drip?duration=0.2%26bytes=7",
        "/status/201",
        "/status/404",
        "/redirect/3",
        "/flaky/1",
        "/nothing/here",
    ]);
    format!("{paths}&s=sequential,concurrent,at-most&n=3&r=1")
}

/// What does not differ from run to run.
fn lasting(rows: Vec<Row>) -> Vec<Row> {
    let forget = |row| Row {
        time: String::new(),
        ..row
    };
    rows.into_iter().map(forget).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_service_worker_the_network_is_emulated_and_results_are_the_same() {
    let errors = &["Failed to load resource"];
    let form = one_of_each();
    let real = Lab::open(&form).await;
    assert!(!real.page_text().await.contains("Emulated network"));
    real.run().await;

    // No secure context, hence no service worker.
    let browser = Setup::desktop().insecure_host("plain.test").start().await;
    let address = real.site().url_at("plain.test", &format!("#/lab?{form}"));
    browser.goto(&address).await;
    browser.wait_for_page("Lab emulated").await;
    browser
        .wait_for_page("the timing is real, the requests are not")
        .await;
    browser.run().await;

    for card in ["Sequential", "Concurrent", "At most 3"] {
        let emulated = lasting(browser.rows(card).await);
        assert_eq!(emulated, lasting(real.rows(card).await), "{card}");
        assert_eq!(browser.status_of(card).await, real.status_of(card).await);
    }

    let lane = Name::StartsWith("fetch /json: ");
    browser.click_button(lane).await;
    browser
        .wait_for_text("Task fetch /json", "· emulated")
        .await;
    real.click_button(lane).await;
    real.wait_for_text("Task fetch /json", "http://lab.local/json")
        .await;
    let story = real.text_of("Task fetch /json").await;
    assert!(!story.contains("emulated"), "{story}");
    real.assert_no_console_errors(errors).await;
    browser.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_worker_s_file_the_network_is_emulated() {
    let site = Site::dist().start().await;
    site.lose("lab-server.js");
    let browser = Setup::desktop().start().await;
    browser
        .goto(&site.url(&format!("#/lab?{}", requests(["/get"]))))
        .await;
    browser.wait_for_page("Lab emulated").await;
    browser.run().await;
    assert_eq!(browser.outcomes("Concurrent").await, ["ok"]);
    browser.assert_no_console_errors(MISSING).await;
}
