# Stacks of contexts whose exits raise.
import asyncio
from contextlib import *


async def acb(n, e=None):
    print("acb", n)
    if e:
        raise e


def cb(n, e=None):
    print("cb", n)
    if e:
        raise e


def chain(e):
    out = []
    while e is not None and len(out) < 8:
        out.append(repr(e))
        e = e.__context__
    return " <- ".join(out)


async def run(f):
    try:
        print(f.__name__, "->", await f())
    except BaseException as e:
        print(f.__name__, "!", chain(e))


async def s1():
    async with AsyncExitStack() as st:
        st.callback(cb, 1)
        st.push_async_callback(acb, 2)
        st.callback(cb, 3, KeyError("c3"))
        st.push_async_callback(acb, 4, OSError("a4"))
        return "r"


async def s2():
    async with AsyncExitStack() as st:
        st.callback(cb, 1)
        st.push(lambda *a: True)
        st.push_async_callback(acb, 4, OSError("a4"))
        raise ValueError("body")
    return "suppressed"


async def s3():
    st = AsyncExitStack()
    st.callback(cb, "closed")
    await st.aclose()
    print("again")
    await st.aclose()


async def s4():
    async with AsyncExitStack() as st:
        st.push_async_exit(lambda *a: acb("x"))
        st.push(lambda t, e, tb: print("push", t, e))
        raise ValueError("v")


async def s5():
    async with AsyncExitStack() as st:
        try:
            await st.enter_async_context(nullcontext(1))
            st.enter_context(suppress(ValueError))
            raise ValueError
        finally:
            print("fin")
    return "ok"


async def s6():

    @asynccontextmanager
    async def cm(n):
        print("open", n)
        try:
            yield n
        except BaseException as e:
            print("saw", n, repr(e))
            raise
        finally:
            print("close", n)

    async with AsyncExitStack() as st:
        r = [await st.enter_async_context(cm(i)) for i in range(3)]
        print(r)
        st.pop_all
        raise asyncio.CancelledError("c")


async def s7():
    try:
        raise ValueError("outer")
    except ValueError:
        async with AsyncExitStack() as st:
            st.callback(cb, 1, KeyError("k"))
            st.callback(cb, 2, OSError("o"))


async def s8():
    with ExitStack() as st:
        st.enter_context(suppress(KeyError))
        st.callback(cb, 1, KeyError("k"))
        raise ValueError("v")
    return "?"


async def s9():

    @contextmanager
    def c():
        try:
            yield
        finally:
            print("gen closed")

    with c():
        await asyncio.sleep(0)
        return 9


async def s10():

    @asynccontextmanager
    async def c():
        async with asyncio.TaskGroup() as tg:
            yield tg

    try:
        async with c() as tg:
            tg.create_task(acb("t", ValueError("in tg")))
            await asyncio.sleep(1)
    except* ValueError as g:
        print(g.exceptions)
    async with c() as tg:
        t = tg.create_task(asyncio.sleep(0, "v"))
    return t.result()


async def s11():

    @asynccontextmanager
    async def c():
        try:
            yield 1
        except ValueError as e:
            raise

    async with c():
        raise ValueError("same")


async def s12():

    @asynccontextmanager
    async def c():
        async with asyncio.timeout(1 / 64):
            yield

    try:
        async with c():
            await asyncio.sleep(1)
    except TimeoutError as e:
        print("TO", chain(e))
    c2 = c()
    print(isinstance(c2, AbstractAsyncContextManager), hasattr(c2, "__aenter__"), c2.gen.__name__)
    await c2.__aenter__()
    print(await c2.__aexit__(None, None, None))


async def s13():

    @asynccontextmanager
    async def c():
        yield

    async with c():
        raise RuntimeError("rt")


async def s14():

    @asynccontextmanager
    async def c():
        try:
            yield
        except RuntimeError as e:
            raise ValueError("conv") from e

    async with c():
        raise RuntimeError("rt")


async def main():
    for f in [v for k, v in list(globals().items()) if k[0] == "s" and k[1:].isdigit()]:
        await run(f)


asyncio.run(main())
