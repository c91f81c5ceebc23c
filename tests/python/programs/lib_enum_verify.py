from enum import *
import typing
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def a():
    @verify(UNIQUE)
    class A(Enum):
        X = 1
        Y = 1
def b():
    @verify(CONTINUOUS)
    class B(Enum):
        X = 1
        Y = 4
def c():
    @verify(UNIQUE, CONTINUOUS)
    class C(Enum):
        X = 1
        Y = 2
    return list(C)
t(a); t(b); t(c)
print(isinstance(2.5, typing.SupportsRound), isinstance(b"", typing.SupportsBytes), isinstance(1j, typing.SupportsComplex), typing.ByteString)
from collections import defaultdict, Counter, OrderedDict, deque
print(defaultdict[str, int], Counter[str], deque[int], OrderedDict[str, int])
import functools
print(functools.partial[int], functools.cached_property[int])
def key(x): return x
def f(a: Counter[str], b: "defaultdict[str, list[int]]") -> deque[int]: ...
print(f.__annotations__)
from functools import wraps
import time
def timed(fn):
    @wraps(fn)
    async def inner(*a, **k):
        t0 = time.perf_counter()
        try: return await fn(*a, **k)
        finally: print(fn.__name__, time.perf_counter() - t0 < 1)
    return inner
@timed
async def work(x): return x * 2
try: work(3).send(None)
except StopIteration as s: print(s.value)
import inspect; print(inspect.iscoroutinefunction(work), work.__wrapped__.__name__, inspect.signature(work))
