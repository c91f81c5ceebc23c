"""aiohttp's client over the browser's fetch."""
import asyncio
from asyncio.timeouts import QuietTimeout
from _namedtuple import namedtuple

import _net

__version__ = "3.14.5"


class ClientError(Exception):
    __module__ = "aiohttp.client_exceptions"


class ClientResponseError(ClientError):
    __module__ = "aiohttp.client_exceptions"

    def __init__(self, request_info, history, *, status=None, message="", headers=None):
        self.request_info = request_info
        self.history = history
        self.status = 0 if status is None else status
        self.message = message
        self.headers = headers
        self.args = (request_info, history)

    def __str__(self):
        return (f"{self.status}, message={self.message!r}, "
                f"url={str(self.request_info.real_url)!r}")

    def __repr__(self):
        text = f"{self.request_info!r}, {self.history!r}"
        if self.status != 0:
            text += f", status={self.status!r}"
        if self.message != "":
            text += f", message={self.message!r}"
        if self.headers is not None:
            text += f", headers={self.headers!r}"
        return f"{type(self).__name__}({text})"


class ContentTypeError(ClientResponseError):
    __module__ = "aiohttp.client_exceptions"


class TooManyRedirects(ClientResponseError):
    __module__ = "aiohttp.client_exceptions"


class ClientConnectionError(ClientError):
    __module__ = "aiohttp.client_exceptions"


class ClientOSError(ClientConnectionError, OSError):
    __module__ = "aiohttp.client_exceptions"


class ClientConnectorError(ClientOSError):
    __module__ = "aiohttp.client_exceptions"

    def __init__(self, connection_key, os_error):
        self._conn_key = connection_key
        self._os_error = os_error
        super().__init__(os_error.errno, os_error.strerror)
        self.args = (connection_key, os_error)

    @property
    def os_error(self):
        return self._os_error

    @property
    def host(self):
        return self._conn_key.host

    @property
    def port(self):
        return self._conn_key.port

    @property
    def ssl(self):
        return self._conn_key.ssl

    def __str__(self):
        return (f"Cannot connect to host {self.host}:{self.port} ssl:default "
                f"[{self._os_error.strerror}]")


class ClientConnectorDNSError(ClientConnectorError):
    __module__ = "aiohttp.client_exceptions"


class ClientSSLError(ClientConnectorError):
    __module__ = "aiohttp.client_exceptions"


class ServerConnectionError(ClientConnectionError):
    __module__ = "aiohttp.client_exceptions"


class ServerDisconnectedError(ServerConnectionError):
    __module__ = "aiohttp.client_exceptions"

    def __init__(self, message=None):
        self.message = "Server disconnected" if message is None else message
        self.args = (self.message,)


class ServerTimeoutError(ServerConnectionError, TimeoutError):
    __module__ = "aiohttp.client_exceptions"


class ConnectionTimeoutError(ServerTimeoutError):
    __module__ = "aiohttp.client_exceptions"


class SocketTimeoutError(ServerTimeoutError):
    __module__ = "aiohttp.client_exceptions"


class ClientPayloadError(ClientError):
    __module__ = "aiohttp.client_exceptions"


class InvalidURL(ClientError, ValueError):
    __module__ = "aiohttp.client_exceptions"

    def __init__(self, url, description=None):
        self._url = url
        self._description = description
        super().__init__(*([url] if description is None else [url, description]))

    @property
    def url(self):
        return self._url

    @property
    def description(self):
        return self._description

    def __str__(self):
        return str(self._url) if not self._description else f"{self._url} - {self._description}"

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


class InvalidUrlClientError(InvalidURL):
    __module__ = "aiohttp.client_exceptions"


class RedirectClientError(ClientError):
    __module__ = "aiohttp.client_exceptions"


class NonHttpUrlClientError(ClientError):
    __module__ = "aiohttp.client_exceptions"


class InvalidUrlRedirectClientError(InvalidUrlClientError, RedirectClientError):
    __module__ = "aiohttp.client_exceptions"


class NonHttpUrlRedirectClientError(NonHttpUrlClientError, RedirectClientError):
    __module__ = "aiohttp.client_exceptions"


class _MultiDict:
    # Keys in the order of addition, each as often as it was added.
    def __init__(self, pairs=()):
        self._pairs = list(pairs.items() if hasattr(pairs, "items") else pairs)

    def _same(self, key):
        return key

    def __repr__(self):
        inner = ", ".join(f"{k!r}: {v!r}" for k, v in self._pairs)
        return f"<{type(self).__name__}({inner})>"

    def getall(self, key, *default):
        found = [v for k, v in self._pairs if self._same(k) == self._same(key)]
        if not found:
            if default:
                return default[0]
            raise KeyError(key)
        return found

    def __getitem__(self, key):
        return self.getall(key)[0]

    getone = __getitem__

    def get(self, key, default=None):
        return self.getall(key, (default,))[0]

    def __contains__(self, key):
        return isinstance(key, str) and self.getall(key, None) is not None

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._pairs)

    def __eq__(self, other):
        if isinstance(other, _MultiDict):
            return self._pairs == other._pairs
        return dict(self._pairs) == other

    def keys(self):
        return [k for k, _ in self._pairs]

    def values(self):
        return [v for _, v in self._pairs]

    def items(self):
        return list(self._pairs)


class MultiDictProxy(_MultiDict):
    pass


class CIMultiDictProxy(_MultiDict):
    def _same(self, key):
        return key.lower()


class CIMultiDict(CIMultiDictProxy):
    def add(self, key, value):
        self._pairs.append((key, value))

    def __delitem__(self, key):
        left = [p for p in self._pairs if p[0].lower() != key.lower()]
        if len(left) == len(self._pairs):
            raise KeyError(key)
        self._pairs = left

    def __setitem__(self, key, value):
        for at, (known, _) in enumerate(self._pairs):
            if known.lower() == key.lower():
                del self[key]
                self._pairs.insert(at, (key, value))
                return
        self.add(key, value)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, other):
        other = CIMultiDict(other)
        for key in other.keys():
            if key in self:
                del self[key]
        self._pairs.extend(other.items())

    def copy(self):
        return CIMultiDict(self)


_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_HEX = "0123456789abcdefABCDEF"
_VALUE = _PLAIN + "?/:@!$'()*,"


def _quote(text, safe, encoded=False):
    # `encoded`: what is quoted already stays as it is.
    out = []
    for at, char in enumerate(text):
        if char in safe:
            out.append(char)
        elif encoded and char == "%" and all(c in _HEX for c in text[at + 1:at + 3].ljust(2, "x")):
            out.append(char)
        else:
            out.extend(f"%{byte:02X}" for byte in char.encode("utf-8"))
    return "".join(out)


def _unquote(text):
    parts = text.split("%")
    out = bytearray(parts[0].encode("utf-8"))
    for part in parts[1:]:
        if len(part) >= 2 and part[0] in _HEX and part[1] in _HEX:
            out.append(int(part[:2], 16))
            out.extend(part[2:].encode("utf-8"))
        else:
            out.extend(b"%" + part.encode("utf-8"))
    return out.decode("utf-8", "replace")


def _form(pairs, safe):
    return "&".join(_quote(k, safe).replace("%20", "+") + "=" + _quote(v, safe).replace("%20", "+")
                    for k, v in pairs)


def _text_of(value):
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise TypeError("Invalid variable type: value should be str, int or float, "
                    f"got {value!r} of type {type(value)}")


def _query_of(params):
    if isinstance(params, str):
        return _quote(params.replace(" ", "+"), _VALUE + "=&+;", True)
    pairs = []
    for key, value in params.items() if hasattr(params, "items") else params:
        for one in value if isinstance(value, (list, tuple)) else (value,):
            pairs.append((key, _text_of(one)))
    return _form(pairs, _VALUE)


def _tidy(path):
    out = []
    for part in path.split("/"):
        if part == "..":
            if len(out) > 1:
                out.pop()
        elif part != ".":
            out.append(part)
    if path.endswith(("/.", "/..")):
        out.append("")
    return "/".join(out)


_PORTS = {"http": 80, "https": 443}


class URL:
    def __init__(self, value="", *, encoded=False):
        text = str(value)
        self.raw_fragment = self.raw_query_string = self.scheme = self.authority = ""
        text, _, fragment = text.partition("#")
        text, _, query = text.partition("?")
        head, colon, rest = text.partition("://")
        if colon and head.isalnum():
            self.scheme = head.lower()
            self.authority, slash, rest = rest.partition("/")
            text = slash + rest
        self.user_info, _, place = self.authority.rpartition("@")
        host, colon, port = place.partition(":")
        self.raw_host = self.host = host.lower() or None
        self.explicit_port = int(port) if port.isdigit() else None
        self.port = self.explicit_port or _PORTS.get(self.scheme)
        if self.host:
            self.authority = (self.user_info + "@" if self.user_info else "") + self.host
            if self.port != _PORTS.get(self.scheme):
                self.authority += f":{self.port}"
            text = _tidy(text)
        self._path = _quote(text, _PLAIN + "/!$&'()*+,;=:@", True)
        self.raw_query_string = _quote(query.replace(" ", "+"), _VALUE + "=&+;", True)
        self.raw_fragment = _quote(fragment, _VALUE + "=&+;", True)

    def __str__(self):
        text = f"{self.scheme}://{self.authority}" if self.scheme else ""
        text += self._path
        if self.raw_query_string:
            text += "?" + self.raw_query_string
        if self.raw_fragment:
            text += "#" + self.raw_fragment
        return text

    def __repr__(self):
        return f"URL('{self}')"

    def __eq__(self, other):
        if not isinstance(other, URL):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def _key(self):
        return (self.scheme, self.authority, self.raw_path, self.raw_query_string,
                self.raw_fragment)

    def human_repr(self):
        return _unquote(str(self))

    @property
    def raw_path(self):
        return self._path or ("/" if self.host else "")

    @property
    def path(self):
        return _unquote(self.raw_path)

    @property
    def path_qs(self):
        query = self.query_string
        return self.path + ("?" + query if query else "")

    @property
    def raw_path_qs(self):
        return self.raw_path + ("?" + self.raw_query_string if self.raw_query_string else "")

    @property
    def query_string(self):
        return _unquote(self.raw_query_string.replace("+", " "))

    @property
    def fragment(self):
        return _unquote(self.raw_fragment)

    @property
    def query(self):
        pairs = []
        for part in self.raw_query_string.replace("+", " ").split("&"):
            if part:
                key, _, value = part.partition("=")
                pairs.append((_unquote(key), _unquote(value)))
        return MultiDictProxy(pairs)

    @property
    def parts(self):
        parts = [_unquote(part) for part in self.raw_path.split("/")]
        if parts[0] == "" and len(parts) > 1:
            parts[0] = "/"
            if parts == ["/", ""]:
                parts.pop()
        return tuple(parts)

    @property
    def name(self):
        last = self.parts[-1]
        return "" if last == "/" else last

    @property
    def parent(self):
        return self._with(path=self.raw_path.rstrip("/").rpartition("/")[0] or "/")

    @property
    def absolute(self):
        return bool(self.host)

    def is_absolute(self):
        return self.absolute

    def origin(self):
        return URL(f"{self.scheme}://{self.authority}")

    def _with(self, path=None, query="", fragment=""):
        new = URL(self)
        new._path = self._path if path is None else path
        new.raw_query_string = query
        new.raw_fragment = fragment
        return new

    def with_query(self, *args, **kwargs):
        query = kwargs or (args[0] if args else None)
        return self._with(query="" if query is None else _query_of(query))

    def update_query(self, *args, **kwargs):
        query = _query_of(kwargs or args[0])
        old = self.raw_query_string
        return self._with(query=old + "&" + query if old and query else old or query)

    def with_path(self, path):
        return self._with(path="/" + _quote(path.lstrip("/"), _PLAIN + "/!$&'()*+,;=:@"))

    def with_fragment(self, fragment):
        return self._with(query=self.raw_query_string, fragment=_quote(fragment or "", _VALUE))

    def __truediv__(self, name):
        return self.joinpath(name)

    def joinpath(self, *names):
        path = self.raw_path.rstrip("/")
        for name in names:
            path += "/" + _quote(str(name).strip("/"), _PLAIN + "/!$&'()*+,;=:@")
        return self._with(path=path)

    def __mod__(self, query):
        return self.update_query(query)

    def join(self, other):
        if other.scheme:
            return other
        if other._path.startswith("//"):
            return URL(f"{self.scheme}:{other}")
        if not other._path:
            return self._with(query=other.raw_query_string or self.raw_query_string,
                              fragment=other.raw_fragment)
        path = other._path
        if not path.startswith("/"):
            path = self.raw_path.rpartition("/")[0] + "/" + path
        return self._with(_tidy(path), other.raw_query_string, other.raw_fragment)


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None,
                 ceil_threshold=5):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect  # a browser connects in its own time
        self.ceil_threshold = ceil_threshold

    def __repr__(self):
        return (f"ClientTimeout(total={self.total}, connect={self.connect}, "
                f"sock_read={self.sock_read}, sock_connect={self.sock_connect}, "
                f"ceil_threshold={self.ceil_threshold})")

    def __eq__(self, other):
        return isinstance(other, ClientTimeout) and repr(self) == repr(other)


DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60, sock_connect=30)
_unset = object()

def _loads(text):
    import json
    return json.loads(text)


def _dumps(value):
    import json
    return json.dumps(value)


RequestInfo = namedtuple("RequestInfo", "url method headers real_url")
ConnectionKey = namedtuple(
    "ConnectionKey",
    "host port is_ssl ssl proxy proxy_auth proxy_headers_hash server_hostname")


class BasicAuth(namedtuple("BasicAuth", "login password encoding")):
    def __new__(cls, login, password="", encoding="latin1"):
        if login is None:
            raise ValueError("None is not allowed as login value")
        if password is None:
            raise ValueError("None is not allowed as password value")
        return super().__new__(cls, login, password, encoding)

    def encode(self):
        import base64
        text = f"{self.login}:{self.password}".encode(self.encoding)
        return "Basic " + base64.b64encode(text).decode(self.encoding)


class FormData:
    def __init__(self, fields=()):
        self._fields = []
        if hasattr(fields, "items"):
            fields = fields.items()
        for name, value in fields:
            self.add_field(name, value)

    def add_field(self, name, value, *, content_type=None, filename=None):
        if isinstance(value, (bytes, bytearray)) or hasattr(value, "read") or filename:
            raise NotImplementedError("aiohttp.FormData: files are not supported here")
        self._fields.append((name, value if isinstance(value, str) else str(value)))

    def __call__(self):
        return _form(self._fields, _PLAIN + "*").encode("ascii")


def _body(data):
    """The bytes to send and their type."""
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data), "application/octet-stream"
    if isinstance(data, str):
        return data.encode("utf-8"), "text/plain; charset=utf-8"
    if hasattr(data, "read"):
        inside, kind = _body(data.read())
        return inside, kind
    if isinstance(data, (dict, list, tuple, _MultiDict)):
        data = FormData(data)
    if isinstance(data, FormData):
        return data(), "application/x-www-form-urlencoded"
    if hasattr(data, "__aiter__"):
        raise NotImplementedError("aiohttp: a browser's fetch sends no streams")
    raise TypeError("Only io.IOBase, multidict and (name, file) pairs allowed, use .add_field() "
                    f"for passing more complex parameters, got {data!r}")


class BaseConnector:
    def __init__(self, *, keepalive_timeout=None, force_close=False, limit=100, limit_per_host=0,
                 enable_cleanup_closed=False, loop=None, timeout_ceil_threshold=5, _told=True):
        asyncio.get_running_loop()
        self.limit = limit
        self.limit_per_host = limit_per_host
        self.force_close = force_close
        self.closed = False
        self._all = asyncio.Semaphore(limit, _told=_told) if limit else None
        self._hosts = {}

    async def _acquire(self, url):
        places = []
        if self.limit_per_host:
            key = (url.host, url.port)
            if key not in self._hosts:
                self._hosts[key] = asyncio.Semaphore(self.limit_per_host)
            places.append(self._hosts[key])
        if self._all is not None:
            places.append(self._all)
        taken = []
        try:
            for place in places:
                await place.acquire()
                taken.append(place)
        except BaseException:
            for place in taken:
                place.release()
            raise
        return taken

    async def close(self):
        self.closed = True


class TCPConnector(BaseConnector):
    def __init__(self, *, ssl=True, verify_ssl=True, fingerprint=None, use_dns_cache=True,
                 ttl_dns_cache=10, family=0, ssl_context=None, local_addr=None, resolver=None,
                 **kwargs):
        super().__init__(**kwargs)


class StreamReader:
    def __init__(self, reader, wait, at_end):
        self._reader = reader
        self._wait = wait
        self._at_end = at_end
        self._buffer = b""
        self._eof = False
        self._error = None

    def __repr__(self):
        text = "<StreamReader"
        if self._buffer:
            text += f" {len(self._buffer)} bytes"
        return text + (" eof>" if self._eof else ">")

    def _end(self):
        if not self._eof:
            self._eof = True
            self._at_end()

    async def _more(self):
        if self._error is not None:
            raise self._error
        try:
            part = await self._wait(self._reader.read)
        except _net.NetError as error:
            self._fail(ClientPayloadError(
                f"Response payload is not completed: {error.args[-1]}"))
            raise self._error from error
        if part:
            self._buffer += part
        else:
            self._end()

    def _fail(self, error):
        self._error = error

    def is_eof(self):
        return self._eof

    def at_eof(self):
        return self._eof and not self._buffer

    def _take(self, n):
        part, self._buffer = self._buffer[:n], self._buffer[n:]
        return part

    async def read(self, n=-1):
        if n < 0:
            parts = []
            while not self.at_eof():
                parts.append(await self.readany())
            return b"".join(parts)
        while n and not self._buffer and not self._eof:
            await self._more()
        return self._take(n)

    async def readany(self):
        while not self._buffer and not self._eof:
            await self._more()
        return self._take(len(self._buffer))

    async def readchunk(self):
        return await self.readany(), True

    async def readexactly(self, n):
        while len(self._buffer) < n and not self._eof:
            await self._more()
        if len(self._buffer) < n:
            raise asyncio.IncompleteReadError(self._take(n), n)
        return self._take(n)

    async def readuntil(self, separator=b"\n"):
        seen = 0
        while True:
            at = self._buffer.find(separator, seen)
            if at >= 0:
                return self._take(at + len(separator))
            if self._eof:
                return self._take(len(self._buffer))
            seen = max(0, len(self._buffer) - len(separator) + 1)
            await self._more()

    async def readline(self):
        return await self.readuntil()

    async def _each(self, read, *args):
        while True:
            part = await read(*args)
            if not part:
                return
            yield part

    def __aiter__(self):
        return self._each(self.readline)

    def iter_chunked(self, n):
        return self._each(self.read, n)

    def iter_any(self):
        return self._each(self.readany)

    async def iter_chunks(self):
        async for part in self.iter_any():
            yield part, True


class _Done:
    # What release() gives: to be awaited or not.
    def __await__(self):
        return None
        yield


class ClientResponse:
    def __init__(self, session, method, url, sent, answer, history, lease, deadline, timeout):
        self.status, self.reason, headers, reader, _ = answer
        self.method = method
        self.real_url = url
        self.url = url.with_fragment("")
        self.headers = CIMultiDictProxy(headers)
        self.history = history
        self.request_info = RequestInfo(self.url, method, sent, url)
        self._session = session
        self._body = None
        self._lease = lease
        self._closed = False
        self._released = False
        self._deadline = deadline
        self._timeout = timeout
        self.content = StreamReader(reader, self._timed, self._ended)
        if (method == "HEAD" or self.status in (204, 304)
                or self.headers.get("Content-Length") == "0"):
            self.content._end()

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"

    @property
    def ok(self):
        return self.status < 400

    @property
    def host(self):
        return self.url.host

    @property
    def closed(self):
        return self._closed

    @property
    def cookies(self):
        raise NotImplementedError("aiohttp: a browser does not show a program its cookies")

    @property
    def content_type(self):
        return self.headers.get("Content-Type", "application/octet-stream").partition(
            ";")[0].strip().lower()

    @property
    def charset(self):
        for part in self.headers.get("Content-Type", "").split(";")[1:]:
            key, _, value = part.strip().partition("=")
            if key.lower() == "charset":
                return value.strip("\"'")
        return None

    @property
    def content_length(self):
        length = self.headers.get("Content-Length")
        return None if length is None else int(length)

    async def _timed(self, start):
        return await _timed(start, self._deadline, self._timeout)

    def _ended(self):
        # The whole body is here: the connection is free for others.
        self._closed = True
        lease, self._lease = self._lease, ()
        for place in lease:
            place.release()

    def release(self):
        if not self._released:
            self._released = True
            if not self._closed:
                self._drop()
        return _Done()

    def close(self):
        self._released = True
        self._drop()

    def _drop(self):
        self.content._fail(ClientConnectionError("Connection closed"))
        close = getattr(self.content._reader, "close", None)
        if close is not None and not self.content._eof:
            close()
        self._ended()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.release()

    def raise_for_status(self):
        if not self.ok:
            self.release()
            raise ClientResponseError(self.request_info, self.history, status=self.status,
                                      message=self.reason, headers=self.headers)

    async def read(self):
        if self._body is None:
            if self._released:
                raise ClientConnectionError("Connection closed")
            try:
                self._body = await self.content.read()
            except BaseException:
                self.close()
                raise
        return self._body

    def get_encoding(self):
        charset = self.charset
        if charset:
            try:
                b"".decode(charset)
                return charset
            except LookupError:
                pass
        if self.content_type == "application/json":
            return "utf-8"
        if self._body is None:
            raise RuntimeError("Cannot compute fallback encoding of a not yet read body")
        return "utf-8"

    async def text(self, encoding=None, errors="strict"):
        await self.read()
        return self._body.decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=_loads, content_type="application/json"):
        await self.read()
        if content_type:
            got = self.content_type
            fits = got == content_type
            if content_type == "application/json" and got.startswith("application/"):
                fits = fits or got.endswith("+json")
            if not fits:
                raise ContentTypeError(
                    self.request_info, self.history, status=self.status, headers=self.headers,
                    message="Attempt to decode JSON with unexpected mimetype: "
                            + self.headers.get("Content-Type", ""))
        body = self._body.strip()
        if not body:
            return None
        return loads(body.decode(encoding or self.get_encoding()))


async def _timed(start, deadline, timeout):
    """Awaits what start() gives, within the request's time limits."""
    when, told = deadline
    if when is None and timeout.sock_read is None:
        return await start()
    limit = asyncio.Timeout(when) if told else QuietTimeout(when)
    async with limit:
        if not timeout.sock_read:
            return await start()
        try:
            async with asyncio.timeout(timeout.sock_read):
                return await start()
        except TimeoutError:
            raise SocketTimeoutError("Timeout on reading data from socket") from None


class _BaseRequestContextManager:
    # What session.get() gives: to be awaited, or for async with.
    def __init__(self, coro):
        self._coro = coro

    def send(self, value):
        return self._coro.send(value)

    def throw(self, *args):
        return self._coro.throw(*args)

    def close(self):
        return self._coro.close()

    def __await__(self):
        return self._coro.__await__()

    async def __aenter__(self):
        self._resp = await self._coro
        return await self._resp.__aenter__()

    async def __aexit__(self, exc_type, exc, tb):
        await self._resp.__aexit__(exc_type, exc, tb)


class _SessionRequestContextManager(_BaseRequestContextManager):
    def __init__(self, coro, session):
        super().__init__(coro)
        self._session = session

    async def __aenter__(self):
        try:
            return await super().__aenter__()
        except BaseException:
            await self._session.close()
            raise

    async def __aexit__(self, exc_type, exc, tb):
        await super().__aexit__(exc_type, exc, tb)
        await self._session.close()


def _refuse(name, given):
    if given:
        raise NotImplementedError(f"aiohttp: {name} is not possible in a browser tab")


class ClientSession:
    __module__ = "aiohttp.client"

    def __init__(self, base_url=None, *, connector=None, loop=None, cookies=None, headers=None,
                 skip_auto_headers=None, auth=None, json_serialize=_dumps, cookie_jar=None,
                 connector_owner=True, raise_for_status=False, timeout=_unset,
                 auto_decompress=True, trust_env=False, trace_configs=None, read_bufsize=65536):
        asyncio.get_running_loop()
        self._base_url = None
        if base_url is not None:
            self._base_url = URL(base_url)
            if not self._base_url.host:
                raise ValueError("URL should be absolute")
            if not self._base_url.raw_path.endswith("/"):
                raise ValueError("base_url must have a trailing '/'")
        if timeout is not _unset and not isinstance(timeout, ClientTimeout):
            raise ValueError(f"timeout parameter cannot be of {type(timeout)} type, "
                             "please use 'timeout=ClientTimeout(...)'")
        _refuse("cookies", cookies)
        _refuse("trace_configs", trace_configs)
        self._timeout = DEFAULT_TIMEOUT if timeout is _unset else timeout
        self._connector = BaseConnector(_told=False) if connector is None else connector
        self._owns_connector = connector is None or connector_owner
        self._headers = CIMultiDict(headers or ())
        self._auth = auth
        self._json_serialize = json_serialize
        self._raise_for_status = raise_for_status

    @property
    def closed(self):
        return self._connector is None or self._connector.closed

    @property
    def connector(self):
        return self._connector

    @property
    def timeout(self):
        return self._timeout

    @property
    def headers(self):
        return self._headers

    @property
    def auth(self):
        return self._auth

    async def close(self):
        if not self.closed:
            if self._owns_connector:
                await self._connector.close()
            self._connector = None

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, exc_type, exc, tb):
        pass

    def request(self, method, url, **kwargs):
        return _BaseRequestContextManager(self._request(method, url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        return self.request("GET", url, allow_redirects=allow_redirects, **kwargs)

    def options(self, url, *, allow_redirects=True, **kwargs):
        return self.request("OPTIONS", url, allow_redirects=allow_redirects, **kwargs)

    def head(self, url, *, allow_redirects=False, **kwargs):
        return self.request("HEAD", url, allow_redirects=allow_redirects, **kwargs)

    def post(self, url, *, data=None, **kwargs):
        return self.request("POST", url, data=data, **kwargs)

    def put(self, url, *, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, *, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def ws_connect(self, *args, **kwargs):
        raise NotImplementedError("aiohttp: web sockets are not supported here")

    def _url_of(self, given):
        url = given if isinstance(given, URL) else URL(given)
        if self._base_url is not None and not url.host:
            url = self._base_url.join(url)
        return url

    async def _request(self, method, str_or_url, *, params=None, data=None, json=None,
                       cookies=None, headers=None, skip_auto_headers=None, auth=None,
                       allow_redirects=True, max_redirects=10, compress=None, chunked=None,
                       expect100=False, raise_for_status=None, read_until_eof=True, proxy=None,
                       proxy_auth=None, timeout=_unset, ssl=True, server_hostname=None,
                       read_bufsize=None, auto_decompress=None):
        if self.closed:
            raise RuntimeError("Session is closed")
        _refuse("a proxy", proxy)
        _refuse("cookies", cookies)
        if data is not None and json is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        body = kind = None
        if json is not None:
            body, kind = self._json_serialize(json).encode("utf-8"), "application/json"
        elif data is not None:
            body, kind = _body(data)

        if timeout is _unset:
            timeout = self._timeout
        elif timeout is None:
            timeout = ClientTimeout()
        elif not isinstance(timeout, ClientTimeout):
            timeout = ClientTimeout(total=timeout)
        when = None
        if timeout.total:
            when = asyncio.get_running_loop().time() + timeout.total
        # A limit that nobody asked for is kept, but not drawn.
        deadline = when, timeout is not DEFAULT_TIMEOUT

        sent = self._headers.copy()
        if headers:
            given = CIMultiDict(headers)
            for key in given.keys():
                if key in sent:
                    del sent[key]
            for key, value in given.items():
                sent.add(key, value)
        auth = auth or self._auth
        if auth is not None and "Authorization" not in sent:
            sent.add("Authorization", auth.encode())
        if kind is not None and "Content-Type" not in sent:
            sent.add("Content-Type", kind)

        method = method.upper()
        url = self._url_of(str_or_url)
        if params:
            query = _query_of(params)
            if query:
                fragment = url.raw_fragment
                url = url._with(query=url.raw_query_string + "&" * bool(url.raw_query_string)
                                + query, fragment=fragment)
        history = []
        while True:
            if not url.host:
                if url.scheme in ("http", "https", ""):
                    raise (InvalidUrlRedirectClientError if history else InvalidUrlClientError)(
                        url)
            if url.scheme not in ("http", "https"):
                raise (NonHttpUrlRedirectClientError if history else NonHttpUrlClientError)(url)
            response = await self._once(method, url, sent, body, history, deadline, timeout)
            if response.status not in (301, 302, 303, 307, 308) or not allow_redirects:
                break
            history.append(response)
            if max_redirects and len(history) >= max_redirects:
                response.close()
                raise TooManyRedirects(history[0].request_info, tuple(history))
            if (response.status == 303 and method != "HEAD"
                    or response.status in (301, 302) and method == "POST"):
                method = "GET"
                body = None
                if "Content-Type" in sent:
                    sent = sent.copy()
                    del sent["Content-Type"]
            location = response.headers.get("Location") or response.headers.get("URI")
            response.release()
            if location is None:
                break
            target = url.join(URL(location))
            if (target.scheme, target.authority) != (url.scheme, url.authority):
                sent = sent.copy()
                if "Authorization" in sent:
                    del sent["Authorization"]
            url = target

        response.history = tuple(history)
        check = self._raise_for_status if raise_for_status is None else raise_for_status
        if callable(check):
            await check(response)
        elif check:
            response.raise_for_status()
        return response

    async def _once(self, method, url, sent, body, history, deadline, timeout):
        text = str(url.with_fragment(""))
        lease = []

        async def start():
            if timeout.connect:
                try:
                    async with asyncio.timeout(timeout.connect):
                        lease.extend(await self._connector._acquire(url))
                except TimeoutError:
                    raise ConnectionTimeoutError(f"Connection timeout to host {url}") from None
            else:
                lease.extend(await self._connector._acquire(url))
            return await _net.fetch(method, text, sent.items(), body)

        try:
            answer = await _timed(start, deadline, timeout)
        except BaseException as error:
            for place in lease:
                place.release()
            if isinstance(error, _net.NetError):
                raise _connector_error(url, error) from error
            raise
        return ClientResponse(self, method, url, CIMultiDictProxy(sent), answer, tuple(history),
                              lease, deadline, timeout)


def _connector_error(url, error):
    kind, message = error.args
    key = ConnectionKey(url.host, url.port, url.scheme == "https", True, None, None, None, None)
    if kind == "dns":
        return ClientConnectorDNSError(key, OSError(-2, message))
    if kind == "refused":
        return ClientConnectorError(key, ConnectionRefusedError(111, message))
    return ClientConnectorError(key, OSError(0, message))


def request(method, url, *, connector=None, **kwargs):
    session = ClientSession(connector=connector, connector_owner=connector is None)
    return _SessionRequestContextManager(session._request(method, url, **kwargs), session)


class _Web:
    def __getattr__(self, name):
        raise NotImplementedError(f"aiohttp.web.{name}: a browser tab cannot be a server")


web = _Web()
