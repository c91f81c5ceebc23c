//! The README's pictures, made from the app itself: `./test screenshots`.
//!
//! Ignored in an ordinary run: they change files of the repository.

use super::support::browser::Setup;
use super::support::lab::{Lab, requests};

/// Three delays, one of which a timeout ends: every part of the picture in one.
async fn picture(name: &str, dark: bool) {
    let link = requests(["/delay/1", "/delay/0.5", "/delay/1.5"]);
    let lab = Lab::open_in(Setup::desktop().window(1280, 800), &link).await;
    if dark {
        lab.prefer_dark().await;
    }
    lab.run().await;
    let place = format!("{}/static/{name}", env!("CARGO_MANIFEST_DIR"));
    lab.screenshot(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes static/screenshot-light.png"]
async fn picture_in_light() {
    picture("screenshot-light.png", false).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes static/screenshot-dark.png"]
async fn picture_in_dark() {
    picture("screenshot-dark.png", true).await;
}
