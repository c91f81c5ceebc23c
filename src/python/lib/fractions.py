from math import gcd

_numbers = (int, float, complex)


class Fraction:
    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, str):
                n, d = _parse(numerator)
            elif hasattr(numerator, "as_integer_ratio"):
                n, d = numerator.as_integer_ratio()
            elif hasattr(numerator, "numerator"):
                n, d = numerator.numerator, numerator.denominator
            else:
                raise TypeError("argument should be a string or a Rational instance")
        else:
            if not all(isinstance(part, (int, Fraction)) for part in (numerator, denominator)):
                raise TypeError("both arguments should be Rational instances")
            n = numerator.numerator * denominator.denominator
            d = numerator.denominator * denominator.numerator
            if d == 0:
                raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        return _make(n, d, cls)

    numerator = property(lambda self: self._n)
    denominator = property(lambda self: self._d)
    real = property(lambda self: self)
    imag = 0

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    from_decimal = from_float

    def as_integer_ratio(self):
        return self._n, self._d

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._d <= max_denominator:
            return Fraction(self)
        # Down the continued fraction, as far as its denominators allow; then as near as a mix of the last two gets.
        before, last = (0, 1), (1, 0)
        rest = self._n, self._d
        while True:
            whole, left = divmod(*rest)
            room = (max_denominator - before[1]) // last[1] if last[1] else whole
            part = min(whole, room)
            mixed = before[0] + part * last[0], before[1] + part * last[1]
            if part < whole:
                break
            before, last, rest = last, mixed, (rest[1], left)
        low, high = Fraction(*mixed), Fraction(*last)
        return high if abs(high - self) <= abs(low - self) else low

    def __repr__(self):
        return f"{type(self).__name__}({self._n}, {self._d})"

    def __str__(self):
        return str(self._n) if self._d == 1 else f"{self._n}/{self._d}"

    def __add__(self, other):
        return _operate(self, other, lambda a, b, c, d: _make(a * d + c * b, b * d), lambda x, y: x + y)

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return _operate(self, other, lambda a, b, c, d: _make(a * d - c * b, b * d), lambda x, y: x - y)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        return _operate(self, other, lambda a, b, c, d: _make(a * c, b * d), lambda x, y: x * y)

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return _operate(self, other, _divide, lambda x, y: x / y)

    def __rtruediv__(self, other):
        return _operate(self, other, lambda a, b, c, d: _divide(c, d, a, b), lambda x, y: y / x)

    def __floordiv__(self, other):
        return _operate(self, other, lambda a, b, c, d: a * d // (b * c), lambda x, y: x // y)

    def __rfloordiv__(self, other):
        return _operate(self, other, lambda a, b, c, d: c * b // (d * a), lambda x, y: y // x)

    def __mod__(self, other):
        return _operate(self, other, lambda a, b, c, d: _make(a * d % (c * b), b * d), lambda x, y: x % y)

    def __rmod__(self, other):
        return _operate(self, other, lambda a, b, c, d: _make(c * b % (a * d), b * d), lambda x, y: y % x)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        if isinstance(other, Fraction) and other._d == 1:
            other = other._n
        if isinstance(other, int):
            if other >= 0:
                return _make(self._n ** other, self._d ** other)
            if not self._n:
                raise ZeroDivisionError(f"Fraction({self._d ** -other}, 0)")
            return _make(self._d ** -other, self._n ** -other)
        return float(self) ** float(other)

    def __rpow__(self, other):
        return other ** self._n if self._d == 1 and self._n >= 0 else other ** float(self)

    def __neg__(self):
        return _make(-self._n, self._d)

    def __pos__(self):
        return self

    def __abs__(self):
        return _make(abs(self._n), self._d)

    def __int__(self):
        return -(-self._n // self._d) if self._n < 0 else self._n // self._d

    __trunc__ = __int__

    def __ceil__(self):
        return -(-self._n // self._d)

    def __float__(self):
        return self._n / self._d

    def __floor__(self):
        return self._n // self._d

    def __round__(self, ndigits=None):
        if ndigits is None:
            q, r = divmod(self._n, self._d)
            return q + (r * 2 > self._d or r * 2 == self._d and q % 2)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __bool__(self):
        return self._n != 0

    def __hash__(self):
        return hash(self._n) if self._d == 1 else hash(self._n / self._d) if (
            self._n / self._d).as_integer_ratio() == (self._n, self._d) else hash((self._n, self._d))

    def __eq__(self, other):
        if isinstance(other, (int, Fraction)):
            return self._n == other.numerator and self._d == other.denominator
        if isinstance(other, float):
            return other - other == 0 and (self._n, self._d) == other.as_integer_ratio()
        return NotImplemented

    def _order(self, other, op):
        if isinstance(other, (int, Fraction)):
            return op(self._n * other.denominator, self._d * other.numerator)
        if isinstance(other, float):
            if other - other != 0:
                return op(0.0, other)
            n, d = other.as_integer_ratio()
            return op(self._n * d, self._d * n)
        return NotImplemented

    def __lt__(self, other):
        return self._order(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._order(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._order(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._order(other, lambda a, b: a >= b)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _make(n, d, cls=Fraction):
    if d == 0:
        raise ZeroDivisionError(f"Fraction({n}, 0)")
    common = gcd(n, d)
    if d < 0:
        common = -common
    self = object.__new__(cls)
    self._n = n // common
    self._d = d // common
    return self


def _divide(a, b, c, d):
    if not c:
        raise ZeroDivisionError(f"Fraction({a * d}, 0)")
    return _make(a * d, b * c)


def _operate(a, b, exact, other):
    if isinstance(b, (int, Fraction)):
        return exact(a._n, a._d, b.numerator, b.denominator)
    return other(float(a), b) if isinstance(b, (float, complex)) else NotImplemented


def _parse(text):
    wrong = ValueError(f"Invalid literal for Fraction: {text!r}")
    body = text.strip()
    n, slash, d = body.partition("/")
    try:
        if slash:
            if not d.isdigit() or n != n.strip():
                raise wrong
            return int(n), int(d)
        mantissa, _, exponent = body.lower().partition("e")
        whole, _, part = mantissa.partition(".")
        if part and not part.isdigit() or not (whole.lstrip("+-") or part) or "_" in body:
            raise wrong
        value = int((whole if whole.lstrip("+-") else whole + "0") + part)
        power = int(exponent or 0) - len(part)
    except ValueError:
        raise wrong from None
    return (value * 10 ** power, 1) if power >= 0 else (value, 10 ** -power)
