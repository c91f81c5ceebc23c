# Which exception is whose context, across awaits and tasks.
import asyncio, sys, traceback


def ctx(e):
    out = []
    while e is not None:
        out.append(
            f"{type(e).__name__}({', '.join(map(repr, e.args))})"
            + ("!" if e.__suppress_context__ else "")
        )
        e = e.__context__
    return " <- ".join(out)


async def boom(x):
    await asyncio.sleep(0)
    raise x


async def show(c):
    try:
        await c
    except BaseException as e:
        print(ctx(e))


async def a():
    try:
        await boom(ValueError(1))
    except ValueError:
        await boom(KeyError(2))


async def b():
    try:
        await boom(ValueError(1))
    finally:
        await boom(KeyError(2))


async def c():
    try:
        await boom(ValueError(1))
    except ValueError:
        try:
            await boom(KeyError(2))
        except KeyError:
            await boom(OSError(3))


async def d():
    try:
        await boom(ValueError(1))
    except ValueError:
        try:
            await boom(KeyError(2))
        except KeyError:
            pass
        await boom(OSError(3))


async def e():
    try:
        await boom(ValueError(1))
    except ValueError as x:
        err = x
    await boom(OSError(3))


async def f():
    try:
        await boom(ValueError(1))
    except ValueError:
        await asyncio.gather(boom(KeyError(2)))


async def g():
    try:
        await boom(ValueError(1))
    except ValueError:
        await asyncio.wait_for(boom(KeyError(2)), 1)


async def h():
    try:
        await boom(ValueError(1))
    except ValueError:
        async with asyncio.timeout(1):
            raise KeyError(2)


async def i():
    try:
        await boom(ValueError(1))
    except ValueError:
        async for _ in ag():
            pass


async def ag():
    yield 1
    raise KeyError("ag")


async def j():
    async for _ in ag2():
        raise ValueError("body")


async def ag2():
    try:
        yield 1
    finally:
        print("ag2 fin", sys.exc_info()[0].__name__)


async def k():
    try:
        raise ValueError(1)
    except ValueError as v:
        try:
            raise v
        except ValueError as w:
            print(w is v, w.__context__)
        await asyncio.sleep(0)
        raise


async def l():
    t = asyncio.create_task(boom(ValueError("t")))
    await asyncio.wait([t])
    try:
        raise KeyError("k")
    except KeyError:
        t.result()


async def m():
    t = asyncio.create_task(boom(ValueError("t")))
    await asyncio.wait([t])
    try:
        raise KeyError("k")
    except KeyError:
        raise t.exception()


async def n():
    try:
        await boom(ValueError(1))
    except ValueError as x:
        raise KeyError from None


async def o():

    class CM:

        async def __aenter__(s):
            return s

        async def __aexit__(s, t, e, tb):
            print("exc_info", sys.exc_info()[1] is e)
            await boom(OSError("exit"))

    async with CM():
        raise ValueError("body")


async def p():

    async def w():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            await boom(KeyError("cleanup"))

    t = asyncio.create_task(w())
    await asyncio.sleep(0)
    t.cancel("c")
    await t


async def q():
    try:
        raise ValueError(1)
    except ValueError:
        t = asyncio.create_task(asyncio.sleep(1))
        await asyncio.sleep(0)
        t.cancel("inner")
        await t


async def r():
    try:
        raise ValueError(1)
    except ValueError:
        asyncio.current_task().cancel("self")
        await asyncio.sleep(0)


async def s():
    try:
        raise ValueError(1)
    except ValueError:
        asyncio.get_running_loop().call_later(1 / 64, asyncio.current_task().cancel, "later")
        await asyncio.sleep(1)


async def t():
    try:
        raise ValueError(1)
    except ValueError:
        await asyncio.shield(boom(KeyError(2)))


async def u():
    try:
        raise ValueError(1)
    except ValueError:
        await asyncio.to_thread(lambda: {}["thread"])


async def v():
    try:
        raise ValueError(1)
    except ValueError:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom(KeyError(2)))


async def w():

    def gen():
        try:
            yield
        except ValueError as x:
            raise KeyError("gen")

    x = gen()
    next(x)
    try:
        raise OSError("o")
    except OSError:
        x.throw(ValueError("thrown"))


async def x():
    print(sys.exc_info())
    try:
        raise ValueError(1)
    except ValueError:
        await asyncio.sleep(0)
        print(sys.exc_info()[0].__name__)
        await asyncio.create_task(y())
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info())


async def y():
    print("y", sys.exc_info())


async def main():
    for n in "abcdefghijklmnopqrstuvwx":
        print(n, end=": ")
        await show(globals()[n]())
    print(await asyncio.gather(*(globals()[n]() for n in "acd"), return_exceptions=True))


asyncio.run(main())
