def t(f, *a):
    try:
        print(repr(f(*a)))
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", repr(e.__context__), "|", repr(e.__cause__))


def g():
    print("start")
    try:
        while True:
            try:
                x = yield "w"
                print("got", x)
            except ValueError as e:
                print("VE", e)
                yield "handled"
    finally:
        print("finally")


a = g()
t(a.send, 1)
t(next, a)
t(a.send, 5)
t(a.throw, ValueError("v"))
t(next, a)
t(a.throw, KeyError("k"))
t(next, a)
t(a.close)
a = g()
next(a)
t(a.close)
t(a.close)
t(next, a)
t(a.throw, ValueError("after"))


def ig():
    try:
        yield 1
    except GeneratorExit:
        yield 2


b = ig()
next(b)
t(b.close)


def rex():
    try:
        yield 1
    except GeneratorExit:
        raise KeyError("x")


b = rex()
next(b)
t(b.close)


def ret():
    yield 1
    return "rv"


b = ret()
next(b)
try:
    next(b)
except StopIteration as e:
    print(e.value, e.args)
try:
    next(b)
except StopIteration as e:
    print(e.value, e.args)


def deleg():
    r = yield from ret()
    print("r", r)
    r = yield from [10, 20]
    print("r", r)
    r = yield from (i for i in "ab")
    print(r)
    return "end"


print(list(deleg()))


def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
        print("inner got", y)
    except ValueError as e:
        print("inner VE", e)
        yield "iv"
    except GeneratorExit:
        print("inner GE")
        raise
    return "ir"


def outer():
    try:
        v = yield from inner()
        print("outer v", v)
    except KeyError as e:
        print("outer KE", e)
        yield "ok"
    finally:
        print("outer fin")
    yield "last"


o = outer()
t(next, o)
t(o.send, "S")
t(o.send, "T")
t(next, o)
o = outer()
next(o)
t(o.throw, ValueError("V"))
t(next, o)
t(next, o)
o = outer()
next(o)
t(o.throw, KeyError("K"))
t(next, o)
o = outer()
next(o)
t(o.close)
o = outer()
t(o.throw, ValueError("fresh"))
t(next, o)


def yf(x):
    yield from x


t(lambda: list(yf(3)))
t(lambda: list(yf(None)))
y = yf([1, 2])
next(y)
t(y.send, 5)
y = yf(iter([1]))
next(y)
t(y.throw, ValueError(1))


def si():
    yield 1
    raise StopIteration("bad")


t(lambda: list(si()))


def si2():
    yield next(iter([]))


t(lambda: list(si2()))


def self_run():
    yield next(sg)


sg = self_run()
t(next, sg)
t(lambda: list((x for x in 3)))
ge = (1 / x for x in [1, 0])
t(next, ge)
t(next, ge)
t(next, ge)
a = g()
print(
    a.gi_frame is not None,
    a.gi_running,
    a.gi_yieldfrom,
    a.gi_code.co_name,
    a.__name__,
    a.__qualname__,
)
next(a)
del a


def fr():
    try:
        yield 1
    finally:
        print("f1")
        yield 2
        print("f2")


x = fr()
next(x)
t(x.throw, ValueError("q"))
t(next, x)


def retfin():
    try:
        yield 1
    finally:
        return "swallowed"


x = retfin()
next(x)
t(x.throw, ValueError("q"))
x = retfin()
next(x)
t(x.close)
x = g()
t(x.throw, 3)
t(x.throw, ValueError)
x = g()
next(x)
t(x.throw, ValueError, "msg")
t(x.throw, ValueError, ValueError("inst"))
t(x.throw)
t(x.send)


def cnt(n):
    while n > 0:
        got = yield n
        n = got if got is not None else n - 1


c = cnt(3)
print([next(c), c.send(10), next(c), next(c)])


def tree(t_):
    if t_:
        l, v, r = t_
        yield from tree(l)
        yield v
        yield from tree(r)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def fib():
    a, b = (0, 1)
    while 1:
        yield a
        a, b = (b, a + b)


import itertools

print(list(itertools.islice(fib(), 10)), list(itertools.takewhile(lambda x: x < 30, fib())))
gen = (i * j for i in range(3) for j in range(i))
print(list(gen), list(gen))
print(sum((x * x for x in range(5))), max(((len(w), w) for w in "a bbb cc".split())))


def lam():
    f = lambda: (yield 5)
    return f


print(list(lam()()))


class Tr:

    def __init__(s):
        s.l = []

    def __iter__(s):
        yield from s.l


tr = Tr()
tr.l += [1, 2]
print(list(tr), list(tr))


def coro():
    total = 0
    count = 0
    avg = None
    while True:
        v = yield avg
        if v is None:
            break
        total += v
        count += 1
        avg = total / count
    return (count, avg)


def grouper(res, key):
    while True:
        res[key] = yield from coro()


res = {}
gg = grouper(res, "k")
next(gg)
[gg.send(v) for v in (10, 20, 30)]
gg.send(None)
print(res)
print(iter(gg) is gg, hasattr(gg, "__next__"), type(gg).__name__, repr(gg)[:25], repr(ge)[:28])


def ctx():
    try:
        1 / 0
    except ZeroDivisionError:
        yield 1
        raise KeyError("in")


q = ctx()
next(q)
try:
    raise OSError("outer")
except OSError:
    t(next, q)
t(lambda: type((lambda: (yield))()).__name__)
t(lambda: len(fib()))
t(lambda: fib()[0])
t(lambda: fib() + 1)
