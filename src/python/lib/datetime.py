import _time

MINYEAR = 1
MAXYEAR = 9999
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    if month == 2:
        return 28 + _leap(year)
    return 30 if month in (4, 6, 9, 11) else 31


def _ordinal(year, month, day):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + _BEFORE[month] + \
        (month > 2 and _leap(year)) + day


def _from_ordinal(n):
    n -= 1
    year = n // 146097 * 400
    n %= 146097
    part = min(n // 36524, 3)
    year += part * 100
    n -= part * 36524
    year += n // 1461 * 4
    n %= 1461
    part = min(n // 365, 3)
    year += part + 1
    n -= part * 365
    month = 12
    while _BEFORE[month] + (month > 2 and _leap(year)) > n:
        month -= 1
    return year, month, n - _BEFORE[month] - (month > 2 and _leap(year)) + 1


def _round_div(a, b):
    # To the nearest whole number, halves to the even one.
    q, r = divmod(a, b)
    if r * 2 > b or r * 2 == b and q % 2:
        q += 1
    return q


def _refuse(a, b, op):
    # CPython names these classes with their module in its own messages, which the interpreter cannot know.
    if type(b) not in (int, float, str, type(None), date, datetime, timedelta, time):
        return NotImplemented
    if (isinstance(a, timedelta) and isinstance(b, date) or isinstance(b, timedelta) and isinstance(a, date)) and \
            op in "+-":
        return NotImplemented
    names = f"{_name(a)!r} and {_name(b)!r}"
    if "<" in op or ">" in op:
        raise TypeError(f"{op!r} not supported between instances of {names}")
    raise TypeError(f"unsupported operand type(s) for {op}: {names}")


def _number(value):
    if not hasattr(value, "__index__"):
        if isinstance(value, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        raise TypeError(f"{type(value).__name__!r} object cannot be interpreted as an integer")
    return value.__index__()


def _check_date(year, month, day):
    year, month, day = _number(year), _number(month), _number(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    if not 0 <= _number(hour) <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= _number(minute) <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= _number(second) <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= _number(microsecond) <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type "
                        f"{type(zone).__name__!r}")


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    total = offset._us()
    sign = "-" if total < 0 else "+"
    seconds, us = divmod(abs(total), 1000000)
    text = f"{sign}{seconds // 3600:02d}{colon}{seconds // 60 % 60:02d}"
    if seconds % 60 or us:
        text += f"{colon}{seconds % 60:02d}"
    if us:
        text += f".{us:06d}"
    return text


def _strftime(format, t, us, zone, offset):
    """`t` is a struct_time-like tuple."""
    out = []
    at = 0
    while True:
        found = format.find("%", at)
        if found < 0 or found + 1 == len(format):
            out.append(format[at:])
            return "".join(out)
        out.append(format[at:found])
        code = format[found + 1]
        at = found + 2
        plain = code == "-" and at < len(format)
        if plain:
            code = format[at]
            at += 1
        text = _directive(code, t, us, zone, offset)
        if plain:
            text = text.lstrip("0 ") or "0"
        out.append(text)


def _directive(code, t, us, zone, offset):
    year, month, day, hour, minute, second, weekday, yday = t[:8]
    if code == "Y":
        return str(year)
    if code == "m":
        return f"{month:02d}"
    if code == "d":
        return f"{day:02d}"
    if code == "H":
        return f"{hour:02d}"
    if code == "M":
        return f"{minute:02d}"
    if code == "S":
        return f"{second:02d}"
    if code == "f":
        return f"{us:06d}"
    if code == "y":
        return f"{year % 100:02d}"
    if code == "B":
        return _MONTHS[month - 1]
    if code in "bh":
        return _MONTHS[month - 1][:3]
    if code == "A":
        return _DAYS[weekday]
    if code == "a":
        return _DAYS[weekday][:3]
    if code == "I":
        return f"{(hour + 11) % 12 + 1:02d}"
    if code == "l":
        return f"{(hour + 11) % 12 + 1:2d}"
    if code == "p":
        return "AM" if hour < 12 else "PM"
    if code == "j":
        return f"{yday:03d}"
    if code == "e":
        return f"{day:2d}"
    if code == "k":
        return f"{hour:2d}"
    if code == "z":
        return offset
    if code == "Z":
        return zone
    if code == "w":
        return str((weekday + 1) % 7)
    if code == "u":
        return str(weekday + 1)
    if code == "U":
        return f"{(yday + 6 - (weekday + 1) % 7) // 7:02d}"
    if code == "W":
        return f"{(yday + 6 - weekday) // 7:02d}"
    if code in "GgV":
        iso_year, week, _ = date(year, month, day).isocalendar()
        return str(iso_year) if code == "G" else f"{iso_year % 100:02d}" if code == "g" else f"{week:02d}"
    if code == "C":
        return f"{year // 100:02d}"
    if code == "s":
        return str((_ordinal(year, month, day) - 719163) * 86400 + hour * 3600 + minute * 60 + second)
    for name, format in (("D", "%m/%d/%y"), ("x", "%m/%d/%y"), ("X", "%H:%M:%S"), ("T", "%H:%M:%S"),
                         ("F", "%Y-%m-%d"), ("R", "%H:%M"), ("c", "%a %b %e %H:%M:%S %Y"), ("r", "%I:%M:%S %p")):
        if code == name:
            return _strftime(format, t, us, zone, offset)
    return {"%": "%", "n": "\n", "t": "\t"}.get(code, "%" + code)


_WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "y": 2, "j": 3, "f": 6, "w": 1, "u": 1, "U": 2,
           "W": 2, "G": 4, "V": 2}
_LONG = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "T": "%H:%M:%S",
         "R": "%H:%M", "F": "%Y-%m-%d"}


def _strptime(text, format):
    """(struct_time, microsecond, offset as a timedelta or None, zone name or None)"""
    from time import struct_time
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    plain = format
    for code in "cxX":
        plain = plain.replace("%" + code, _LONG[code])
    found = {}
    pos = 0
    at = 0
    wrong = ValueError(f"time data {text!r} does not match format {format!r}")
    while at < len(plain):
        char = plain[at]
        if char.isspace():
            if not text[pos:pos + 1].isspace():
                raise wrong
            while text[pos:pos + 1].isspace():
                pos += 1
            while plain[at:at + 1].isspace():
                at += 1
            continue
        if char != "%":
            if text[pos:pos + 1].lower() != char.lower():
                raise wrong
            pos += 1
            at += 1
            continue
        code = plain[at + 1:at + 2]
        if not code:
            raise ValueError(f"stray % in format {format!r}")
        at += 2
        if code == "%":
            if text[pos:pos + 1] != "%":
                raise wrong
            pos += 1
        elif code in _WIDTHS:
            least = 4 if code in "YG" else 1
            end = pos + (1 if code == "d" and text[pos:pos + 1] == " " else 0)
            width = pos + _WIDTHS[code]
            while end < width and text[end:end + 1].isdigit():
                end += 1
            # As few digits as leave a value that is possible: "%m" takes only the 1 of "13".
            limit = {"m": (1, 12), "d": (1, 31), "H": (0, 23), "I": (1, 12), "M": (0, 59), "S": (0, 61),
                     "j": (1, 366), "U": (0, 53), "W": (0, 53), "V": (1, 53), "w": (0, 6), "u": (1, 7)}.get(code)
            while end - pos >= least and limit and not limit[0] <= int(text[pos:end]) <= limit[1]:
                end -= 1
            if end - pos < least or not text[pos:end].strip():
                raise wrong
            digits = text[pos:end]
            found[code] = int(digits.ljust(6, "0")) if code == "f" else int(digits)
            pos = end
        elif code in "aAbBhp":
            names = {"a": [d[:3] for d in _DAYS], "A": _DAYS, "B": _MONTHS, "p": ("AM", "PM")}.get(
                code, [m[:3] for m in _MONTHS])
            for index, name in enumerate(names):
                if text[pos:pos + len(name)].lower() == name.lower():
                    found["b" if code in "bBh" else code.lower()] = index
                    pos += len(name)
                    break
            else:
                raise wrong
        elif code == "z":
            if text[pos:pos + 1] == "Z":
                found["z"] = timedelta(0)
                pos += 1
                continue
            end = pos + 1
            while text[end:end + 1].isdigit() or text[end:end + 1] in (":", ".") and text[end + 1:end + 2].isdigit():
                end += 1
            digits = text[pos + 1:end].replace(":", "")
            if text[pos:pos + 1] not in ("+", "-") or len(digits) < 4 or len(digits.split(".")[0]) not in (4, 6):
                raise wrong
            whole, _, part = digits.partition(".")
            offset = timedelta(hours=int(whole[:2]), minutes=int(whole[2:4]), seconds=int(whole[4:] or 0),
                               microseconds=int(part.ljust(6, "0")[:6]))
            found["z"] = -offset if text[pos] == "-" else offset
            pos = end
        elif code == "Z":
            for name in ("UTC", "GMT"):
                if text[pos:pos + 3].upper() == name:
                    found["Z"] = name
                    pos += 3
                    break
            else:
                raise wrong
        elif code in _LONG:
            plain = plain[:at] + _LONG[code] + plain[at:]
        else:
            raise ValueError(f"{code!r} is a bad directive in format {format!r}")
    if pos != len(text):
        raise ValueError(f"unconverted data remains: {text[pos:]}")
    year = found.get("Y")
    if year is None and "y" in found:
        year = found["y"] + (2000 if found["y"] < 69 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    month = found.get("m", found["b"] + 1 if "b" in found else 1)
    day = found.get("d", 1)
    known = 1900 if year is None else year
    if year is None and month == 2 and day == 29:
        known = 1904
    weekday = found.get("a")
    if "w" in found:
        weekday = (found["w"] - 1) % 7
    elif "u" in found:
        weekday = found["u"] - 1
    if "j" in found and "m" not in found and "b" not in found:
        known, month, day = _from_ordinal(_ordinal(known, 1, 1) + found["j"] - 1)
    elif weekday is not None and year is not None and ("U" in found or "W" in found):
        first = (_ordinal(year, 1, 1) + 6) % 7
        if "W" in found:
            days = (7 - first) % 7 + 7 * (found["W"] - 1) + weekday
        else:
            days = (6 - first) % 7 + 7 * (found["U"] - 1) + (weekday + 1) % 7
        known, month, day = _from_ordinal(_ordinal(year, 1, 1) + days)
    elif "G" in found and "V" in found and weekday is not None:
        known, month, day = date.fromisocalendar(found["G"], found["V"], weekday + 1)._ymd()
    if day > _month_days(known, month):
        raise ValueError("day is out of range for month")
    n = _ordinal(known, month, day)
    yday = found.get("j", n - _ordinal(known, 1, 1) + 1)
    if weekday is None:
        weekday = (n + 6) % 7
    if year is None and known == 1904:
        known = 1900
    t = struct_time((known, month, day, hour, found.get("M", 0), found.get("S", 0), weekday, yday, -1))
    return t, found.get("f", 0), found.get("z"), found.get("Z")


class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        whole = 0
        part = 0.0
        for name, value, unit in (("days", days, 86400000000), ("seconds", seconds, 1000000),
                                  ("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                                  ("minutes", minutes, 60000000), ("hours", hours, 3600000000),
                                  ("weeks", weeks, 604800000000)):
            if isinstance(value, int):
                whole += value * unit
            elif isinstance(value, float):
                if value != value:
                    raise ValueError("cannot convert float NaN to integer")
                if value - value != 0:
                    raise OverflowError("cannot convert float infinity to integer")
                units = int(value)
                whole += units * unit
                part += (value - units) * unit
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        return _delta(whole + round(part), cls)

    def _us(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._us() / 1000000

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (("days", self._days), ("seconds", self._seconds),
                                                       ("microseconds", self._microseconds)) if value]
        name = type(self).__qualname__
        if type(self).__module__ != "__main__":
            name = f"{type(self).__module__}.{name}"
        return f"{name}({', '.join(parts) or '0'})"

    def __str__(self):
        seconds = self._seconds
        text = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if self._days:
            text = f"{self._days} day{'s' * (abs(self._days) != 1)}, {text}"
        if self._microseconds:
            text += f".{self._microseconds:06d}"
        return text

    def __add__(self, other):
        return _delta(self._us() + other._us()) if isinstance(other, timedelta) else _refuse(self, other, "+")

    def __radd__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return _delta(self._us() - other._us()) if isinstance(other, timedelta) else _refuse(self, other, "-")

    def __rsub__(self, other):
        return _delta(other._us() - self._us()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_round_div(self._us() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        return _delta(self._us() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            if other < 0:
                return _delta(_round_div(-self._us(), -other))
            return _delta(_round_div(self._us(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if a < 0:
                a, b = -a, -b
            return _delta(_round_div(self._us() * b, a))
        return NotImplemented

    def __mod__(self, other):
        return _delta(self._us() % other._us()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._us(), other._us())
        return q, _delta(r)

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else _refuse(self, other, "<")

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else _refuse(self, other, "<=")

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else _refuse(self, other, ">")

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else _refuse(self, other, ">=")

    def __hash__(self):
        return hash(self._us())

    def __bool__(self):
        return self._us() != 0

    def __reduce__(self):
        return type(self), (self._days, self._seconds, self._microseconds)

    def __deepcopy__(self, memo):
        return self


def _delta(us, cls=timedelta):
    self = object.__new__(cls)
    seconds, self._microseconds = divmod(us, 1000000)
    self._days, self._seconds = divmod(seconds, 86400)
    if abs(self._days) > 999999999:
        if not -2**31 <= self._days < 2**31:
            raise OverflowError("Python int too large to convert to C int")
        raise OverflowError(f"days={self._days}; must have magnitude <= 999999999")
    return self


timedelta.min = _delta(-999999999 * 86400000000)
timedelta.max = _delta(1000000000 * 86400000000 - 1)
timedelta.resolution = _delta(1)


def _need_text(value):
    if not isinstance(value, str):
        raise TypeError("fromisoformat: argument must be str")


class tzinfo:
    def _missing(name):
        def missing(self, dt):
            raise NotImplementedError(f"a tzinfo subclass must implement {name}()")

        return missing

    dst, tzname, utcoffset = map(_missing, ("dst", "tzname", "utcoffset"))
    del _missing

    def fromutc(self, dt):
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst() or timedelta(0)
        dt += offset - dst
        return dt + (dt.dst() or timedelta(0))


_day = timedelta(days=1)


class timezone(tzinfo):
    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not -_day < offset < _day:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        if name is None and not offset and hasattr(cls, "utc"):
            return cls.utc
        self = object.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __deepcopy__(self, memo):
        return self


utc = timezone.utc = timezone(timedelta(0))
UTC = timezone.utc
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _iso_start(year):
    # The ordinal of the Monday of week 1: the week with January 4.
    fourth = _ordinal(year, 1, 4)
    return fourth - (fourth + 6) % 7


class date:
    def __new__(cls, year, month, day):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.now())

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_from_ordinal(int(t // 86400) + 719163))

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > 3652059:
            raise ValueError(f"year {_from_ordinal(n)[0]} is out of range")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        _need_text(date_string)
        parts = _iso_date(date_string)
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        if not 1 <= week <= 53 or week == 53 and _iso_start(year) + 364 >= _iso_start(year + 1):
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls(*_from_ordinal(_iso_start(year) + (week - 1) * 7 + day - 1))

    def _ymd(self):
        return self._year, self._month, self._day

    def _fields(self):
        return list(self._ymd())

    def __repr__(self):
        name = type(self).__qualname__
        if type(self).__module__ != "__main__":
            name = f"{type(self).__module__}.{name}"
        return f"{name}({', '.join(map(str, self._fields()))})"

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def __format__(self, format_spec):
        if not isinstance(format_spec, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format_spec).__name__}")
        return self.strftime(format_spec) if format_spec else str(self)

    def strftime(self, format):
        return _strftime(format, self.timetuple(), 0, "", "")

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S ") + f"{self._year:04d}"

    def timetuple(self):
        from time import struct_time
        n = self.toordinal()
        return struct_time((*self._ymd(), 0, 0, 0, (n + 6) % 7, n - _ordinal(self._year, 1, 1) + 1, -1))

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        n = self.toordinal()
        year = self._year
        if n < _iso_start(year):
            year -= 1
        elif n >= _iso_start(year + 1):
            year += 1
        week, day = divmod(n - _iso_start(year), 7)
        return IsoCalendarDate((year, week + 1, day + 1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return _refuse(self, other, "+")
        n = self.toordinal() + other._days
        if not 0 < n <= 3652059:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(n)

    def __radd__(self, other):
        return self + other if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return _refuse(self, other, "-")

    def _like(self, other):
        return isinstance(other, date) and isinstance(other, datetime) == isinstance(self, datetime)

    def _against(self, other):
        return self._ymd(), other._ymd()

    def _compare(self, other, op):
        if not self._like(other):
            if isinstance(other, date):
                raise TypeError(f"can't compare {_name(self)} to {_name(other)}")
            return _refuse(self, other, op)
        return self._against(other)

    def __eq__(self, other):
        if not self._like(other):
            return False if isinstance(other, date) else NotImplemented
        a, b = self._against(other)
        return a == b

    def __lt__(self, other):
        pair = self._compare(other, "<")
        return NotImplemented if pair is NotImplemented else pair[0] < pair[1]

    def __le__(self, other):
        pair = self._compare(other, "<=")
        return NotImplemented if pair is NotImplemented else pair[0] <= pair[1]

    def __gt__(self, other):
        pair = self._compare(other, ">")
        return NotImplemented if pair is NotImplemented else pair[0] > pair[1]

    def __ge__(self, other):
        pair = self._compare(other, ">=")
        return NotImplemented if pair is NotImplemented else pair[0] >= pair[1]

    def __hash__(self):
        return hash(self._ymd())

    def __reduce__(self):
        return type(self), tuple(self._fields())

    def __deepcopy__(self, memo):
        return self

    __copy__ = lambda self: self


def _name(obj):
    kind = type(obj)
    return f"datetime.{kind.__name__}" if kind.__module__ == "datetime" else kind.__name__


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


def _iso_date(text):
    if len(text) == 10 and text[4] == text[7] == "-":
        parts = text[:4], text[5:7], text[8:]
    elif len(text) == 8 and text.isdigit():
        parts = text[:4], text[4:6], text[6:]
    elif "W" in text:
        plain = text.replace("-", "")
        if len(plain) in (7, 8) and plain[4] == "W" and (plain[:4] + plain[5:]).isdigit() and plain.isascii():
            day = int(plain[7:] or 1)
            return date.fromisocalendar(int(plain[:4]), int(plain[5:7]), day)._ymd()
        return None
    else:
        return None
    if not all(part.isdigit() and part.isascii() for part in parts):
        return None
    return tuple(map(int, parts))


def _iso_clock(text):
    # [hour, minute, second, microsecond] of HH[:MM[:SS[.ffffff]]], or None.
    text = text.replace(",", ".")
    whole, dot, part = text.partition(".")
    pieces = whole.split(":") if ":" in whole else [whole[i:i + 2] for i in range(0, len(whole), 2)]
    if not 1 <= len(pieces) <= 3 or not all(len(p) == 2 and p.isdigit() and p.isascii() for p in pieces):
        return None
    if dot and (len(pieces) < 3 or not part.isdigit()):
        return None
    return [int(p) for p in pieces] + [0] * (3 - len(pieces)) + [int(part[:6].ljust(6, "0")) if dot else 0]


def _iso_time(text):
    zone = None
    for sign in "Z+-":
        at = text.find(sign)
        if at > 0:
            rest = text[at + 1:]
            text = text[:at]
            if sign == "Z":
                if rest:
                    return None
                zone = timezone.utc
            else:
                clock = _iso_clock(rest)
                if clock is None:
                    return None
                offset = timedelta(hours=clock[0], minutes=clock[1], seconds=clock[2], microseconds=clock[3])
                zone = timezone(-offset if sign == "-" else offset) if offset else timezone.utc
            break
    clock = _iso_clock(text)
    return None if clock is None else (*clock, zone)


def _time_text(hour, minute, second, us, timespec):
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    if timespec == "hours":
        return f"{hour:02d}"
    text = f"{hour:02d}:{minute:02d}"
    if timespec == "minutes":
        return text
    text += f":{second:02d}"
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return text + f".{us // 1000:03d}"
    if timespec == "microseconds":
        return text + f".{us:06d}"
    raise ValueError("Unknown timespec value")


class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo = tzinfo
        self._fold = fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string):
        _need_text(time_string)
        parts = _iso_time(time_string.removeprefix("T"))
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        return cls(*parts)

    def _hms(self):
        return self._hour, self._minute, self._second, self._microsecond

    def __repr__(self):
        parts = [str(part) for part in self._hms()]
        while len(parts) > 2 and parts[-1] == "0":
            parts.pop()
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            parts.append("fold=1")
        name = type(self).__qualname__
        if type(self).__module__ != "__main__":
            name = f"{type(self).__module__}.{name}"
        return f"{name}({', '.join(parts)})"

    def isoformat(self, timespec="auto"):
        return _time_text(*self._hms(), timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def strftime(self, format):
        t = (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)
        return _strftime(format, t, self._microsecond, self.tzname() or "", _offset_text(self.utcoffset(), ""))

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _key(self):
        offset = self.utcoffset()
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        return us if offset is None else us - offset._us()

    def _pair(self, other):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._key(), other._key()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        pair = self._pair(other)
        return NotImplemented if pair is NotImplemented else pair[0] < pair[1]

    def __le__(self, other):
        pair = self._pair(other)
        return NotImplemented if pair is NotImplemented else pair[0] <= pair[1]

    def __gt__(self, other):
        pair = self._pair(other)
        return NotImplemented if pair is NotImplemented else pair[0] > pair[1]

    def __ge__(self, other):
        pair = self._pair(other)
        return NotImplemented if pair is NotImplemented else pair[0] >= pair[1]

    def __hash__(self):
        return hash(self._key())

    def __deepcopy__(self, memo):
        return self


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_epoch = 719163 * 86400000000


class datetime(date):
    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if month is None or day is None:
            at, name = (2, "month") if month is None else (3, "day")
            raise TypeError(f"function missing required argument {name!r} (pos {at})")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo = tzinfo
        self._fold = fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _from_us(cls, us, zone=None):
        """From microseconds since the first day of year 0."""
        days, us = divmod(us, 86400000000)
        if not 0 < days <= 3652059:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 1000000)
        return cls(*_from_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, us, zone)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        whole = int(timestamp // 1)
        us = round((timestamp - whole) * 1e6) if isinstance(timestamp, float) else 0
        try:
            moment = cls._from_us(_epoch + whole * 1000000 + us, tz)
        except OverflowError:
            raise ValueError(f"year {1970 + whole // 31556952} is out of range") from None
        return moment if tz is None else tz.fromutc(moment)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls.fromtimestamp(t)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.now())

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.now())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(*date._ymd(), *time._hms(), time._tzinfo if tzinfo is True else tzinfo, fold=time._fold)

    @classmethod
    def fromisoformat(cls, date_string):
        _need_text(date_string)
        wrong = ValueError(f"Invalid isoformat string: {date_string!r}")
        for size in (10, 8, 7):
            head, rest = date_string[:size], date_string[size:]
            if size < 10 and "-" in head and "W" not in head:
                continue
            parts = _iso_date(head) if len(head) == size else None
            if parts is not None and not (rest and rest[0].isdigit()):
                clock = (0, 0, 0, 0, None) if not rest else _iso_time(rest[1:]) if len(rest) > 1 else None
                if clock is None:
                    raise wrong
                return cls(*parts, *clock)
        raise wrong

    @classmethod
    def strptime(cls, date_string, format):
        t, us, offset, name = _strptime(date_string, format)
        zone = None
        if offset is not None:
            zone = timezone(offset, name) if name else timezone(offset) if offset else timezone.utc
        return cls(*t[:6], us, zone)

    def _hms(self):
        return self._hour, self._minute, self._second, self._microsecond

    def _fields(self):
        parts = [*self._ymd(), *self._hms()]
        while len(parts) > 5 and parts[-1] == 0:
            parts.pop()
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            parts.append("fold=1")
        return parts

    def __reduce__(self):
        return type(self), (*self._ymd(), *self._hms(), self._tzinfo)

    def isoformat(self, sep="T", timespec="auto"):
        return date.isoformat(self) + sep + _time_text(*self._hms(), timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def strftime(self, format):
        return _strftime(format, self.timetuple(), self._microsecond, self.tzname() or "",
                         _offset_text(self.utcoffset(), ""))

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def date(self):
        return date(*self._ymd())

    def time(self):
        return time(*self._hms(), fold=self._fold)

    def timetz(self):
        return time(*self._hms(), self._tzinfo, fold=self._fold)

    def timetuple(self):
        from time import struct_time
        t = date.timetuple(self)
        dst = self.dst()
        return struct_time((*t[:3], *self._hms()[:3], *t[6:8], -1 if dst is None else int(bool(dst))))

    def utctimetuple(self):
        from time import struct_time
        offset = self.utcoffset()
        moment = self if offset is None else self.replace(tzinfo=None) - offset
        return struct_time((*moment.timetuple()[:8], 0))

    def _us(self):
        h, m, s, us = self._hms()
        return (self.toordinal() * 86400 + h * 3600 + m * 60 + s) * 1000000 + us

    def _utc_us(self):
        offset = self.utcoffset()
        return self._us() if offset is None else self._us() - offset._us()

    def timestamp(self):
        return (self._utc_us() - _epoch) / 1000000

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        _check_zone(tz)
        if tz is self._tzinfo:
            return self
        return tz.fromutc(type(self)._from_us(self._utc_us(), tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return _refuse(self, other, "+")
        return type(self)._from_us(self._us() + other._us(), self._tzinfo)

    def __radd__(self, other):
        return self + other if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return _refuse(self, other, "-")
        if self._tzinfo is other._tzinfo:
            return _delta(self._us() - other._us())
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._utc_us() - other._utc_us())

    def _against(self, other):
        return self._utc_us(), other._utc_us()

    def _compare(self, other, op):
        pair = super()._compare(other, op)
        if pair is not NotImplemented and (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return pair

    def __eq__(self, other):
        if isinstance(other, datetime) and (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return date.__eq__(self, other)

    def __hash__(self):
        return hash(self._utc_us())


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
del utc
