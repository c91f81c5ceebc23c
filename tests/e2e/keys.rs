//! Keys and the quick search.

use super::support::lab::{Lab, requests};
use super::support::wait::wait_until;
use interleave::lessons::LESSONS;
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn quick_search_finds_lessons_and_commands() {
    let lab = Lab::open("").await;
    lab.press(Key::Control + "k").await;
    lab.wait_for_focus("combobox", "Search").await;
    let lesson = LESSONS.last().unwrap();
    lab.type_text(lesson.title).await;
    wait_until("the lesson found", async || {
        let hits = lab.names("option").await;
        hits.iter().any(|hit| hit.starts_with(lesson.title))
    })
    .await;
    lab.press(Key::Enter).await;
    lab.find("heading", lesson.title).await;

    lab.press(Key::Control + "k").await;
    lab.wait_for_focus("combobox", "Search").await;
    lab.type_text("open the lab").await;
    lab.press(Key::Enter).await;
    lab.find("textbox", "Address 1").await;

    lab.press(Key::Control + "k").await;
    lab.wait_for_focus("combobox", "Search").await;
    lab.type_text("qqqqq").await;
    lab.wait_for_page("Nothing of that name").await;
    lab.press(Key::Escape).await;
    wait_until("the search closed", async || {
        !lab.has("combobox", "Search").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_run_and_are_listed() {
    let paths = requests(["/delay/0.1"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent")).await;
    lab.press("?").await;
    let keys = lab.text_of_role("dialog", "Keys").await;
    for part in ["Search lessons and commands", "Zoom in", "Next event"] {
        assert!(keys.contains(part), "{part:?} is not in {keys}");
    }
    // Behind a dialog single keys do nothing.
    lab.press("r").await;
    lab.press(Key::Escape).await;
    wait_until("the list closed", async || !lab.has("dialog", "Keys").await).await;
    assert!(!lab.has_run().await && !lab.is_running().await);
    lab.press("r").await;
    lab.wait_until_over().await;

    // What is typed into a field is text.
    lab.fill("Timeout per request", "").await;
    lab.type_text("r").await;
    assert_eq!(lab.value_of("Timeout per request").await, "r");
    assert!(!lab.is_running().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn single_keys_can_be_turned_off() {
    let lab = Lab::open("").await;
    lab.press("?").await;
    lab.uncheck("Single keys").await;
    lab.click_button("Close").await;
    wait_until("the list closed", async || !lab.has("dialog", "Keys").await).await;
    lab.press("?").await;
    lab.press(Key::Control + "k").await;
    lab.wait_for_focus("combobox", "Search").await;
    assert!(!lab.has("dialog", "Keys").await);
}
