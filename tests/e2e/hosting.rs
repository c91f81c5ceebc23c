//! Where the app is put.

use super::support::browser::Browser;
use super::support::lab::requests;
use super::support::site::Site;

#[tokio::test(flavor = "multi_thread")]
async fn the_app_works_in_a_folder_of_a_site() {
    let site = Site::dist().under("/foo/").start().await;
    let form = requests(["/delay/0.1", "/flaky/1", "/redirect/2"]);
    let browser = Browser::open(&site.url(&format!("#/lab?{form}&r=1"))).await;
    browser.wait_until_ready().await;
    let scope: String = browser
        .js(
            "return navigator.serviceWorker.ready.then(({ scope }) => scope)",
            vec![],
        )
        .await;
    assert_eq!(scope, site.url(""));
    browser.run().await;
    for card in ["Sequential", "Concurrent"] {
        assert_eq!(browser.outcomes(card).await, ["ok", "ok", "ok"], "{card}");
    }
    // Links lead back here.
    let address = browser.address().await;
    assert!(address.starts_with(&site.url("#/lab?")), "{address}");
    browser.assert_no_console_errors(&["503"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_works_under_its_file_s_own_name() {
    let site = Site::dist().start().await;
    let form = requests(["/delay/0.1"]);
    let browser = Browser::open(&site.url(&format!("index.html#/lab?{form}"))).await;
    browser.wait_until_ready().await;
    browser.run().await;
    assert_eq!(browser.outcomes("Concurrent").await, ["ok"]);
    browser.assert_no_console_errors(&[]).await;
}
