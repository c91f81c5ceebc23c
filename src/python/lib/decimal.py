from math import isqrt

ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR"
ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN = "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN"
ROUND_05UP = "ROUND_05UP"


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN):
        self.prec = prec
        self.rounding = rounding

    def copy(self):
        return Context(self.prec, self.rounding)

    def create_decimal(self, num="0"):
        return _fix(Decimal(num), self)

    def __repr__(self):
        return f"Context(prec={self.prec}, rounding={self.rounding})"


_context = Context()


def getcontext():
    return _context


def setcontext(ctx):
    global _context
    _context = ctx


class localcontext:
    def __init__(self, ctx=None, **changes):
        self._new = (ctx or _context).copy()
        for name, value in changes.items():
            setattr(self._new, name, value)

    def __enter__(self):
        self._before = _context
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc_info):
        setcontext(self._before)


def _divide(n, power, rounding, negative):
    """n / 10**power as a whole number."""
    if power <= 0:
        return n * 10 ** -power
    unit = 10 ** power
    q, r = divmod(n, unit)
    if not r:
        return q
    if rounding == ROUND_HALF_EVEN:
        up = r * 2 > unit or r * 2 == unit and q % 2
    elif rounding == ROUND_HALF_UP:
        up = r * 2 >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = r * 2 > unit
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not negative
    elif rounding == ROUND_FLOOR:
        up = negative
    elif rounding == ROUND_05UP:
        up = q % 5 == 0
    elif rounding == ROUND_DOWN:
        up = False
    else:
        raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   "
                        "ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
    return q + bool(up)


def _make(sign, coefficient, exp):
    self = object.__new__(Decimal)
    self._sign = sign
    self._int = coefficient
    self._exp = exp
    return self


def _fix(d, context=None):
    context = context or _context
    drop = len(str(d._int)) - context.prec
    if drop <= 0:
        return d
    n = _divide(d._int, drop, context.rounding, d._sign)
    if len(str(n)) > context.prec:
        n //= 10
        drop += 1
    return _make(d._sign, n, d._exp + drop)


def _parse(text):
    wrong = InvalidOperation([ConversionSyntax])
    body = text.strip().replace("_", "").lower()
    sign = int(body.startswith("-"))
    body = body[1:] if body[:1] in ("+", "-") else body
    if body in ("inf", "infinity", "nan", "snan"):
        raise NotImplementedError(f"decimal: {text.strip()}")
    mantissa, e, exponent = body.partition("e")
    whole, dot, part = mantissa.partition(".")
    power = exponent[1:] if exponent[:1] in ("+", "-") else exponent
    if not (whole + part).isdigit() or e and not power.isdigit():
        raise wrong
    return sign, int(whole + part), int(exponent or 0) - len(part)


class Decimal:
    def __new__(cls, value="0", context=None):
        if isinstance(value, Decimal):
            parts = value._sign, value._int, value._exp
        elif isinstance(value, int):
            parts = int(value < 0), abs(value), 0
        elif isinstance(value, str):
            parts = _parse(value)
        elif isinstance(value, float):
            if value - value != 0:
                raise NotImplementedError(f"decimal: {value}")
            n, d = abs(value).as_integer_ratio()
            power = d.bit_length() - 1
            parts = int(str(value)[0] == "-"), n * 5 ** power, -power
        elif isinstance(value, (tuple, list)):
            sign, digits, exp = value
            parts = sign, int("".join(map(str, digits)) or 0), exp
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        self = object.__new__(cls)
        self._sign, self._int, self._exp = parts
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f)

    def _signed(self):
        return -self._int if self._sign else self._int

    def __str__(self):
        digits = str(self._int)
        left = self._exp + len(digits)
        dot = left if self._exp <= 0 and left > -6 else 1
        if dot <= 0:
            text = "0." + "0" * -dot + digits
        elif dot >= len(digits):
            text = digits + "0" * (dot - len(digits))
        else:
            text = digits[:dot] + "." + digits[dot:]
        if left != dot:
            text += f"E{left - dot:+d}"
        return "-" * self._sign + text

    def __repr__(self):
        return f"Decimal({str(self)!r})"

    def __format__(self, spec):
        if not spec:
            return str(self)
        fill, align, at = " ", "", 0
        if spec[1:2] in ("<", ">", "^", "=") and spec[1:2]:
            fill, align, at = spec[0], spec[1], 2
        elif spec[0] in "<>^=":
            align, at = spec[0], 1
        sign = spec[at] if spec[at:at + 1] in ("+", "-", " ") and spec[at:] else "-"
        at += spec[at:at + 1] in ("+", "-", " ") and at < len(spec)
        if spec[at:at + 1] == "0":
            fill, align = ("0", "=") if not align else (fill, align)
            at += 1
        start = at
        while spec[at:at + 1].isdigit():
            at += 1
        width = int(spec[start:at] or 0)
        comma = spec[at:at + 1] if spec[at:at + 1] in (",", "_") and at < len(spec) else ""
        at += len(comma)
        places = None
        if spec[at:at + 1] == ".":
            start = at = at + 1
            while spec[at:at + 1].isdigit():
                at += 1
            places = int(spec[start:at])
        kind = spec[at:]
        if kind not in ("", "f", "F", "%", "e", "E", "g", "G"):
            raise ValueError("invalid format string")
        d = _make(0, self._int, self._exp)
        tail = ""
        if kind == "%":
            d = _make(0, d._int, d._exp + 2)
            tail = "%"
        if kind in ("f", "F", "%"):
            if places is not None:
                d = _make(0, _divide(d._int, -places - d._exp, _context.rounding, self._sign), -places)
            elif d._exp > 0:
                d = _make(0, d._int * 10 ** d._exp, 0)
            digits = str(d._int).rjust(1 - d._exp, "0")
            body = digits[:len(digits) + d._exp] + "." + digits[len(digits) + d._exp:] if d._exp else digits
        elif kind in ("e", "E"):
            if places is not None:
                d = _fix(d, Context(places + 1, _context.rounding))
            digits = str(d._int)
            power = d._exp + (len(digits) - 1 if d._int else places or 0)
            digits = digits.ljust((places or 0) + 1, "0")
            body = digits[0] + ("." + digits[1:] if digits[1:] else "") + f"{kind}{power:+d}"
        else:
            if places is not None:
                d = _fix(d, Context(max(places, 1), _context.rounding))
            body = str(d)
        if comma:
            size = 0
            while body[size:size + 1].isdigit():
                size += 1
            body = f"{int(body[:size]):{comma}}" + body[size:]
        mark = "-" if self._sign else "" if sign == "-" else sign
        body += tail
        room = width - len(mark) - len(body)
        if room <= 0:
            return mark + body
        if align == "=":
            return mark + fill * room + body
        if align == "<":
            return mark + body + fill * room
        if align == "^":
            return fill * (room // 2) + mark + body + fill * (room - room // 2)
        return fill * room + mark + body

    def __add__(self, other):
        other = _other(self, other, "+")
        if other is NotImplemented:
            return other
        exp = min(self._exp, other._exp)
        total = self._signed() * 10 ** (self._exp - exp) + other._signed() * 10 ** (other._exp - exp)
        sign = total < 0 or not total and self._sign and other._sign
        return _fix(_make(int(sign), abs(total), exp))

    __radd__ = __add__

    def __sub__(self, other):
        other = _other(self, other, "-")
        return other if other is NotImplemented else self + _make(1 - other._sign, other._int, other._exp)

    def __rsub__(self, other):
        other = _other(self, other, "-")
        return other if other is NotImplemented else other - self

    def __mul__(self, other):
        other = _other(self, other, "*")
        if other is NotImplemented:
            return other
        return _fix(_make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp))

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _other(self, other, "/")
        if other is NotImplemented:
            return other
        sign = self._sign ^ other._sign
        if not other._int:
            raise InvalidOperation([DivisionUndefined]) if not self._int else DivisionByZero([DivisionByZero])
        ideal = self._exp - other._exp
        if not self._int:
            return _make(sign, 0, ideal)
        shift = len(str(other._int)) - len(str(self._int)) + _context.prec + 1
        exp = ideal - shift
        if shift >= 0:
            q, r = divmod(self._int * 10 ** shift, other._int)
        else:
            q, r = divmod(self._int, other._int * 10 ** -shift)
        if r:
            # A last digit that rounds as the endless rest would.
            q += q % 5 == 0
        else:
            while exp < ideal and q % 10 == 0:
                q //= 10
                exp += 1
        return _fix(_make(sign, q, exp))

    def __rtruediv__(self, other):
        other = _other(self, other, "/")
        return other if other is NotImplemented else other / self

    def __divmod__(self, other):
        other = _other(self, other, "divmod()")
        if other is NotImplemented:
            return other
        if not other._int:
            raise InvalidOperation([DivisionUndefined]) if not self._int else DivisionByZero([DivisionByZero])
        exp = min(self._exp, other._exp)
        q, r = divmod(self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp))
        if len(str(q)) > _context.prec:
            raise InvalidOperation([DivisionImpossible])
        return _make(self._sign ^ other._sign, q, 0), _fix(_make(self._sign, r, exp))

    def __floordiv__(self, other):
        result = divmod(self, other) if isinstance(other, (int, Decimal)) else _other(self, other, "//")
        return result if result is NotImplemented else result[0]

    def __mod__(self, other):
        if isinstance(other, (int, Decimal)) and other == 0 and self._int:
            raise InvalidOperation([InvalidOperation])
        result = divmod(self, other) if isinstance(other, (int, Decimal)) else _other(self, other, "%")
        return result if result is NotImplemented else result[1]

    def __rfloordiv__(self, other):
        other = _other(self, other, "//")
        return other if other is NotImplemented else other // self

    def __rmod__(self, other):
        other = _other(self, other, "%")
        return other if other is NotImplemented else other % self

    def __pow__(self, other, modulo=None):
        other = _other(self, other, "** or pow()")
        if other is NotImplemented:
            return other
        if other != int(other):
            if other == Decimal("0.5"):
                return self.sqrt()
            raise NotImplementedError("decimal: powers that are not whole")
        n = int(other)
        if n < 0:
            return 1 / self ** -n
        return _fix(_make(self._sign & n, self._int ** n, self._exp * n if self._int and n else 0))

    def __rpow__(self, other):
        other = _other(self, other, "** or pow()")
        return other if other is NotImplemented else other ** self

    def __neg__(self):
        return _fix(_make(1 - self._sign if self._int else 0, self._int, self._exp))

    def __pos__(self):
        return _fix(self)

    def __abs__(self):
        return _fix(_make(0, self._int, self._exp))

    copy_abs = __abs__

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp)

    def __bool__(self):
        return self._int != 0

    def __int__(self):
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(0, 1, -n))

    def as_integer_ratio(self):
        from math import gcd
        n, d = (self._signed() * 10 ** self._exp, 1) if self._exp >= 0 else (self._signed(), 10 ** -self._exp)
        common = gcd(n, d)
        return n // common, d // common

    def __hash__(self):
        n, d = self.as_integer_ratio()
        if d == 1:
            return hash(n)
        return hash(n / d) if (n / d).as_integer_ratio() == (n, d) else hash((n, d))

    def _order(self, other, holds):
        if not hasattr(other, "as_integer_ratio"):
            return NotImplemented
        if isinstance(other, float) and other - other != 0:
            return holds(0.0, other)
        a, b = self.as_integer_ratio()
        c, d = other.as_integer_ratio()
        return holds(a * d, c * b)

    def __eq__(self, other):
        return self._order(other, lambda a, b: a == b)

    def __lt__(self, other):
        return self._order(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._order(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._order(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._order(other, lambda a, b: a >= b)

    def compare(self, other):
        other = Decimal(other)
        return Decimal((self > other) - (self < other))

    def max(self, other):
        return self if self >= other else Decimal(other)

    def min(self, other):
        return self if self <= other else Decimal(other)

    def quantize(self, exp, rounding=None, context=None):
        exp = Decimal(exp)._exp
        n = _divide(self._int, exp - self._exp, rounding or _context.rounding, self._sign)
        if len(str(n)) > _context.prec:
            raise InvalidOperation([InvalidOperation])
        return _make(self._sign, n, exp)

    def to_integral_value(self, rounding=None, context=None):
        if self._exp >= 0:
            return self
        return _make(self._sign, _divide(self._int, -self._exp, rounding or _context.rounding, self._sign), 0)

    to_integral = to_integral_value

    def normalize(self, context=None):
        d = _fix(self)
        n, exp = d._int, d._exp
        if not n:
            return _make(d._sign, 0, 0)
        while n % 10 == 0:
            n //= 10
            exp += 1
        return _make(d._sign, n, exp)

    def sqrt(self, context=None):
        if not self._int:
            return _make(self._sign, 0, self._exp // 2)
        if self._sign:
            raise InvalidOperation([InvalidOperation])
        prec = _context.prec + 1
        ideal = self._exp >> 1
        n, exp = self._int, self._exp
        if exp % 2:
            n *= 10
            exp -= 1
        shift = max(prec - (len(str(n)) + 1) // 2, 0)
        n *= 100 ** shift
        root = isqrt(n)
        exp = exp // 2 - shift
        if root * root == n:
            while exp < ideal and root % 10 == 0:
                root //= 10
                exp += 1
        else:
            root += root % 5 == 0
        return _fix(_make(0, root, exp), Context(_context.prec))

    def as_tuple(self):
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def adjusted(self):
        return self._exp + len(str(self._int)) - 1

    def is_zero(self):
        return not self._int

    def is_signed(self):
        return bool(self._sign)

    def is_finite(self):
        return True

    def is_nan(self):
        return False

    is_infinite = is_nan
    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class DecimalTuple(tuple):
    def __new__(cls, sign, digits, exponent):
        return tuple.__new__(cls, (sign, digits, exponent))

    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return f"DecimalTuple(sign={self[0]}, digits={self[1]}, exponent={self[2]})"


def _other(a, b, op):
    if isinstance(b, Decimal):
        return b
    if isinstance(b, int):
        return Decimal(b)
    if isinstance(b, (float, str)) or b is None:
        raise TypeError(f"unsupported operand type(s) for {op}: 'decimal.Decimal' and {type(b).__name__!r}")
    return NotImplemented
