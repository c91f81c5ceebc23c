//! What assistive technology is told: the browser's own accessibility tree, and a whole visit
//! without a pointer.

use super::support::browser::Browser;
use super::support::lab::Lab;
use super::support::page::Name;
use super::support::wait::wait_until;
use serde_json::{Value, json};
use thirtyfour::Key;

/// Role and name of every node that is not ignored, in reading order.
async fn tree(browser: &Browser) -> Vec<(String, String)> {
    browser.cdp("Accessibility.enable", json!({})).await;
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().unwrap();
    let by_id = |id: &Value| nodes.iter().find(|node| node["nodeId"] == *id);
    let mut order = Vec::new();
    let mut open = vec![&nodes[0]];
    while let Some(node) = open.pop() {
        if node["ignored"] != true {
            let text = |key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
            order.push((text("role"), text("name")));
        }
        let children = node["childIds"].as_array().into_iter().flatten();
        let mut children: Vec<_> = children.filter_map(by_id).collect();
        children.reverse();
        open.extend(children);
    }
    order
}

fn names_of<'a>(tree: &'a [(String, String)], role: &str) -> Vec<&'a str> {
    let found = tree.iter().filter(|(found, _)| found == role);
    found.map(|(_, name)| name.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_has_a_role_and_a_name_in_reading_order() {
    let lab = Lab::open("").await;
    lab.goto(&lab.site().url("#/lesson/limit")).await;
    lab.find("region", "Lesson").await;
    lab.run().await;
    lab.click_button(Name::StartsWith("download 1: ok")).await;
    let tree = tree(&lab).await;

    for role in [
        "button", "slider", "textbox", "combobox", "link", "heading", "region", "checkbox",
        "table", "toolbar", "log",
    ] {
        for name in names_of(&tree, role) {
            assert!(!name.trim().is_empty(), "a {role} has no name");
        }
    }
    let place = |role: &str, start: &str| {
        let found = tree
            .iter()
            .position(|(found, name)| found == role && name.starts_with(start));
        found.unwrap_or_else(|| panic!("no {role} {start:?} in {tree:#?}"))
    };
    // What to read, what to do, what came of it, and the figures behind it.
    let order = [
        place("heading", "Interleave"),
        place("region", "Lesson"),
        place("slider", "Your guess"),
        place("toolbar", "Playback"),
        place("slider", "Playhead"),
        place("toolbar", "Timeline"),
        place("region", "A few at a time"),
        place("button", "main(): ok"),
        place("button", "download 1: ok"),
        place("button", "limit"),
        place("region", "The program"),
        place("region", "Console"),
        place("region", "Task download 1"),
        place("table", "Tasks: A few at a time"),
    ];
    assert!(order.is_sorted(), "{order:?}");
    let headings = names_of(&tree, "heading");
    assert_eq!(headings[0], "Interleave", "{headings:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_visit_without_a_pointer() {
    let lab = Lab::open("").await;
    // To a lesson, by its name.
    lab.press(Key::Control + "k").await;
    lab.wait_for_focus("combobox", "Search").await;
    lab.type_text("a few at a time").await;
    lab.press(Key::Enter).await;
    lab.find("region", "Lesson").await;
    // Runs it.
    lab.press("r").await;
    lab.wait_until_over().await;
    // Tab reaches the lanes; arrows move through them and the inspector follows.
    let first = lab.find("button", Name::StartsWith("main(): ok")).await;
    let mut reached = false;
    for _ in 0..60 {
        lab.press(Key::Tab).await;
        let here: bool = lab
            .js(
                "return document.activeElement === arguments[0]",
                vec![first.to_json().unwrap()],
            )
            .await;
        if here {
            reached = true;
            break;
        }
    }
    assert!(reached, "Tab never comes to the first lane");
    lab.press(Key::Down).await;
    lab.press(Key::Down).await;
    lab.find("region", "Task download 2").await;
    // Folds the tasks under the first lane away, and opens them again.
    lab.press(Key::Home).await;
    lab.press("c").await;
    wait_until("the lanes under main to be gone", async || {
        !lab.has("button", Name::StartsWith("download 1: ok")).await
    })
    .await;
    lab.press("c").await;
    lab.find("button", Name::StartsWith("download 1: ok")).await;
    // Steps and zooms from there.
    lab.press(Key::Left).await;
    wait_until("a step back", async || {
        let slider = lab.find("slider", "Playhead").await;
        let text = slider.attr("aria-valuetext").await.unwrap().unwrap();
        let (here, end) = text.split_once(" of ").unwrap();
        here != end || lab.page_text().await.contains("at the playhead")
    })
    .await;
    lab.press("+").await;
    wait_until("the zoom", async || {
        let map = lab.find("slider", "What is shown of the run").await;
        map.attr("aria-valuetext").await.unwrap().unwrap() != "the whole run"
    })
    .await;
    lab.assert_no_console_errors(&[]).await;
}
