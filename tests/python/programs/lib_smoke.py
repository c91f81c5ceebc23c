import functools, itertools, collections, dataclasses, enum, typing, operator, string, json, heapq, bisect, copy, types, abc, contextvars
import collections.abc

@dataclasses.dataclass
class P:
    x: int
    y: int = 2
    z: list = dataclasses.field(default_factory=list)

print(P(1), P(1) == P(1, 2, []), P(x=3, y=4))
class Color(enum.Enum):
    RED = 1
    BLUE = enum.auto()
print(Color.RED, repr(Color.BLUE), list(Color), Color(1), Color["RED"])
print(json.dumps({"a": [1, 2.5, None, True, "é\n"]}, indent=2), json.loads('{"a": [1, 2.5, null, true, "x"]}'))
print(collections.Counter("abracadabra"), isinstance([], collections.abc.Sequence))
N = collections.namedtuple("N", "a b")
print(N(1, b=2))
print(list(itertools.permutations("abc", 2)), typing.Optional[int], typing.Callable[[int], str])
