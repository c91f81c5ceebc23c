from dataclasses import *
from typing import ClassVar, Any, List, Optional
import dataclasses, inspect
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
@dataclass
class A:
    x: int
    y: str = "a"
    z: list = field(default_factory=list)
    w: int = field(default=5, repr=False, compare=False)
    n: ClassVar[int] = 3
print(A(1), A(1) == A(1, w=9), A(1) == 1, A(1) != A(2), A.__match_args__, A.y, A.n, A.__doc__)
t(A); t(A, 1, 2, 3, 4, 5); t(A, 1, q=2); t(A, 1, x=1); t(hash, A(1)); t(lambda: A(1) < A(2)); t(lambda: A.z); t(lambda: A.x)
print([f.name for f in fields(A)], asdict(A(1)), astuple(A(1)), replace(A(1), x=7), is_dataclass(A), is_dataclass(A(1)), is_dataclass(int))
t(fields, 3); t(asdict, 3); t(replace, 3); t(asdict, A); t(replace, A(1), q=1)
@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    name: str = field(default="", compare=False)
print(sorted([V(2), V(1, 5), V(1)]), V(1) < V(2), V(1) >= V(1), max(V(1), V(3))); t(lambda: V(1) < 3)
@dataclass(frozen=True)
class F:
    a: int
    b: tuple = ()
f = F(1); t(setattr, f, "a", 2); t(setattr, f, "q", 2); t(delattr, f, "a"); print(hash(f) == hash(F(1)), {F(1), F(1)}, f)
try: f.a = 3
except FrozenInstanceError as e: print(type(e), e, isinstance(e, AttributeError))
@dataclass
class B(A):
    v: float = 1.5
    x: int = 10
print(B(), [f.name for f in fields(B)], B.__match_args__)
def bad1():
    @dataclass
    class C:
        a: int = 1
        b: int
def bad2():
    @dataclass
    class C:
        a: list = []
def bad3():
    @dataclass
    class C(F):
        z: int = 1
def bad4():
    @dataclass(frozen=True)
    class C(A): pass
def bad5():
    @dataclass(order=True, eq=False)
    class C: a: int
def bad6():
    @dataclass
    class C: a = field()
def bad7():
    @dataclass(order=True)
    class C:
        a: int
        def __lt__(self, o): return True
def bad8(): field(default=1, default_factory=list)
def bad9():
    @dataclass
    class C:
        a: dict = {}
def bad10():
    @dataclass(frozen=True)
    class C:
        a: int
        def __setattr__(self, a, b): pass
for b in (bad1, bad2, bad3, bad4, bad5, bad6, bad7, bad8, bad9, bad10): t(b)
@dataclass
class Post:
    a: int
    scale: InitVar[int] = 2
    b: int = field(init=False)
    c: int = field(init=False, default=9)
    def __post_init__(self, scale):
        self.b = self.a * scale
print(Post(3), Post(3, 5), Post(3).c, [f.name for f in fields(Post)]); t(Post, 1, 2, 3); t(replace, Post(1), scale=3); t(replace, Post(1), b=3)
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1)); t(K, 1); t(K); t(K, 1, a=2)
@dataclass
class K2:
    a: int
    _: KW_ONLY
    b: int = 0
    c: int
print(K2(1, c=3), K2.__match_args__); t(K2, 1); t(K2, 1, 2); t(K2, 1, 2, c=3); t(K2, 1, 2, c=3, b=3)
@dataclass(slots=True)
class S:
    a: int
    b: int = 2
s = S(1); print(s, S.__slots__); t(setattr, s, "zz", 1)
@dataclass(slots=True, frozen=True)
class SF:
    a: int = 1
print(SF(), SF(2) == SF(2)); t(setattr, SF(), "a", 3)
@dataclass(repr=False, eq=False)
class N: a: int = 1
print(N() == N(), "N object" in repr(N()), hash(N()) is not None)
@dataclass(unsafe_hash=True)
class UH: a: int
print(hash(UH(1)) == hash(UH(1)))
@dataclass
class Node:
    v: int
    next: Optional["Node"] = None
    kids: List["Node"] = field(default_factory=list)
n = Node(1, Node(2), [Node(3)]); print(n, asdict(n), astuple(n)); n.kids.append(n); print(n)
@dataclass
class Own:
    a: int
    def __repr__(self): return "own"
    def __eq__(self, o): return True
print(Own(1), Own(1) == 5); t(hash, Own(1))
fl = fields(V)[0]; print(fl.name, fl.type, fl.default is MISSING, fl.init, fl.kw_only, fl.metadata)
print(field(metadata={"u": 1}).metadata["u"])
C = make_dataclass("C", [("x", int), ("y", int, field(default=5)), "z"][:2], namespace={"add": lambda s: s.x + s.y}); print(C(1), C(1).add())
print(inspect.signature(A), inspect.signature(K2))
match A(1, "q"):
    case A(x, y): print(x, y)
@dataclass
class Outer:
    @dataclass
    class Inner:
        a: int = 1
    i: Inner = field(default_factory=Inner)
print(Outer(), asdict(Outer()))
import typing
@dataclass
class G(typing.Generic[typing.TypeVar("T")]):
    v: int
print(G(1), G[int](2))
@dataclass
class Base:
    a: int
    def __post_init__(self): print("base post", self.a)
@dataclass
class Der(Base):
    b: int = 2
    def __post_init__(self):
        super().__post_init__(); print("der", self.b)
Der(1)
print(Der.__init__.__qualname__, Der.__repr__.__name__, Der.__dataclass_params__)
class Err(Exception): pass
@dataclass
class DE(Exception):
    code: int
    msg: str = "m"
try: raise DE(3)
except DE as e: print(repr(e), e.code, e.args)
