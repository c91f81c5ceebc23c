_INF = float("inf")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_UNESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONDecodeError(ValueError):
    __module__ = "json.decoder"

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.__dict__.update(msg=msg, doc=doc, pos=pos, lineno=lineno, colno=colno)

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


def _quote(text, ensure_ascii):
    if text.isascii() and text.isprintable():
        if '"' in text or "\\" in text:
            text = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + text + '"'
    out = []
    for char in text:
        if char in _ESCAPES:
            char = _ESCAPES[char]
        else:
            code = ord(char)
            if code < 32 or ensure_ascii and code > 126:
                if code < 0x10000:
                    char = f"\\u{code:04x}"
                else:
                    code -= 0x10000
                    char = f"\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}"
        out.append(char)
    return '"' + "".join(out) + '"'


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.__dict__.update(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                             allow_nan=allow_nan, sort_keys=sort_keys, indent=indent)
        if default is not None:
            self.default = default
        if separators is None:
            separators = self.item_separator if indent is None else ",", self.key_separator
        self.item_separator, self.key_separator = separators

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        out = []
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        self._write(o, out.append, indent, "\n", set())
        return "".join(out)

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o == _INF:
            text = "Infinity"
        elif o == -_INF:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    def _scalar(self, o):
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _key(self, key):
        if isinstance(key, str):
            return key
        text = self._scalar(key)
        if text is None and not self.skipkeys:
            raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
        return text

    def _write(self, o, put, indent, newline, active):
        text = self._scalar(o)
        if text is not None:
            put(text)
            return
        if self.check_circular:
            if id(o) in active:
                raise ValueError("Circular reference detected")
            active.add(id(o))
        if isinstance(o, dict):
            self._write_dict(o, put, indent, newline, active)
        elif isinstance(o, (list, tuple)):
            if not o:
                put("[]")
            else:
                inner = newline if indent is None else newline + indent
                before = "[" if indent is None else "[" + inner
                between = self.item_separator if indent is None else self.item_separator + inner
                for item in o:
                    put(before)
                    self._write(item, put, indent, inner, active)
                    before = between
                put("]" if indent is None else newline + "]")
        else:
            self._write(self.default(o), put, indent, newline, active)
        active.discard(id(o))

    def _write_dict(self, o, put, indent, newline, active):
        if not o:
            put("{}")
            return
        inner = newline if indent is None else newline + indent
        before = "{" if indent is None else "{" + inner
        between = self.item_separator if indent is None else self.item_separator + inner
        started = False
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            text = self._key(key)
            if text is None:
                continue
            put(between if started else before)
            started = True
            put(_quote(text, self.ensure_ascii))
            put(self.key_separator)
            self._write(value, put, indent, inner, active)
        put("{}" if not started and indent is None else before + newline + "}" if not started
            else "}" if indent is None else newline + "}")


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


def _constant(name):
    return {"NaN": float("nan"), "Infinity": _INF, "-Infinity": -_INF}[name]


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.strict = strict
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_int, self.parse_float = parse_int or int, parse_float or float
        self.parse_constant = parse_constant or _constant

    def decode(self, s):
        obj, end = self.raw_decode(s, self._skip(s, 0))
        end = self._skip(s, end)
        if end == len(s):
            return obj
        raise JSONDecodeError("Extra data", s, end)

    def raw_decode(self, s, idx=0):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        return self._value(s, idx)

    def _skip(self, s, at):
        while s[at:at + 1] in (" ", "\n", "\t", "\r"):
            at += 1
        return at

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return self._string(s, at + 1)
        if char == "{":
            return self._object(s, at + 1)
        if char == "[":
            return self._array(s, at + 1)
        if char == "-" or "0" <= char <= "9" and char:
            return self._number(s, at)
        if char == "t" and s.startswith("true", at):
            return True, at + 4
        if char == "f" and s.startswith("false", at):
            return False, at + 5
        if char == "n" and s.startswith("null", at):
            return None, at + 4
        for name in ("NaN", "Infinity"):
            if s.startswith(name, at):
                return self.parse_constant(name), at + len(name)
        raise JSONDecodeError("Expecting value", s, at)

    def _digits(self, s, at):
        while "0" <= s[at:at + 1] <= "9" and at < len(s):
            at += 1
        return at

    def _number(self, s, start):
        at = start
        if s[at] == "-":
            if s.startswith("-Infinity", at):
                return self.parse_constant("-Infinity"), at + 9
            at += 1
        if s[at:at + 1] == "0":
            end = at + 1
        else:
            end = self._digits(s, at)
            if end == at:
                raise JSONDecodeError("Expecting value", s, start)
        is_float = False
        if s[end:end + 1] == ".":
            after = self._digits(s, end + 1)
            if after > end + 1:
                end = after
                is_float = True
        if s[end:end + 1] in ("e", "E"):
            sign = end + 1
            if s[sign:sign + 1] in ("+", "-"):
                sign += 1
            after = self._digits(s, sign)
            if after > sign:
                end = after
                is_float = True
        return (self.parse_float if is_float else self.parse_int)(s[start:end]), end

    def _string(self, s, at):
        begin = at - 1
        out = []
        while True:
            end = s.find('"', at)
            if end < 0:
                end = len(s)
            back = s.find("\\", at, end)
            stop = end if back < 0 else back
            part = s[at:stop]
            if self.strict and not part.isprintable():
                for i, char in enumerate(part):
                    if char < " ":
                        raise JSONDecodeError("Invalid control character at", s, at + i)
            out.append(part)
            if stop == len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if back < 0:
                return "".join(out) if len(out) > 1 else part, end + 1
            char = s[stop + 1:stop + 2]
            if not char:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            at = stop + 2
            if char != "u":
                if char not in _UNESCAPES:
                    raise JSONDecodeError("Invalid \\escape", s, stop)
                out.append(_UNESCAPES[char])
                continue
            code = self._hex(s, at)
            at += 4
            if 0xd800 <= code <= 0xdbff and s.startswith("\\u", at):
                low = self._hex(s, at + 2)
                if 0xdc00 <= low <= 0xdfff:
                    code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                    at += 6
            out.append(chr(code))

    def _hex(self, s, at):
        text = s[at:at + 4]
        if len(text) == 4 and all(char in "0123456789abcdefABCDEF" for char in text):
            return int(text, 16)
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)

    def _array(self, s, at):
        at = self._skip(s, at)
        values = []
        if s[at:at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = self._skip(s, at)
            char = s[at:at + 1]
            if char == "]":
                return values, at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = self._skip(s, at + 1)

    def _object(self, s, at):
        at = self._skip(s, at)
        pairs = []
        if s[at:at + 1] == "}":
            at += 1
        else:
            while True:
                if s[at:at + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
                key, at = self._string(s, at + 1)
                at = self._skip(s, at)
                if s[at:at + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, at)
                value, at = self._value(s, self._skip(s, at + 1))
                pairs.append((key, value))
                at = self._skip(s, at)
                char = s[at:at + 1]
                if char == "}":
                    at += 1
                    break
                if char != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", s, at)
                at = self._skip(s, at + 1)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at
        value = dict(pairs)
        return value if self.object_hook is None else self.object_hook(value), at


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    else:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    for name, value in (("object_hook", object_hook), ("parse_float", parse_float), ("parse_int", parse_int),
                        ("parse_constant", parse_constant), ("object_pairs_hook", object_pairs_hook)):
        if value is not None:
            kw[name] = value
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)


from json import decoder, encoder
