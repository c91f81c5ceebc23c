import asyncio
import weakref
from collections import ChainMap, UserDict, UserList, namedtuple
from contextlib import contextmanager
from enum import Enum, auto
from types import MappingProxyType, SimpleNamespace
from typing import Generic, TypeVar, overload, Literal, Final, get_type_hints

S = TypeVar("S", bound=Enum)


class Signal(Generic[S]):
    def __init__(self):
        self._slots = []

    def connect(self, slot):
        self._slots.append(weakref.WeakMethod(slot) if hasattr(slot, "__self__") else weakref.ref(slot))
        return slot

    def emit(self, *args):
        alive = [s for ref in self._slots if (s := ref()) is not None]
        self._slots = [ref for ref in self._slots if ref() is not None]
        return [s(*args) for s in alive]


class Light(Enum):
    RED = auto()
    GREEN = auto()
    YELLOW = auto()

    def next(self):
        members = list(type(self))
        return members[(members.index(self) + 1) % len(members)]


class StateMachine(Generic[S]):
    transitions: dict[tuple[str, str], str] = {}

    def __init__(self, initial):
        self.state = initial
        self.changed = Signal()
        self.history = [initial]

    def __class_getitem__(cls, item):
        return super().__class_getitem__(item)

    def fire(self, event):
        try:
            target = self.transitions[self.state, event]
        except KeyError:
            raise RuntimeError(f"no transition from {self.state!r} on {event!r}") from None
        self.changed.emit(self.state, target)
        self.state = target
        self.history.append(target)


class Door(StateMachine):
    transitions = {("open", "close"): "closed", ("closed", "open"): "open", ("closed", "lock"): "locked", ("locked", "unlock"): "closed"}


class Watcher:
    def __init__(self, name):
        self.name, self.seen = name, []

    def __call__(self, old, new):
        return f"{self.name}: {old}->{new}"

    def note(self, old, new):
        self.seen.append((old, new))


@contextmanager
def watching(door):
    w = Watcher("temp")
    door.changed.connect(w.note)
    yield w
    print("saw", w.seen)


door = Door("open")
w = Watcher("main")
door.changed.connect(w.note)
door.changed.connect(print_it := (lambda old, new: print("lambda", old, new)))
with watching(door) as temp:
    door.fire("close")
    door.fire("lock")
del temp
door.fire("unlock")
print(w.seen, door.history, len(door.changed._slots), StateMachine[Light], Signal[int].__origin__ is Signal)
try:
    door.fire("explode")
except RuntimeError as e:
    print(e, e.__cause__, e.__suppress_context__)
light = Light.RED
print([light := light.next() for _ in range(4)], Light.RED.next().name)


class Config(UserDict):
    def __missing__(self, key):
        return f"<{key}>"

    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


class Stack(UserList):
    push = UserList.append

    @property
    def top(self):
        return self[-1] if self else None


c = Config(HOST="x", Port=1)
c.update(DEBUG=True)
s = Stack([1, 2])
s.push(3)
print(c, c["nope"], "host" in c, c.get("zzz", 0), s, s.top, s + [4], s[1:], type(s[1:]).__name__, len(c), s.data)
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
chain["c"] = 4
print(dict(chain), chain["a"], chain.parents, chain.new_child({"a": 0})["a"], chain.maps, len(chain))
ns = SimpleNamespace(x=1, **{"y": 2})
ns.z = ns.x + ns.y
frozen = MappingProxyType({"k": "v"})
print(ns, ns == SimpleNamespace(x=1, y=2, z=3), frozen["k"], frozen, vars(ns))
Point = namedtuple("Point", "x y", defaults=[0])
print(Point(1), Point._make([3, 4])._asdict(), Point(1, 2)._replace(x=9), Point._field_defaults, *Point(5, 6))
MAX: Final = 10


def typed(a: int, b: "list[str]" = [], *args: Literal["x", "y"], key: str | None = None) -> dict[str, "int"]:
    return {}


print(typed.__annotations__, get_type_hints(typed)["b"], get_type_hints(typed)["return"], typed.__defaults__, typed.__kwdefaults__)
for action in (lambda: Point(), lambda: ns.q, lambda: Point(1, 2, 3), lambda: Light("RED"), lambda: Light.BLUE, lambda: setattr(Light.RED, "value", 3)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
door.fire("bad")
