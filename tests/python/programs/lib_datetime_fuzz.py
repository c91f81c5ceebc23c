from datetime import *
import datetime as dt, time, random, calendar
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r), r if not isinstance(r, (str, tuple)) else "")
    except Exception as e:
        print(type(e).__name__, e)
rnd = random.Random(3)
fmts = "%Y-%m-%d %H:%M:%S.%f|%a %A %b %B %d %e|%I %p %j %y|%U %W %w %u %V %G|%c|%x|%X|%D %T %F %R|%Z %z|%%|%-d/%-m|%h %C %s %l %k %n %r"
for _ in range(150):
    d = datetime(rnd.randint(1, 9999), rnd.randint(1, 12), rnd.randint(1, 28), rnd.randint(0, 23), rnd.randint(0, 59), rnd.randint(0, 59), rnd.choice([0, rnd.randint(0, 999999)]), rnd.choice([None, timezone.utc, timezone(timedelta(hours=rnd.randint(-12, 12), minutes=rnd.choice([0, 30])))]))
    td = timedelta(days=rnd.randint(-3000, 3000), seconds=rnd.randint(-10**6, 10**6), microseconds=rnd.randint(-10**7, 10**7))
    print(repr(d), d, d.isoformat(), d.isoformat(" ", "minutes"), d.isoformat(timespec="milliseconds"), repr(td), td, td.total_seconds())
    t(lambda: d + td); t(lambda: d - td); print(d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.timetuple(), d.ctime(), d.date(), d.time(), d.timetz(), d.utctimetuple(), repr(d.date()), repr(d.time()))
    print(date.fromordinal(d.toordinal()) == d.date(), datetime.fromisoformat(d.isoformat()) == d, d.utcoffset(), d.tzname())
    if d.year > 1000: print([d.strftime(f) for f in fmts.split("|")])
    if d.tzinfo and 2 < d.year < 9998: print(d.timestamp(), d.astimezone(timezone(timedelta(hours=5, minutes=30))), datetime.fromtimestamp(d.timestamp(), timezone.utc))
    a, b = td, timedelta(seconds=rnd.randint(1, 10**5), microseconds=rnd.randint(0, 10**6))
    print(a + b, a - b, a * 3, a / 7, a // 7, a / b, a // b, a % b, divmod(a, b), -a, abs(a), a * 1.5, a / 2.5, a < b, a == b, bool(a), 2 * a, a / -3)
print(timedelta(days=1.5, hours=2.25, minutes=-3, weeks=1), timedelta(), timedelta(microseconds=1), repr(timedelta(0)), timedelta(milliseconds=1500), timedelta.max, timedelta.min, timedelta(hours=25), timedelta(days=-1), timedelta(seconds=0.1) + timedelta(seconds=0.2), sum([timedelta(1), timedelta(2)], timedelta()), timedelta(seconds=1e-7), max(timedelta(1), timedelta(2)))
t(date, 2023, 2, 29); t(date, 2023, 13, 1); t(date, 0, 1, 1); t(datetime, 2023, 1, 1, 25); t(datetime, 2023, 1, 1, 1, 60); t(datetime, 2023, 1, 1, 1, 1, 61); t(datetime, 2023); t(time.gmtime, 0); t(date, "a", 1, 1); t(date, 1.5, 1, 1); t(timedelta, "a"); t(timedelta, days=10**9)
t(lambda: datetime(2020, 1, 1) - date(2020, 1, 1)); t(lambda: datetime(2020, 1, 1) < date(2020, 1, 1)); t(lambda: datetime(2020, 1, 1) < datetime(2020, 1, 1, tzinfo=timezone.utc)); t(lambda: datetime(2020, 1, 1) - datetime(2020, 1, 1, tzinfo=timezone.utc)); t(lambda: datetime(2020, 1, 1) == datetime(2020, 1, 1, tzinfo=timezone.utc)); t(lambda: date(2020, 1, 1) == datetime(2020, 1, 1)); t(lambda: date(2020, 1, 1) + 1); t(lambda: datetime.max + timedelta(1)); t(lambda: date.max + timedelta(1)); t(lambda: date(2020, 1, 1) < 3); t(lambda: timedelta(1) + 1); t(lambda: timedelta(1) < 1); t(lambda: date(2020, 3, 1) - date(2020, 2, 1)); t(lambda: 5 * timedelta(1)); t(lambda: timedelta(1) / 0)
for s, f in [("2021-07-04", "%Y-%m-%d"), ("4 Jul 2021 3:05 PM", "%d %b %Y %I:%M %p"), ("2021-07-04T09:05:06.123", "%Y-%m-%dT%H:%M:%S.%f"), ("2021-07-04 09:05:06+0530", "%Y-%m-%d %H:%M:%S%z"), ("2021-07-04 09:05:06 -05:30", "%Y-%m-%d %H:%M:%S %z"), ("2021-07-04Z", "%Y-%m-%d%z"), ("Sunday July 04 21", "%A %B %d %y"), ("99 1 2", "%y %m %d"), ("2021-13-01", "%Y-%m-%d"), ("2021-02-30", "%Y-%m-%d"), ("2021-1-1 x", "%Y-%m-%d"), ("x", "%Y"), ("20210704", "%Y%m%d"), ("12:30", "%H:%M"), ("185 2021", "%j %Y"), ("2021 10 1", "%Y %W %w"), ("Mon Jan  1 10:00:00 2024", "%c"), ("01/02/24", "%x"), ("10:11:12", "%X"), ("12 AM", "%I %p"), ("12 pm", "%I %p"), ("2021-07-04 UTC", "%Y-%m-%d %Z"), ("50%", "%d%%"), ("2021-W05-1", "%G-W%V-%u"), ("1/2/2024", "%m/%d/%Y"), ("abc", "abc"), ("2021", "%Q"), ("29 Feb", "%d %b"), ("", ""), ("24:00", "%H:%M"), ("2024-01-01 10:00:60", "%Y-%m-%d %H:%M:%S")]:
    t(datetime.strptime, s, f)
for s in ["2021-07-04", "20210704", "2021-07-04T09:05", "2021-07-04 09:05:06", "2021-07-04T09:05:06.123", "2021-07-04T09:05:06.123456+02:00", "2021-07-04T09:05:06Z", "2021-W05-1", "2021W051", "2021-07-04T0905", "2021-07-04T090506", "2021-7-4", "", "x", "2021-07-04T", "2021-07-04T25:00", "2021-13-01", "2021-07-04T09:05:06+00:00", "2021-07-04T09:05:06-0530", "2021-07-04T09"]:
    t(datetime.fromisoformat, s); t(date.fromisoformat, s)
for s in ["09:05", "09:05:06", "09", "09:05:06.5", "T09:05", "x", "", "09:05+01:00", "24:00"]: t(dt.time.fromisoformat, s)
n = dt.time(9, 5); print(n, repr(n), dt.time(9, 5, 6, 7), repr(dt.time(9, 5, 6, 7)), n < dt.time(10), dt.time(), f"{n:%H.%M}", n.replace(hour=1), dt.time(1, tzinfo=timezone.utc), dt.time.max, dt.time.min, datetime.combine(date(2020, 1, 1), n)); t(dt.time, 24)
print(timezone.utc, repr(timezone.utc), timezone(timedelta(hours=2)), repr(timezone(timedelta(hours=2), "X")), timezone(timedelta(hours=-3, minutes=-30)), timezone(timedelta(0)) == timezone.utc, dt.UTC, timezone(timedelta(0)), repr(timezone(timedelta(0)))); t(timezone, timedelta(days=1)); t(timezone, 5)
print(date.min, date.max, datetime.min, datetime.max, date.today() == datetime.now().date(), datetime.now(timezone.utc).tzinfo, f"{date(2024, 2, 29):%d/%m/%Y}", f"{datetime(2024, 1, 2)}", "{:%H:%M}".format(datetime(2024, 1, 2, 3, 4)), f"{date(2024, 1, 2)!r:>30}", date(2024, 1, 2).replace(day=5), datetime(2024, 1, 2).replace(hour=5, tzinfo=timezone.utc), hash(date(2024, 1, 1)) == hash(date(2024, 1, 1)), {date(2024, 1, 1): 1}, date.fromisocalendar(2024, 1, 1), isinstance(datetime.now(), date), datetime.utcfromtimestamp(0), datetime.fromtimestamp(1.5, timezone.utc), date.fromtimestamp(86400 * 3))
print(sorted([date(2024, 1, 2), date(2023, 1, 1)]), date(2024, 1, 2).strftime("%d"), [str(datetime(2024, 1, 31) + timedelta(days=i)) for i in range(3)], datetime(2024, 1, 1).timestamp(), time.gmtime(0), time.strftime("%Y-%m-%d", time.gmtime(86400)), time.mktime(time.gmtime(10**9)), time.asctime(time.gmtime(0)), time.ctime(0), time.gmtime(0).tm_year, time.strptime("2024-01-02", "%Y-%m-%d"), time.strptime("10:30", "%H:%M").tm_hour, type(time.time()), isinstance(time.time_ns(), int), time.perf_counter() <= time.perf_counter(), time.gmtime(1e9)[:3], len(time.localtime()))
for y in (1900, 2000, 2023, 2024):
    for m in range(1, 13): print(calendar.monthrange(y, m), calendar.isleap(y), calendar.month(y, m), calendar.monthcalendar(y, m))
print(list(calendar.day_name), list(calendar.month_abbr), calendar.TextCalendar(6).formatmonth(2024, 5, 3), calendar.weekday(2024, 5, 5), calendar.timegm(time.gmtime(12345))); t(calendar.monthrange, 2024, 13)
import copy, enum
print(copy.deepcopy({"d": datetime(2024, 1, 1)}), datetime(2020, 1, 1) in [datetime(2020, 1, 1)], datetime(2020, 1, 1).__reduce__()[0])if False else print(copy.deepcopy({"d": datetime(2024, 1, 1)}))
class MyD(date): pass
print(repr(MyD(2020, 1, 1)), MyD(2020, 1, 1) + timedelta(1), type(MyD(2020, 1, 1) + timedelta(1)).__name__)
