def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, "|", e)


from dataclasses import dataclass
import enum


@dataclass
class Pt:
    x: int
    y: int


class Col(enum.Enum):
    RED = 1
    BLUE = 2


class Args:
    __match_args__ = ("a", "b")

    def __init__(s, **k):
        s.__dict__.update(k)


K = 5


class ns:
    V = "nsv"


def m(v):
    match v:
        case None | True | False:
            return f"single {v}"
        case 0 | 1:
            return "zero-one"
        case -1:
            return "neg"
        case 1.5:
            return "float"
        case "a" | "b" as ch:
            return f"ch {ch}"
        case b"by":
            return "bytes"
        case 2 + 3j:
            return "complex"
        case ns.V:
            return "dotted"
        case Col.RED:
            return "red"
        case Col():
            return f"color {v.name}"
        case Pt(0, 0):
            return "origin"
        case Pt(x=0, y=y):
            return f"yaxis {y}"
        case Pt(x, y) if x == y:
            return f"diag {x}"
        case Pt(x, _) as p:
            return f"pt {x} {p}"
        case Args(a=1, b=z):
            return f"args1 {z}"
        case Args("pos", other=o):
            return f"args2 {o}"
        case Args(q, b):
            return f"args3 {q} {b}"
        case Args():
            return "bare args"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float() as num:
            return f"num {num}"
        case str(s) if s.startswith("z"):
            return f"z {s}"
        case str():
            return "other str"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, 2, *rest]:
            return f"12 {rest}"
        case [first, *_, last] if first == last:
            return "same ends"
        case [[a, b], {"k": [c, *d]}]:
            return f"nested {a}{b}{c}{d}"
        case [str() as s, int(i)] | {"s": str() as s, "i": int(i)}:
            return f"si {s} {i}"
        case [_, _, *mid, _]:
            return f"mid {mid}"
        case [*all_]:
            return f"all {all_}"
        case {"type": "x", **rest}:
            return f"x rest {rest}"
        case {"a": 1, "b": {"c": [*items]}}:
            return f"deep {items}"
        case {1: one, None: none}:
            return f"keys {one} {none}"
        case {ns.V: val}:
            return f"dotted key {val}"
        case {"type": t_} if t_ is None:
            return "none type"
        case {}:
            return f"dict {v}"
    return "no"


def m2(v):
    try:
        return m(v)
    except Exception as e:
        return f"{type(e).__name__} {e}"


for v in [
    None,
    True,
    0,
    1.0,
    -1,
    1.5,
    "a",
    b"by",
    2 + 3j,
    "nsv",
    Col.RED,
    Col.BLUE,
    Pt(0, 0),
    Pt(0, 5),
    Pt(3, 3),
    Pt(1, 2),
    Args(a=1, b=2),
    Args(a="pos", other=3),
    Args(a=7, b=8),
    Args(),
    Args(a=1),
    500,
    50,
    2.5,
    "zed",
    "q",
    [],
    [9],
    (1, 2),
    [1, 2, 3, 4],
    [7, 8, 7],
    [[1, 2], {"k": [3, 4]}],
    ["s", 3],
    {"s": "q", "i": 3},
    [1, 9, 8, 7],
    range(3),
    {"type": "x", "q": 1},
    {"a": 1, "b": {"c": (1, 2)}},
    {1: 2, None: 3},
    {"nsv": 1},
    {"type": None},
    {},
    {"zz": 1},
    set(),
    object,
    b"zz",
    bytearray(b"a"),
    iter([1]),
]:
    print(m2(v))


class Bad:
    __match_args__ = ["x"]


class Bad2:
    __match_args__ = (1,)


class Bad3:
    pass


class Bad4:
    __match_args__ = ("x", "x")


def b(v, k):
    match v:
        case Bad(1) if k == 0:
            return 1
    match v:
        case Bad2(1):
            return 2
    match v:
        case Bad3(1):
            return 3


t(b, Bad(), 0)
t(b, Bad2(), 1)
t(b, Bad3(), 2)


def c(v):
    match v:
        case int(1, 2):
            pass


t(c, 1)
t(c, "x")


def c2(v):
    match v:
        case Pt(1, 2, 3):
            pass


t(c2, Pt(1, 2))


def c3(v):
    match v:
        case Pt(1, x=1):
            pass


t(c3, Pt(1, 2))


def c4(v):
    x = 3
    match v:
        case x.y():
            pass


t(c4, 1)


def c5(v):
    n = 3
    match v:
        case n():
            pass


t(c5, 1)
match (1, 2):
    case [1, x]:
        print("tuple", x)
match x:
    case 1:
        pass
    case 2:
        print("two")
match = {"case": 1}
case = match["case"]
print(match, case)
_ = 5


def us(v):
    match v:
        case _:
            return _


print(us(3))


class D(dict):
    pass


from collections import OrderedDict, defaultdict, deque, namedtuple, Counter

dd = defaultdict(int)


def dm(v):
    match v:
        case {"x": x}:
            return x
        case {"y": _, **r}:
            return type(r).__name__
        case deque([1, *r]):
            return r
        case [a, b]:
            return ("seq", a, b)
        case dict():
            return "d"


print(
    dm(dd),
    dict(dd),
    dm(D(x=1)),
    dm(OrderedDict(y=2)),
    dm(deque([1, 2])),
    dm(namedtuple("N", "a b")(1, 2)),
    dm("ab"),
    dm(b"ab"),
    dm(Counter()),
)


def guard(v):
    match v:
        case x if print("guard", x):
            return 1
        case [*_] | _ if not v:
            return "falsy"
        case float("nan") if 0:
            pass
        case str(x) | int(x):
            return x


print(guard(""), guard("k"), guard(3))


def cls(v):
    match v:
        case bool(b):
            return ("bool", b)
        case int(i):
            return ("int", i)
        case list(l):
            return ("list", l)
        case dict(d):
            return ("dict", d)
        case type():
            return "type"
        case tuple([a, b]):
            return ("pair", a, b)
        case Exception(args=[a, *_]):
            return ("exc", a)
        case object(__class__=c):
            return c.__name__


print(
    cls(True),
    cls(3),
    cls([1]),
    cls({}),
    cls(int),
    cls((1, 2)),
    cls((1,)),
    cls(ValueError("q", 2)),
    cls(None),
)
match [1, [2, [3, 4]]]:
    case [a, [b_, [*c_]]]:
        print(a, b_, c_)
match {"a": 1}:
    case {"a": int(x) | str(x)}:
        print("got", x)
