# Async generators that end early, late, or with an error.
import asyncio


async def g(n, slow=0):
    try:
        i = 0
        while True:
            yield i
            i += 1
    finally:
        if slow:
            await asyncio.sleep(slow / 64)
        print("fin", n)


keep = []


async def main():
    a = g("a")
    await anext(a)
    async for x in g("b"):
        if x == 2:
            break
    print("after break")
    await asyncio.sleep(0)
    print("tick")
    await asyncio.sleep(0)

    async def inner():
        async for x in g("c", 1):
            return x

    print(await inner())
    await asyncio.sleep(2 / 64)

    async def raises():
        async for x in g("d"):
            raise ValueError("d")

    try:
        await raises()
    except ValueError as e:
        print(repr(e))
        del e
    await asyncio.sleep(1 / 64)
    b = g("e", 2)
    await anext(b)
    t = asyncio.create_task(b.aclose())
    await asyncio.sleep(1 / 64)
    try:
        await anext(b)
    except BaseException as e:
        print(repr(e))
    await t
    try:
        await anext(b)
    except StopAsyncIteration as e:
        print(repr(e))
    k = g("kept1", 1)
    await anext(k)
    keep.append(k)
    k = g("kept2")
    await anext(k)
    keep.append(k)
    c = g("cancelled", 1)
    await anext(c)

    async def use():
        async for x in c:
            await asyncio.sleep(1)

    t = asyncio.create_task(use())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("use cancelled")
    await c.aclose()

    async def chain():
        async for x in g("inner"):
            yield (x * 10)

    async for x in chain():
        if x == 20:
            break
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("chain done")

    async def errfin():
        try:
            yield 1
        finally:
            raise OSError("in fin")

    async for x in errfin():
        break
    await asyncio.sleep(1 / 64)
    e = errfin()
    await anext(e)
    try:
        await e.aclose()
    except OSError as x:
        print(repr(x), repr(x.__context__))

    async def yieldfin():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    async for x in yieldfin():
        break
    await asyncio.sleep(1 / 64)

    async def agwith():
        async with asyncio.timeout(1 / 64):
            yield 1
            await asyncio.sleep(1)

    try:
        async for x in agwith():
            print(x)
    except TimeoutError as e:
        print("TO")

    async def agtg():
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(asyncio.sleep(1 / 64, "v"))
            yield "mid"
            yield (await t)

    print([x async for x in agtg()])
    ag = g("throw")
    await anext(ag)
    try:
        await ag.athrow(KeyError, KeyError("old style"))
    except KeyError as e:
        print(repr(e))
    ag = g("asend")
    print(await ag.asend(None), await ag.asend(5))
    await ag.aclose()
    lc = [y async for y in (x async for x in chain_n(3))]
    print(lc)
    print([x async for x in aislice(g("slice"), 2)])
    await asyncio.sleep(1 / 64)
    print("main end")


async def chain_n(n):
    for i in range(n):
        yield i


async def aislice(it, n):
    i = 0
    async for x in it:
        if i >= n:
            return
        yield x
        i += 1


asyncio.run(main())
print("after run", len(keep))
