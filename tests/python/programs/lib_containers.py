import itertools as it, functools as ft, operator as op, collections as c, string, textwrap, copy, heapq, bisect, types
print(list(it.accumulate([1,2,3],op.mul)), list(it.groupby("aabbc"))[0][0], [(k,list(g)) for k,g in it.groupby("aabbc")], list(it.product("ab",repeat=2)), list(it.permutations([1,2,3],2)), list(it.combinations("abc",2)), list(it.combinations_with_replacement("ab",2)), list(it.zip_longest([1],[2,3],fillvalue=0)), list(it.islice(it.cycle("ab"),5)), list(it.takewhile(lambda x:x<3,[1,2,3,1])), list(it.dropwhile(lambda x:x<3,[1,2,3,1])), list(it.filterfalse(None,[0,1,2])), list(it.starmap(pow,[(2,3)])), list(it.compress("abc",[1,0,1])), list(it.pairwise([1,2,3])), list(it.chain.from_iterable(["ab","c"])), [list(x) for x in it.tee([1,2])], list(it.repeat(1,2)), next(it.count(5,2)), list(it.batched([1,2,3],2)) if hasattr(it,"batched") else None)
@ft.lru_cache(maxsize=2)
def f(x): return x*2
f(1);f(1);f(2);f(3); print(f.cache_info(), f.__name__); f.cache_clear(); print(f.cache_info())
@ft.singledispatch
def g(x): return "obj"
@g.register
def _(x: int): return "int"
@g.register(list)
def _(x): return "list"
print(g(1), g([]), g("a"), g(True)); print(ft.partial(int,base=2)("101"), ft.partial(print,1))
@ft.total_ordering
class V:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(V(1)<=V(2), V(2)>V(1), sorted([V(3),V(1)])[0].v, ft.reduce(lambda a,b:a+b,[1,2,3],10))
class P:
    @ft.cached_property
    def x(self): print("calc"); return 5
p=P(); print(p.x,p.x)
Pt=c.namedtuple("Pt","x y",defaults=[0]); a=Pt(1); print(a,a._asdict(),a._replace(y=5),Pt._fields,a==(1,0),a.x)
cnt=c.Counter("mississippi"); print(cnt.most_common(2), cnt["z"], cnt+c.Counter("ms"), cnt-c.Counter("iii")); dd=c.defaultdict(list); dd["a"].append(1); print(dd)
od=c.OrderedDict(a=1,b=2); od.move_to_end("a"); print(od, list(od)); cm=c.ChainMap({"a":1},{"a":2,"b":3}); print(cm["a"],cm["b"],dict(cm),cm); d=c.deque([1,2,3],maxlen=3); d.append(4); d.rotate(1); print(d, d.index(4))
print(string.ascii_letters, string.Template("$a ${b}").substitute(a=1,b=2), textwrap.fill("the quick brown fox jumps",10), textwrap.dedent("  a\n   b"), textwrap.shorten("hello big world",10), textwrap.indent("a\nb","> "))
x=[[1],{2:[3]}]; y=copy.deepcopy(x); y[0].append(9); print(x,y,copy.copy(x) == x); h=[3,1,2]; heapq.heapify(h); print(heapq.heappop(h),h,heapq.nlargest(2,[1,5,3]),bisect.bisect([1,2,3],2)); ns=types.SimpleNamespace(a=1); ns.b=2; print(ns, op.itemgetter(1)([1,2]), op.attrgetter("a")(ns), op.methodcaller("upper")("x"))
