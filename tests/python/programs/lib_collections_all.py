from collections import *
import collections, collections.abc
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
P = namedtuple("P", "x y", defaults=[7])
print(P(1), P(1, 2), P(y=1, x=2), P._fields, P._field_defaults, P(1)._asdict(), P(1)._replace(y=9), P._make([1, 2]))
t(P); t(P, 1, 2, 3); t(P, 1, z=3); t(P, 1, x=3); t(P._make, [1]); t(P(1)._replace, q=1)
def setx(p): p.x = 1
def setz(p): p.zz = 1
t(setx, P(1)); t(setz, P(1)); x, y = P(3, 4); print(x, y, P(1) == (1, 7), hash(P(1)) == hash((1, 7)), P(1)[0], len(P(1)), P.__doc__, P.__name__, P.__match_args__)
for bad in ("class x", "x x", "_a", "1a"): t(namedtuple, "B", bad)
print(namedtuple("B", "class x x _a", rename=True)._fields); t(namedtuple, "B", "a", defaults=[1, 2])
Q = namedtuple("Q", ["a", "b", "c"]); t(Q); t(Q, 1); t(Q, 1, 2)
class PP(P):
    @property
    def s(self): return self.x + self.y
print(PP(1).s, PP(1))
match P(1, 2):
    case P(x=1, y=b): print("match", b)
match P(1, 2):
    case P(a, b): print("match", a, b)

c = Counter("hello world"); print(c, c.most_common(2), c["zz"], c.total(), sorted(c.elements())[:4])
c.update("lll"); c.subtract({"l": 1, "q": 2}); print(c, +c, -c)
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=5)
print(a + b, a - b, a & b, a | b, a == b, a <= a + b, a < a, a != b, a > Counter(a=1), Counter(), Counter(a=0) == Counter())
a += b; print(a); a -= b; print(a); a |= b; print(a); a &= Counter(a=1); print(a)
del a["nope"]; print(a.copy(), Counter({"x": 2}, y=1), Counter(["a", "b", "a"]), dict(Counter("ab"))); t(Counter.fromkeys, "a"); t(Counter, 5)
print(Counter(x=1) + Counter(x=-1), Counter("aab").keys(), list(Counter("aab").items()), isinstance(c, dict), Counter({1: "a", 2: 3}))
print(max(Counter("aab"), key=Counter("aab").get), sum(Counter("aab").values()))

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)]); o.move_to_end("a"); print(o); o.move_to_end("c", last=False); print(o, o.popitem(), o.popitem(False), o); t(o.move_to_end, "zz"); t(OrderedDict().popitem)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))), OrderedDict(a=1) | {"z": 2}, OrderedDict(), OrderedDict.fromkeys("ab"))
d = defaultdict(list); d["a"].append(1); print(d, d["q"], d.get("nn"), d, dict(d)); t(defaultdict(None).__getitem__, "x"); t(defaultdict, 5); print(defaultdict(int, a=1), defaultdict(lambda: 0)["x"], d.copy(), d.default_factory)
nested = defaultdict(lambda: defaultdict(int)); nested["a"]["b"] += 1; print({k: dict(v) for k, v in nested.items()})
print(defaultdict(int, {"a": 1}) | {"b": 2})
class Miss(dict):
    def __missing__(self, k): return k * 2
print(Miss()["ab"])
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm, cm["a"], cm["b"], list(cm), len(cm), dict(cm), cm.new_child({"z": 1}), cm.parents, "b" in cm, cm.get("zz", 5)); cm["b"] = 9; print(cm.maps); t(cm.__getitem__, "q"); t(cm.pop, "q")
def dl(): del cm["zz"]
t(dl)
class UD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(str(k), v)
u = UD({1: 2}); u[3] = 4; u.update({5: 6}); print(u, "1" in u, u.get("9"), len(u), u.pop("1"), list(u.items()), u == {"3": 4, "5": 6}); t(u.__getitem__, "zz"); print(u.setdefault("n", 1), isinstance(u, collections.abc.MutableMapping))
l = UserList([3, 1]); l.append(2); l.sort(); print(l, l[0], l[:2], l + [1], len(l), 3 in l, l == [1, 2, 3], list(reversed(l)), l.index(2))
s = UserString("abc"); print(s, s.upper(), s + "d", s[0], len(s), s == "abc", "b" in s, s.split("b"), repr(s))
q = deque([1, 2], maxlen=2); q.append(3); print(q, isinstance(q, collections.abc.MutableSequence))
A = collections.abc
objs = dict(l=[], t=(), s="", d={}, st=set(), fs=frozenset(), r=range(1), g=(x for x in ()), i=iter([]), f=len, lam=lambda: 0, n=5, b=b"", dq=deque(), dk={}.keys(), di={}.items(), c=int)
for nm in ["Iterable", "Iterator", "Sequence", "MutableSequence", "Mapping", "MutableMapping", "Set", "MutableSet", "Callable", "Hashable", "Sized", "Container", "Collection", "Generator", "Reversible", "Awaitable", "Coroutine", "AsyncIterator", "KeysView", "ItemsView"]:
    print(nm, [k for k, v in objs.items() if isinstance(v, getattr(A, nm))], getattr(A, nm))
class It:
    def __iter__(self): return iter([1])
print(isinstance(It(), A.Iterable), issubclass(It, A.Iterable), issubclass(int, A.Iterable))
class Sq(A.Sequence):
    def __init__(s, v): s.v = v
    def __len__(s): return len(s.v)
    def __getitem__(s, i): return s.v[i]
x = Sq([1, 2, 3, 2]); print(list(x), 2 in x, x.index(2), x.count(2), list(reversed(x))); t(x.index, 9)
class NoAb(A.Mapping): pass
t(NoAb)
class St(A.Set):
    def __init__(s, v): s.v = list(dict.fromkeys(v))
    def __len__(s): return len(s.v)
    def __iter__(s): return iter(s.v)
    def __contains__(s, x): return x in s.v
print(list(St([1, 2]) & St([2, 3])), list(St([1, 2]) | St([3])), St([1]) <= St([1, 2]), list(St([1, 2]) - St([1])), list(St([1, 2]) ^ St([2, 3])), St([1]) == {1}, St([1]).isdisjoint([2]))
async def co(): pass
async def ag(): yield
k = co(); print(isinstance(k, A.Coroutine), isinstance(k, A.Awaitable), isinstance(ag(), A.AsyncGenerator), isinstance(ag(), A.AsyncIterable)); k.close()
print(A.Iterable[int], A.Callable.__name__)
