from _time import monotonic, now as time, perf as perf_counter, sleep

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
_names = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


def time_ns():
    return int(time() * 1e9)


def monotonic_ns():
    return int(monotonic() * 1e9)


def perf_counter_ns():
    return int(perf_counter() * 1e9)


process_time = thread_time = perf_counter
process_time_ns = thread_time_ns = perf_counter_ns


class struct_time(tuple):
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __new__(cls, sequence):
        sequence = tuple(sequence)
        if len(sequence) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(sequence)}-sequence given)")
        return tuple.__new__(cls, sequence[:9])

    def __repr__(self):
        return f"time.struct_time({', '.join([f'{name}={value!r}' for name, value in zip(_names, self)])})"


def _add_field(name, at):
    setattr(struct_time, name, property(lambda self: self[at]))


for _at, _name in enumerate(_names):
    _add_field(_name, _at)


def gmtime(seconds=None):
    import datetime
    if seconds is None:
        seconds = time()
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds // 1)
    return struct_time((*moment.timetuple()[:8], 0))


localtime = gmtime


def mktime(t):
    import datetime
    day = datetime.date(t[0], 1, 1).toordinal() - 719163
    months = t[1] - 1
    day = datetime.date(t[0] + months // 12, months % 12 + 1, 1).toordinal() - 719163 + t[2] - 1
    return float(day * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def strftime(format, t=None):
    import datetime
    t = gmtime() if t is None else t
    return datetime._strftime(format, struct_time(t), 0, "UTC", "+0000")


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    import datetime
    return datetime._strptime(string, format)[0]


def asctime(t=None):
    t = gmtime() if t is None else t
    return strftime("%a %b ", t) + f"{t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}"


def ctime(seconds=None):
    return asctime(gmtime(seconds))
