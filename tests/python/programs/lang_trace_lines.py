import traceback


class Frame:
    def __init__(self, rows):
        self.rows = rows

    def where(self, test):
        return Frame([row for row in self.rows if test(row)])

    def each(self, change):
        return Frame(list(map(change, self.rows)))

    def total(self):
        return sum(self.rows)


def chained():
    return (
        Frame([1, 2, "3"])
        .where(lambda row: row != 2)
        .each(lambda row: row + 1)
        .total()
    )


def missing():
    return (
        Frame([1])
        .where(bool)
        .mean()
    )


def asserted(items):
    assert items, "nothing there"


def compared(one, other):
    assert one == other, (
        "they differ")


def both(one, other):
    assert one and other > 2


class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("broken")


def looped():
    for item in Ends():
        print(item)


def comprehended():
    return [item
            for item in Ends()]


def spread():
    return [1, *None]


def mapped():
    return {"a": 1, **None}


def handled():
    try:
        1 / 0
    except "ZeroDivisionError":
        pass


def executed():
    exec("def inner():\n    return 1 / 0\ninner()")


for f in (chained, missing, lambda: asserted([]), lambda: compared(1, 2), lambda: both(1, 2), looped,
          comprehended, spread, mapped, handled, executed):
    try:
        f()
    except Exception as error:
        entries = traceback.extract_tb(error.__traceback__)[1:]
        print(type(error).__name__, error, [(e.lineno, e.colno, e.end_lineno, e.end_colno, e.name) for e in entries])
        traceback.print_exception(error, file=__import__("sys").stdout)
looped()
