import copy, heapq, bisect, string, textwrap, statistics, types, inspect, pprint, numbers, fractions, io, abc, operator
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
import random
rnd = random.Random(1)
h = []
for _ in range(50): heapq.heappush(h, rnd.randrange(100))
print(h, [heapq.heappop(h) for _ in range(10)], h); l = [rnd.randrange(50) for _ in range(30)]; heapq.heapify(l); print(l, heapq.heapreplace(l, 5), heapq.heappushpop(l, 99), l, heapq.nlargest(3, l), heapq.nsmallest(3, l, key=lambda x: -x), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge([4, 1], [3], reverse=True))); t(heapq.heappop, [])
h = []; [heapq.heappush(h, (p, n)) for p, n in [(2, "b"), (1, "z"), (2, "a")]]; print([heapq.heappop(h) for _ in range(3)]); t(heapq.heappush, [(1, {})], (1, {}))
a = [1, 2, 2, 3]; print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 0)); bisect.insort(a, 2.5); print(a, bisect.bisect([(1, "a"), (3, "b")], 2, key=lambda p: p[0]))
class C:
    def __init__(s): s.x = [1]; s.me = s
c = C(); d = copy.deepcopy(c); e = copy.copy(c); print(d.x == c.x, d.x is c.x, d.me is d, e.x is c.x, copy.deepcopy([[1], (2, [3])]), copy.copy({1: [2]}), copy.deepcopy({"a": {1, 2}}), copy.deepcopy(5), copy.copy("a"))
x = [1]; y = [x, x]; z = copy.deepcopy(y); print(z[0] is z[1], z[0] is x); y.append(y); print(copy.deepcopy(y)[2][0])
class HasC:
    def __copy__(s): return "copied"
    def __deepcopy__(s, memo): return "deep"
print(copy.copy(HasC()), copy.deepcopy([HasC()])); t(copy.deepcopy, (i for i in ()))
class L(list): pass
l = L([1]); l.z = 5; m = copy.deepcopy(l); print(m, m.z, type(m).__name__, copy.copy(l), copy.deepcopy(ValueError("x", 1)).args)
from collections import deque, OrderedDict, Counter, defaultdict
print(copy.deepcopy(deque([1, [2]], maxlen=3)), copy.copy(Counter("aab")), copy.deepcopy(defaultdict(list, a=[1])), copy.deepcopy(OrderedDict(a=[1])), copy.copy(deque([1])))
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.capwords("hello big  world"), repr(string.printable), string.hexdigits)
T = string.Template; print(T("$who likes ${what} $$5").substitute(who="a", what="b"), T("$a $b").safe_substitute(a=1)); t(T("$a").substitute); t(T("x $ y").substitute, {}); t(T("a\n${").substitute, {})
txt = "The quick brown-fox jumped over the lazy dog, and then it went to sleep. Supercalifragilisticexpialidocious is a well-known word -- really, state-of-the-art!\nNew line\there."
for w in (5, 10, 20, 33, 70):
    print(textwrap.wrap(txt, w)); print(textwrap.fill(txt, w, initial_indent="* ", subsequent_indent="  ")); print(textwrap.wrap(txt, w, break_long_words=False, break_on_hyphens=False))
print(textwrap.shorten(txt, 30), textwrap.shorten(txt, 40, placeholder="..."), repr(textwrap.dedent("   a\n     b\n\n   c\n")), repr(textwrap.indent("a\n\nb\n", "> ")), textwrap.wrap("", 5), textwrap.wrap("a b c d e f g h i", 7, max_lines=2)); t(textwrap.wrap, "a b", 3, max_lines=1); t(textwrap.wrap, "a", 0)
D = [1, 2, 3, 4, 4.5, 7]
for f in ("mean", "fmean", "median", "median_low", "median_high", "mode", "multimode", "variance", "pvariance", "stdev", "pstdev", "quantiles", "geometric_mean", "harmonic_mean"):
    for data in (D, [1, 2, 3], [1], [], [2.5, 3.1, 4.7, 0.1], [1, 1, 2], [3, 5, 8, 13]): t(getattr(statistics, f), data)
print(statistics.correlation([1, 2, 3], [2, 4, 7]), statistics.covariance([1, 2, 3], [2, 4, 7]), statistics.quantiles(D, n=10), statistics.quantiles(D, method="inclusive"), statistics.mean([fractions.Fraction(1, 2), 1]))
for _ in range(30):
    data = [rnd.random() * 100 for _ in range(rnd.randrange(2, 20))]; print(statistics.stdev(data), statistics.mean(data), statistics.pvariance(data))
F = fractions.Fraction
for _ in range(40):
    a, b = F(rnd.randint(-20, 20), rnd.randint(1, 9)), F(rnd.randint(1, 20), rnd.randint(1, 9)); print(a, repr(b), a + b, a - b, a * b, a / b, a // b, a % b, a < b, -a, abs(a), float(a), int(a), round(a), round(a, 1), a ** 2, hash(F(int(a))) == hash(int(a)), a + 1, 2 - a, a * .5, divmod(a, b))
print(F("3/4"), F("0.25"), F(0.5), F("1e3"), F(3), F(3.14159).limit_denominator(100), F(1, 2) == 0.5, F(-4, 6), F() , F(" 7 "), F("-.5")); t(F, 1, 0); t(F, "a"); t(F, 1.5, 2); t(lambda: F(1) / 0)
n = types.SimpleNamespace(a=1, b="x"); n.c = 3; print(n, n == types.SimpleNamespace(a=1, b="x", c=3)); mp = types.MappingProxyType({"a": 1}); print(mp, mp["a"], len(mp), repr(mp)); t(operator.setitem, mp, "a", 2); print(types.FunctionType, types.NoneType, types.MethodType, types.GeneratorType, types.CoroutineType, types.ModuleType, types.new_class("X", (int,)).__mro__, isinstance(lambda: 0, types.LambdaType), types.BuiltinFunctionType)
def f(a, b: int = 2, /, c="x", *args, d, e: str = "q", **kw) -> bool: "doc  \n   more\n     in"
async def co(x): yield x
class M:
    "cls doc"
    def __init__(self, p, q=1): pass
    def m(self, z): "m doc"
    @classmethod
    def cm(cls, y): pass
    @staticmethod
    def sm(w): pass
    def __call__(self, v): pass
s = inspect.signature(f); print(s, repr(s), list(s.parameters), s.return_annotation, [str(p.kind) for p in s.parameters.values()], [repr(p.kind) for p in s.parameters.values()], [p.kind.description for p in s.parameters.values()], s.parameters["b"].default, s.parameters["a"].default is inspect.Parameter.empty, repr(s.parameters["b"]), inspect.signature(M), inspect.signature(M(1).m), inspect.signature(M.cm), inspect.signature(M.sm), inspect.signature(M(1)), inspect.signature(M.m))
ba = s.bind(1, 2, 3, 4, d=5, z=6); print(ba.args, ba.kwargs, ba.arguments); ba = s.bind(1, d=3); ba.apply_defaults(); print(ba.arguments, ba); t(s.bind); t(s.bind, 1); t(s.bind, 1, d=2, b=5); t(inspect.signature(M.sm).bind, 1, 2); t(inspect.signature(M.sm).bind, q=1); t(inspect.signature(M.sm).bind, 1, w=2); t(inspect.signature, 5)
print(repr(inspect.getdoc(f)), inspect.isfunction(f), inspect.isclass(M), inspect.ismethod(M(1).m), inspect.iscoroutinefunction(co), inspect.isasyncgenfunction(co), inspect.isgeneratorfunction(f), inspect.isbuiltin(len), inspect.isroutine(f), inspect.getmro(M), [n for n, _ in inspect.getmembers(M, inspect.isfunction)], inspect.isabstract(M), inspect.getfullargspec(M.m), inspect.unwrap(f) is f, inspect.isawaitable(5), inspect.ismodule(inspect), inspect.cleandoc("  a\n    b\n  "))
import functools
print(inspect.signature(functools.partial(f, 1, d=5)), inspect.signature(functools.wraps(f)(lambda *a: 0)), inspect.signature(lambda x, *, y=1: 0))
g = (i for i in [1]); print(inspect.getgeneratorstate(g)); next(g); print(inspect.getgeneratorstate(g)); list(g); print(inspect.getgeneratorstate(g), inspect.isgenerator(g))
big = {"name": "x" * 30, "list": list(range(40)), "nested": {"a": {"b": ["word " * 5, "other"], "c": (1, 2)}, "s": {3, 1, 2}}, 5: None, "t": ("a" * 40, "b" * 40)}
for kw in ({}, {"width": 40}, {"indent": 4}, {"compact": True}, {"depth": 2}, {"sort_dicts": False}, {"width": 20, "compact": True}, {"width": 1}): print(pprint.pformat(big, **kw))
pprint.pprint([1, 2]); pprint.pp({"b": 1, "a": 2}); pprint.pprint("a long text with words " * 8); pprint.pprint([Counter("abracadabra" * 3), OrderedDict((f"key{i}", i) for i in range(12)), defaultdict(list, {f"k{i}": list(range(i)) for i in range(10)}), deque(range(40)), deque(range(40), maxlen=99), types.SimpleNamespace(**{f"attr{i}": "v" * i for i in range(12)}), frozenset(range(40)), ("a" * 90,)])
import dataclasses
@dataclasses.dataclass
class DC:
    name: str
    items: list
pprint.pprint(DC("n" * 40, ["i" * 30, "j" * 30])); pprint.pprint(DC("a", [])); l = [1]; l.append(l); print("Recursion" in pprint.pformat(l))
print(isinstance(1, numbers.Integral), isinstance(1.5, numbers.Real), isinstance(1j, numbers.Number), isinstance("a", numbers.Number), isinstance(True, numbers.Rational), issubclass(float, numbers.Integral))
s = io.StringIO(); print("hello", 5, file=s); s.write("more\nlines"); print(repr(s.getvalue()), s.tell()); s.seek(0); print(s.readline(), s.read(3), list(s), s.seek(2), s.write("ZZ"), s.getvalue(), s.truncate(3), s.getvalue()); t(s.write, 5); s.close(); t(s.getvalue); t(s.write, "a"); s = io.StringIO("a\nb"); print([l for l in s], s.read(), s.closed)
with io.StringIO("in") as s: print(s.read())
b = io.BytesIO(b"abc"); print(b.read(1), b.read(), b.seek(0, 2), b.write(b"de"), b.getvalue(), b.seek(-2, 2), b.read(), b.tell()); t(b.write, "x"); b = io.BytesIO(); b.write(b"ab"); b.seek(5); b.write(b"z"); print(b.getvalue(), bytes(b.getbuffer())); t(s.read)
class Sh(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    @classmethod
    @abc.abstractmethod
    def mk(cls): ...
class Sq(Sh):
    def area(self): return 1
class Full(Sq):
    name = "n"
    @classmethod
    def mk(cls): return cls()
t(Sh); t(Sq); print(Full().area(), Full.mk().name, sorted(Sh.__abstractmethods__), Full.__abstractmethods__, isinstance(Full(), Sh), issubclass(int, Sh)); Sh.register(int); print(issubclass(int, Sh), isinstance(5, Sh), isinstance(True, Sh)); t(Sh.register, 5)
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls, C): return hasattr(C, "quack") or NotImplemented
class Duck:
    def quack(self): pass
print(isinstance(Duck(), Hook), isinstance(3, Hook), type(Sh), Sh)
