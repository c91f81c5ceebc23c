//! The lab server twice: the service worker's answers are those of the library.

use interleave::net::lab_server::{LabAnswer, LabRequest, LabServer};
use serde::Deserialize;
use serde_json::json;

use super::support::lab::Lab;

const GETS: &[&str] = &[
    "/get",
    "/get?",
    "/get?a=1&b=2&a=3&c",
    "/get?q=x+y%20z&%C3%A9=%F0%9F%98%80&bad=%FF%zz",
    "/get?1=one&0=zero&__proto__=p",
    "/get?a=%22%5C%7f%00%0a",
    "/get/",
    "/get/x",
    "/",
    "/nothing",
    "/nothing/at/all",
    "/GET",
    "/ge%74",
    "/json",
    "/json?x=1",
    "/html",
    "/delay/0",
    "/delay/0.05?a=b",
    "/delay/-3",
    "/delay/1e-2",
    "/delay/nan",
    "/delay/-inf",
    "/delay/0_0.01",
    "/delay/%200.01%20",
    "/delay/abc",
    "/delay/",
    "/delay",
    "/delay/0.01/x",
    "/delay/%D9%A1",
    "/status/200",
    "/status/201",
    "/status/204",
    "/status/205",
    "/status/226",
    "/status/299",
    "/status/300",
    "/status/304",
    "/status/404",
    "/status/418",
    "/status/503",
    "/status/599",
    "/status/199",
    "/status/600",
    "/status/2_00",
    "/status/+204",
    "/status/-200",
    "/status/two",
    "/status/99999999999999999999",
    "/bytes/0",
    "/bytes/1",
    "/bytes/300",
    "/bytes/-5",
    "/bytes/200000",
    "/bytes/99999999999999999999",
    "/bytes/1.5",
    "/bytes/%7B1%7D",
    "/drip?duration=0.1&bytes=7",
    "/drip?duration=0&bytes=25",
    "/drip?duration=0.05&bytes=0",
    "/drip?duration=0.05&bytes=3&bytes=9",
    "/drip?duration=x",
    "/drip?duration=0&bytes=1e3",
    "/redirect/1",
    "/redirect/4",
    "/redirect/0",
    "/redirect/-1",
    "/redirect/x",
    "/flaky/2",
    "/flaky/02",
    "/flaky/2",
    "/flaky/0",
    "/flaky/x",
    "/flaky/1?a",
];

const POSTS: &[(&str, &str)] = &[
    ("", ""),
    ("text/plain", "hello é 😀"),
    (
        "application/json",
        r#"{"b": [1, 1.0, -0, 1e3, 1E400, NaN], "a": null, "10": 1, "2": {}}"#,
    ),
    (
        "application/json",
        r#"{"a": 1, "a": "\ud83d\ude00 \u00e9"}"#,
    ),
    ("application/json; charset=latin-1", "\"é\""),
    ("application/json", "{not json"),
    ("application/json", "123456789012345678901234567890"),
    ("application/x-www-form-urlencoded", "a=1&b=2&a=3&c=%20+&d"),
    ("APPLICATION/JSON", "[ ]"),
    ("text/plain; charset=utf-16", "x"),
];

/// One request as the test describes it.
struct Case {
    method: &'static str,
    target: &'static str,
    headers: Vec<(String, String)>,
    body: &'static str,
}

fn cases() -> Vec<Case> {
    let plain = |method, target| Case {
        method,
        target,
        headers: Vec::new(),
        body: "",
    };
    let mut cases: Vec<_> = GETS.iter().map(|target| plain("GET", *target)).collect();
    let heads = [
        "/get?a=1",
        "/json",
        "/html",
        "/bytes/300",
        "/status/404",
        "/delay/0.01",
        "/redirect/2",
        "/drip?duration=9&bytes=5",
        "/flaky/7",
        "/nothing",
    ];
    cases.extend(heads.map(|target| plain("HEAD", target)));
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        cases.extend(["/get", "/json", "/status/200"].map(|target| plain(method, target)));
    }
    cases.push(plain("PUT", "/post"));
    cases.push(plain("GET", "/post"));
    cases.push(Case {
        // In the order that a service worker sees them.
        headers: vec![
            ("X-a-b".into(), "1".into()),
            ("X-request-ID".into(), "a, b?".into()),
        ],
        ..plain("GET", "/get")
    });
    for (content_type, body) in POSTS {
        let headers = match *content_type {
            "" => Vec::new(),
            content_type => vec![("Content-Type".into(), content_type.into())],
        };
        cases.push(Case {
            headers,
            body,
            ..plain("POST", "/post?q=1")
        });
    }
    cases.push(plain("POST", "/post/x"));
    cases
}

/// What a program gets.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Given {
    status: u16,
    content_type: String,
    content_length: String,
    body: Vec<u8>,
}

/// The library's answer, redirects followed as browsers do.
fn expected(server: &mut LabServer, case: &Case) -> Given {
    let mut target = case.target.to_owned();
    loop {
        let answer: LabAnswer = server.answer(&LabRequest {
            method: case.method,
            target: &target,
            headers: &case.headers,
            body: case.body.as_bytes(),
        });
        match answer.location {
            Some(location) => target = location,
            None => {
                return Given {
                    status: answer.status,
                    content_type: answer.content_type.into(),
                    content_length: answer.content_length.to_string(),
                    body: answer.body,
                };
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_worker_answers_byte_for_byte_as_the_library() {
    const ASK: &str = "
        const ask = async ([method, target, headers, body]) => {
            const answer = await fetch(`lab${target}`, { method, headers, body: body || undefined });
            return {
                status: answer.status,
                content_type: answer.headers.get('Content-Type'),
                content_length: answer.headers.get('Content-Length'),
                body: [...new Uint8Array(await answer.arrayBuffer())],
            };
        };
        const answers = [];
        // One after the other, since some count how often they are asked.
        return (async () => {
            for (const request of arguments[0]) answers.push(await ask(request));
            return answers;
        })();
    ";
    let lab = Lab::open("").await;
    let cases = cases();
    let asked: Vec<_> = cases
        .iter()
        .map(|case| json!([case.method, case.target, case.headers, case.body]))
        .collect();
    let given: Vec<Given> = lab.js(ASK, vec![json!(asked)]).await;

    let mut server = LabServer::new(1);
    let mut wrong = Vec::new();
    for (case, given) in cases.iter().zip(&given) {
        let expected = expected(&mut server, case);
        if *given != expected {
            wrong.push(format!(
                "{} {} {:?} {:?}\n    worker:  {}\n    library: {}",
                case.method,
                case.target,
                case.headers,
                case.body,
                describe(given),
                describe(&expected)
            ));
        }
    }
    assert_eq!(given.len(), cases.len());
    assert!(wrong.is_empty(), "they differ:\n{}", wrong.join("\n"));
    println!("{} requests answered alike", cases.len());
    lab.assert_no_console_errors(&["Failed to load resource"])
        .await;
}

fn describe(given: &Given) -> String {
    let start = &given.body[..given.body.len().min(400)];
    format!(
        "{} {} {} {:?}",
        given.status,
        given.content_type,
        given.content_length,
        String::from_utf8_lossy(start)
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn identifiers_are_random_and_of_version_4() {
    let lab = Lab::open("").await;
    let ask = "return fetch('lab/uuid').then((answer) => answer.json()).then(({ uuid }) => uuid)";
    let one: String = lab.js(ask, vec![]).await;
    let other: String = lab.js(ask, vec![]).await;
    assert_ne!(one, other);
    for uuid in [one, other] {
        let lengths: Vec<_> = uuid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{uuid}");
        assert!(uuid[14..].starts_with('4'), "{uuid}");
        assert!(uuid[19..].starts_with(['8', '9', 'a', 'b']), "{uuid}");
    }
    lab.assert_no_console_errors(&[]).await;
}
