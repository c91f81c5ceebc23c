import functools, inspect, sys, types, weakref, abc, contextlib


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry[name or cls.__name__.lower()] = cls

    def __class_getitem__(cls, k):
        return cls.registry[k]


class Json(Plugin, name="json"):
    pass


class Xml(Plugin):
    pass


print(Plugin.registry, Plugin["xml"])


class Singleton(type):
    _inst = weakref.WeakValueDictionary() if 0 else {}

    def __call__(cls, *a, **k):
        if cls not in cls._inst:
            cls._inst[cls] = super().__call__(*a, **k)
        return cls._inst[cls]


class Conf(metaclass=Singleton):

    def __init__(self, v=1):
        self.v = v


print(Conf(3) is Conf(4), Conf().v, type(Conf), isinstance(Conf, Singleton))


class OrderedMeta(type):

    @classmethod
    def __prepare__(m, n, b):
        return __import__("collections").OrderedDict()

    def __new__(m, n, b, ns):
        c = super().__new__(m, n, b, dict(ns))
        c.order = [k for k in ns if not k.startswith("__")]
        return c


class Ord(metaclass=OrderedMeta):
    z = 1
    a = 2

    def m(self):
        pass


print(Ord.order)


class Field:

    def __init__(self, t, default=None):
        self.t, self.default = (t, default)

    def __set_name__(self, o, n):
        self.n = "_" + n
        o.fields = {**getattr(o, "fields", {}), n: self}

    def __get__(self, i, o):
        return self if i is None else getattr(i, self.n, self.default)

    def __set__(self, i, v):
        if not isinstance(v, self.t):
            raise TypeError(f"{self.n[1:]}: expected {self.t.__name__}, got {v!r}")
        setattr(i, self.n, v)


class ModelMeta(type):

    def __new__(m, n, b, ns):
        c = super().__new__(m, n, b, ns)
        if getattr(c, "fields", None):
            params = [
                inspect.Parameter(k, inspect.Parameter.KEYWORD_ONLY, default=f.default)
                for k, f in c.fields.items()
            ]
            c.__signature__ = inspect.Signature(params)
        return c


class Model(metaclass=ModelMeta):

    def __init__(self, **kw):
        for k, v in self.__signature__.bind(**kw).arguments.items():
            setattr(self, k, v)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join((f'{k}={getattr(self, k)!r}' for k in self.fields))})"


class User(Model):
    name = Field(str)
    age = Field(int, 18)


print(User(name="x"), User(age=3, name="q"), inspect.signature(User), User.fields.keys())
for f in (
    lambda: User(name=3),
    lambda: User(nope=1),
    lambda: User("x"),
    lambda: User.name.t,
    lambda: User(name="a").nope,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def validate(**types_):

    def deco(f):
        sig = inspect.signature(f)

        @functools.wraps(f)
        def w(*a, **k):
            for n, v in sig.bind(*a, **k).arguments.items():
                if n in types_ and (not isinstance(v, types_[n])):
                    raise TypeError(f"{f.__name__}(): {n} must be {types_[n].__name__}")
            return f(*a, **k)

        return w

    return deco


@validate(a=int, b=str)
def ff(a, b="x", *c, d=1):
    return (a, b, c, d)


(
    print(ff(1), ff(1, "q", 3, d=4), inspect.signature(ff), ff.__wrapped__)
    if 0
    else print(ff(1), ff(1, "q", 3, d=4), inspect.signature(ff))
)
for f in (lambda: ff("a"), lambda: ff(), lambda: ff(1, 2), lambda: ff(1, z=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Tracer:

    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f = f
        self.calls = 0

    def __call__(self, *a):
        self.calls += 1
        return self.f(*a)

    def __get__(self, o, t=None):
        return self if o is None else types.MethodType(self, o)


class Us:

    @Tracer
    def go(self, x):
        """doc go"""
        return x * 2

    @property
    @functools.lru_cache
    def slow(self):
        return 42


u = Us()
print(u.go(2), u.go(3), Us.go.calls, Us.go.__doc__, u.slow)
ns = types.SimpleNamespace(a=1, b=[2])
ns.c = 3
print(ns, ns == types.SimpleNamespace(a=1, b=[2], c=3))
del ns.a
print(ns, vars(ns))
print(
    types.MappingProxyType({"a": 1}),
    type(lambda: 0),
    types.FunctionType,
    isinstance(len, types.BuiltinFunctionType),
)
mp = types.MappingProxyType({"a": 1})
try:
    mp["b"] = 2
except TypeError as e:
    print(e)
Dyn = type("Dyn", (Plugin,), {"hello": lambda self: "hi " + type(self).__name__})
print(Dyn().hello(), Plugin.registry["dyn"])
Cls = types.new_class("Cls", (), {}, lambda ns: ns.update(x=1))
print(Cls.x)


class Mixin1:

    def run(self):
        print("m1", end=" ")
        super().run()


class Mixin2:

    def run(self):
        print("m2", end=" ")
        super().run()


class Core:

    def run(self):
        print("core")


class App(Mixin1, Mixin2, Core):
    pass


App().run()
print([c.__name__ for c in App.__mro__])
print(
    inspect.getmembers(App, inspect.isfunction)[0][0],
    inspect.isclass(App),
    inspect.getdoc(Us.go),
    callable(App),
    inspect.getmro(App)[1].__name__,
)
x_unused = 1


class Chain:

    def __init__(self, p=""):
        self._p = p

    def __getattr__(self, n):
        return Chain(f"{self._p}/{n}")

    def __call__(self, *a):
        return Chain(f"{self._p}({','.join(map(str, a))})")

    def __str__(self):
        return self._p

    __repr__ = __str__

    def __truediv__(self, o):
        return Chain(f"{self._p}/{o}")


print(Chain().users.get(3).posts / "x", repr(Chain("q").a))


def compose(*fs):
    return functools.reduce(lambda f, g: lambda x: f(g(x)), fs, lambda x: x)


print(compose(str, abs, int)("-5"), (lambda *a, **k: (a, k))(1, *[2], x=3))
curry = lambda f, n, a=(): f(*a) if n == len(a) else lambda x: curry(f, n, (*a, x))
print(curry(lambda a, b, c: a + b + c, 3)(1)(2)(3))
