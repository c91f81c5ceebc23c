"""Functions of complex numbers."""
import math
from math import e, inf, nan, pi, tau


def _complex(z):
    if type(z) is complex:
        return z
    if hasattr(z, "__complex__"):
        return complex(z)
    if hasattr(z, "__float__") or hasattr(z, "__index__"):
        return complex(float(z))
    raise TypeError(f"must be real number, not {type(z).__name__}")


infj, nanj = complex(0, inf), complex(0, nan)


def phase(z):
    z = _complex(z)
    return math.atan2(z.imag, z.real)


def polar(z):
    return abs(_complex(z)), phase(z)


def rect(r, phi):
    return complex(r * math.cos(phi), r * math.sin(phi))


def exp(z):
    z = _complex(z)
    return rect(math.exp(z.real), z.imag)


def log(z, base=None):
    z = _complex(z)
    if z == 0:
        raise ValueError("math domain error")
    found = complex(math.log(abs(z)), phase(z))
    return found if base is None else found / log(base)


def log10(z):
    return log(z) / math.log(10)


def sqrt(z):
    z = _complex(z)
    if z == 0:
        return complex(0, z.imag)
    if math.isinf(z.imag):
        return complex(inf, z.imag)
    root = math.sqrt((abs(z.real) + abs(z)) / 2)
    if z.real >= 0:
        return complex(root, z.imag / (2 * root))
    return complex(abs(z.imag) / (2 * root), math.copysign(root, z.imag))


def sin(z):
    z = _complex(z)
    return complex(math.sin(z.real) * math.cosh(z.imag), math.cos(z.real) * math.sinh(z.imag))


def cos(z):
    z = _complex(z)
    return complex(math.cos(z.real) * math.cosh(z.imag), -(math.sin(z.real) * math.sinh(z.imag)))


def tan(z):
    z = _complex(z)
    if abs(z.imag) > 300:
        return complex(0, math.copysign(1, z.imag))
    under = math.cos(2 * z.real) + math.cosh(2 * z.imag)
    return complex(math.sin(2 * z.real) / under, math.sinh(2 * z.imag) / under)


def _turned(function):
    # f(z) = -i g(iz), as sinh is of sin
    def found(z):
        z = _complex(z)
        w = function(complex(-z.imag, z.real))
        return complex(w.imag, -w.real)
    return found


def cosh(z):
    z = _complex(z)
    return cos(complex(-z.imag, z.real))


def asinh(z):
    z = _complex(z)
    one, other = sqrt(complex(1 + z.imag, -z.real)), sqrt(complex(1 - z.imag, z.real))
    return complex(math.asinh(one.real * other.imag - other.real * one.imag),
                   math.atan2(z.imag, one.real * other.real - one.imag * other.imag))


def acos(z):
    z = _complex(z)
    one, other = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(2 * math.atan2(one.real, other.real), math.asinh(other.real * one.imag - other.imag * one.real))


def acosh(z):
    z = _complex(z)
    one, other = sqrt(complex(z.real - 1, z.imag)), sqrt(complex(z.real + 1, z.imag))
    return complex(math.asinh(one.real * other.real + one.imag * other.imag), 2 * math.atan2(one.imag, other.real))


def atanh(z):
    z = _complex(z)
    if z.imag == 0 and abs(z.real) == 1:
        raise ValueError("math domain error")
    x, y = abs(z.real), math.copysign(z.imag, z.imag * math.copysign(1, z.real))
    near = (1 - x) ** 2 + y * y
    found = complex(math.log1p(4 * x / near) / 4, math.atan2(2 * y, (1 - x) * (1 + x) - y * y) / 2)
    return found if math.copysign(1, z.real) > 0 else -found


sinh, tanh, = map(_turned, (sin, tan))


def asin(z):
    z = _complex(z)
    w = asinh(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


def atan(z):
    z = _complex(z)
    w = atanh(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


def isfinite(z):
    z = _complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isnan(z):
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z):
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    return a == b or isfinite(a - b) and abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)
