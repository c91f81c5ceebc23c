import cmath
import math


def show(z):
    if isinstance(z, complex):
        return f"{z.real:.10g}{z.imag:+.10g}j"
    if isinstance(z, tuple):
        return "(" + ", ".join(show(x) for x in z) + ")"
    return f"{z:.10g}" if isinstance(z, float) else repr(z)


points = [0j, 1 + 0j, -1 + 0j, 1j, -1j, 3 + 4j, -2.5 - 1.25j, 0.5 + 2j, complex(-4, -0.0)]
for name in ("sqrt", "exp", "log", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan",
             "asinh", "acosh", "atanh", "phase", "polar", "isfinite", "isnan", "isinf"):
    row = []
    for z in points:
        try:
            row.append(show(getattr(cmath, name)(z)))
        except (ValueError, OverflowError) as error:
            row.append(f"{type(error).__name__}({error})")
    print(name, *row)
print(show(cmath.rect(2, math.pi / 3)), show(cmath.log(8, 2)), show(cmath.sqrt(-9)), show(cmath.sqrt(2.0)))
print(cmath.isclose(1 + 1e-10j, 1), cmath.isclose(1, 2, rel_tol=0.6), cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan,
      cmath.infj, cmath.nanj)


def roots(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


for coefficients in ((1, -3, 2), (1, 2, 5), (1, 0, 1)):
    print(coefficients, [show(r) for r in roots(*coefficients)])


def fourier(values):
    n = len(values)
    if n == 1:
        return values
    even, odd = fourier(values[::2]), fourier(values[1::2])
    turned = [cmath.exp(-2j * cmath.pi * k / n) * odd[k] for k in range(n // 2)]
    return [e + t for e, t in zip(even, turned)] + [e - t for e, t in zip(even, turned)]


print([f"{abs(z):.4f}" for z in fourier([1, 1, 1, 1, 0, 0, 0, 0])])
for wrong in ("x", None, [1]):
    try:
        cmath.sqrt(wrong)
    except TypeError as error:
        print("TypeError:", error)
