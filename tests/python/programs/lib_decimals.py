from decimal import *
import random, decimal, math
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
D = Decimal
rnd = random.Random(2)
def r(): return D(f"{rnd.choice(['', '-'])}{rnd.randint(0, 10**rnd.randint(1, 12))}{rnd.choice(['', '.' + str(rnd.randint(0, 10**6)), 'E' + str(rnd.randint(-9, 9))])}")
for _ in range(300):
    a, b = r(), r()
    print(repr(a), b, a + b, a - b, a * b, -a, abs(a), a < b, a == b, int(a), float(a), hash(a) == hash(D(str(a))), a.adjusted(), a.as_tuple(), a.normalize(), round(a), math.floor(a), math.ceil(a))
    t(lambda: a / b); t(lambda: a % b); t(lambda: a // b); t(lambda: a ** 3); t(lambda: abs(a).sqrt())
    for m in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP): print(a.quantize(D("0.01"), rounding=m), a.to_integral_value(m), end=" ")
    print(f"{a:.2f}|{a:,.2f}|{a:>20}|{a:+.1f}|{a:010.2f}|{a:.1%}|{a:f}|{a:.3e}|{a:<12.1f}|{a:^12}|{a:*>15,}|{a}")
print(D("0.1") + D("0.2"), D(0.1), D("1.10") + 1, D(1) / 3, D("2") ** -2, sum([D("1.1")] * 3), max(D(1), D(2)), D(5), D("1e5"), D("1E-10"), D("-0"), D("0.00"), D((0, (1, 2, 3), -2)), D("1_000"), D(" 5 "), 1 / D(4), 10 - D("0.5"), 7 % D(4), D(2).sqrt(), D("1.5") == 1.5, D(3) > 2.5, D("3.14159").quantize(D("1")), round(D("2.675"), 2), D("19.99") * 3, str(D("1.20")), D("12.30").normalize(), D(100).normalize(), {D(1): 2}[1])
t(D, "abc"); t(D, ""); t(lambda: D(1) / 0); t(lambda: D(0) / 0); t(lambda: D(1) + 1.5); t(lambda: D(1) + "a"); t(D, None); t(lambda: D(1) % 0); t(lambda: D(-1).sqrt()); t(lambda: D(10) ** 40); t(lambda: D(10**27).quantize(D("0.01")))
getcontext().prec = 6; print(D(1) / 7, D("123456789") + 1, +D("1.23456789"))
with localcontext() as c: c.prec = 3; print(D(2) / 3)
print(D(2) / 3, getcontext().prec); getcontext().rounding = ROUND_DOWN; print(D(2) / 3)
