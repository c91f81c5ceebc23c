//! Answers that repeat what the request said.

use std::borrow::Cow;

use super::json::{self, Fault, Map, Value};
use super::{JSON, LabAnswer, LabRequest, TEXT};

/// What precedes the path in an echoed address.
const ORIGIN: &str = "http://lab.local";

/// Bytes that `/post` reads at most.
const MAX_POST: usize = 1024 * 1024;

/// A request target taken apart: `/name`, `/name/value`, or neither when `name` is empty.
pub(super) struct Target<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: Option<Cow<'a, str>>,
    /// Still percent-encoded.
    pub(super) query: &'a str,
    /// The address to echo.
    url: String,
}

impl<'a> Target<'a> {
    pub(super) fn new(target: &'a str) -> Self {
        let (before, fragment) = target.split_once('#').unwrap_or((target, ""));
        let (path, query) = before.split_once('?').unwrap_or((before, ""));
        let mut url = format!("{ORIGIN}{path}");
        // A mark with nothing after it is not echoed.
        for (mark, part) in [("?", query), ("#", fragment)] {
            if !part.is_empty() {
                url.push_str(mark);
                url.push_str(part);
            }
        }
        let mut parts = path.split('/').map(percent_decoded);
        let root = parts.next().is_some_and(|part| part.is_empty());
        let name = parts.next().filter(|_| root).unwrap_or_default();
        let value = parts.next();
        // The reference's routes take no braces, and no empty value.
        let usable = value
            .as_ref()
            .is_none_or(|value| !value.is_empty() && !value.contains(['{', '}']));
        let name = if usable && parts.next().is_none() {
            name
        } else {
            Cow::default()
        };
        Self {
            name,
            value,
            query,
            url,
        }
    }
}

fn percent_decoded(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return Cow::Borrowed(part);
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        let escape = match after {
            [high, low, after @ ..] if *first == b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let byte = digit(*high)
                    .zip(digit(*low))
                    .map(|(high, low)| high * 16 + low);
                byte.and_then(|byte| u8::try_from(byte).ok())
                    .map(|byte| (byte, after))
            }
            _ => None,
        };
        let (byte, after) = escape.unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// The echo alone.
pub(super) fn get(request: &LabRequest<'_>, target: &Target<'_>) -> Value {
    let mut map = Map::default();
    map.set("args", Value::Map(args(target)));
    map.set("headers", Value::Map(headers(request)));
    map.set("url", Value::string(&target.url));
    Value::Map(map)
}

fn args(target: &Target<'_>) -> Map {
    let mut args = Map::default();
    for (key, value) in form_urlencoded::parse(target.query.as_bytes()) {
        args.add(&key, &value);
    }
    args
}

fn headers(request: &LabRequest<'_>) -> Map {
    let mut map = Map::default();
    for (name, value) in request.headers {
        let name = name.to_ascii_lowercase();
        if name.starts_with("x-") {
            let parts: Vec<String> = name.split('-').map(capitalised).collect();
            map.set(&parts.join("-"), Value::string(value));
        }
    }
    map
}

fn capitalised(part: &str) -> String {
    let mut chars = part.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// The echo with the body, and what the body says as a form or as JSON.
pub(super) fn post(request: &LabRequest<'_>, target: &Target<'_>) -> LabAnswer {
    if request.body.len() > MAX_POST {
        let text = format!("Maximum request body size {MAX_POST} exceeded.");
        return LabAnswer::new(413, TEXT, text);
    }
    let mut headers_sent = request.headers.iter();
    let content_type = headers_sent.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let content_type = content_type
        .map_or("", |(_, value)| value)
        .to_ascii_lowercase();
    let (kind, parameters) = content_type.split_once(';').unwrap_or((&content_type, ""));
    let Some(body) = decoded(request.body, parameters) else {
        return LabAnswer::trouble();
    };
    let mut form = Map::default();
    let mut parsed = Value::null();
    let mut data = "";
    if kind.trim() == "application/x-www-form-urlencoded" {
        let blanks = [' ', '\t', '\n', '\r', '\x0b', '\x0c'];
        for (key, value) in form_urlencoded::parse(body.trim_end_matches(blanks).as_bytes()) {
            form.set(&key, Value::string(&value));
        }
    } else {
        data = &body;
        if kind.trim() == JSON {
            match json::read(&body) {
                Ok(value) => parsed = value,
                Err(Fault::Malformed) => {}
                Err(Fault::TooDeep) => return LabAnswer::trouble(),
            }
        }
    }
    let mut map = Map::default();
    map.set("args", Value::Map(args(target)));
    map.set("data", Value::string(data));
    map.set("form", Value::Map(form));
    map.set("headers", Value::Map(headers(request)));
    map.set("json", parsed);
    map.set("url", Value::string(&target.url));
    LabAnswer::json(200, &Value::Map(map))
}

/// The body as text in the charset that the type's parameters name; `None` when it is not that.
/// Without a body the charset does not matter.
fn decoded<'a>(body: &'a [u8], parameters: &str) -> Option<Cow<'a, str>> {
    if body.is_empty() {
        return Some(Cow::Borrowed(""));
    }
    let mut parameters = parameters
        .split(';')
        .filter_map(|parameter| parameter.split_once('='));
    let charset = parameters.find(|(name, _)| name.trim() == "charset");
    match charset.map_or("utf-8", |(_, value)| value.trim().trim_matches('"')) {
        "utf-8" | "utf8" => std::str::from_utf8(body).ok().map(Cow::Borrowed),
        "us-ascii" | "ascii" if !body.is_ascii() => None,
        "us-ascii" | "ascii" | "latin-1" | "latin1" | "iso-8859-1" => {
            Some(body.iter().copied().map(char::from).collect())
        }
        _ => None,
    }
}
