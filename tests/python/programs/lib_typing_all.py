from typing import *
import typing, collections.abc, types
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
T = TypeVar("T"); K = TypeVar("K", bound=int); V = TypeVar("V", int, str); C = TypeVar("C", covariant=True); X = TypeVar("X", contravariant=True); P = ParamSpec("P"); Ts = TypeVarTuple("Ts")
class U: pass
for x in [Optional[int], Optional[None], Union[int, str], Union[int, None, str], Union[int], Union[int, Union[str, float]], Union[int, int], List[int], List, Dict[str, List[int]], Dict, Tuple[int, ...], Tuple[int, str], Tuple[()], Tuple, Set[int], FrozenSet[str], Type[U], Callable[[int, str], bool], Callable[..., T], Callable[[], None], Callable[P, T], Callable, Any, T, C, X, P, P.args, P.kwargs, Ts, Literal["a", 1, None], Literal[True], Final[int], ClassVar[int], Annotated[int, "x", 5], Iterable[int], Iterator[T], Generator[int, None, str], Awaitable[int], Coroutine[Any, Any, int], AsyncIterator[int], AsyncGenerator[int, None], AsyncIterable[str], Sequence[U], Mapping[str, Any], MutableMapping[str, int], NoReturn, Never, Self, TypeAlias, LiteralString, Deque[int], DefaultDict[str, int], Counter[str], OrderedDict[str, int], Concatenate[int, P], Callable[Concatenate[int, P], T], Required[int], NotRequired[int], TypeGuard[int], Unpack[Ts], List["U"], Optional["U"], Hashable, Sized, Text, AnyStr, Union[int, "U"], List[list[int]], Optional[list[int]], Union[list[int], dict[str, int]], List[Optional[int]], Callable[[Callable[[int], str]], Awaitable[None]], ContextManager[int], AsyncContextManager[int], ChainMap[int, str], AbstractSet[int], Collection[int], KeysView[int], Type[Any], Dict[str, Any], Optional[Callable[..., Any]], Optional[Literal["a"]]]:
    print(x)
print(int | None, Optional[int] == (int | None), Union[int, str] == Union[str, int], List[int] == List[int], hash(List[int]) == hash(List[int]), Optional[T][int], Dict[K, T][int, str], List[T][int], Callable[[T], T][int], Union[T, None][str], T | None, List[int] | None, None | List[int], Dict[str, T][int])
t(lambda: List[int, str]); t(lambda: Dict[int]); t(lambda: isinstance([], List[int])); t(lambda: isinstance(3, Any)); t(lambda: List()); t(lambda: Any()); t(lambda: Union[()]); t(lambda: Optional[int, str]); t(lambda: Callable[int]); t(lambda: ClassVar[int, str]); t(lambda: isinstance(1, Union[int, str])); t(lambda: isinstance([], List)); t(lambda: isinstance(1, Optional[int])); t(lambda: issubclass(list, Iterable)); t(lambda: isinstance([], Sequence)); t(lambda: isinstance(print, Callable)); t(lambda: List[int]()); t(lambda: TypeVar("Z", int)); t(lambda: Never[int]); t(lambda: DefaultDict(list))
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Optional[int]), get_origin(list[int]), get_args(list[int]), get_origin(int), get_args(int), get_args(Callable[[int], str]), get_args(Callable[..., str]), get_origin(Annotated[int, "x"]), get_args(Annotated[int, "x"]), get_origin(int | str), get_args(int | str), get_args(Literal["a", "b"]), get_origin(Literal["a"]), get_origin(ClassVar[int]), get_origin(Union[int, str]), get_args(Tuple[int, ...]), get_args(Tuple[()]), get_origin(Generic[T]), get_origin(P.args))
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(1); print(s.items, Stack[int], s.__orig_class__, Stack.__parameters__, Stack[T], Stack[int].__args__, Stack[int].__origin__, Stack.__orig_bases__, Stack.__mro__)
class Pair(Generic[T, K]): pass
class Sub(Stack[int]): pass
class Sub2(Stack[T], Generic[T, K]): pass
class L2(List[int]): pass
class M2(Mapping[str, T]):
    def __getitem__(self, k): return 1
    def __iter__(self): return iter(["a"])
    def __len__(self): return 1
print(Pair[int, int], Sub(), Sub.__bases__, Sub2.__parameters__, L2([1]), L2.__mro__, dict(M2()), M2[int], Pair[T, int][str]) if False else print(Pair[int, int], Sub.__bases__, Sub2.__parameters__, L2([1]), L2.__mro__, dict(M2()), M2[int], Pair[T, int][str])
t(lambda: Pair[int]); t(lambda: Sub[int]); t(lambda: Pair[int, int, int]); t(lambda: Generic[int]); t(lambda: Generic[T, T])
def badgen():
    class Z(Generic): pass
t(badgen); t(lambda: isinstance(s, Stack[int]))
class Greeter(Protocol):
    name: str
    def greet(self, x: int) -> str: ...
class Impl:
    name = "n"
    def greet(self, x): return "hi"
class Expl(Greeter):
    def __init__(self, n): self.name = n
    def greet(self, x): return self.name
t(lambda: isinstance(Impl(), Greeter)); t(Greeter); print(Expl("q").greet(1), Expl.__mro__)
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
class F2:
    close = None
print(isinstance(F(), Closer), isinstance(5, Closer), issubclass(F, Closer), issubclass(int, Closer), isinstance(F2(), Closer)); t(runtime_checkable, int)
@runtime_checkable
class HasName(Protocol):
    name: str
print(isinstance(Impl(), HasName), isinstance(3, HasName)); t(lambda: issubclass(Impl, HasName))
class Repo(Protocol[T]):
    def get(self, k: str) -> T: ...
print(Repo[int], Repo.__parameters__)
class PI(Repo[int]):
    def get(self, k): return 1
print(PI().get("a"), isinstance(3, SupportsInt), isinstance("a", SupportsIndex), isinstance(-1.5, SupportsAbs))
class NoInit(Greeter): pass
t(lambda: type(NoInit()))
class Pt(NamedTuple):
    "doc"
    x: int
    y: int = 5
    def dist(self): return self.x + self.y
    @property
    def dbl(self): return self.x * 2
p = Pt(1); print(p, p.dist(), p.dbl, Pt._fields, Pt.__annotations__, Pt._field_defaults, Pt.__doc__, Pt.__mro__, p._replace(x=3), p == (1, 5), Pt(x=1, y=2), isinstance(p, tuple)); t(Pt); t(Pt, 1, 2, 3); t(setattr, p, "x", 2); x, y = p
E1 = NamedTuple("E1", [("a", int), ("b", str)]); print(E1(1, "x"), E1.__annotations__)
def badnt():
    class B(NamedTuple):
        a: int = 1
        b: str
t(badnt)
class TD(TypedDict):
    a: int
    b: NotRequired[str]
class TD2(TD, total=False):
    c: int
d: TD = {"a": 1}; print(TD(a=1), type(TD(a=1)), TD.__annotations__, TD.__required_keys__, TD.__optional_keys__, sorted(TD2.__annotations__), TD2.__total__, sorted(TD2.__optional_keys__), TD); t(lambda: isinstance({}, TD))
TF = TypedDict("TF", {"x": int}); print(TF(x=1), TF.__annotations__)
Uid = NewType("Uid", int); print(Uid(5), Uid, Uid.__supertype__, Uid.__name__)
print(cast(int, "a"), TYPE_CHECKING, assert_type(1, int)); t(assert_never, 5)
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
print(f(1))
@final
class Fi: pass
def g(a: int, b: "Optional[U]" = None, *c: str, d: Annotated[int, 5] = 3) -> "List[U]": pass
print(get_type_hints(g), get_type_hints(g, include_extras=True)["d"])
class H:
    a: int
    b: "list[H]"
    c: ClassVar["int"] = 3
class H2(H):
    d: Optional["H"] = None
print(get_type_hints(H2)); t(get_type_hints, 3); print(get_type_hints(TD), get_type_hints(len) if False else "")
print(collections.abc.Awaitable[int], Type[int], types.UnionType, isinstance(int | str, types.UnionType), types.GenericAlias)
def deco(fn: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]: return fn
print(deco.__annotations__["fn"])
Alias = Dict[str, Union[int, "Alias"]]; print(Alias); Json = Union[None, int, List["Json"]]; print(Json)
class Tree(Generic[T]):
    left: Optional["Tree[T]"] = None
print(Tree.__annotations__, Tree[int].left)
print(Literal["a"] == Literal["a"], Literal[1] == Literal[True], Optional[Literal[1, 2]], Literal[Literal["a"], "b"], List[Literal["x"]])
class AnySub(Any): pass
print(AnySub(), 1)if False else print(AnySub.__mro__)
t(lambda: TypeVar("A", bound=int, covariant=True)); print(K.__bound__, V.__constraints__, T.__name__, C.__covariant__, T == T, hash(T) == hash(T))
print(Stack[int] == Stack[int], Stack[int] == Stack[str], {Stack[int]: 1}[Stack[int]], Optional[Stack[int]], List[Stack[T]][int], Stack[Optional[int]], Stack["U"], Stack[list[T]][int])
def k() -> Iterator[int]: yield 1
print(k.__annotations__)
class Cfg(TypedDict, total=False):
    x: Required[int]
    y: int
print(Cfg.__required_keys__, Cfg.__optional_keys__, is_typeddict(Cfg))
class W(Generic[P]): pass
print(W[int, str], W[[int]], IO[str], TextIO, BinaryIO)
