def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, "|", e)


class Temp:

    def __init__(self, c=0):
        self.celsius = c

    @property
    def celsius(self):
        """Temp in C"""
        return self._c

    @celsius.setter
    def celsius(self, v):
        if v < -273.15:
            raise ValueError(f"{v} is below absolute zero")
        self._c = v

    @celsius.deleter
    def celsius(self):
        del self._c

    fahrenheit = property(
        lambda s: s.celsius * 9 / 5 + 32,
        lambda s, v: setattr(s, "celsius", (v - 32) * 5 / 9),
        doc="F",
    )
    kelvin = property(fset=lambda s, v: None)


t1 = Temp(25)
print(t1.fahrenheit)
t1.fahrenheit = 212
print(t1.celsius)
t(Temp, -300)
t(setattr, t1, "celsius", -400)
del t1.celsius
t(lambda: t1.celsius)
t(lambda: t1.kelvin)
t(delattr, t1, "fahrenheit")
print(Temp.celsius.__doc__, Temp.fahrenheit.__doc__, Temp.kelvin.fget, Temp.celsius.fset.__name__)


class Cold(Temp):

    @Temp.celsius.getter
    def celsius(self):
        return self._c - 1

    @property
    def fahrenheit(self):
        return super().fahrenheit + 0.5


c = Cold(10)
print(c.celsius, c.fahrenheit)
c.celsius = 5
print(c.celsius)
t(setattr, c, "fahrenheit", 1)
t(setattr, c, "celsius", -999)


class Over(Temp):

    @property
    def celsius(self):
        return super().celsius

    @celsius.setter
    def celsius(self, v):
        super(Over, type(self)).celsius.fset(self, v * 2)


print(Over(4).celsius)


class Lazy:

    @property
    def data(self):
        if not hasattr(self, "_d"):
            print("load")
            self._d = [1]
        return self._d


l = Lazy()
l.data.append(2)
print(l.data)


class cls_prop:

    def __init__(self, f):
        self.f = f

    def __get__(self, o, c):
        return self.f(c)


class K:
    n = 3

    @cls_prop
    def triple(cls):
        return cls.n * 3

    @classmethod
    @property
    def old(cls):
        return cls.n

    @staticmethod
    def sm(x=1):
        return x

    cm = classmethod(lambda cls, x: (cls.__name__, x))


print(
    K.triple,
    K().triple,
    K.old,
    K.sm(),
    K().sm(5),
    K.cm(1),
    K().cm(2),
    K.sm.__name__,
    K.__dict__["sm"](7),
    K.__dict__["cm"].__func__(K, 1),
)
t(lambda: K.__dict__["cm"](1))


class Meth:

    def a(self):
        return "a"

    b = a
    c = lambda self: self.a() + "c"
    d = staticmethod(a)
    e = len
    f = print


m = Meth()
print(
    m.b(),
    m.c(),
    m.d(m),
    m.e([1]),
    m.a.__self__ is m,
    m.a == m.a,
    m.a is m.a,
    Meth.a is Meth.a,
    m.b.__name__,
    Meth.c.__name__,
    hash(m.a) == hash(m.a),
)
t(m.d)
t(m.f, "hi")
m.g = lambda: "inst"
print(m.g())
import types

m.h = types.MethodType(lambda self, x: (self is m, x), m)
print(m.h(3))
Meth.late = lambda self: "late"
print(m.late())
del Meth.late
t(lambda: m.late)


class Cnt:
    total = 0
    items = []

    def __init__(self):
        type(self).total += 1
        self.items.append(self.total)


class Cnt2(Cnt):
    pass


Cnt()
Cnt2()
Cnt2()
print(Cnt.total, Cnt2.total, Cnt.items, Cnt2.__dict__.get("total"))


class P:

    def __init__(self):
        self.__x = 1
        self._y = 2
        self.__z__ = 3

    def __priv(self):
        return self.__x

    def call(self):
        return self.__priv()


p = P()
print(p.call(), vars(p), p._P__x)
t(lambda: p.__x)
t(lambda: p.__priv())
p.__x = 9
print(vars(p))


class Sub(P):

    def __init__(self):
        super().__init__()
        self.__x = 5


print(vars(Sub()), Sub().call())


class A:

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"

    def __bytes__(self):
        return b"b"

    def __hash__(self):
        return 7

    def __sizeof__(self):
        return 10

    def __dir__(self):
        return ["q"]


a = A()
print(
    a,
    [a],
    (a,),
    {a: a},
    f"{a} {a!r} {a!s}",
    "%s %r" % (a, a),
    str([a]),
    bytes(a),
    hash(a),
    dir(a),
    a.__sizeof__(),
)
print(
    str(A),
    repr(A()),
    A().__class__.__name__,
    A.__module__,
    isinstance(a, object),
    issubclass(A, object),
    type(a) is A,
    A.__bases__,
    A.__base__,
    id(a) == id(a),
    a == A(),
    a is a,
    callable(A),
    callable(a),
    A.__name__,
    A.__qualname__,
    A.__doc__,
    A.__dict__.keys() >= {"__str__"},
    getattr(A, "zz", None),
    hasattr(a, "__len__"),
)
