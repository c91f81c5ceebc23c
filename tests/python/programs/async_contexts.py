import asyncio, contextlib, io, sys, traceback
from contextlib import *
@contextmanager
def cm(name, swallow=False):
    "doc"
    print("enter", name)
    try: yield name
    except ValueError as e:
        print("saw", e)
        if not swallow: raise
    finally: print("exit", name)
with cm("a") as x: print(x)
with cm("b", True): raise ValueError(1)
for exc in (ValueError(2), KeyError(3), StopIteration(4), RuntimeError(5)):
    try:
        with cm("c"): raise exc
    except BaseException as e: print(repr(e), e is exc, repr(e.__cause__), repr(e.__context__), len(traceback.extract_tb(e.__traceback__)))
print(cm.__name__, cm.__doc__, type(cm("x")).__name__)
@cm("deco")
def f(a): return a * 2
print(f(3), f(4), f.__name__)
@contextmanager
def none():
    if 0: yield
@contextmanager
def two(): yield 1; yield 2
@contextmanager
def goes_on():
    try: yield
    except ValueError: yield
@contextmanager
def converts():
    try: yield
    except ValueError as e: raise KeyError("new") from e
def attempt(c, exc=None):
    try:
        with c:
            if exc: raise exc
    except Exception as e: print(repr(e), repr(e.__cause__))
attempt(none()); attempt(two()); attempt(goes_on(), ValueError(1)); attempt(converts(), ValueError(1))
try: cm()
except TypeError as e: print(e)
with suppress(KeyError, IndexError): [][0]
try:
    with suppress(KeyError): [][0]
except IndexError as e: print(repr(e))
out = io.StringIO()
with redirect_stdout(out): print("hidden")
print(repr(out.getvalue()))
with redirect_stderr(out): print("err", file=sys.stderr)
print(repr(out.getvalue()))
class C:
    def close(self): print("closed")
with closing(C()) as c: print(type(c).__name__)
with nullcontext(5) as n: print(n)
with ExitStack() as s:
    print(s.enter_context(cm("s1")), s.enter_context(cm("s2")))
    s.callback(print, "callback", end="!\n"); s.push(lambda *d: print("push", d[0]) or True)
    raise ValueError("in stack")
def fail(m): raise KeyError(m)
for inner in (None, ValueError("v")):
    try:
        with ExitStack() as s:
            s.callback(fail, "k1"); s.callback(fail, "k2"); s.enter_context(cm("z"))
            if inner: raise inner
    except Exception as e: print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
s = ExitStack(); s.enter_context(cm("kept"))
with s: t = s.pop_all()
print("not yet"); t.close()
try: ExitStack().enter_context(3)
except TypeError as e: print(e)
class D(ContextDecorator):
    def __enter__(self): print("D in"); return self
    def __exit__(self, *e): print("D out"); return False
@D()
def g(): print("g")
g()
class A(AbstractContextManager):
    def __exit__(self, *a): print("A out")
with A() as a: print(type(a).__name__, isinstance(C(), AbstractContextManager), isinstance(D(), AbstractContextManager), isinstance(cm("q"), AbstractContextManager))
try: AbstractContextManager()
except TypeError as e: print(str(e)[:60])
@asynccontextmanager
async def acm(name, swallow=False):
    print("aenter", name)
    try:
        await asyncio.sleep(0); yield name
    except ValueError as e:
        print("saw", e)
        if not swallow: raise
    finally: print("aexit", name)
@asynccontextmanager
async def anone():
    if 0: yield
@asynccontextmanager
async def atwo(): yield 1; yield 2
async def gen():
    try:
        yield 1; yield 2
    finally: print("gen closed")
async def main():
    async with acm("a") as x: print(x)
    async with acm("b", True): raise ValueError(1)
    for exc in (ValueError(2), KeyError(3), StopAsyncIteration(4), StopIteration(6), RuntimeError(5), asyncio.CancelledError("c")):
        try:
            async with acm("c"): raise exc
        except BaseException as e: print(repr(e), e is exc, repr(e.__cause__))
    for c in (anone(), atwo()):
        try:
            async with c: pass
        except Exception as e: print(repr(e))
    @acm("deco")
    async def f(a): return a * 2
    print(await f(3), await f(4))
    async with aclosing(gen()) as g:
        async for v in g: print(v); break
    async with nullcontext(5) as n: print(n)
    async def acb(x): print("acb", x)
    try:
        async with AsyncExitStack() as s:
            print(await s.enter_async_context(acm("s1")), s.enter_context(cm("s2")))
            s.push_async_callback(acb, 1); s.callback(print, "sync")
            await s.enter_async_context(acm("s3", True))
            raise ValueError("in async stack")
    except ValueError as e: print(e)
    try: await AsyncExitStack().enter_async_context(3)
    except TypeError as e: print(e)
    s = AsyncExitStack(); await s.enter_async_context(acm("k")); await s.pop_all().aclose()
asyncio.run(main())
