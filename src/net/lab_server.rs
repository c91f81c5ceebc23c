//! The lab server: the endpoints that programs reach as `http://lab.local/...`.
//!
//! This is the whole server without a clock or a socket: an answer says how long its head waits and
//! how its body arrives, and the caller keeps to that. The page's service worker
//! (`static/lab-server.js`) gives the same bytes.

mod echo;
mod json;
mod number;
mod reason;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use echo::Target;
use json::Value;

/// Bytes that `/bytes` gives at most.
const MAX_BYTES: i64 = 102_400;

/// Bytes that `/drip` gives at most.
const MAX_DRIP: i64 = 1024 * 1024;

/// Pieces in which a body of `/drip` arrives at most.
const MAX_PIECES: u32 = 10;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const OCTETS: &str = "application/octet-stream";

const PAGE: &str = "<!DOCTYPE html>
<html>
<head><title>Lab Page</title></head>
<body>
<h1>Tide Tables</h1>
<p>High water at noon, low water at six.</p>
</body>
</html>
";

const DOCUMENT: &str = r#"{
  "title": "Harbour Log",
  "year": 2024,
  "open": true,
  "boats": [
    {
      "name": "Heron",
      "length": 9.5,
      "crew": [
        "Ada",
        "Bo"
      ]
    },
    {
      "name": "Plover",
      "length": 7.25,
      "crew": []
    }
  ],
  "notes": null
}
"#;

/// One request, as it reached the server.
#[derive(Debug, Clone, Copy)]
pub struct LabRequest<'a> {
    /// The method in capitals, e.g. `GET`.
    pub method: &'a str,
    /// Path and query as received, still percent-encoded, e.g. `/get?a=1`.
    pub target: &'a str,
    /// Header names and values in the order sent; names in any case.
    pub headers: &'a [(String, String)],
    /// The body; empty when there is none.
    pub body: &'a [u8],
}

/// One answer, and when its parts are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabAnswer {
    /// Status code, 200 to 599.
    pub status: u16,
    /// Reason phrase; empty for codes without a standard one.
    pub reason: &'static str,
    /// Value of `Content-Type`.
    pub content_type: &'static str,
    /// Value of `Location`, for redirects only.
    pub location: Option<String>,
    /// Value of `Content-Length` in bytes: the body's length, for HEAD what GET would have.
    pub content_length: usize,
    /// The body; empty for HEAD.
    pub body: Vec<u8>,
    /// Milliseconds before the head of the answer is sent, 0 to 10000.
    pub delay_ms: u64,
    /// Milliseconds over which the body then arrives, 0 to 10000.
    pub drip_ms: u64,
    /// Number of equal pieces, 1 to 10, in which the body arrives.
    pub pieces: u32,
}

impl LabAnswer {
    fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self {
            status,
            reason: reason::reason(status),
            content_type,
            location: None,
            content_length: body.len(),
            body,
            delay_ms: 0,
            drip_ms: 0,
            pieces: 1,
        }
    }

    fn json(status: u16, value: &Value) -> Self {
        match value.to_text() {
            Some(text) => Self::new(status, JSON, text),
            None => Self::trouble(),
        }
    }

    fn missing() -> Self {
        Self::new(404, TEXT, "not found\n")
    }

    /// What the reference answers when a handler fails.
    fn trouble() -> Self {
        let text = "500 Internal Server Error\n\nServer got itself in trouble";
        Self::new(500, TEXT, text)
    }

    /// Piece `index`, counted from 0, with the milliseconds between the head and its arrival; `None`
    /// after the last. The last piece is due at the end of [`LabAnswer::drip_ms`]; where the bytes
    /// do not divide evenly, pieces differ by one byte.
    pub fn piece(&self, index: u32) -> Option<(u64, &[u8])> {
        if index >= self.pieces {
            return None;
        }
        let share = |whole: u64, count: u32| {
            whole.saturating_mul(u64::from(count)) / u64::from(self.pieces)
        };
        let edge = |count: u32| usize::try_from(share(self.body.len() as u64, count)).ok();
        let bytes = self.body.get(edge(index)?..edge(index + 1)?)?;
        Some((share(self.drip_ms, index + 1), bytes))
    }
}

/// The server's state, meant to be fresh for each run of a program.
#[derive(Debug, Clone)]
pub struct LabServer {
    /// Calls so far per number after `/flaky/`, which has no upper limit.
    flaky: BTreeMap<String, u64>,
    /// State of the generator behind `/uuid`.
    random: u64,
}

impl LabServer {
    /// A server without any calls yet; equal seeds give equal `/uuid` answers.
    pub fn new(seed: u64) -> Self {
        Self {
            flaky: BTreeMap::new(),
            random: seed,
        }
    }

    /// Answers one request at once; waiting is the caller's part.
    pub fn answer(&mut self, request: &LabRequest<'_>) -> LabAnswer {
        let target = Target::new(request.target);
        let mut answer = match request.method {
            "GET" | "HEAD" => self.get(request, &target),
            "POST" if target.name == "post" && target.value.is_none() => {
                echo::post(request, &target)
            }
            _ => LabAnswer::missing(),
        };
        if request.method == "HEAD" {
            answer.body = Vec::new();
            answer.drip_ms = 0;
            answer.pieces = 1;
        }
        answer
    }

    fn get(&mut self, request: &LabRequest<'_>, target: &Target<'_>) -> LabAnswer {
        match (target.name.as_ref(), target.value.as_deref()) {
            ("get", None) => LabAnswer::json(200, &echo::get(request, target)),
            ("json", None) => LabAnswer::new(200, JSON, DOCUMENT),
            ("html", None) => LabAnswer::new(200, HTML, PAGE),
            ("uuid", None) => self.uuid(),
            ("drip", None) => drip(target).unwrap_or_else(|| bad("bad drip\n")),
            ("delay", Some(value)) => match number::float(value) {
                Some(seconds) => LabAnswer {
                    delay_ms: number::millis(seconds),
                    ..LabAnswer::json(200, &echo::get(request, target))
                },
                None => bad("bad delay\n"),
            },
            ("status", Some(value)) => {
                let status = number::int(value).and_then(|code| u16::try_from(code).ok());
                match status.filter(|code| (200..=599).contains(code)) {
                    Some(status) => LabAnswer::new(status, TEXT, ""),
                    None => bad("bad status\n"),
                }
            }
            ("bytes", Some(value)) => match number::int(value) {
                Some(count) => LabAnswer::new(200, OCTETS, octets(count, MAX_BYTES)),
                None => bad("bad size\n"),
            },
            ("redirect", Some(value)) if number::is_digits(value) => redirect(value),
            ("flaky", Some(value)) if number::is_digits(value) => self.flaky(value),
            _ => LabAnswer::missing(),
        }
    }

    fn flaky(&mut self, digits: &str) -> LabAnswer {
        if digits.len() > number::MAX_DIGITS {
            return LabAnswer::trouble();
        }
        let digits = digits.trim_start_matches('0');
        let attempt = self.flaky.entry(digits.to_owned()).or_default();
        *attempt += 1;
        let failures = if digits.is_empty() {
            0
        } else {
            digits.parse().unwrap_or(u64::MAX)
        };
        let ok = *attempt > failures;
        let body = format!("{{\n  \"attempt\": {attempt},\n  \"ok\": {ok}\n}}\n");
        LabAnswer::new(if ok { 200 } else { 503 }, JSON, body)
    }

    fn uuid(&mut self) -> LabAnswer {
        let bits = u128::from(self.next_random()) << 64 | u128::from(self.next_random());
        // Version 4 and the RFC's variant take six of the bits.
        let bits = bits & !(0xf << 76) & !(0b11 << 62) | 0x4 << 76 | 0b10 << 62;
        let mut text = format!("{bits:032x}");
        for place in [20, 16, 12, 8] {
            text.insert(place, '-');
        }
        LabAnswer::new(200, JSON, format!("{{\n  \"uuid\": \"{text}\"\n}}\n"))
    }

    /// SplitMix64: small, and good enough for identifiers that nobody has to guess.
    fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.random ^ self.random >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

fn bad(text: &'static str) -> LabAnswer {
    LabAnswer::new(400, TEXT, text)
}

fn octets(count: i64, limit: i64) -> Vec<u8> {
    let count = usize::try_from(count.clamp(0, limit)).unwrap_or(0);
    (0..=u8::MAX).cycle().take(count).collect()
}

fn redirect(digits: &str) -> LabAnswer {
    if digits.len() > number::MAX_DIGITS {
        return LabAnswer::trouble();
    }
    let location = match digits.trim_start_matches('0') {
        "" | "1" => "/get".to_owned(),
        digits => format!("/redirect/{}", number::previous(digits)),
    };
    LabAnswer {
        location: Some(location),
        ..LabAnswer::new(302, TEXT, "")
    }
}

/// `None` when a number cannot be read. Of a repeated key the first value counts; without any bytes
/// there is nothing to wait for.
fn drip(target: &Target<'_>) -> Option<LabAnswer> {
    let find = |name: &str| {
        let mut pairs = form_urlencoded::parse(target.query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value)
    };
    let seconds = number::float(&find("duration").unwrap_or(Cow::Borrowed("2")))?;
    let count = number::int(&find("bytes").unwrap_or(Cow::Borrowed("10")))?;
    let body = octets(count, MAX_DRIP);
    let pieces = u32::try_from(body.len()).map_or(MAX_PIECES, |len| len.clamp(1, MAX_PIECES));
    Some(LabAnswer {
        drip_ms: if count > 0 {
            number::millis(seconds)
        } else {
            0
        },
        pieces,
        ..LabAnswer::new(200, OCTETS, body)
    })
}
