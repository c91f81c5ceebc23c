#![allow(clippy::expect_used)]

use super::super::{LabAnswer, LabRequest, LabServer};
use super::{assert_plain, get, pairs, text};

fn post(kind: &str, body: &[u8]) -> LabAnswer {
    let headers = pairs(&[("Content-Type", kind)]);
    let request = LabRequest {
        method: "POST",
        target: "/post",
        headers: &headers,
        body,
    };
    LabServer::new(1).answer(&request)
}

/// The `json` member of the answer to a JSON body, which must be a scalar.
fn reread(document: &str) -> String {
    let answer = post("application/json", document.as_bytes());
    let (_, rest) = text(&answer)
        .split_once("\n  \"json\": ")
        .expect("a json member");
    rest.split_once(",\n  \"url\"")
        .expect("a url member")
        .0
        .to_owned()
}

#[test]
fn post_tells_forms_json_and_text_apart() {
    let form = post(
        "application/x-www-form-urlencoded",
        b"a=1&b=x+%C3%A9&a=2&c \n",
    );
    let expected = concat!(
        "{\n  \"args\": {},\n  \"data\": \"\",\n  \"form\": {\n    \"a\": \"2\",\n",
        "    \"b\": \"x \\u00e9\",\n    \"c\": \"\"\n  },\n  \"headers\": {},\n",
        "  \"json\": null,\n  \"url\": \"http://lab.local/post\"\n}\n",
    );
    assert_eq!(text(&form), expected);
    let json = post(
        "Application/JSON; charset=utf-8",
        b"{\"k\": [1, 2.50], \"e\": {}}",
    );
    let expected = concat!(
        "\"data\": \"{\\\"k\\\": [1, 2.50], \\\"e\\\": {}}\",\n  \"form\": {},\n  \"headers\": {},\n",
        "  \"json\": {\n    \"k\": [\n      1,\n      2.5\n    ],\n    \"e\": {}\n  },\n",
    );
    assert!(text(&json).contains(expected), "{}", text(&json));
    let plain = post("text/plain", b"{}");
    assert!(text(&plain).contains("\"data\": \"{}\"") && text(&plain).contains("\"json\": null"));
    let latin = post("text/plain; charset=latin-1", b"\xe9");
    assert!(text(&latin).contains("\"data\": \"\\u00e9\""));
}

#[test]
fn post_rewrites_json_as_python_does() {
    for (document, expected) in [
        ("-0", "0"),
        ("-0.0", "-0.0"),
        ("1.0", "1.0"),
        ("1e5", "100000.0"),
        ("1e15", "1000000000000000.0"),
        ("1e16", "1e+16"),
        ("0.0001", "0.0001"),
        ("0.00001", "1e-05"),
        ("1.5e300", "1.5e+300"),
        ("-708741962079596.2", "-708741962079596.2"),
        ("1e999", "Infinity"),
        ("-Infinity", "-Infinity"),
        ("NaN", "NaN"),
        (
            "123456789012345678901234567890",
            "123456789012345678901234567890",
        ),
        ("\"\\ud83d\\u00e9\\/\\b\"", "\"\\ud83d\\u00e9/\\b\""),
        ("\"é\u{1f600}\u{7f}\"", "\"\\u00e9\\ud83d\\ude00\\u007f\""),
        (" true ", "true"),
        ("[]", "[]"),
    ] {
        assert_eq!(reread(document), expected, "{document}");
    }
    for bad in [
        "",
        "01",
        "1.",
        "+1",
        "-",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "\"\t\"",
        "\"a",
        "1 2",
    ] {
        assert_eq!(reread(bad), "null", "{bad}");
    }
    assert_eq!(
        reread("{\"2\":1,\"1\":2,\"2\":3}"),
        "{\n    \"2\": 3,\n    \"1\": 2\n  }"
    );
}

#[test]
fn post_refuses_what_the_reference_refuses() {
    let trouble = "500 Internal Server Error\n\nServer got itself in trouble";
    assert_plain(&post("text/plain", b"\xff"), 500, trouble);
    assert_plain(&post("text/plain; charset=bogus", b"1"), 500, trouble);
    assert_plain(
        &post("application/json", "[".repeat(5000).as_bytes()),
        500,
        trouble,
    );
    assert_eq!(post("text/plain", &vec![b'x'; 1_048_576]).status, 200);
    let large = post("text/plain", &vec![b'x'; 1_048_577]);
    assert_plain(&large, 413, "Maximum request body size 1048576 exceeded.");
    // Deep and wide at once: the indentation alone would be hundreds of megabytes.
    let wide = format!(
        "{}{}1{}",
        "[".repeat(250),
        "1,".repeat(400_000),
        "]".repeat(250)
    );
    assert_plain(&post("application/json", wide.as_bytes()), 500, trouble);
}

#[test]
fn the_fixed_document_is_laid_out_as_the_writer_would() {
    let json = get("/json");
    let reread = reread(text(&json)).replace("\n  ", "\n") + "\n";
    assert_eq!(reread, text(&json));
}
