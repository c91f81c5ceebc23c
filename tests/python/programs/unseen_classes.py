import math
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Iterable, MutableSequence, Sequence
from numbers import Number
from typing import Protocol, runtime_checkable


class Registry(type):
    classes: dict[str, type] = {}

    def __new__(mcls, name, bases, namespace, *, key=None, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        if key:
            mcls.classes[key] = cls
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        instance = super().__call__(*args, **kwargs)
        instance.created = True
        return instance

    def __repr__(cls):
        return f"<registered {cls.__name__}>"


class Plugin(metaclass=Registry):
    def __init_subclass__(cls, /, greeting="hi", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.greeting = greeting


class English(Plugin, key="en"):
    pass


class French(Plugin, key="fr", greeting="salut"):
    pass


print(Registry.classes, [c.greeting for c in Registry.classes.values()], English().created, type(French), Plugin)


class Typed:
    def __init__(self, kind, *, least=None):
        self.kind, self.least = kind, least

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.name)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        if self.least is not None and value < self.least:
            raise ValueError(f"{self.name[1:]} must be at least {self.least}")
        setattr(obj, self.name, value)

    def __delete__(self, obj):
        raise AttributeError("can't delete " + self.name[1:])


class Shape(ABC):
    __slots__ = ("__weakref__",)

    @abstractmethod
    def area(self) -> float: ...

    @property
    @abstractmethod
    def name(self): ...

    def __lt__(self, other):
        return self.area() < other.area() if isinstance(other, Shape) else NotImplemented

    def __format__(self, spec):
        return f"{self.name}({self.area():{spec or '.2f'}})"


class Rect(Shape):
    w = Typed(Number, least=0)
    h = Typed(Number, least=0)

    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h

    @property
    def name(self):
        return type(self).__name__.lower()

    def __repr__(self):
        return f"{type(self).__qualname__}({self.w}, {self.h})"

    def __eq__(self, other):
        return (self.w, self.h) == (other.w, other.h)


class Square(Rect):
    def __init__(self, side):
        super().__init__(side, side)


class Circle(Shape):
    name = "circle"

    def __init__(self, r):
        self.r = r

    def area(self):
        return math.pi * self.r ** 2


@runtime_checkable
class HasArea(Protocol):
    def area(self) -> float: ...


shapes = [Rect(2, 3), Square(2), Circle(1)]
print([s.name for s in sorted(shapes)], f"{shapes[2]:.3f} {shapes[0]} {shapes[1]!r:>12}", max(shapes) is shapes[0], isinstance(shapes[2], HasArea), isinstance(5, HasArea))
for action in (lambda: Shape(), lambda: Rect(-1, 2), lambda: Rect("a", 2), lambda: delattr(shapes[0], "w"), lambda: shapes[0] < 5,
               lambda: hash(shapes[0]), lambda: setattr(shapes[0], "name", "x"), lambda: Circle(), lambda: shapes[2].radius, lambda: Rect.w.kind):
    try:
        print(action())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


class Poly(MutableSequence):
    def __init__(self, *c):
        self.c = list(c)

    def __getitem__(self, i):
        return Poly(*self.c[i]) if isinstance(i, slice) else self.c[i]

    def __setitem__(self, i, v):
        self.c[i] = v

    def __delitem__(self, i):
        del self.c[i]

    def __len__(self):
        return len(self.c)

    def insert(self, i, v):
        self.c.insert(i, v)

    def __call__(self, x):
        return sum(c * x ** n for n, c in enumerate(self))

    def __add__(self, other):
        n = max(len(self), len(other))
        pad = lambda p: p.c + [0] * (n - len(p))
        return Poly(*(a + b for a, b in zip(pad(self), pad(other))))

    __radd__ = lambda self, other: self if other == 0 else NotImplemented

    def __matmul__(self, other):
        return Poly(*(sum(self[j] * other[i - j] for j in range(len(self)) if 0 <= i - j < len(other)) for i in range(len(self) + len(other) - 1)))

    def __str__(self):
        return " + ".join(f"{c}x^{n}" for n, c in enumerate(self) if c) or "0"

    def __bool__(self):
        return any(self.c)


p, q = Poly(1, 2), Poly(0, 1, 3)
print(p + q, "|", p @ q, "|", p(2), sum([p, q])(1), p[::-1], bool(Poly(0)), 2 in p, p.index(2), list(reversed(q)))
p.append(5); p.extend([6, 7]); p += [8]; p.reverse(); del p[0]
print(p.pop(), p.c, len(p), isinstance(p, Sequence), Poly.__mro__[1].__name__, p.count(5))


class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()


print(D().who(), [c.__name__ for c in D.mro()], D.__bases__, issubclass(D, A), D.__name__)
try:
    class E(A, B): pass
except TypeError as e:
    print(e)
p @ 5
