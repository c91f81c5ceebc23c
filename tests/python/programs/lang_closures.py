def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, "|", e)


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    return inc


a, b = (counter(), counter())
print(
    a(),
    a(5),
    b(),
    a.__closure__[0].cell_contents,
    a.__code__.co_freevars,
    a.__name__,
    a.__qualname__,
    [c.cell_contents for c in b.__closure__],
)
fs = []
for i in range(3):

    def f():
        return i

    fs.append(f)
print([f() for f in fs])
i = 99
print([f() for f in fs])
print(
    [(lambda x: lambda: x)(j)() for j in range(3)],
    [g() for g in [lambda j=j: j for j in range(3)]],
    [h() for h in (lambda: k for k in range(3))],
)


def outer():
    x = "outer"

    def mid():

        def inner():
            nonlocal x
            x = "inner"

        inner()
        return x

    return (mid(), x)


print(outer())


def scope():
    x = 1

    class C:
        x = 2

        def m(self):
            return x

        y = [x for _ in range(1)]
        z = [q for q in [x]]
        w = (lambda: x)()

    return (C().m(), C.y, C.z, C.w, C.x)


print(scope())
x = 10


def show():
    print(x)


def shadow():
    x = 20
    show()
    return x


print(shadow())


def glob():
    global x
    x += 1
    return x


print(glob(), x)
del x
t(glob)
t(show)
x = 5


def args(a, b=[], *c, d={}, **e):
    b.append(a)
    d[a] = 1
    return (b, c, d, e)


print(args(1), args(2, d={}), args(3, [0], 4, k=5), args.__defaults__, args.__kwdefaults__)


def gen():
    x = 0

    def get():
        return x

    while x < 3:
        x += 1
        yield get


print([g() for g in gen()], [g() for g in list(gen())])


def deleted():
    v = 1

    def f():
        return v

    del v
    return f


t(deleted())


def exc():
    try:
        raise ValueError("q")
    except ValueError as e:
        f = lambda: e
    return f


t(exc())


def loc(a, b=2):
    c = 3
    return (locals(), sorted(vars()))


print(loc(1))
print(sorted((k for k in globals() if len(k) == 1))[:3], "x" in globals(), __name__)
t(lambda: nonexist)
exec("y1 = x * 2")
print(y1, eval("x + y1"), eval("a1 + 1", {"a1": 5}), eval("b1", {}, {"b1": 7}))
t(eval, "1 +")
t(eval, "x = 1")
d = {}
exec("def q(): return 42\nz = q()", d)
print(d["z"], sorted((k for k in d if k != "__builtins__")))
t(lambda: exec("raise KeyError('in exec')"))
print(
    eval("[i for i in range(3) if i]"),
    eval("(lambda n: n * 2)(4)"),
    compile("1+1", "f", "eval").co_filename,
    eval(compile("3*3", "f", "eval")),
)


def rec(n, memo={}):
    if n in memo:
        return memo[n]
    memo[n] = r = n if n < 2 else rec(n - 1) + rec(n - 2)
    return r


print(rec(50), len(rec.__defaults__[0]))
fact = lambda n: 1 if n <= 1 else n * fact(n - 1)
print(fact(20))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda s: lambda n: n and n + s(n - 1))(10))
print(
    (lambda *a, k=3, **kw: (a, k, kw))(1, 2, z=4),
    (lambda: (yield))().__class__.__name__,
    [(lambda: n)() for n in range(2)],
    sorted([3, 1, 2], key=lambda n: -n),
    list(map(lambda p: p[0] * p[1], [(1, 2), (3, 4)])),
    (lambda x, /, y, *, z: x + y + z)(1, 2, z=3),
)
def_ = lambda: None
print(def_.__name__, def_(), def_.__qualname__)
if (n := len([1, 2, 3])) > 2:
    print(f"n={n!r}")
print(
    [(last := c) for c in "abc"],
    last,
    [y for v in range(4) if (y := (v * v)) % 2],
    {k: (s := (k * 2)) for k in range(2)},
    s,
)
total = 0
print([(total := (total + v)) for v in range(5)], total)
print((lambda: (zz := 5) + zz)())
while (line := next((it := iter(["q"])), None)) is None:
    pass
print(line, any(((w := q) > 2 for q in range(5))), w)


def deco(arg):
    print("deco", arg)

    def d(f):
        print("wrap", f.__name__)
        return lambda *a: (arg, f(*a))

    return d


@deco("A")
@deco("B")
def dd(x):
    return x


print(dd(1))


@lambda f: f.__name__
def named():
    pass


print(named)


@print
class Printed:
    pass


print(Printed)
t(lambda: None())
buttons = [lambda: "x"]


@buttons[0].__class__ if 0 else lambda c: c
class Q:
    pass


print(Q.__name__)
