//! What people type that means nothing, and links that are damaged.

use super::support::lab::{Lab, requests};
use super::support::page::Name;
use super::support::wait::wait_until;

const TEXT_BOX: &str = "Addresses, one per line";
const NOT_READ: &str = "Part of this page’s address could not be read";

/// Presses Run: it moves the keyboard to what is wrong, and nothing runs.
async fn assert_run_leads_to(lab: &Lab, role: &str, name: &str) {
    lab.click_run().await;
    lab.wait_for_focus(role, name).await;
    assert!(!lab.is_running().await && !lab.has_run().await);
    let console = lab.said().await;
    assert_eq!(console, ["Nothing yet. Press Run."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_asks_for_an_address() {
    let lab = Lab::open("u=").await;
    lab.wait_for_page("Nothing to request yet: add an address")
        .await;
    assert_run_leads_to(&lab, "button", "Add address").await;

    lab.click_button("Add address").await;
    lab.wait_for_focus("textbox", "Address 1").await;
    lab.type_text("http://lab.local/get").await;
    lab.run().await;
    assert_eq!(lab.outcomes("Sequential").await, ["ok"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_cannot_be_fetched_are_refused_in_words() {
    let lab = Lab::open(&requests(["/get", "/json"])).await;
    let long = format!("http://lab.local/{}", "x".repeat(100_000));
    for (address, complaint) in [
        (
            "javascript:alert(1)",
            "is a program, not something to fetch",
        ),
        ("file:///etc/passwd", "cannot read files of your disk"),
        (
            "data:text/plain,hello",
            "“data:” addresses cannot be fetched",
        ),
        ("example.org/x", "Did you mean https://example.org/x?"),
        ("http://", "cannot read this address"),
        ("http://a:99999/", "cannot read this address"),
        (&long, "100017 characters long"),
    ] {
        lab.fill("Address 2", address).await;
        lab.wait_for_complaint("Address 2", complaint).await;
        assert_eq!(lab.complaint_about("Address 1").await, "");
        assert_run_leads_to(&lab, "textbox", "Address 2").await;
        assert_eq!(lab.value_of("Address 2").await, address);
        assert_eq!(lab.value_of("Address 1").await, "http://lab.local/get");
    }

    lab.fill("Address 2", "http://lab.local/html").await;
    lab.wait_for_no_complaint("Address 2").await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", "ok"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_pasted_lines_are_too_many_and_stay() {
    let lab = Lab::open("").await;
    lab.click_button("Edit as text").await;
    let lines = vec!["http://lab.local/get"; 10_000].join("\n");
    lab.paste(TEXT_BOX, &lines).await;
    lab.wait_for_page("10000 addresses are too many for one run: at most 2000. Remove 8000")
        .await;
    assert_run_leads_to(&lab, "textbox", TEXT_BOX).await;
    assert_eq!(lab.value_of(TEXT_BOX).await, lines);

    lab.fill(TEXT_BOX, "http://lab.local/get\nhttp://lab.local/json")
        .await;
    lab.click_button("Edit as rows").await;
    assert_eq!(lab.value_of("Address 2").await, "http://lab.local/json");
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", "ok"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_with_mistakes_are_named() {
    let lab = Lab::open("").await;
    lab.click_button("Edit as text").await;
    lab.fill(TEXT_BOX, "http://lab.local/get\n\nlab.local/json")
        .await;
    lab.wait_for_page("Line 3: The address lacks its beginning.")
        .await;
    assert_run_leads_to(&lab, "textbox", TEXT_BOX).await;
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_mean_nothing_are_refused_by_their_field() {
    const TIMES: &[(&str, &str)] = &[
        ("-1", "Time does not run backwards"),
        ("0", "Nothing can be done in no time"),
        ("1e9", "At most 3600 s"),
        ("soon", "“soon” is not a number."),
        ("inf", "“inf” is not a number."),
        ("1 2", "“1 2” is not a number."),
    ];
    const RETRIES: &[(&str, &str)] = &[
        ("-1", "Use 0 to 10."),
        ("11", "Use 0 to 10."),
        ("1.5", "Use a whole number."),
        ("1e300", "Use 0 to 10."),
    ];
    const WORK: &[(&str, &str)] = &[
        ("-5", "Use 0 to 600000 ms."),
        ("1e9", "Use 0 to 600000 ms."),
        ("NaN", "“NaN” is not a number."),
    ];
    const LIMIT: &[(&str, &str)] = &[
        ("0", "Use 1 to 1000."),
        ("1001", "Use 1 to 1000."),
        ("two", "“two” is not a number."),
    ];
    let form = format!("{}&s=concurrent,at-most", requests(["/get"]));
    let lab = Lab::open(&form).await;
    for (label, cases, good) in [
        ("Timeout per request", TIMES, "5"),
        ("Deadline for the whole", TIMES, "0,5"),
        ("Retries", RETRIES, "1"),
        ("Work on each answer", WORK, "1.5"),
        ("At most", LIMIT, "3"),
    ] {
        for (text, complaint) in cases {
            lab.fill(label, text).await;
            lab.wait_for_complaint(label, complaint).await;
            assert_run_leads_to(&lab, "textbox", label).await;
            assert_eq!(lab.value_of(label).await, *text);
        }
        lab.fill(label, good).await;
        lab.wait_for_no_complaint(label).await;
    }
    lab.run().await;
    assert_eq!(lab.outcomes("At most 3").await, ["ok"]);
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_least_one_strategy_has_to_be_chosen() {
    let lab = Lab::open("").await;
    lab.uncheck(Name::StartsWith("Sequential")).await;
    lab.uncheck(Name::StartsWith("Concurrent Starts")).await;
    lab.wait_for_page("Choose at least one way to run.").await;
    assert_run_leads_to(&lab, "group", "Run them").await;
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_moved_removed_pasted_and_brought_back() {
    let lab = Lab::open(&requests(["/get", "/json", "/html"])).await;
    let addresses = async |lab: &Lab| -> Vec<String> {
        let script = "return [...document.querySelectorAll('input[type=url]')]
            .map((field) => field.value.replace('http://lab.local', ''))";
        lab.js(script, vec![]).await
    };
    lab.click_button("Move address 1 down").await;
    assert_eq!(addresses(&lab).await, ["/json", "/get", "/html"]);
    // The keyboard goes along, so that pressing again moves the same one.
    lab.wait_for_focus("button", "Move address 2 down").await;
    lab.click_button("Move address 3 up").await;
    assert_eq!(addresses(&lab).await, ["/json", "/html", "/get"]);

    lab.click_button("Remove address 2").await;
    wait_until("two rows", async || {
        addresses(&lab).await == ["/json", "/get"]
    })
    .await;
    lab.click_button("Undo").await;
    wait_until("three rows", async || {
        addresses(&lab).await == ["/json", "/html", "/get"]
    })
    .await;

    // A paste of several lines becomes several rows, in place of the one that was selected.
    let lines = "http://lab.local/uuid\r\nhttp://lab.local/bytes/1\r\n";
    lab.paste("Address 2", lines).await;
    wait_until("the pasted rows", async || {
        addresses(&lab).await == ["/json", "/uuid", "/bytes/1", "/get"]
    })
    .await;
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_links_are_told_and_left_out() {
    // SplitMix64, so that every run sees the same bytes.
    let mut state = 7_u64;
    let mut random = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    };
    let encoded: String = (0..300)
        .map(|_| format!("%{:02x}", random() as u8))
        .collect();
    let printable: String = (0..300)
        .map(|_| char::from(b'!' + (random() % 94) as u8))
        .collect();
    let lab = Lab::open("").await;
    for fragment in [
        encoded.as_str(),
        printable.as_str(),
        "/lab?s=sideways&e=perhaps&h=2&%zz=%ff",
        "/lab?%00%00%00",
        "/elsewhere",
    ] {
        // From nowhere, so that the page is loaded with it.
        lab.goto("about:blank").await;
        lab.goto(&lab.site().url(&format!("#{fragment}"))).await;
        lab.wait_until_ready().await;
        assert!(
            lab.page_text().await.contains(NOT_READ),
            "no word about {fragment:?}"
        );
        assert_eq!(lab.value_of("Address 1").await, "http://lab.local/delay/1");
        assert!(lab.has("region", "Sequential").await);
        lab.click_button("Dismiss").await;
        assert!(!lab.page_text().await.contains(NOT_READ));
    }
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_cannot_flood_the_page() {
    let lab = Lab::open("u=999999999*http://lab.local/get").await;
    lab.wait_for_page("addresses are too many for one run: at most 2000.")
        .await;
    lab.follow(&requests(["/get"])).await;
    lab.wait_for_page("1 address").await;
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok"]);
    lab.assert_no_console_errors(&[]).await;
}
