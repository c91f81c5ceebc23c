# Cancelling tasks in every state, and what they wait for.
import asyncio

log = print


async def sleeper(name, n=8):
    try:
        log(name, "start")
        await asyncio.sleep(n / 64)
        log(name, "end")
        return name
    except asyncio.CancelledError as e:
        log(name, "cancelled", e.args)
        raise
    finally:
        log(name, "finally")


async def swallow(name):
    for i in range(3):
        try:
            await asyncio.sleep(4 / 64)
        except asyncio.CancelledError as e:
            log(name, "swallow", i, repr(e), asyncio.current_task().cancelling())
    return name


async def outcome(t):
    try:
        r = await t
    except BaseException as e:
        return (type(e).__name__, e.args, type(e.__context__).__name__, type(e.__cause__).__name__)
    return r


async def main():
    t = asyncio.create_task(sleeper("a"))
    print(t.cancel("m1"))
    print(await outcome(t))
    print(t.cancelled(), t.done(), t.cancel(), t.cancelling())
    t = asyncio.create_task(sleeper("b"))
    await asyncio.sleep(0)
    print(t.cancel("m1"), t.cancel("m2"), t.cancelling())
    print(await outcome(t))
    print(t.cancelling())
    t = asyncio.create_task(swallow("c"))
    await asyncio.sleep(1 / 64)
    t.cancel("x")
    await asyncio.sleep(1 / 64)
    t.cancel("y")
    await asyncio.sleep(1 / 64)
    print(t.cancelling(), t.uncancel(), t.uncancel(), t.uncancel())
    print(await outcome(t))
    print(t.cancelled(), t.cancelling())
    for mk in (lambda: asyncio.Lock().acquire(),):
        pass
    l = asyncio.Lock()
    await l.acquire()
    t1 = asyncio.create_task(l.acquire())
    t2 = asyncio.create_task(l.acquire())
    await asyncio.sleep(0)
    t1.cancel("lock")
    print(await outcome(t1))
    l.release()
    print(await outcome(t2), l.locked())
    l = asyncio.Lock()
    await l.acquire()
    t1 = asyncio.create_task(l.acquire())
    t2 = asyncio.create_task(l.acquire())
    await asyncio.sleep(0)
    l.release()
    t1.cancel()
    print(await outcome(t1), l.locked())
    print(await outcome(t2), l.locked())
    s = asyncio.Semaphore(0)
    t1 = asyncio.create_task(s.acquire())
    t2 = asyncio.create_task(s.acquire())
    await asyncio.sleep(0)
    s.release()
    t1.cancel()
    print(await outcome(t1), s._value, s.locked())
    print(await outcome(t2), s._value)
    q = asyncio.Queue()
    t1 = asyncio.create_task(q.get())
    t2 = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.put_nowait(1)
    t1.cancel()
    print(await outcome(t1))
    print(await outcome(t2), q)
    q = asyncio.Queue(1)
    q.put_nowait(0)
    t1 = asyncio.create_task(q.put(1))
    t2 = asyncio.create_task(q.put(2))
    await asyncio.sleep(0)
    q.get_nowait()
    t1.cancel()
    print(await outcome(t1))
    print(await outcome(t2), q)
    c = asyncio.Condition()

    async def cw(n):
        async with c:
            try:
                await c.wait()
                log(n, "woke")
            except asyncio.CancelledError:
                log(n, "cond cancelled", c.locked())
                raise

    t1 = asyncio.create_task(cw(1))
    t2 = asyncio.create_task(cw(2))
    await asyncio.sleep(0)
    async with c:
        t1.cancel("cc")
        await asyncio.sleep(2 / 64)
        t1.cancel("dd")
        await asyncio.sleep(1 / 64)
    print(await outcome(t1), c.locked())
    async with c:
        c.notify()
    print(await outcome(t2))
    g = asyncio.gather(sleeper("g1"), sleeper("g2"))
    await asyncio.sleep(1 / 64)
    print(g.cancel("gm"), g.cancelled(), g)
    print(await outcome(g), g)
    g = asyncio.gather(sleeper("g1"), sleeper("g2"), return_exceptions=True)
    await asyncio.sleep(1 / 64)
    print(g.cancel("gm"))
    print(await outcome(g))
    a = asyncio.create_task(sleeper("ga"))
    b = asyncio.create_task(sleeper("gb"))
    g = asyncio.gather(a, b, return_exceptions=True)
    await asyncio.sleep(1 / 64)
    a.cancel("only a")
    print(await outcome(g))
    a = asyncio.create_task(sleeper("ga"))
    b = asyncio.create_task(sleeper("gb"))
    g = asyncio.gather(a, b)
    await asyncio.sleep(1 / 64)
    a.cancel("only a")
    print(await outcome(g))
    print(b.done())
    print(await b)

    async def outer():
        await asyncio.gather(sleeper("o1"), swallow("o2"))

    t = asyncio.create_task(outer())
    await asyncio.sleep(1 / 64)
    t.cancel("out")
    print(await outcome(t))
    await asyncio.sleep(12 / 64)
    inner = asyncio.create_task(sleeper("in"))

    async def sh():
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError as e:
            log("sh cancelled", e.args, inner.done())
            raise

    t = asyncio.create_task(sh())
    await asyncio.sleep(1 / 64)
    t.cancel("shielded")
    print(await outcome(t))
    print(await inner)
    inner = asyncio.create_task(sleeper("in2"))
    t = asyncio.create_task(sh())
    await asyncio.sleep(1 / 64)
    inner.cancel("inner")
    print(await outcome(t))
    t = asyncio.create_task(asyncio.wait_for(sleeper("wf"), 10 / 64))
    await asyncio.sleep(1 / 64)
    t.cancel("wf")
    print(await outcome(t))
    t = asyncio.create_task(asyncio.wait_for(swallow("wf2"), 10 / 64))
    await asyncio.sleep(1 / 64)
    t.cancel("wf")
    print(await outcome(t))

    async def to():
        async with asyncio.timeout(5 / 64):
            await sleeper("to", 20)

    print(await outcome(asyncio.create_task(to())))
    t = asyncio.create_task(to())
    await asyncio.sleep(1 / 64)
    t.cancel("ext")
    print(await outcome(t))

    async def selfcancel():
        asyncio.current_task().cancel("self")
        log("still")
        await asyncio.sleep(0)
        log("never")

    print(await outcome(asyncio.create_task(selfcancel())))

    async def selfcancel2():
        asyncio.current_task().cancel("self")
        return 5

    t = asyncio.create_task(selfcancel2())
    print(await outcome(t), t.cancelled())

    async def raises():
        raise asyncio.CancelledError("by hand", 2)

    t = asyncio.create_task(raises())
    print(await outcome(t), t.cancelled(), t._cancel_message)
    try:
        t.result()
    except asyncio.CancelledError as e:
        print(e.args)
    try:
        t.exception()
    except asyncio.CancelledError as e:
        print(e.args)

    async def convert():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            raise ValueError("conv") from e

    t = asyncio.create_task(convert())
    await asyncio.sleep(0)
    t.cancel()
    print(await outcome(t))

    async def infinally():
        try:
            await asyncio.sleep(1)
        finally:
            await asyncio.sleep(2 / 64)
            log("cleaned")

    t = asyncio.create_task(infinally())
    await asyncio.sleep(0)
    t.cancel("1")
    print(await outcome(t))
    t = asyncio.create_task(infinally())
    await asyncio.sleep(0)
    t.cancel("1")
    await asyncio.sleep(1 / 64)
    t.cancel("2")
    print(await outcome(t))
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda f: log("cb", f.cancelled()))
    t = asyncio.create_task(outcome(f))
    await asyncio.sleep(0)
    print(f.cancel("fm"), f.cancel("fm2"))
    print(await t)
    t = asyncio.create_task(sleeper("cb"))
    t.add_done_callback(lambda t: log("done cb cancel", t.cancel()))
    await t
    await asyncio.sleep(0)


asyncio.run(main())
