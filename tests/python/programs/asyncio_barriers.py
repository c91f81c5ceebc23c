# Barriers, conditions and semaphores, with waiters that give up.
import re, functools

said = print


def print(*a, **k):
    said(*(re.sub("0x[0-9a-f]+", "0x", str(x)) for x in a), **k)


import asyncio


async def main():
    b = asyncio.Barrier(3)
    log = []

    async def w(n, d):
        await asyncio.sleep(d / 64)
        try:
            async with asyncio.timeout(4 / 64):
                i = await b.wait()
                log.append((n, i))
        except TimeoutError:
            log.append((n, "TO", b.broken, b.n_waiting))
        except asyncio.BrokenBarrierError:
            log.append((n, "broken"))

    await asyncio.gather(w("a", 0), w("b", 1), w("c", 10))
    print(log, b)
    log.clear()
    await asyncio.gather(w("a", 0), w("b", 1), w("c", 2))
    print(log, b)
    log.clear()

    async def ab():
        await asyncio.sleep(2 / 64)
        await b.abort()

    await asyncio.gather(w("a", 0), w("b", 1), ab(), w("late", 3))
    print(log, b)
    log.clear()
    await b.reset()

    async def rs():
        await asyncio.sleep(2 / 64)
        await b.reset()

    await asyncio.gather(w("a", 0), w("b", 1), rs(), w("late", 3))
    print(log, b)
    log.clear()
    b = asyncio.Barrier(2)

    async def loopw(n):
        for i in range(3):
            r = await b.wait()
            log.append((n, i, r))

    await asyncio.gather(loopw("x"), loopw("y"))
    print(sorted(log), log)
    log.clear()
    b = asyncio.Barrier(2)
    await asyncio.gather(*(b.wait() for _ in range(4)))
    print(b)
    b = asyncio.Barrier(3)

    async def one():
        async with b as p:
            if p == 0:
                print("leader")
        await b.wait()

    await asyncio.gather(one(), one(), one())
    c = asyncio.Condition()
    items = []

    async def cons(n):
        async with c:
            try:
                await asyncio.wait_for(c.wait_for(lambda: items), 3 / 64)
            except TimeoutError:
                print(n, "timeout", c.locked())
                return
            print(n, items.pop())

    async def prod():
        for i in range(2):
            await asyncio.sleep(1 / 64)
            async with c:
                items.append(i)
                c.notify()

    await asyncio.gather(*(cons(i) for i in range(3)), prod())

    async def pred_err():
        async with c:
            await c.wait_for(lambda: 1 / 0)

    print(await asyncio.gather(pred_err(), return_exceptions=True), c.locked())
    l = asyncio.Lock()
    c1 = asyncio.Condition(l)
    c2 = asyncio.Condition(l)
    order = []

    async def a(cond, n):
        async with cond:
            await cond.wait()
            order.append(n)

    ts = [asyncio.create_task(a(c1, 1)), asyncio.create_task(a(c2, 2))]
    await asyncio.sleep(0)
    async with l:
        c2.notify()
        c1.notify()
    await asyncio.gather(*ts)
    print(order)
    e = asyncio.Event()

    async def setter():
        for i in range(3):
            await asyncio.sleep(1 / 64)
            e.set()
            e.clear()

    async def cnt(n):
        k = 0
        try:
            while True:
                await asyncio.wait_for(e.wait(), 2 / 64)
                k += 1
        except TimeoutError:
            return (n, k)

    print(await asyncio.gather(cnt("a"), cnt("b"), setter()))
    s = asyncio.BoundedSemaphore(2)
    async with s:
        async with s:
            print(s.locked(), s)
    try:
        s.release()
    except ValueError as x:
        print(x)
    s = asyncio.Semaphore(0)
    got = []

    async def acq(n):
        await s.acquire()
        got.append(n)

    ts = [asyncio.create_task(acq(i)) for i in range(4)]
    await asyncio.sleep(0)
    s.release()
    ts[1].cancel()
    s.release()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(got, s)
    s.release()
    s.release()
    await asyncio.wait(ts)
    print(got, s, [t.cancelled() for t in ts])
    q = asyncio.Queue(2)

    async def getter(n):
        return (n, await q.get())

    gs = [asyncio.create_task(getter(i)) for i in range(3)]
    await asyncio.sleep(0)
    gs[0].cancel()
    q.put_nowait("a")
    q.put_nowait("b")
    print(await asyncio.gather(*gs, return_exceptions=True), q)

    async def joiner():
        await q.join()
        return "joined"

    j = asyncio.create_task(joiner())
    await asyncio.sleep(0)
    q.task_done()
    print(j.done())
    q.task_done()
    print(await j)


asyncio.run(main())
