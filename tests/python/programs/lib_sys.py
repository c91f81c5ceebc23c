import sys
print(sys.version_info, sys.version_info[:2], sys.version_info >= (3,8), sys.version_info.major, sys.maxsize, sys.byteorder, sys.platform)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info, sys.getrecursionlimit(), len(sys.argv), sys.hexversion)
sys.setrecursionlimit(2000); print(sys.getrecursionlimit())
for x in (0,-1,"a"):
    try: sys.setrecursionlimit(x)
    except Exception as e: print(type(e).__name__, e)
print(sys.exc_info(), sys.exception())
try: 1/0
except ZeroDivisionError as e:
    t,v,tb = sys.exc_info(); print(t,v,tb.tb_lineno, v is e, sys.exception() is e)
print(sys.exc_info())
sys.stdout.write("hello\n"); sys.stderr.write("err\n")
class W:
    def __init__(s): s.t=[]
    def write(s,x): s.t.append(x)
    def flush(s): pass
w=W(); old=sys.stdout; sys.stdout=w
print("a",1,sep="-",end="!\n",flush=True)
sys.stdout=old
print(w.t, sys.stdout is sys.__stdout__, sys.stdout.isatty(), sys.stdout.encoding, sys.stdout)
import io, contextlib
b=io.StringIO()
with contextlib.redirect_stdout(b): print("x"); print("y")
print(repr(b.getvalue()))
with contextlib.redirect_stderr(io.StringIO()) as e: print("z",file=sys.stderr)
print(repr(e.getvalue()))
def f():
    fr=sys._getframe(); return fr.f_code.co_name, fr.f_lineno, sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno
print(f())
print(sys.getsizeof(0), sys.getsizeof(1), sys.getsizeof(2**30), sys.getsizeof("abc"), sys.getsizeof([]), sys.getsizeof([1,2,3]), sys.getsizeof(()), sys.getsizeof({}), sys.getsizeof(1.0), sys.getsizeof(b"ab"), sys.getsizeof(None))
print(sys.intern("a b") , sys.getswitchinterval(), sys.getdefaultencoding(), "sys" in sys.modules, sys.implementation.name)
try: sys.stdout.write(5)
except TypeError as e: print(e)
print(sys.flags.optimize, sys.stdout.name, sys.stdout.mode, sys.stdout.writable(), sys.stdout.readable())
sys.stdout.buffer.write(b"bytes\n") if False else None
def hook(t,v,tb): print("hooked", t.__name__, v)
sys.excepthook=hook
raise ValueError("x")
