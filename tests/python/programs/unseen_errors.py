import contextlib
import sys
import traceback
import warnings


class AppError(Exception):
    """Base of all."""
    code = 1

    def __init__(self, message, *, hint=None):
        super().__init__(message)
        self.hint = hint

    def __str__(self):
        return f"[{self.code}] {super().__str__()}" + (f" (hint: {self.hint})" if self.hint else "")


class ConfigError(AppError):
    code = 2


class MissingKey(ConfigError, KeyError):
    code = 3


def parse(line, number):
    try:
        key, value = line.split("=")
        return key, int(value)
    except ValueError as e:
        error = ConfigError(f"line {number}: {line!r}", hint="use key=number")
        error.add_note(f"while reading line {number}")
        raise error from e


def load(text):
    errors = []
    for n, line in enumerate(text.splitlines(), 1):
        try:
            yield parse(line, n)
        except ConfigError as e:
            errors.append(e)
    if errors:
        raise ExceptionGroup(f"{len(errors)} errors", errors)


def outcome(f):
    try:
        r = f()
    except MissingKey as e:
        return f"missing {e} {e.args}"
    except (AppError, LookupError) as e:
        return f"{type(e).__name__}: {e}"
    except Exception as e:
        return f"other {e!r}"
    else:
        return f"fine {r}"
    finally:
        print("-", end=" ")


def raises():
    raise MissingKey("port", hint="add it")


print(outcome(raises), outcome(lambda: {}["x"]), outcome(lambda: 1 / 0), outcome(dict), sep="\n")
got = []
try:
    for pair in load("a=1\nb\nc=x\nd=4"):
        got.append(pair)
except* ConfigError as eg:
    for e in eg.exceptions:
        print(e, e.__notes__, repr(e.__cause__))
print(got)


def nested():
    try:
        try:
            int("x")
        except ValueError:
            raise KeyError("during")
    except KeyError as e:
        return e


e = nested()
print(repr(e.__context__), e.__cause__, e.__suppress_context__, [f.name for f in traceback.extract_tb(e.__traceback__)])
text = "".join(traceback.format_exception(e))
print(text.count("Traceback"), "During handling" in text, text.splitlines()[-1])
try:
    parse("oops", 7)
except ConfigError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value.hint, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno > 0)
    print(traceback.format_exc().splitlines()[-2:])
    traceback.print_exc(file=sys.stdout, chain=False)


def finally_order():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                return "returned"
            print("body", i)
        finally:
            print("finally", i)


print(finally_order())


def override():
    try:
        raise ValueError
    finally:
        return "swallowed"


print(override())
with contextlib.suppress(ZeroDivisionError), contextlib.redirect_stdout(sys.stderr):
    1 / 0
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("old", DeprecationWarning)
    warnings.warn("careful")
    print([(w.category.__name__, str(w.message)) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error", FutureWarning)
    except FutureWarning as w:
        print("raised", w)
for make in (lambda: [].pop(), lambda: "a" + 1, lambda: int("12a"), lambda: [1][5], lambda: {}.popitem(), lambda: None.x, lambda: (1).y, lambda: len(5), lambda: "a".foo,
             lambda: undefined, lambda: [1] < ["a"], lambda: sorted([1, "a"]), lambda: "%d" % "x", lambda: open("/no/such/file"), lambda: float("x"), lambda: [].remove(1),
             lambda: (1, 2) + [3], lambda: {[]: 1}, lambda: max([]), lambda: "x" * "y", lambda: chr(-1), lambda: bytes([300]), lambda: range(1, 2, 0), lambda: __import__("nope"),
             lambda: exec("x ="), lambda: eval("1 +* 2"), lambda: abs("x"), lambda: "abc"["x"], lambda: [1, 2]["a"], lambda: object() + 1, lambda: -"x", lambda: print(end=5)):
    try:
        make()
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
assert got == [], f"got {got}"
