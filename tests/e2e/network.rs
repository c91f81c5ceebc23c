//! Requests that really leave the machine's browser, and what becomes of them.

use std::net::{Ipv4Addr, TcpListener};

use super::support::browser::Setup;
use super::support::lab::{Lab, requests};
use super::support::outside::Outside;
use super::support::page::Name;

/// Chromium reports every failed request of its own accord.
const FAILED: &[&str] = &["Failed to load resource", "CORS policy"];

#[tokio::test(flavor = "multi_thread")]
async fn answers_from_outside_are_told_as_they_are() {
    let outside = Outside::start().await;
    let urls = ["/cors/status/404", "/cors/bytes/12345", "/cors/delay/300"];
    let urls = urls.map(|path| format!("u={}", outside.url(path)));
    let lab = Lab::open(&format!("{}&s=concurrent", urls.join("&"))).await;
    lab.run().await;

    let rows = lab.rows("Concurrent").await;
    let read: Vec<_> = rows
        .iter()
        .map(|row| (&*row.status, &*row.size, &*row.outcome))
        .collect();
    let expected = [
        ("404", "0 B", "HTTP 404"),
        ("200", "12.3 kB", "ok"),
        ("200", "12 B", "ok"),
    ];
    assert_eq!(read, expected);
    assert_eq!(rows[1].address, outside.url("/cors/bytes/12345"));
    let took = lab.seconds("Concurrent").await;
    assert!((0.3..3.0).contains(&took), "it took {took} s");
    // Once each: no preflight, no second try.
    assert_eq!(outside.requests().len(), 3, "{:?}", outside.requests());
    lab.assert_no_console_errors(FAILED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_cors_withholds_is_explained() {
    let outside = Outside::start().await;
    let lab = Lab::open(&format!(
        "u={}&{}&s=sequential",
        outside.url("/nocors"),
        requests(["/delay/0.1"])
    ))
    .await;
    lab.run().await;

    let rows = lab.rows("Sequential").await;
    assert!(rows[0].outcome.contains("CORS"), "{:?}", rows[0]);
    assert!(rows[0].outcome.contains("127.0.0.1"), "{:?}", rows[0]);
    assert_eq!((&*rows[0].status, &*rows[0].size), ("–", "–"));
    assert_eq!(rows[1].outcome, "ok");
    assert_eq!(lab.status_of("Sequential").await, "1 ok, 1 failed");
    // The server did answer: what is withheld was sent.
    assert_eq!(outside.requests(), ["GET /nocors"]);
    let said = lab.said().await;
    assert!(said.iter().any(|line| line.contains("CORS")), "{said:#?}");
    lab.assert_no_console_errors(FAILED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_that_do_not_answer_fail_with_a_reason() {
    // A port that was free a moment ago, and that nobody listens on now.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let closed = listener.local_addr().unwrap();
    drop(listener);
    let lab = Lab::open(&format!(
        "u=http://nobody.invalid/x&u=http://{closed}/&u=http://closed.lab.local/&s=sequential"
    ))
    .await;
    lab.run().await;

    let outcomes = lab.outcomes("Sequential").await;
    assert!(
        outcomes[0].starts_with("No answer from nobody.invalid."),
        "{outcomes:?}"
    );
    assert!(
        outcomes[1].starts_with("No answer from 127.0.0.1."),
        "{outcomes:?}"
    );
    assert_eq!(outcomes[2], "Connection refused");
    assert_eq!(lab.status_of("Sequential").await, "3 failed");
    lab.assert_no_console_errors(FAILED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_cancelled_is_dropped_at_the_network() {
    let outside = Outside::start().await;
    let hang = outside.url("/hang");
    let lab = Lab::open(&format!("u=2*{hang}&s=concurrent")).await;
    let name = hang.strip_prefix("http://").unwrap();

    // One lane, then the whole run.
    lab.begin().await;
    outside.wait_for_hanging(2).await;
    lab.click_button(&format!("Cancel fetch {name}")).await;
    outside.wait_for_hanging(1).await;
    lab.click_button("Cancel all tasks of Concurrent").await;
    outside.wait_for_hanging(0).await;
    lab.wait_until_over().await;

    // Stop.
    lab.begin().await;
    outside.wait_for_hanging(2).await;
    lab.click_button("Stop").await;
    outside.wait_for_hanging(0).await;
    lab.wait_until_over().await;
    lab.assert_no_console_errors(FAILED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_the_program_drops_is_dropped_at_the_network() {
    let outside = Outside::start().await;
    let hang = outside.url("/hang");

    // A timeout.
    let lab = Lab::open(&format!("u={hang}&s=concurrent&t=1")).await;
    lab.begin().await;
    outside.wait_for_hanging(1).await;
    outside.wait_for_hanging(0).await;
    lab.wait_until_over().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["timed out after 1.00 s"]);

    // A race that another one wins.
    let paths = requests(["/delay/1"]);
    lab.follow(&format!("u={hang}&{paths}&s=race")).await;
    lab.begin().await;
    outside.wait_for_hanging(1).await;
    outside.wait_for_hanging(0).await;
    lab.wait_until_over().await;
    assert_eq!(
        lab.outcomes("Race").await,
        ["cancelled because another one won", "ok"]
    );
    lab.assert_no_console_errors(FAILED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn httpbin_is_asked_only_where_the_lab_shall_not_stand_in() {
    let outside = Outside::start().await;
    // Its name leads to our own server.
    let setup = Setup::desktop().insecure_host("httpbin.org");
    let address = outside
        .url("/status/204")
        .replace("127.0.0.1", "httpbin.org");
    let form = format!("u={address}&s=concurrent");
    let lab = Lab::open_in(setup, &form).await;
    lab.run().await;
    let rows = lab.rows("Concurrent").await;
    assert_eq!((&*rows[0].status, &*rows[0].outcome), ("204", "ok"));
    assert_eq!(outside.requests(), [""; 0]);

    let real = address.replace("/status/204", "/cors/status/203");
    lab.uncheck(Name::StartsWith("Answer httpbin.org from the lab"))
        .await;
    lab.fill("Address 1", &real).await;
    lab.run().await;
    let rows = lab.rows("Concurrent").await;
    assert_eq!((&*rows[0].status, &*rows[0].outcome), ("203", "ok"));
    assert_eq!(outside.requests(), ["GET /cors/status/203"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lab_s_addresses_do_not_lead_out_of_the_lab() {
    // A browser resolves the dots before it asks; here as well, whoever answers.
    let paths = requests(["/x/../get", "/../icon.svg", "/%2e%2e/engine.js", "/./json"]);
    let form = format!("{paths}&s=concurrent");
    let lab = Lab::open_in(Setup::desktop().insecure_host("plain.test"), &form).await;
    let expected = ["ok", "HTTP 404", "HTTP 404", "ok"];
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, expected);

    let emulated = lab.site().url_at("plain.test", &format!("#/lab?{form}"));
    lab.goto(&emulated).await;
    lab.wait_for_page("Lab emulated").await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, expected);
    lab.assert_no_console_errors(FAILED).await;
}
