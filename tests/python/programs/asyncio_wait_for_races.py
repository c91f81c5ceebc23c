# wait_for as its timeout, its task and a cancellation meet.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    loop.call_later(2 / 64, f.set_result, "same")
    try:
        print(await asyncio.wait_for(f, 2 / 64))
    except TimeoutError:
        print("TO", f)
    f = loop.create_future()
    t = asyncio.create_task(asyncio.wait_for(f, 2 / 64))
    await asyncio.sleep(0)
    loop.call_later(2 / 64, f.set_result, "after")
    try:
        print(await t)
    except TimeoutError:
        print("TO", f.cancelled())
    await asyncio.sleep(2 / 64) if f.cancelled() else None

    async def eats():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            return "ate"

    print(await asyncio.wait_for(eats(), 1 / 64))
    t = asyncio.create_task(asyncio.wait_for(eats(), 1))
    await asyncio.sleep(1 / 64)
    t.cancel()
    try:
        print(await t)
    except asyncio.CancelledError:
        print("C")

    async def cleans():
        try:
            await asyncio.sleep(1)
        finally:
            await asyncio.sleep(3 / 64)
            print("cleaned")

    t = asyncio.create_task(asyncio.wait_for(cleans(), 1 / 64))
    await asyncio.sleep(2 / 64)
    t.cancel("while cleaning")
    try:
        print(await t)
    except BaseException as e:
        print(repr(e))
    await asyncio.sleep(4 / 64)

    async def ignores():
        for i in range(3):
            try:
                await asyncio.sleep(2 / 64)
            except asyncio.CancelledError:
                print("ignored", i)
        return "ignored all"

    try:
        print(await asyncio.wait_for(ignores(), 1 / 64))
    except TimeoutError:
        print("TO")
    try:
        await asyncio.wait_for(asyncio.wait_for(asyncio.sleep(1), 1 / 64), 1 / 64)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__))
    try:
        async with asyncio.timeout(1 / 64):
            await asyncio.wait_for(asyncio.sleep(1), 1 / 64)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__))
    inner = asyncio.create_task(asyncio.sleep(1))
    s = asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel("in")
    try:
        await s
    except asyncio.CancelledError as e:
        print("s", e.args, s.cancelled())
    inner = asyncio.create_task(asyncio.sleep(2 / 64, "kept"))
    g = asyncio.gather(asyncio.shield(inner), asyncio.sleep(1))
    await asyncio.sleep(0)
    g.cancel()
    try:
        await g
    except asyncio.CancelledError:
        print(inner.done())
        print(await inner)

    async def c(n):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            print("c", n, e.args)
            raise

    t = asyncio.create_task(
        asyncio.wait_for(
            asyncio.gather(c(1), asyncio.gather(c(2), c(3), return_exceptions=True)), 1 / 64
        )
    )
    try:
        await t
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__))

    async def outer():
        return await asyncio.gather(c(4), c(5), return_exceptions=True)

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel("msg")
    try:
        print(await t)
    except asyncio.CancelledError as e:
        print("outer", e.args)
    d, p = await asyncio.wait([asyncio.create_task(asyncio.sleep(0))], timeout=-1)
    print(len(d), len(p))
    await asyncio.wait(p)
    for x in asyncio.as_completed([asyncio.sleep(1)], timeout=0):
        try:
            await x
        except TimeoutError as e:
            print("ac", repr(e))
    for tt in asyncio.all_tasks() - {asyncio.current_task()}:
        tt.cancel()
    async with asyncio.timeout(2 / 64) as a:
        async with asyncio.timeout(1 / 64) as b:
            b.reschedule(None)
            await asyncio.sleep(1 / 64)
        print(a.expired(), b.expired())
        a.reschedule(loop.time() + 10)
        await asyncio.sleep(2 / 64)
    print(a.expired(), asyncio.current_task().cancelling())
    async with asyncio.timeout_at(loop.time() - 1) as a:
        x = 1
    print(a.expired())
    await asyncio.sleep(0)
    print("alive", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
    except TimeoutError:
        print("t0 TO")
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(1 / 64)
    except TimeoutError:
        print("t0b TO")
    try:
        async with asyncio.timeout(None) as n:
            await asyncio.sleep(0)
            n.reschedule(0)
            await asyncio.sleep(1)
    except TimeoutError:
        print("n TO", n)
    for bad in ("x", [1]):
        try:
            async with asyncio.timeout(bad):
                pass
        except TypeError as e:
            print(e)
    try:
        asyncio.timeout()
    except TypeError as e:
        print(e)


asyncio.run(main())
