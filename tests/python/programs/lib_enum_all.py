from enum import *
import enum, json
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    BLUE = auto()
    def describe(self): return f"{self.name}={self.value}"
    @property
    def hot(self): return self is Color.RED
    @classmethod
    def default(cls): return cls.RED
    @staticmethod
    def st(): return 5
print(Color.RED, repr(Color.RED), Color.CRIMSON, list(Color), len(Color), Color.__members__, Color.BLUE.value, Color.RED.describe(), Color.RED.hot, Color.default(), Color.st())
print(f"{Color.RED}", f"{Color.RED:>12}|", "%s" % Color.RED, str(Color.GREEN), Color, type(Color.RED), Color.RED.name, Color["RED"], Color(2), Color.RED in Color, hash(Color.RED) == hash("RED"), {Color.RED: 1})
t(Color, 9); t(Color.__getitem__, "NOPE"); t(setattr, Color, "RED", 5); t(delattr, Color, "RED"); t(lambda: Color.NOPE); t(setattr, Color.RED, "value", 3); t(setattr, Color.RED, "name", 3)
print(Color.RED is Color(1), Color.RED == 1, Color.RED != Color.GREEN, isinstance(Color.RED, Color), list(reversed(Color)), bool(Color.RED), Color.RED.__class__)
t(lambda: Color.RED < Color.GREEN)
def ext():
    class More(Color): X = 1
t(ext)
def dup():
    class D(Enum):
        A = 1
        A = 2
t(dup)
def uniq():
    @unique
    class D(Enum):
        A = 1
        B = 1
        C = 1
t(uniq)
class N(IntEnum):
    LOW = 1
    HIGH = 10
print(N.LOW, repr(N.LOW), N.LOW + 1, N.LOW < N.HIGH, f"{N.LOW}", f"{N.HIGH:05d}", N(10), sorted([N.HIGH, N.LOW]), N.LOW == 1, json.dumps({"a": N.LOW}), "%d" % N.LOW, [1, 2][N.LOW], hash(N.LOW) == hash(1), max(N), int(N.HIGH), N.HIGH.value); t(N, 3)
class S(StrEnum):
    A = auto()
    BIG_ONE = auto()
    C = "see"
print(S.A, repr(S.BIG_ONE), S.C == "see", f"{S.A}", S("see"), S.A.upper(), json.dumps(S.A), "x" + S.C, ",".join(S)); t(S, "q")
class SE(str, Enum):
    X = "x"
print(SE.X, repr(SE.X), f"{SE.X}", SE.X == "x", SE("x"), json.dumps(SE.X), "%s" % SE.X, "{}".format(SE.X), SE.X.upper(), str.__str__(SE.X), "a" + SE.X)
class IE(int, Enum):
    X = 3
print(IE.X, repr(IE.X), f"{IE.X}", IE.X + 1, IE(3), "{:d}".format(3))
def badstr():
    class Z(StrEnum): A = 1
t(badstr)
class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = 6
print(Perm.R, repr(Perm.R), Perm.R | Perm.W, repr(Perm.R | Perm.X), Perm(0), repr(Perm(0)), list(Perm), list(Perm.RW), Perm.R in Perm.RW, Perm.X in Perm.RW, ~Perm.R, bool(Perm.R & Perm.W), Perm.R ^ Perm.RW, len(Perm.RW), Perm(7), Perm(5).name, Perm(0).name, Perm.RW.value, Perm)
t(Perm, 8); t(Perm, "a"); t(lambda: Perm.R | 1); t(lambda: 1 in Perm.R)
class AF(Flag):
    A = auto()
    B = auto()
    C = auto()
    AB = A | B
print(list(AF), AF.C.value, AF.AB, repr(AF.A | AF.C), ~AF.AB, AF.A | AF.B == AF.AB, [m.name for m in AF.AB])
class IF(IntFlag):
    A = 1
    B = 2
print(IF.A, repr(IF.A | IF.B), repr(IF(9)), IF.A | 8, IF.A + 1, repr(~IF.A), repr(IF(0)), IF.A == 1, f"{IF.A|IF.B}", str(IF.B))
Animal = Enum("Animal", "ANT BEE"); print(list(Animal), Animal.ANT.value, Enum("Q", ["a", "b"], start=5).b, Enum("Q2", {"x": 10}).x.value, Enum("Q3", [("x", 10)]).x, IntEnum("I", "a b").b + 1)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
print(Planet.EARTH.mass, Planet.MARS.value, Planet((6.4e23, 3.39e6)), repr(Planet.EARTH))
class Cov(Enum):
    def __new__(cls, value, label):
        obj = object.__new__(cls)
        obj._value_ = value
        obj.label = label
        return obj
    A = (1, "first")
    B = (2, "second")
print(Cov.A.label, Cov(2), Cov.B.value, repr(Cov.A))
class Miss(Enum):
    A = "a"
    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for m in cls:
                if m.value == value.lower(): return m
        if value == 5: return 7
print(Miss("A")); t(Miss, "zz"); t(Miss, 5)
class Gen(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower() + str(count)
    ONE = auto()
    TWO = auto()
print(list(Gen))
class Op(Enum):
    ADD = member(lambda a, b: a + b)
    notm = nonmember(5)
    def m(self): pass
print(Op.ADD.value(1, 2), Op.notm, list(Op) == [Op.ADD])
class Cmd(Enum):
    A = "a"
    def __str__(self): return "cmd " + self.value
print(Cmd.A, f"{Cmd.A}", repr(Cmd.A))
class OrderedE(Enum):
    def __lt__(self, o): return self.value < o.value
class Grade(OrderedE):
    A = 5
    B = 4
print(Grade.B < Grade.A, sorted(Grade))
match Color.RED:
    case Color.GREEN: print("g")
    case Color.RED: print("r")
class W(Enum):
    A = [1]
    B = {}
print(W([1]), W.B); t(W, [2])
import copy; print(copy.deepcopy(Color.RED) is Color.RED, copy.copy(Color.RED) is Color.RED)
class Neg(Enum):
    A = -5
    B = auto()
    C = auto()
print(list(Neg))
class Mixed(float, Enum):
    H = 0.5
print(Mixed.H, Mixed.H * 2, repr(Mixed.H))
def sunder():
    class D(Enum):
        _x_ = 1
t(sunder)
t(lambda: Color())
print(Color.RED.__doc__, [c.name for c in Color], dict(zip(Color, range(3))), {c.name: c.value for c in Color}, Color.__name__, Color.RED._value_)
print(type(Color), isinstance(Color, EnumType), EnumMeta is EnumType)
class TL(Enum):
    R = "r"; G = "g"
    def nxt(self):
        ms = list(TL); return ms[(ms.index(self) + 1) % len(ms)]
print(TL.R.nxt(), TL.G.nxt())
