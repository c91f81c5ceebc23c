import datetime

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
day_name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
day_abbr = [name[:3] for name in day_name]
month_name = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December"]
month_abbr = [name[:3] for name in month_name]


class IllegalMonthError(ValueError):
    month = property(lambda self: self.args[0])

    def __str__(self):
        return f"bad month number {self.month!r}; must be 1-12"


def _weeks(days):
    return [list(week) for week in zip(*[iter(days)] * 7)]


def isleap(year):
    return datetime._leap(year)


def leapdays(y1, y2):
    return sum(1 for year in range(y1, y2) if isleap(year))


def weekday(year, month, day):
    return (datetime._ordinal(year, month, day) + 6) % 7


def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), datetime._month_days(year, month)


class Calendar:
    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def iterweekdays(self):
        return iter([(self.firstweekday + i) % 7 for i in range(7)])

    def itermonthdays(self, year, month):
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        after = -(before + days) % 7
        return iter([0] * before + list(range(1, days + 1)) + [0] * after)

    def itermonthdates(self, year, month):
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        start = datetime.date(year, month, 1).toordinal() - before
        size = before + days + -(before + days) % 7
        return (datetime.date.fromordinal(start + i) for i in range(size))

    def monthdayscalendar(self, year, month):
        return _weeks(self.itermonthdays(year, month))

    def monthdatescalendar(self, year, month):
        return _weeks(self.itermonthdates(year, month))


class TextCalendar(Calendar):
    def formatweekheader(self, width):
        names = day_name if width >= 9 else day_abbr
        return " ".join([names[day][:width].center(width) for day in self.iterweekdays()])

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        title = f"{month_name[themonth]} {theyear}".center(7 * (w + 1) - 1).rstrip()
        lines = [title, self.formatweekheader(w).rstrip()]
        for week in self.monthdayscalendar(theyear, themonth):
            lines.append(" ".join([f"{day:2d}".center(w) if day else " " * w for day in week]).rstrip())
        return ("\n" * l).join(lines) + "\n" * l

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end="")


_text = TextCalendar()
month = _text.formatmonth
prmonth = _text.prmonth
monthcalendar = _text.monthdayscalendar


def setfirstweekday(firstweekday):
    _text.firstweekday = firstweekday


def firstweekday():
    return _text.firstweekday


def timegm(tuple):
    return (datetime._ordinal(*tuple[:3]) - 719163) * 86400 + tuple[3] * 3600 + tuple[4] * 60 + tuple[5]
