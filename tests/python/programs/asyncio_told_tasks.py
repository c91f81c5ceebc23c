# Tasks in words, also of the one that runs.
import asyncio


async def job(n):
    me = asyncio.current_task()
    print(str(me).replace("<", "[", 1).split(" cb=")[0])
    if n:
        await asyncio.sleep(n / 64)
    return n


async def chain():
    print(str(asyncio.current_task()).split(" cb=")[0])
    await inner()


async def inner():
    t = asyncio.current_task()
    print(repr(t).split(" cb=")[0])


async def main():
    t = asyncio.create_task(job(1), name="J")
    print(t)
    await asyncio.sleep(0)
    print(t)
    await t
    print(t)
    await chain()
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(job(2))
        await asyncio.sleep(0)
        print(str(a).split(" cb=")[0])
    g = asyncio.gather(job(1), job(2))
    print([str(c).split(" cb=")[0] for c in g._children]) if hasattr(g, "_children") else 0
    await g
    for t in sorted(asyncio.all_tasks(), key=lambda t: t.get_name()):
        print(
            t.get_name(),
            t.get_coro().__name__,
            t.done(),
            t.get_coro().cr_running,
            t.get_coro().cr_await,
        )
    w = asyncio.create_task(asyncio.wait_for(job(5), 1), name="W")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(
        w.get_coro().__qualname__,
        type(w.get_coro().cr_await).__name__ in ("FutureIter", "coroutine_wrapper"),
    )
    w.cancel()
    print("cancelling" in repr(w))
    await asyncio.wait([w])
    print("cancelled" in repr(w))

    async def lam():
        pass

    t = asyncio.create_task(lam())
    print(t)
    await t
    print(t)

    class K:

        async def m(self):
            pass

    t = asyncio.create_task(K().m(), name="meth")
    print(t)
    await t
    t = asyncio.create_task((lambda: job(0))())
    print(t)
    await t
    f = asyncio.ensure_future(asyncio.sleep(0))
    print(str(f).split(" at ")[0])
    await f
    ex = asyncio.create_task(bad())
    await asyncio.wait([ex])
    print(ex)
    ex.exception()
    ex = asyncio.create_task(bad2())
    await asyncio.wait([ex])
    print(str(ex).split(" exception=")[0])
    ex.exception()


async def bad():
    raise ValueError("a " + "b" * 50)


async def bad2():
    raise ExceptionGroup("eg", [ValueError(1), KeyError("k")])


asyncio.run(main())
