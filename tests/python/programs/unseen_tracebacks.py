import traceback, sys, asyncio
def a(): b()
def b(): c(1, x=2)
def c(n, *, x):
    d = {"k": [1, 2]}
    return d["k"][n + x]
try: a()
except IndexError as e:
    tb = traceback.TracebackException.from_exception(e)
    print("".join(tb.format()), end=""); print([ (f.name, f.lineno, f.line) for f in tb.stack], tb.exc_type.__name__)
    print(traceback.format_tb(e.__traceback__)[-1], end=""); print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))
    print(*traceback.format_list(traceback.extract_tb(e.__traceback__, limit=1)), end="")
    fr = e.__traceback__; depth = 0
    while fr: print(depth * " ", fr.tb_frame.f_code.co_name, fr.tb_lineno); fr = fr.tb_next; depth += 1
    print("".join(traceback.format_exception(e, limit=-1)), end="")
async def lvl(n):
    if n: await lvl(n - 1)
    else: raise OSError(5, "io", "file.txt")
try: asyncio.run(lvl(2))
except OSError as e: print(e, e.errno, e.strerror, e.filename, len(traceback.extract_tb(e.__traceback__)) > 3)
def rec(n): return rec(n - 1) if n else 1 / 0
try: rec(8)
except ZeroDivisionError: traceback.print_exc(file=sys.stdout)
class E(Exception):
    def __str__(self): raise ValueError("bad str")
try: raise E
except E as e: print(traceback.format_exception_only(e))
try: raise ValueError("multi\nline")
except ValueError: print(traceback.format_exc())
e = ValueError("noted"); e.add_note("n1"); e.add_note("n2\nn3")
print("".join(traceback.format_exception(e)), traceback.format_exception(None), traceback.format_exception_only(SyntaxError("s", ("f.py", 3, 5, "a b c\n", 3, 6))))
print("".join(traceback.format_stack()), end="")
sys.excepthook = lambda t, v, tb: print("hook", t.__name__, v, tb.tb_lineno)
try: eval("1 +")
except SyntaxError as e: print(e.msg, e.lineno, e.filename)
try: compile("def f(:\n pass", "x.py", "exec")
except SyntaxError as e: traceback.print_exc(file=sys.stdout)
sys.excepthook = sys.__excepthook__
try:
    try: a()
    except IndexError as e: raise KeyError("second") from e
except KeyError as e:
    try: raise TypeError("third")
    except TypeError as t: last = t
raise ExceptionGroup("many", [last, ValueError("v"), ExceptionGroup("in", [KeyError("k")])]) from OSError("cause")
