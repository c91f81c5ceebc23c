"""Objects that say goodbye: __del__ in all the places where an object can end."""
import weakref


class Resource:
    opened = 0

    def __init__(self, name):
        self.name = name
        Resource.opened += 1
        print(f"open {name}")

    def __del__(self):
        Resource.opened -= 1
        print(f"close {self.name}")


class Noisy(Resource):
    def __del__(self):
        print("noisy first")
        super().__del__()


class Broken:
    def __del__(self):
        raise ValueError("not today")


def scope():
    kept = Resource("in a function")
    print("using", kept.name)


def generator():
    held = Resource("in a generator")
    try:
        yield 1
        yield 2
    finally:
        print("generator ends, holding", held.name)


scope()
one = Resource("rebound")
one = Resource("rebound again")
del one
held = {"a": Resource("in a dict"), "b": Noisy("noisy in a dict")}
del held["a"]
held.clear()
listed = [Resource(f"item {i}") for i in range(3)]
listed.pop()
listed[0] = None
print("now", Resource.opened)
del listed

turns = generator()
print(next(turns))
del turns

reborn = []


class Phoenix:
    def __del__(self):
        print("resurrected")
        reborn.append(self)


Phoenix()
print(len(reborn), type(reborn[0]).__name__)
reborn.clear()

first = Resource("weakly known")
seen = weakref.ref(first, lambda ref: print("callback, dead:", ref() is None))
del first
print(seen())

try:
    Resource("lost in an expression").nothing
except AttributeError as error:
    print("AttributeError:", error)
    del error
try:
    local = Resource("held by the traceback")
    raise RuntimeError("x")
except RuntimeError:
    del local
a = b = Resource("known twice")
del a
print("one name left")
b = 5
Broken()
print("opened at the end", Resource.opened)
at_end = Resource("global until the end")
print("last line")
