import asyncio


async def slow(n, name="slow"):
    try:
        await asyncio.sleep(n)
        return f"{name} slept {n}"
    except asyncio.CancelledError:
        print(f"{name}({n}) cancelled")
        raise


async def nested():
    try:
        async with asyncio.timeout(0.2) as outer:
            try:
                async with asyncio.timeout(0.02) as inner:
                    await slow(5)
            except TimeoutError:
                print("inner timed out", inner.expired(), outer.expired())
            await slow(0.01, "between")
            async with asyncio.timeout(10):
                await slow(5, "second")
    except TimeoutError as e:
        print("outer timed out", outer.expired(), repr(e), repr(e.__cause__))


async def reschedule():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as cm:
        print(cm.when(), cm.expired())
        cm.reschedule(loop.time() + 0.05)
        print(cm.when() is not None)
        await asyncio.sleep(0.01)
        cm.reschedule(None)
        await asyncio.sleep(0.06)
    print("never expired", cm.expired())
    try:
        cm.reschedule(1)
    except RuntimeError as e:
        print("RuntimeError:", e)


async def main():
    await nested()
    await reschedule()
    try:
        await asyncio.wait_for(slow(1), timeout=0.01)
    except asyncio.TimeoutError as e:
        print(type(e), asyncio.TimeoutError is TimeoutError, e.args)
    print(await asyncio.wait_for(slow(0.001), 1))
    print(await asyncio.wait_for(asyncio.shield(slow(0.01)), None))
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1):
            print("still runs up to the first await")
            await asyncio.sleep(0)
    except TimeoutError:
        print("already past")
    done, pending = await asyncio.wait([asyncio.create_task(slow(d, f"w{d}")) for d in (0.01, 0.5)], timeout=0.05)
    print(len(done), len(pending), done.pop().result())
    pending.pop().cancel()
    for next_done in asyncio.as_completed([slow(0.03, "c"), slow(0.01, "a"), slow(0.02, "b")], timeout=1):
        print(await next_done)
    try:
        for next_done in asyncio.as_completed([slow(0.01, "x"), slow(1, "y")], timeout=0.05):
            print(await next_done)
    except asyncio.TimeoutError:
        print("as_completed timed out")
    try:
        async with asyncio.timeout(0.05):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(slow(1, "t1"))
                tg.create_task(slow(0.01, "t2"))
    except TimeoutError:
        print("group timed out")
    t = asyncio.timeout(1)
    print(t)
    async with t:
        print(str(t).split(" when=")[0])
    print(t)
    async with asyncio.timeout(0.01):
        await slow(3, "uncaught")


asyncio.run(main())
