#![allow(clippy::unwrap_used, clippy::expect_used)]

mod post;

use super::{LabAnswer, LabRequest, LabServer};

fn send(server: &mut LabServer, method: &str, target: &str) -> LabAnswer {
    server.answer(&LabRequest {
        method,
        target,
        headers: &[],
        body: &[],
    })
}

fn get(target: &str) -> LabAnswer {
    send(&mut LabServer::new(1), "GET", target)
}

fn pairs(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn text(answer: &LabAnswer) -> &str {
    std::str::from_utf8(&answer.body).expect("the answer is text")
}

fn assert_plain(answer: &LabAnswer, status: u16, body: &str) {
    assert_eq!((answer.status, text(answer)), (status, body));
    assert_eq!(answer.content_type, "text/plain; charset=utf-8");
    assert_eq!(answer.content_length, body.len());
}

#[test]
fn echo_has_args_headers_and_address() {
    let answer = get("/get");
    assert_eq!((answer.status, answer.reason), (200, "OK"));
    assert_eq!(answer.content_type, "application/json");
    let empty = "{\n  \"args\": {},\n  \"headers\": {},\n  \"url\": \"http://lab.local/get\"\n}\n";
    assert_eq!(text(&answer), empty);
    assert_eq!(text(&get("/get?")), empty);
}

#[test]
fn args_are_decoded_and_repeated_keys_become_lists() {
    let answer = get("/get?b=1&a=x+y%20z&b=2&c&b=3&%C3%A9=%F0%9F%98%80&bad=%FF%zz");
    let expected = concat!(
        "{\n  \"args\": {\n    \"b\": [\n      \"1\",\n      \"2\",\n      \"3\"\n    ],\n",
        "    \"a\": \"x y z\",\n    \"c\": \"\",\n    \"\\u00e9\": \"\\ud83d\\ude00\",\n",
        "    \"bad\": \"\\ufffd%zz\"\n  },\n  \"headers\": {},\n",
        "  \"url\": \"http://lab.local/get?b=1&a=x+y%20z&b=2&c&b=3&%C3%A9=%F0%9F%98%80&bad=%FF%zz\"\n}\n",
    );
    assert_eq!(text(&answer), expected);
}

#[test]
fn only_x_headers_are_echoed_with_capitals_in_order() {
    let headers = pairs(&[
        ("x-trace-ID", "é"),
        ("Accept", "*/*"),
        ("X-a", "1"),
        ("xx-b", "2"),
    ]);
    let request = LabRequest {
        method: "GET",
        target: "/get",
        headers: &headers,
        body: &[],
    };
    let answer = LabServer::new(1).answer(&request);
    let expected = "\"headers\": {\n    \"X-Trace-Id\": \"\\u00e9\",\n    \"X-A\": \"1\"\n  }";
    assert!(text(&answer).contains(expected), "{}", text(&answer));
}

#[test]
fn delay_waits_within_bounds() {
    assert_eq!(get("/delay/1").body.len(), 71);
    for (seconds, ms) in [
        ("1", 1000),
        ("0.25", 250),
        ("1e0", 1000),
        ("1_0.0", 10_000),
        ("%201%20", 1000),
        ("99", 10_000),
        ("-3", 0),
        ("inf", 10_000),
        ("-Infinity", 0),
        ("nan", 0),
        (".5", 500),
        ("1e400", 10_000),
    ] {
        let answer = get(&format!("/delay/{seconds}"));
        assert_eq!((answer.status, answer.delay_ms), (200, ms), "{seconds}");
    }
    for bad in [
        "x", "1__0", "_1", "1_", "1e", ".", "%20", "0x1", "1%2F2", "%FF", "%",
    ] {
        let answer = get(&format!("/delay/{bad}"));
        assert_plain(&answer, 400, "bad delay\n");
        assert_eq!(answer.delay_ms, 0);
    }
    assert_plain(&get("/delay/"), 404, "not found\n");
}

#[test]
fn status_has_the_standard_phrase_and_no_body() {
    for (code, reason) in [
        ("200", "OK"),
        ("204", "No Content"),
        ("299", ""),
        ("404", "Not Found"),
        ("413", "Request Entity Too Large"),
        ("418", "I'm a Teapot"),
        ("0503", "Service Unavailable"),
        ("599", ""),
    ] {
        let answer = get(&format!("/status/{code}"));
        assert_eq!(
            (answer.status, answer.reason),
            (code.parse().unwrap(), reason)
        );
        assert_plain(&answer, answer.status, "");
    }
    for bad in [
        "199",
        "600",
        "-1",
        "x",
        "2e2",
        "200.0",
        "nan",
        "inf",
        "99999999999999999999",
    ] {
        assert_plain(&get(&format!("/status/{bad}")), 400, "bad status\n");
    }
    assert_plain(&get("/status/"), 404, "not found\n");
}

#[test]
fn documents_are_fixed() {
    let json = get("/json");
    assert_eq!((json.status, json.content_type), (200, "application/json"));
    assert!(text(&json).starts_with("{\n  \"title\": \"Harbour Log\",\n  \"year\": 2024,\n"));
    assert!(text(&json).contains("\n      \"length\": 7.25,\n      \"crew\": []\n    }\n  ],\n"));
    let html = get("/html");
    assert_eq!(
        (html.status, html.content_type),
        (200, "text/html; charset=utf-8")
    );
    assert_eq!(html.body.len(), 149);
}

#[test]
fn bytes_count_up_and_wrap_within_bounds() {
    let answer = get("/bytes/258");
    assert_eq!(answer.content_type, "application/octet-stream");
    assert_eq!(answer.body.len(), 258);
    assert_eq!(answer.body.get(254..), Some(&[254, 255, 0, 1][..]));
    for (count, len) in [
        ("0", 0),
        ("-5", 0),
        ("102400", 102_400),
        ("102401", 102_400),
    ] {
        assert_eq!(get(&format!("/bytes/{count}")).body.len(), len);
    }
    assert_eq!(
        get(&format!("/bytes/{}", "9".repeat(4300))).body.len(),
        102_400
    );
    assert_plain(
        &get(&format!("/bytes/{}", "9".repeat(4301))),
        400,
        "bad size\n",
    );
    for bad in ["1e3", "nan", "inf", "1.0", "x", "%20", "0x10"] {
        assert_plain(&get(&format!("/bytes/{bad}")), 400, "bad size\n");
    }
    assert_plain(&get("/bytes/"), 404, "not found\n");
}

#[test]
fn uuids_are_random_version_4() {
    let mut server = LabServer::new(3);
    let first = send(&mut server, "GET", "/uuid");
    let uuid = text(&first)
        .strip_prefix("{\n  \"uuid\": \"")
        .and_then(|rest| rest.strip_suffix("\"\n}\n"));
    let uuid = uuid.expect("one member").to_owned();
    let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12]);
    assert_eq!(uuid.get(14..15), Some("4"));
    assert!(
        uuid.get(19..20)
            .is_some_and(|variant| "89ab".contains(variant))
    );
    assert_ne!(first, send(&mut server, "GET", "/uuid"));
    assert_eq!(first, send(&mut LabServer::new(3), "GET", "/uuid"));
    assert_ne!(first, send(&mut LabServer::new(4), "GET", "/uuid"));
}

#[test]
fn redirects_count_down_to_get() {
    for (count, location) in [
        ("0", "/get"),
        ("1", "/get"),
        ("0001", "/get"),
        ("2", "/redirect/1"),
        ("10", "/redirect/9"),
        ("110", "/redirect/109"),
        ("1000", "/redirect/999"),
        ("00100000000000000000000", "/redirect/99999999999999999999"),
    ] {
        let answer = get(&format!("/redirect/{count}"));
        assert_eq!((answer.status, answer.reason), (302, "Found"));
        assert_eq!(answer.location.as_deref(), Some(location));
        assert_plain(&answer, 302, "");
    }
    for missing in ["", "-1", "x", "1.0", "+1", "1_0"] {
        assert_plain(&get(&format!("/redirect/{missing}")), 404, "not found\n");
    }
}

#[test]
fn flaky_counts_calls_for_each_number() {
    let mut server = LabServer::new(1);
    let mut call = |count: &str| {
        let answer = send(&mut server, "GET", &format!("/flaky/{count}"));
        (answer.status, text(&answer).to_owned())
    };
    let body =
        |attempt: u32, ok: bool| format!("{{\n  \"attempt\": {attempt},\n  \"ok\": {ok}\n}}\n");
    assert_eq!(call("2"), (503, body(1, false)));
    assert_eq!(call("1"), (503, body(1, false)));
    assert_eq!(call("2"), (503, body(2, false)));
    assert_eq!(call("02"), (200, body(3, true)));
    assert_eq!(call("1"), (200, body(2, true)));
    assert_eq!(call("0"), (200, body(1, true)));
    assert_eq!(call("99999999999999999999999").0, 503);
    assert_eq!(call("x").0, 404);
    let fresh = send(&mut LabServer::new(1), "GET", "/flaky/2");
    assert_eq!(text(&fresh), body(1, false));
}

#[test]
fn drip_arrives_in_pieces() {
    let answer = get("/drip");
    assert_eq!(answer.content_type, "application/octet-stream");
    assert_eq!(
        (answer.drip_ms, answer.pieces, answer.delay_ms),
        (2000, 10, 0)
    );
    assert_eq!(answer.body, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let answer = get("/drip?duration=1&bytes=25");
    let pieces: Vec<(u64, &[u8])> = (0..).map_while(|index| answer.piece(index)).collect();
    assert_eq!(pieces.first(), Some(&(100, &[0, 1][..])));
    assert_eq!(pieces.last(), Some(&(1000, &[22, 23, 24][..])));
    let joined: Vec<u8> = pieces
        .iter()
        .flat_map(|(_, bytes)| bytes.iter().copied())
        .collect();
    assert_eq!(joined, answer.body);
    for (query, ms, pieces, len) in [
        ("bytes=3", 2000, 3, 3),
        ("bytes=0", 0, 1, 0),
        ("bytes=-1&duration=5", 0, 1, 0),
        ("bytes=9999999&duration=99", 10_000, 10, 1_048_576),
        ("duration=-1", 0, 10, 10),
        ("duration=nan", 0, 10, 10),
        ("duration=inf", 10_000, 10, 10),
        ("duration=1&duration=x", 1000, 10, 10),
    ] {
        let answer = get(&format!("/drip?{query}"));
        let found = (answer.drip_ms, answer.pieces, answer.body.len());
        assert_eq!(found, (ms, pieces, len), "{query}");
    }
    for bad in [
        "bytes=x",
        "bytes=",
        "bytes=1e3",
        "bytes=nan",
        "duration=",
        "duration=x",
    ] {
        assert_plain(&get(&format!("/drip?{bad}")), 400, "bad drip\n");
    }
}

#[test]
fn wrong_methods_and_paths_are_not_found() {
    let mut server = LabServer::new(1);
    for target in [
        "/get",
        "/delay/1",
        "/status/200",
        "/json",
        "/bytes/1",
        "/html",
        "/uuid",
    ] {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "get"] {
            assert_plain(&send(&mut server, method, target), 404, "not found\n");
        }
    }
    for target in ["/redirect/1", "/flaky/1", "/drip"] {
        assert_plain(&send(&mut server, "POST", target), 404, "not found\n");
    }
    for target in [
        "/post",
        "",
        "/",
        "get",
        "//get",
        "/get/",
        "/get/x",
        "/post/x",
        "/delay/1/2",
        "/delay/{}",
    ] {
        assert_plain(&send(&mut server, "GET", target), 404, "not found\n");
    }
    let counted = send(&mut server, "GET", "/flaky/1");
    assert!(
        text(&counted).contains("\"attempt\": 1"),
        "a wrong method must not count"
    );
    assert_eq!(get("/%67et").status, 200);
}

#[test]
fn head_is_get_without_the_body() {
    for target in [
        "/get",
        "/json",
        "/delay/1",
        "/bytes/9",
        "/status/404",
        "/redirect/2",
        "/drip",
        "/no",
    ] {
        let expected = get(target);
        let answer = send(&mut LabServer::new(1), "HEAD", target);
        assert!(answer.body.is_empty());
        assert_eq!((answer.drip_ms, answer.pieces), (0, 1));
        let body = expected.body.clone();
        let restored = LabAnswer {
            body,
            drip_ms: expected.drip_ms,
            pieces: expected.pieces,
            ..answer
        };
        assert_eq!(restored, expected);
    }
    assert_eq!(send(&mut LabServer::new(1), "HEAD", "/post").status, 404);
}
