//! Who answers an address.

use alloc::{string::String, vec::Vec};

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The lab server, asked for this path and query.
    Lab(String),
    /// Nobody: a host of the lab where no server listens.
    Refused,
    /// Whoever is out there.
    Network,
}

/// Who answers `url`; `httpbin` tells whether the lab server stands in for httpbin.org.
pub fn route(url: &str, httpbin: bool) -> Route {
    let Some((host, target)) = split(url) else {
        return Route::Network;
    };
    match host.as_str() {
        "lab.local" => Route::Lab(resolved(&target)),
        "closed.lab.local" => Route::Refused,
        "httpbin.org" | "www.httpbin.org" if httpbin => Route::Lab(resolved(&target)),
        _ => Route::Network,
    }
}

/// The host of an http or https address, in lower case and without its port.
pub fn host(url: &str) -> Option<String> {
    split(url).map(|(host, _)| host)
}

/// A path and query without dot segments, as URL parsers leave it
/// (<https://url.spec.whatwg.org/#path-state>): no address leads out of the lab.
fn resolved(target: &str) -> String {
    let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
    let path = path.replace('\\', "/");
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
            "." if last => kept.push(""),
            "." => {}
            ".." => {
                kept.pop();
                if last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    alloc::format!("/{}{query}", kept.join("/"))
}

/// Host, and path with query, of an http or https address.
fn split(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let at = rest.find(['/', '\\', '?']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(at);
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let host = match authority.split_once(']') {
        Some((address, _)) => alloc::format!("{address}]"),
        None => authority.split(':').next().unwrap_or_default().into(),
    };
    let target = match target.as_bytes().first() {
        Some(b'/' | b'\\') => String::from(target),
        _ => alloc::format!("/{target}"),
    };
    Some((host.to_ascii_lowercase(), target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lab_answers_its_own_host_and_httpbin_where_wanted() {
        let lab = |target: &str| Route::Lab(target.into());
        assert_eq!(route("http://lab.local/delay/1", false), lab("/delay/1"));
        assert_eq!(route("https://LAB.local:8443", false), lab("/"));
        assert_eq!(route("http://lab.local?a=1#x", false), lab("/?a=1"));
        assert_eq!(route("https://httpbin.org/get?a=b", true), lab("/get?a=b"));
        assert_eq!(route("https://httpbin.org/get", false), Route::Network);
        assert_eq!(route("http://closed.lab.local/", true), Route::Refused);
        for elsewhere in [
            "https://example.org/lab.local/",
            "https://lab.local.example.org/",
            "https://lab.local@example.org/",
            "ftp://lab.local/",
            "lab.local/delay/1",
            "",
            "://",
        ] {
            assert_eq!(route(elsewhere, true), Route::Network, "{elsewhere}");
        }
        for (path, resolved) in [
            ("/x/../get", "/get"),
            ("/../../icon.svg", "/icon.svg"),
            ("/%2E%2e/engine.js", "/engine.js"),
            ("/./json", "/json"),
            ("/a/..", "/"),
            ("/a/.", "/a/"),
            ("/..\\..\\x", "/x"),
            ("\\..\\x", "/x"),
            ("/get?a=/../b", "/get?a=/../b"),
            ("//double", "//double"),
            ("/a..b/...", "/a..b/..."),
        ] {
            let url = alloc::format!("http://lab.local{path}");
            assert_eq!(route(&url, false), lab(resolved), "{path}");
        }
        assert_eq!(host("http://[::1]:80/x").as_deref(), Some("[::1]"));
    }
}
