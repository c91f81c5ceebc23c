import datetime
import io
import json
from dataclasses import asdict, dataclass, field, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path


class Color(Enum):
    RED = 1


@dataclass
class Server:
    host: str
    port: int = 80
    tags: list = field(default_factory=list)


class Encoder(json.JSONEncoder):
    def default(self, o):
        if is_dataclass(o):
            return {"__type__": type(o).__name__, **asdict(o)}
        if isinstance(o, (datetime.date, datetime.datetime)):
            return o.isoformat()
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        if isinstance(o, Enum):
            return o.name
        if isinstance(o, Decimal):
            return float(o)
        return super().default(o)


def hook(d):
    if d.get("__type__") == "Server":
        d.pop("__type__")
        return Server(**d)
    return d


doc = {
    "name": "demo é ☃ 😀", "servers": [Server("a", 8080, ["x"]), Server("b")], "when": datetime.date(2024, 1, 2),
    "at": datetime.datetime(2024, 1, 2, 3, 4, 5, 678), "set": {3, 1, 2}, "color": Color.RED, "price": Decimal("1.10"),
    "nothing": None, "yes": True, "big": 2 ** 70, "float": 1e-9, "inf": float("inf"), "t": (1, 2), 5: "int key", None: 0,
    "nested": {"a": {"b": []}, "c": {}}, "ctrl": "\x00\x1f\"\\/\b\f\n\r\t\u2028",
}
text = json.dumps(doc, cls=Encoder, indent=2)
print(text)
print(json.dumps(doc, cls=Encoder, separators=(",", ":"), ensure_ascii=False)[:90])
back = json.loads(text, object_hook=hook, parse_float=Decimal)
print(back["servers"], back["price"], back["5"], back["null"], back["inf"])
print(json.loads(text, object_pairs_hook=lambda pairs: len(pairs)))
path = Path("config.json")
path.write_text(text, encoding="utf-8")
with path.open() as f:
    print(json.load(f) == json.loads(text), path.stat().st_size == len(text.encode()), path.suffix, path.stem)
buffer = io.StringIO()
json.dump({"b": 1, "a": [1, 2, {"z": None}]}, buffer, sort_keys=True, indent="\t")
print(buffer.getvalue())
for bad in ('{"a": 1,}', "[1, 2", '{"a" 1}', "", "nul", "{'a': 1}", '"abc', "[1] x", '{"a": 01}', '["\x01"]'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(f"{bad!r}: {e.msg} at {e.lineno}:{e.colno} ({e.pos})")
for obj in (object(), {1, 2}, {(1, 2): 3}, b"bytes", 1j):
    try:
        json.dumps(obj)
    except TypeError as e:
        print("TypeError:", e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print("ValueError:", e)
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as e:
    print("ValueError:", e)
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.dumps([]), json.dumps({}, indent=2), json.dumps([[], {}], indent=1))
print("".join(json.JSONEncoder(indent=None).iterencode([1, {"a": "b"}])), json.JSONDecoder().raw_decode("[1, 2] rest"))
merged = {**json.loads('{"a": {"x": 1}, "b": 2}'), **{"b": 3, "c": 4}}
print(merged, json.loads("  [true, false, null, -0, 1E2, 12345678901234567890]  "))


def flatten(value, prefix=""):
    match value:
        case dict():
            for k, v in value.items():
                yield from flatten(v, f"{prefix}.{k}" if prefix else str(k))
        case [*items]:
            for i, v in enumerate(items):
                yield from flatten(v, f"{prefix}[{i}]")
        case _:
            yield prefix, value


print(dict(flatten(json.loads('{"a": {"b": [1, {"c": null}]}, "d": "x"}'))))
json.loads('{"broken": [1, 2, }')
