# timeout(), timeout_at() and wait_for() in their corners.
import asyncio

loop0 = None


async def case(f):
    print("--", f.__name__)
    try:
        r = await f()
        print("->", r)
    except BaseException as e:
        print("!", repr(e), repr(e.__cause__), repr(e.__context__))
    print("cancelling", asyncio.current_task().cancelling())


async def sl(n, r=None):
    try:
        await asyncio.sleep(n / 64)
        print("slept", n)
        return r
    except asyncio.CancelledError as e:
        print("sl cancelled", n, e.args)
        raise


async def basic():
    async with asyncio.timeout(2 / 64) as t:
        await sl(5)


async def fine():
    async with asyncio.timeout(9 / 64) as t:
        await sl(1)
    return (t.expired(), str(t))


async def zero():
    async with asyncio.timeout(0) as t:
        print("in")
        await asyncio.sleep(0)
        print("after0")
        await sl(1)


async def zero_noawait():
    async with asyncio.timeout(0) as t:
        print("in", t.expired())
    print(t.expired())
    await asyncio.sleep(0)


async def neg():
    async with asyncio.timeout(-5) as t:
        await sl(1)


async def nested1():
    try:
        async with asyncio.timeout(5 / 64) as o:
            try:
                async with asyncio.timeout(1 / 64) as i:
                    await sl(9)
            except TimeoutError:
                print("inner", o.expired(), i.expired())
                await sl(9)
    except TimeoutError:
        print("outer", o.expired(), i.expired())


async def nested2():
    async with asyncio.timeout(1 / 64) as o:
        try:
            async with asyncio.timeout(5 / 64) as i:
                await sl(9)
        except TimeoutError:
            print("wrong")
        finally:
            print(o, i, i.expired())


async def same():
    try:
        async with asyncio.timeout(2 / 64) as o:
            async with asyncio.timeout(2 / 64) as i:
                await sl(9)
    except TimeoutError as e:
        print("T", o.expired(), i.expired())


async def resched():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as t:
        print(t.when(), t)
        t.reschedule(loop.time() + 2 / 64)
        w = t.when()
        print(type(w))
        await sl(1)
        t.reschedule(w + 3 / 64)
        await sl(2)
        t.reschedule(None)
        await sl(6)
        t.reschedule(loop.time() - 1)
        print("x")
        await sl(1)


async def states():
    t = asyncio.timeout(1)
    for f in (lambda: t.reschedule(1),):
        try:
            f()
        except Exception as e:
            print(repr(e))
    async with t:
        try:
            async with t:
                pass
        except Exception as e:
            print(repr(e))
    try:
        t.reschedule(5)
    except Exception as e:
        print(repr(e))
    try:
        async with t:
            pass
    except Exception as e:
        print(repr(e))
    try:
        async with asyncio.timeout(1 / 64) as t2:
            await sl(3)
    except TimeoutError:
        pass
    try:
        t2.reschedule(5)
    except Exception as e:
        print(repr(e))
    print(t2)
    async with asyncio.timeout(1 / 64) as t3:
        try:
            await sl(3)
        except asyncio.CancelledError:
            print(t3, t3.expired())
            try:
                t3.reschedule(7)
            except Exception as e:
                print(repr(e))
            raise


async def at():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout_at(loop.time() + 1 / 64) as t:
        await sl(5)


async def other_error():
    async with asyncio.timeout(1 / 64) as t:
        try:
            await sl(5)
        except asyncio.CancelledError:
            raise ValueError("instead")


async def swallowed():
    async with asyncio.timeout(1 / 64) as t:
        try:
            await sl(5)
        except asyncio.CancelledError:
            print("swallowed")
    print(t.expired())
    await sl(1)
    return "fine"


async def notimeout():
    t = asyncio.timeout(1)
    with t:
        pass


async def in_finally():
    async with asyncio.timeout(1 / 64) as t:
        try:
            await sl(5)
        finally:
            await sl(2)
            print("fin")


async def wf_basic():
    return await asyncio.wait_for(sl(1, "r"), 5 / 64)


async def wf_to():
    return await asyncio.wait_for(sl(5), 1 / 64)


async def wf_none():
    return await asyncio.wait_for(sl(1, 7), None)


async def wf_zero():
    return await asyncio.wait_for(sl(1, 7), 0)


async def wf_zero_done():
    t = asyncio.create_task(sl(0, 7))
    await sl(1)
    return (await asyncio.wait_for(t, 0), await asyncio.wait_for(t, -1))


async def wf_neg_fut():
    f = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(f, -1)
    finally:
        print(f)


async def wf_swallow():

    async def s():
        try:
            await asyncio.sleep(9 / 64)
        except asyncio.CancelledError:
            return "swallowed"

    return await asyncio.wait_for(s(), 1 / 64)


async def wf_err_on_cancel():

    async def s():
        try:
            await asyncio.sleep(9 / 64)
        except asyncio.CancelledError:
            raise KeyError("on cancel")

    return await asyncio.wait_for(s(), 1 / 64)


async def wf_slow_cancel():

    async def s():
        try:
            await asyncio.sleep(9 / 64)
        finally:
            await asyncio.sleep(3 / 64)
            print("slow")

    return await asyncio.wait_for(s(), 1 / 64)


async def wf_inner_error():

    async def s():
        await asyncio.sleep(1 / 64)
        raise OSError("e")

    return await asyncio.wait_for(s(), 4 / 64)


async def wf_inner_timeout():

    async def s():
        await asyncio.sleep(1 / 64)
        raise TimeoutError("inner")

    return await asyncio.wait_for(s(), 4 / 64)


async def wf_inner_cancel():
    t = asyncio.create_task(sl(9))
    asyncio.get_running_loop().call_later(1 / 64, t.cancel, "x")
    return await asyncio.wait_for(t, 4 / 64)


async def wf_shield():
    t = asyncio.create_task(sl(3, "late"))
    try:
        await asyncio.wait_for(asyncio.shield(t), 1 / 64)
    except TimeoutError:
        print("TO")
    return await t


async def wf_bad():
    for x in (5, None, "a", [1]):
        try:
            await asyncio.wait_for(x, 1)
        except Exception as e:
            print(repr(e))
        try:
            await asyncio.wait_for(x, None)
        except Exception as e:
            print(repr(e))
    c = sl(1)
    try:
        await asyncio.wait_for(c, "1")
    except Exception as e:
        print(repr(e))
        c.close()


async def wf_race():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    t = asyncio.create_task(asyncio.wait_for(f, 10 / 64))
    await asyncio.sleep(0)
    f.set_result("done")
    t.cancel()
    try:
        print(await t)
    except asyncio.CancelledError as e:
        print("C", e.args)
    f = loop.create_future()
    t = asyncio.create_task(asyncio.wait_for(f, 10 / 64))
    await asyncio.sleep(0)
    t.cancel()
    f.set_result("done")
    try:
        print(await t)
    except asyncio.CancelledError as e:
        print("C", e.args)
    f = loop.create_future()
    t = asyncio.create_task(asyncio.wait_for(f, 10 / 64))
    await asyncio.sleep(0)
    f.set_exception(OSError("x"))
    t.cancel()
    try:
        print(await t)
    except BaseException as e:
        print("C", repr(e))


async def wf_custom_awaitable():

    class A:

        def __await__(self):
            yield from asyncio.sleep(1 / 64).__await__()
            return "aw"

    print(await asyncio.wait_for(A(), 5 / 64))
    print(await asyncio.wait_for(A(), None))
    return await asyncio.wait_for(A(), 1 / 128)


async def main():
    for f in [
        v
        for k, v in globals().items()
        if asyncio.iscoroutinefunction(v) and k not in ("main", "case", "sl")
    ]:
        await case(f)


asyncio.run(main())
