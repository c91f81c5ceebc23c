from urllib.parse import (parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, unquote_to_bytes, urldefrag,
                          urlencode, urljoin, urlparse, urlsplit, urlunparse, urlunsplit)

url = "https://user:p%40ss@Example.com:8443/a/b;v=1/c%20d?q=py+thon&tag=x&tag=y&empty=#sec-2"
parts = urlparse(url)
print(parts)
print(parts.scheme, parts.netloc, parts.hostname, parts.port, parts.username, parts.password)
print(parts.geturl() == url, urlunparse(parts) == url, parts[2], parts._replace(fragment="", query="").geturl())
print(urlsplit(url))
print(urlunsplit(("http", "h", "p", "q=1", "f")), urldefrag(url))
print(parse_qs(parts.query))
print(parse_qs(parts.query, keep_blank_values=True))
print(parse_qsl("a=1&b=2&a=3&c"), parse_qsl("a=1;b=2", separator=";"))
print(urlencode({"q": "a b&c", "n": 5, "e": "é"}))
print(urlencode([("t", "x"), ("t", "y/z")]), urlencode({"l": [1, 2], "s": "ab"}, doseq=True), urlencode({"l": [1, 2]}))
print(urlencode({"q": "a b"}, quote_via=quote), urlencode({"p": "a/b"}, safe="/"))
print(quote("a b/c?d=é&~_-."), quote("a/b", safe=""), quote(b"\xff\x00z"), quote_plus("a b+c/d"))
print(unquote("a%20b%2Fc%C3%A9%zz%"), unquote_plus("a+b%2B"), unquote_to_bytes("a%FFb"), unquote("%FF"))
for base, link in [
    ("http://h/a/b/c", "d"), ("http://h/a/b/c", "../d"), ("http://h/a/b/c", "/d"), ("http://h/a/b/c", "//o/d"),
    ("http://h/a/b/c", "?q"), ("http://h/a/b/c", "#f"), ("http://h/a/b/c", ""), ("http://h", "d"),
    ("http://h/a/b/", "../../../d"), ("http://h/a/b/c?x", "./d/."), ("http://h/a", "mailto:x@y"), ("", "x"),
    ("http://h/a/b", "https:c"), ("http://h/a/b", "http:c"), ("http://h/a;p?q", ";r"),
]:
    print(base, link, "->", urljoin(base, link))
for odd in ("//host/path", "path/only", "mailto:a@b.c", "http://[::1]:80/x", "HTTP://UP/", "http://h:/", "a:b:c",
            "http://h?x", "http://h#y", "file:///etc/hosts", "", "javascript:alert(1)", "http://ü.de/ä"):
    split = urlsplit(odd)
    print(odd, tuple(split), split.hostname, split.port)
for bad in ("http://h:99999/", "http://h:abc/", "http://[::1/"):
    try:
        print(urlsplit(bad).port)
    except ValueError as error:
        print("ValueError:", error)
try:
    urlencode(5)
except TypeError as error:
    print("TypeError:", error)
print(parts.__class__.__name__, isinstance(parts, tuple), len(parts), parts == tuple(parts))
