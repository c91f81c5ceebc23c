import functools, itertools, operator
from functools import *
from itertools import *

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)

def deco(f):
    @wraps(f)
    def inner(*a, **k):
        "inner doc"
        return f(*a, **k)
    return inner

@deco
def hello(name: str) -> str:
    "says hello"
    return "hi " + name
hello2 = hello
print(hello.__name__, hello.__doc__, hello.__annotations__, hello.__wrapped__("x"), hello.__qualname__, hello.__module__)
p = partial(int, base=2)
t(p, "101"); t(partial, 3); print(partial(print, 1, sep="-")); print(p.func, p.args, p.keywords)
pp = partial(partial(divmod, 17), 5); t(pp); print(pp.args)
p()  if False else None
class Cell:
    def set(self, v, w=0): return (v, w)
    on = partialmethod(set, True)
    off = partialmethod(set, False, w=3)
t(Cell().on); t(Cell().off)
t(reduce, operator.add, [1, 2, 3]); t(reduce, operator.add, []); t(reduce, operator.add, [], 5); t(reduce, operator.add, 5)

calls = []
@lru_cache(maxsize=2)
def sq(x):
    calls.append(x)
    return x * x
for x in (1, 2, 1, 3, 2, 1): sq(x)
print(calls, sq.cache_info(), sq.cache_parameters()); sq.cache_clear(); print(sq.cache_info(), sq.__name__)
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), fib.cache_info().hits)
@lru_cache(typed=True)
def ty(x): return type(x).__name__
print(ty(1), ty(1.0), ty.cache_info()); t(ty, [])
@lru_cache
def kw(a, b=2): return a + b
kw(1); kw(1, b=2); kw(1, 2); kw(a=1); print(kw.cache_info())
class M:
    @lru_cache(maxsize=None)
    def m(self, x): return x * 2
    @cached_property
    def big(self):
        print("computing"); return 42
m = M(); print(m.m(3), m.m(3), M.m.cache_info(), m.big, m.big, m.__dict__)
del m.big; print(m.big)
@total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) < V(2), V(1) <= V(1), V(1) > V(2), V(2) >= V(1), V(1) != V(2))
@total_ordering
class W:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __ge__(s, o): return s.v >= o.v
print(W(1) < W(2), W(1) <= W(1), W(1) > W(2), W(2) >= W(1))
t(total_ordering, type("X", (), {}))
print(sorted([5, 1, 4], key=cmp_to_key(lambda a, b: b - a)))

@singledispatch
def show(x): return "obj " + repr(x)
@show.register
def _(x: int): return "int %d" % x
@show.register(list)
@show.register(tuple)
def _(x): return "seq %d" % len(x)
@show.register
def _(x: float | str): return "fs"
import collections.abc
@show.register(collections.abc.Mapping)
def _(x): return "map"
for x in (1, True, [1], (1, 2), 1.5, "s", {}, None, {1}): print(show(x))
t(show); t(show.register, 5); print(show.dispatch(bool) is show.registry[int], len(show.registry))
class S:
    @singledispatchmethod
    def f(self, a): return "base"
    @f.register
    def _(self, a: int): return "int"
    @f.register
    def _(self, a: str): return "str"
print(S().f(1), S().f("a"), S().f([]))

# itertools
L = list
print(L(islice(count(5), 3)), L(islice(count(2.5, .5), 3)), count(3), count(1, 2), repeat(1, 2), repeat("x"))
print(L(islice(cycle("abc"), 7)), L(repeat(7, 3)), L(accumulate([1, 2, 3])), L(accumulate([1, 2, 3], operator.mul, initial=10)))
print(L(chain("ab", [1])), L(chain.from_iterable(["ab", "c"])), L(compress("abcd", [1, 0, 1, 1])))
print(L(dropwhile(lambda x: x < 3, [1, 4, 1])), L(takewhile(lambda x: x < 3, [1, 4, 1])), L(filterfalse(None, [0, 1, ""])))
print([(k, L(g)) for k, g in groupby("aabbca")], [(k, L(g)) for k, g in groupby([1, 3, 2, 5], key=lambda x: x % 2)])
g = groupby("aab"); k1, g1 = next(g); k2, g2 = next(g); print(k1, L(g1), k2, L(g2))
for a in [(3,), (1, 3), (1, None), (0, 10, 3), (None, None, 2), (2, 2), (5, 2)]: print(a, L(islice("abcdefgh", *a)))
t(islice, "a", -1); t(islice, "a", "x"); t(islice, "a", 1, -1); t(islice, "a", 0, 3, 0)
it = iter(range(10)); print(L(islice(it, 3)), L(islice(it, 2)), L(it))
it = iter(range(10)); print(L(islice(it, 1, 8, 3)), next(it, "end"))
it = iter(range(10)); print(L(islice(it, 0, 0)), next(it)); print(L(islice(it, 3, 3)), next(it)); t(islice, "a", 1, "x"); it = iter(range(9)); print(L(islice(it, 5, 2)), next(it))
print(L(pairwise("abcd")), L(pairwise("a")), L(starmap(pow, [(2, 3), (3, 2)])))
a, b, c = tee([1, 2, 3], 3); print(next(a), next(a), L(b), L(a), L(c))
print(L(zip_longest("ab", [1, 2, 3], fillvalue="-")), L(zip_longest()), L(zip_longest("", [])))
print(L(product("ab", [1, 2])), L(product([0, 1], repeat=2)), L(product()), L(product("a", [])))
for n in range(5):
    for r in range(5):
        print(n, r, L(permutations(range(n), r)), L(combinations(range(n), r)), L(combinations_with_replacement(range(n), r)))
print(L(permutations("abc"))); t(permutations, "a", -1); t(combinations, "a", -1); t(accumulate, 5); t(count, "a")
t(lambda: L(chain(1)))
def gen():
    for i in range(3):
        print("made", i); yield i
print(L(takewhile(lambda x: x < 1, gen()))); x = chain(gen(), gen()); print(next(x))
ge = operator.itemgetter(1); print(ge, ge("abc"), operator.itemgetter(0, 2)("abc"), operator.attrgetter("real", "imag")(3), operator.attrgetter("a.b"), operator.methodcaller("split", ","), operator.methodcaller("split", ",")("a,b"))
