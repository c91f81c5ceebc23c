class Borg:
    _shared = {}

    def __init__(self):
        self.__dict__ = self._shared


a, b = (Borg(), Borg())
a.x = 1
print(b.x, b.__dict__ is a.__dict__)


class AttrDict(dict):

    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self


d = AttrDict(x=1)
d.y = 2
print(d, d.x, d["y"])
del d.x
print(d, vars(d))
d["z"] = 3
print(d.z)


class Sl:
    __slots__ = ("__p", "q", "__dict__")

    def __init__(self):
        self.__p = 1
        self.q = 2
        self.other = 3


s = Sl()
print(s._Sl__p, s.other)


class Sl2:
    __slots__ = {"x": "doc"}


s = Sl2()
s.x = 4
print(s.x)
try:
    s.y = 1
except AttributeError as e:
    print(e)


class C:
    pass


c = C()
c.__dict__["k"] = 5
print(c.k)
c.__dict__ = {"z": 1}
print(c.z, hasattr(c, "k"), vars(c))
c.__dict__.clear()
print(hasattr(c, "z"))
try:
    c.__dict__ = 3
except TypeError as e:
    print(e)
