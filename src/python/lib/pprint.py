import sys


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, 0)


def _repr_owner(kind):
    # The class whose repr objects of this class have.
    return next(base for base in kind.__mro__ if base in (dict, list, tuple, object) or "__repr__" in base.__dict__)


class _Key:
    # Sorts anything: what cannot be compared goes by its type's name.
    def __init__(self, value):
        self.value = value

    def _rank(self):
        return str(type(self.value)), id(self.value)

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return self._rank() < other._rank()


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        for wrong, what in ((indent < 0, "indent must be >= 0"), (depth is not None and depth <= 0, "depth must be > 0"),
                            (not width, "width must be != 0")):
            if wrong:
                raise ValueError(what)
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort = sort_dicts
        self._underscores = underscore_numbers
        self._active = set()

    def pprint(self, object):
        (self._stream or sys.stdout).write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._format(object, out, 0, 0, 0)
        return "".join(out)

    def _items(self, mapping):
        items = list(mapping.items())
        return sorted(items, key=lambda pair: _Key(pair[0])) if self._sort else items

    def _repr(self, obj, level):
        kind = type(obj)
        if kind is int and self._underscores:
            return f"{obj:_d}"
        told_as = _repr_owner(kind)
        for base, opening, closing in ((dict, "{", "}"), (list, "[", "]"), (tuple, "(", ")")):
            if told_as is not base:
                continue
            if not obj:
                return opening + closing
            if self._depth and level >= self._depth:
                return opening + "..." + closing
            if id(obj) in self._active:
                return f"<Recursion on {kind.__name__} with id={id(obj)}>"
            self._active.add(id(obj))
            if base is dict:
                parts = [f"{self._repr(k, level + 1)}: {self._repr(v, level + 1)}" for k, v in self._items(obj)]
            else:
                parts = [self._repr(item, level + 1) for item in obj]
            self._active.discard(id(obj))
            comma = "," * (base is tuple and len(parts) == 1)
            return opening + ", ".join(parts) + comma + closing
        return repr(obj)

    def _format(self, obj, out, indent, allowance, level):
        if id(obj) in self._active:
            out.append(f"<Recursion on {type(obj).__name__} with id={id(obj)}>")
            return
        text = self._repr(obj, level)
        if len(text) <= self._width - indent - allowance or self._depth and level >= self._depth:
            out.append(text)
            return
        kind = type(obj)
        method = None
        told_as = _repr_owner(kind)
        if told_as is dict:
            method = self._dict
        elif told_as in (list, tuple):
            method = self._list
        elif kind in (set, frozenset) and obj:
            method = self._set
        elif kind is str and obj:
            method = self._str
        elif hasattr(kind, "__dataclass_fields__") and not isinstance(obj, type) and \
                kind.__dataclass_params__.repr and "__repr__" in kind.__dict__:
            method = self._dataclass
        elif kind.__module__ == "collections" and kind.__name__ in ("OrderedDict", "defaultdict", "Counter", "deque"):
            method = self._collection
        elif kind.__name__ in ("SimpleNamespace", "mappingproxy") and hasattr(obj, "__dict__"):
            method = self._namespace
        if method is None:
            out.append(text)
            return
        self._active.add(id(obj))
        method(obj, out, indent, allowance, level + 1)
        self._active.discard(id(obj))

    def _pairs(self, pairs, out, indent, allowance, level, sign):
        for at, (name, value) in enumerate(pairs):
            last = at == len(pairs) - 1
            out.append(name + sign)
            self._format(value, out, indent + len(name) + len(sign), allowance if last else 1, level)
            if not last:
                out.append(",\n" + " " * indent)

    def _dict(self, obj, out, indent, allowance, level):
        out.append("{" + " " * (self._indent - 1))
        pairs = [(self._repr(key, level), value) for key, value in self._items(obj)]
        self._pairs(pairs, out, indent + self._indent, allowance + 1, level, ": ")
        out.append("}")

    def _list(self, obj, out, indent, allowance, level):
        opening, closing = ("[", "]") if isinstance(obj, list) else ("(", ",)" if len(obj) == 1 else ")")
        self._sequence(list(obj), out, indent, allowance, level, opening, closing)

    def _set(self, obj, out, indent, allowance, level):
        opening, closing = "{", "}"
        if isinstance(obj, frozenset):
            opening, closing = "frozenset({", "})"
            indent += 10
        self._sequence(sorted(obj, key=_Key), out, indent, allowance, level, opening, closing)

    def _sequence(self, items, out, indent, allowance, level, opening, closing):
        out.append(opening)
        indent += self._indent
        if self._indent > 1:
            out.append(" " * (self._indent - 1))
        between = ",\n" + " " * indent
        width = room = self._width - indent + 1
        before = ""
        for at, item in enumerate(items):
            last = at == len(items) - 1
            if last:
                room -= allowance + len(closing)
                width -= allowance + len(closing)
            if self._compact:
                text = self._repr(item, level)
                if room < len(text) + 2:
                    room, before = width, before and between
                if room >= len(text) + 2:
                    room -= len(text) + 2
                    out.append(before + text)
                    before = ", "
                    continue
            out.append(before)
            before = between
            self._format(item, out, indent, allowance + len(closing) if last else 1, level)
        out.append(closing)

    def _str(self, obj, out, indent, allowance, level):
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks = []
        for at, line in enumerate(lines):
            text = repr(line)
            here = room - allowance if at == len(lines) - 1 else room
            if len(text) <= here:
                chunks.append(text)
                continue
            current = ""
            parts = _words(line)
            while parts:
                part = parts.pop(0)
                longer = current + part
                if len(repr(longer)) <= (room if parts else here):
                    current = longer
                    continue
                chunks += [repr(current)] if current else []
                current = part
            chunks += [repr(current)] if current else []
        if len(chunks) == 1:
            out.append(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        out.append(f"({text})" if level == 1 else text)

    def _dataclass(self, obj, out, indent, allowance, level):
        import dataclasses
        name = type(obj).__name__
        indent += len(name) + 1
        out.append(name + "(")
        self._pairs([(f.name, getattr(obj, f.name)) for f in dataclasses.fields(obj) if f.repr], out, indent,
                    allowance + 1, level, "=")
        out.append(")")

    def _namespace(self, obj, out, indent, allowance, level):
        name = "namespace" if type(obj).__name__ == "SimpleNamespace" else type(obj).__name__
        indent += len(name) + 1
        out.append(name + "(")
        self._pairs(list(obj.__dict__.items()), out, indent, allowance + 1, level, "=")
        out.append(")")

    def _collection(self, obj, out, indent, allowance, level):
        name = type(obj).__name__
        out.append(name + "(")
        indent += len(name) + 1
        if name == "deque":
            self._sequence(list(obj), out, indent, allowance + 1, level, "[", "]" if obj.maxlen is None else "],")
            if obj.maxlen is not None:
                out.append("\n" + " " * indent + f"maxlen={obj.maxlen}")
        elif name == "OrderedDict":
            self._sequence(list(obj.items()), out, indent, allowance + 1, level, "[", "]")
        elif name == "Counter":
            out.append("{" + " " * (self._indent - 1))
            pairs = [(self._repr(key, level), value) for key, value in obj.most_common()]
            self._pairs(pairs, out, indent + self._indent, allowance + 2, level, ": ")
            out.append("}")
        else:
            out.append(f"{self._repr(obj.default_factory, level)},\n{' ' * indent}")
            self._dict(obj, out, indent, allowance + 1, level)
        out.append(")")


def _words(line):
    # "a bc  d" as "a ", "bc  ", "d".
    parts = []
    start = at = 0
    while at < len(line):
        while at < len(line) and not line[at].isspace():
            at += 1
        while at < len(line) and line[at].isspace():
            at += 1
        parts.append(line[start:at])
        start = at
    return parts


def isreadable(object):
    return "<" not in saferepr(object)


def isrecursive(object):
    return "<Recursion on" in saferepr(object)
