def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, "|", e)


def f0():
    return 0


def f1(a):
    return a


def f2(a, b=2):
    return (a, b)


def f3(a, b, c):
    return (a, b, c)


def po(a, b, /, c, *, d):
    return (a, b, c, d)


def po2(a, /, **k):
    return (a, k)


def ko(*, a, b=1):
    return (a, b)


def va(*a, **k):
    return (a, k)


def mix(a, b=2, *c, d, e=5, **f):
    return (a, b, c, d, e, f)


t(f0, 1)
t(f0, x=1)
t(f1)
t(f1, 1, 2)
t(f1, b=1)
t(f1, 1, a=2)
t(f2)
t(f2, 1, 2, 3)
t(f3)
t(f3, 1)
t(f3, 1, 2)
t(f3, 1, c=3)
t(f3, b=1)
t(f3, *range(5))
t(f3, 1, 2, 3, d=4)
t(f3, 1, 2, 3, d=4, e=5)
t(po, 1, 2, 3)
t(po, 1, 2, 3, 4)
t(po, a=1, b=2, c=3, d=4)
t(po, 1, b=2, c=3, d=4)
t(po, 1, 2, c=3, d=4)
t(po, 1, 2, 3, d=4, e=5)
t(po2, 1, a=3)
t(po2, a=3)
t(po2)
t(ko)
t(ko, 1)
t(ko, 1, a=1)
t(ko, 1, 2, a=1, b=2)
t(ko, b=1)
t(ko, a=1, c=1)
t(va, 1, *[2], 3, *(4,), x=1, **{"y": 2}, z=3)
t(mix, 1, 2, 3, d=1, g=2)
t(mix)
t(mix, 1)
t(mix, d=1)
t(mix, 1, d=1, **{"a": 5})
t(mix, 1, **{1: 2})
t(lambda: f2(1, **{"b": 3, "c": 4}))
t(lambda: f2(**{"a": 1}, **{"a": 2}))
t(lambda: f2(a=1, **{"a": 2}))
t(lambda: f2(*3))
t(lambda: f2(**3))
t(lambda: f2(*[1], **[2]))
t(lambda: f2(**{"a b": 1}))
t(lambda: va(**{"a b": 1}))
t(lambda: dict(**{"a": 1}, **{"b": 2}))
t(lambda: print(*[1, 2], *"ab", sep="-"))
t(lambda: f3(*"abc"))
t(lambda: f3(*{"x": 1, "y": 2, "z": 3}))
t(lambda: f3(*(i for i in range(3))))
t(lambda: va(*None))
t(lambda: va(**None))


class C:

    def m(self, a):
        return a

    @classmethod
    def c(cls, a):
        return a

    @staticmethod
    def s(a):
        return a

    def nos():
        return 1

    def __init__(self, x=1, *, y=2):
        pass

    def __call__(self, q):
        return q


c = C()
t(c.m)
t(c.m, 1, 2)
t(C.m, 1)
t(C.c)
t(c.s)
t(c.s, 1, 2)
t(c.nos)
t(C, 1, 2)
t(C, z=1)
t(c)
t(c, 1, 2)
t(C.nos)
t(C.nos, 1)
t(lambda: C(1, 2, 3))


class NI:
    pass


t(NI, 1)
t(NI, a=1)
t(lambda: (lambda x: x)())
t(lambda: (lambda: 0)(1))
t(lambda: (lambda *, k: k)())


def outer():

    def inner(a):
        pass

    inner()


t(outer)
print(outer.__qualname__)


def ann(a: int, b: "str" = "x", *c: float, d: list[int] = None, **e) -> dict: ...


print(
    ann.__annotations__,
    ann.__defaults__,
    ann.__kwdefaults__,
    ann.__code__.co_varnames,
    ann.__code__.co_argcount,
    ann.__code__.co_kwonlyargcount,
    ann.__code__.co_posonlyargcount,
)
import inspect

for f in (f0, f2, po, po2, ko, va, mix, ann, C.m, c.m, C, C.c, lambda x, /, y=1: 0):
    print(inspect.signature(f))
s = inspect.signature(mix)
ba = s.bind(1, d=4, z=9)
print(ba.arguments, ba.args, ba.kwargs)
ba.apply_defaults()
print(ba.arguments)
t(s.bind)
t(s.bind, 1, 2, 3, d=1, a=2)
t(inspect.signature(f1).bind, 1, 2)
t(inspect.signature(f1).bind, x=1)
for n, p in s.parameters.items():
    print(n, p.kind, p.default is p.empty, p)
f2.__defaults__ = (9,)
print(f2(1))
f2.attr = 1
print(f2.__dict__)
ko.__kwdefaults__["b"] = 77
print(ko(a=1))
for src in [
    "a, b = 1",
    "a, b = 1,",
    "a, b = 1, 2, 3",
    "a, b, c = 'ab'",
    "a, *b = ()",
    "*a, b, c = 1,",
    "a, (b, c) = 1, 2",
    "a, (b, c) = 1, (2,)",
    "[a, b] = {1: 2}",
    "(a, b), c = 'ab', 'c'; print(a, b, c)",
    "a, *b, c = range(5); print(a, b, c)",
    "*a, = 'abc'; print(a)",
    "a = b = []; a.append(1); print(b)",
    "i, l = 1, [0, 0]; i, l[i] = 0, 9; print(i, l)",
    "for a, b in [(1, 2), (3,)]: print(a, b)",
    "a, b = None",
    "a, b = 3.5",
    "for i, (j, k) in enumerate([(1, 2)]): print(i, j, k)",
    "a, b = (x for x in range(3))",
    "a, b = iter([1])",
    "a, b = {1, 2}; print(a, b)",
    "x = *[1], 2; print(x)",
    "x = [*'ab', *range(2)]; print(x)",
    "print({**{'a': 1}, 'b': 2, **{'a': 3}})",
    "print({*[1, 2], *'a'} == {1, 2, 'a'})",
    "{**[1]}",
    "[*1]",
    "(*1,)",
    "{*1}",
    "print(*1)",
    "print(**1)",
    "f = lambda *a, k=1, **kw: (a, k, kw); print(f(1, k=2, z=3))",
    "del a1",
    "def f(): yield\nf().x",
    "a: int; print(a)",
    "a: int = 3; print(__annotations__)",
]:
    try:
        exec(src, {})
    except Exception as e:
        print(src, "->", type(e).__name__, "|", e)
t(int, "1", bas=3)
t("a".split, sepp=1)
t([].sort, kei=1)
t(sorted, [1], rev=1)
t(max, 1, 2, keyy=1)
t(print, 1, sepp="")
t(enumerate, [1], begin=2)
t(range, 1, stop=3)
t(sum, [1], 2, 3)
t(sum, [1], start=2)
t(len)
t(len, 1, 2)
t(len, obj=1)
t([].append, 1, 2)
t([].append)
t("a".upper, 1)
t("a".join)
t({}.get)
t({}.get, 1, 2, 3)
t(dict.fromkeys)
t(isinstance, 1)
t(abs)
t(abs, 1, 2)
t(round)
t(round, 1, 2, 3)
t(ord)
t(chr)
t(id)
t(hash, 1, 2)
t(pow, 1)
t(pow, 1, 2, 3, 4)
t(divmod, 1)
t(all)
t(str.upper)
t(str.upper, 1)
t(list.append)
t(list.append, 1, 2)
t(list.append, [], 2)
t(dict.get, 3)
t(str.join, ",", 3)
t("{}".format)
t("abc".find)
t("abc".replace, "a")
t("abc".count)
t([].extend)
t([].extend, 3)
t(set().add)
t(set().union, 3)
t((1).bit_length, 1)
t((1.5).is_integer, 1)
t(float.fromhex, 1)
t(bytes.fromhex, "zz")
t(int.from_bytes, 3)
t((5).to_bytes, 1, "x")
t((500).to_bytes, 1, "big")
t((-1).to_bytes, 1, "big")
t(getattr, 1, "a", 2, 3)
t(callable)
t(zip, strict=1)
t(zip, 1, strct=1)
t(reversed)
t(next)
t(iter)
t(type(c), 1, 2, 3)
