import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name!r})"

    def greet(self, who):
        return f"{self.name} greets {who}"


def gone(ref):
    print("gone", ref() is None, type(ref).__name__)


node = Node("a")
refs = [weakref.ref(node, gone), weakref.ref(node, lambda r: print("second"))]
print(weakref.getweakrefcount(node), weakref.ref(node) is weakref.ref(node), refs[0] == refs[1])
del node
print([r() for r in refs])

cache = weakref.WeakValueDictionary()
keep = [Node(n) for n in "xyz"]
for n in keep:
    cache[n.name] = n
del n
print(sorted(cache), len(cache), cache["x"], cache.get("q"))
keep.pop(0)
print(sorted(cache), "x" in cache)
keep.clear()
print(list(cache.items()), len(cache))

meta = weakref.WeakKeyDictionary()
key = Node("key")
meta[key] = {"seen": 1}
print(len(meta), meta[key], list(meta.keys()))
del key
gc.collect()
print(len(meta))

living = weakref.WeakSet()
p, q = Node("p"), Node("q")
living.add(p)
living.add(q)
living.add(p)
print(len(living), sorted(n.name for n in living), p in living)
del p
print(len(living))

method = weakref.WeakMethod(q.greet)
print(method()("bob"))
del q
print(method())

proxied = Node("proxied")
proxy = weakref.proxy(proxied)
print(proxy.name, proxy.greet("eve"))
proxy.name = "renamed"
print(proxied)
del proxied
try:
    proxy.name
except ReferenceError as error:
    print("ReferenceError:", error)

target = Node("t")
done = weakref.finalize(target, print, "finalizing", "t", sep="/")
print(done.alive, done.peek()[1:])
del target
print(done.alive, done())
late = Node("late")
weakref.finalize(late, print, "at exit")


def bad(ref):
    raise KeyError("from the callback")


short = Node("short")
r = weakref.ref(short, bad)
del short
for wrong in (5, "text", (1,), None):
    try:
        weakref.ref(wrong)
    except TypeError as error:
        print(error)
