import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable


class Ticker:
    """Yield numbers from 0 to `to` every `delay` seconds."""

    def __init__(self, delay, to):
        self.delay, self.i, self.to = delay, 0, to

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.to:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(self.delay)
        return self.i - 1


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self._task = None

    def __await__(self):
        if self._task is None:
            self._task = asyncio.ensure_future(self.factory())
        return self._task.__await__()


async def merge(*iterators):
    pending = {asyncio.ensure_future(anext(it)): it for it in map(aiter, iterators)}
    try:
        while pending:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in sorted(done, key=lambda t: t.get_name()):
                it = pending.pop(task)
                try:
                    yield task.result()
                except StopAsyncIteration:
                    continue
                pending[asyncio.ensure_future(anext(it))] = it
    finally:
        for task in pending:
            task.cancel()
        print("merge closed with", len(pending), "pending")


async def numbers(n):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                print("sent", got)
    except GeneratorExit:
        print("numbers closed early")
        raise
    finally:
        await asyncio.sleep(0)
        print("numbers cleaned up")


class Connection:
    async def fetch(self):
        await asyncio.sleep(0.01)
        return {"rows": [1, 2, 3]}

    async def rows(self):
        data = await self.fetch()
        for r in data["rows"]:
            yield r


async def first(ait, *, default=None):
    async with contextlib.aclosing(ait) as it:
        async for x in it:
            return x
    return default


async def make():
    print("made once")
    await asyncio.sleep(0.001)
    return "value"


async def main():
    print([i async for i in Ticker(0.001, 4)], isinstance(Ticker(0, 0), AsyncIterator), isinstance(numbers(1), AsyncGenerator))
    got = sorted([x async for x in merge(Ticker(0.004, 3), numbers(2), Ticker(0.001, 2))])
    print(got)
    async for x in merge(Ticker(0.001, 9), Ticker(0.5, 9)):
        if x == 3:
            break
    await asyncio.sleep(0.01)
    lazy = Lazy(make)
    print(await lazy, await lazy, isinstance(lazy, Awaitable), await asyncio.wait_for(lazy, 1))
    g = numbers(5)
    print(await g.asend(None), await g.asend("hello"), await anext(g))
    await g.aclose()
    try:
        await g.asend(None)
    except StopAsyncIteration as e:
        print("StopAsyncIteration", e.args)
    print(await first(numbers(3)), await first(numbers(0), default="none"))
    print([r async for r in Connection().rows() if r % 2], {r: r * r async for r in Connection().rows()})
    total = [await coro for coro in [asyncio.sleep(0, v) for v in "xyz"]]
    print(total, [x for x in [await asyncio.sleep(0, 5)]], [await asyncio.sleep(0, c) async for c in Ticker(0, 2)])
    gen = (i * 2 async for i in Ticker(0, 3))
    print(type(gen).__name__, [v async for v in gen])
    for wrong in (lambda: aiter(5), lambda: anext([])):
        try:
            wrong()
        except (TypeError, StopIteration) as e:
            print(type(e).__name__, e)
    try:
        async for x in [1, 2]:
            pass
    except TypeError as e:
        print(e)
    try:
        [x for x in numbers(1)]
    except TypeError as e:
        print(e)
    g = numbers(3)
    await anext(g)
    try:
        await g.athrow(KeyError("thrown"))
    except KeyError as e:
        print("KeyError", e)
    t1 = asyncio.create_task(anext(Ticker(0.01, 1)))
    print(await t1)
    g2 = numbers(2)
    a, b = g2.asend(None), g2.asend(None)
    print(await a)
    b.close()
    async for x in numbers(2):
        for y in Ticker(0, 1):
            pass


asyncio.run(main())
