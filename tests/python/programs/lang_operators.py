import math, functools, operator, sys


class Vector:
    __slots__ = ("_c",)

    def __init__(self, *c):
        object.__setattr__(self, "_c", tuple((float(x) for x in c)))

    def __setattr__(self, n, v):
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __getattr__(self, n):
        try:
            return self._c["xyz".index(n)]
        except (ValueError, IndexError):
            raise AttributeError(f"{type(self).__name__!r} has no {n!r}") from None

    def __repr__(self):
        return f"{type(self).__name__}({', '.join((f'{x:g}' for x in self._c))})"

    def __format__(self, spec):
        if spec.endswith("p"):
            return (
                f"<{abs(self):{spec[:-1]}}, {math.degrees(math.atan2(self.y, self.x)):{spec[:-1]}}>"
            )
        return "(" + ", ".join((format(x, spec) for x in self._c)) + ")"

    def __iter__(self):
        return iter(self._c)

    def __len__(self):
        return len(self._c)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return type(self)(*self._c[i])
        return self._c[operator.index(i)]

    def __hash__(self):
        return functools.reduce(operator.xor, map(hash, self._c), 0)

    def __eq__(self, o):
        return (
            len(self) == len(o) and all((a == b for a, b in zip(self, o)))
            if isinstance(o, Vector)
            else NotImplemented
        )

    def __abs__(self):
        return math.hypot(*self._c)

    def __bool__(self):
        return bool(abs(self))

    def __neg__(self):
        return Vector(*(-x for x in self))

    def __add__(self, o):
        try:
            return Vector(*(a + b for a, b in zip(self, o, strict=True)))
        except TypeError:
            return NotImplemented

    __radd__ = __add__

    def __sub__(self, o):
        return self + -o

    def __mul__(self, k):
        return Vector(*(x * k for x in self)) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, o):
        return sum((a * b for a, b in zip(self, o)))

    def __complex__(self):
        return complex(self.x, self.y)

    def __bytes__(self):
        return bytes((int(c) for c in self))

    def __contains__(self, v):
        return v in self._c

    def __reversed__(self):
        return Vector(*reversed(self._c))

    __class_getitem__ = classmethod(lambda cls, n: f"{cls.__name__}[{n}]")


a, b = (Vector(3, 4), Vector(1, 2))
for (
    e
) in "a+b|a-b|a*2|2*a|a@b|abs(a)|-a|a==Vector(3,4)|a!=b|a==(3,4)|hash(a)==hash(Vector(3,4))|a.x|a.z|a.q|a[0]|a[-1]|a[5]|a[:1]|a['x']|len(a)|list(a)|bool(Vector(0,0))|f'{a}'|f'{a:.2f}'|f'{a:.1fp}'|complex(a)|bytes(a)|3 in a|sum([a,b],Vector(0,0))|sum([a,b])|a+(1,2)|(1,2)+a|a+1|1+a|a+Vector(1,2,3)|a*'x'|a*a|a<b|sorted([a,b],key=abs)|max(a,b,key=abs)|{a:1}[Vector(3,4)]|reversed(a)|Vector[3]|a(1)|setattr(a,'x',1)|delattr(a,'x')|[*a,*b]|dict(zip('xy',a))|divmod(a,b)|a**2|~a|+a|a>>1|int(a)|float(a)|round(a)|a.__add__(5)|a.__eq__(5)|'%s %r'%(a,b)|str(a)|repr([a])|print(a,b,sep='|')|math.dist(a,b)|tuple(a)|isinstance(a,Vector)|vars(a)|a.__dict__|Vector()|abs(Vector())|Vector('1',True)|Vector('q')|a[1.0]|a and b|a or b|not a|all(a)|min(a)|a is a[:]|copy(a)".split(
    "|"
):
    try:
        print(e, "=>", eval(e))
    except Exception as x:
        print(e, "=>", type(x).__name__, x)
