# Values of context variables stay where they are set: over steps, and in no other task.
import re, functools

said = print


def print(*a, **k):
    said(*(re.sub("0x[0-9a-f]+", "0x", str(x)) for x in a), **k)


import asyncio, contextvars

v = contextvars.ContextVar("v")
w = contextvars.ContextVar("w", default=None)


def g():
    return (v.get("unset"), w.get())


async def persists():
    out = [g()]
    v.set(1)
    await asyncio.sleep(0)
    out.append(g())
    w.set(2)
    await asyncio.sleep(1 / 64)
    out.append(g())
    await asyncio.gather(sub(), sub())
    out.append(g())
    return out


async def sub():
    o = g()
    v.set("sub")
    await asyncio.sleep(0)
    assert v.get() == "sub"
    return o


async def main():
    print(g())
    print(await asyncio.create_task(persists()))
    print(g())
    print(await asyncio.gather(persists(), persists()))
    print(g())
    loop = asyncio.get_running_loop()
    loop.call_soon(v.set, "cb")
    loop.call_soon(lambda: print("cb2", g()))
    await asyncio.sleep(0)
    print(g())
    loop.call_later(1 / 64, v.set, "cb")
    await asyncio.sleep(2 / 64)
    print(g())
    f = loop.create_future()
    f.add_done_callback(lambda f: (v.set("done"), print("in", g())))
    f.add_done_callback(lambda f: print("in2", g()))
    f.set_result(1)
    await asyncio.sleep(0)
    print(g())
    t = asyncio.create_task(sub())
    t.add_done_callback(lambda t: print("task cb", g()))
    await t
    await asyncio.sleep(0)
    print(g())

    async def ag():
        for i in range(2):
            yield g()
            v.set(f"ag{i}")

    out = []
    async for x in ag():
        out.append((x, g()))
    print(out, g())
    ctx = contextvars.copy_context()
    print(ctx.get(v), len(ctx))
    tok = v.set("new")
    print(g())
    v.reset(tok)
    print(g())
    t = asyncio.create_task(sub())
    v.set("later")
    print(await t)
    t = asyncio.create_task(sub())
    print(await t, g())
    c = contextvars.copy_context()
    c.run(v.set, "c")
    print(c[v], g())

    async def in_ctx():
        v.set("inctx")
        await asyncio.sleep(0)
        return g()

    e = contextvars.Context()
    print(await asyncio.create_task(in_ctx(), context=e), e[v], g())
    print(
        await asyncio.gather(
            *[asyncio.create_task(in_ctx(), context=contextvars.Context()) for _ in range(2)]
        )
    )
    e2 = contextvars.Context()
    t1 = asyncio.create_task(in_ctx(), context=e2)
    t2 = asyncio.create_task(sub(), context=e2)
    print(await t1, await t2, e2[v])
    print(await asyncio.to_thread(lambda: (v.set("th"), g())), g())
    loop.call_soon_threadsafe(lambda: (print("ts", g()), v.set("ts")))
    await asyncio.sleep(0)
    print(g())
    v.reset(v.set("x"))
    print(g())
    async with asyncio.timeout(1):
        v.set("in timeout")
    print(g())

    class CM:

        async def __aenter__(s):
            s.t = v.set("cm")
            return s

        async def __aexit__(s, *a):
            v.reset(s.t)

    async with CM():
        print(g())
        await asyncio.sleep(0)
        print(g())
    print(g())
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def setv(x):
        t = v.set(x)
        try:
            yield
        finally:
            v.reset(t)

    async with setv("acm"):
        await asyncio.sleep(0)
        print(g())
    print(g())
    q = asyncio.Queue()

    async def consumer():
        while True:
            f = await q.get()
            f()
            q.task_done()

    t = asyncio.create_task(consumer())
    q.put_nowait(lambda: v.set("consumer"))
    q.put_nowait(lambda: print("cons", g()))
    await q.join()
    t.cancel()
    print(g())

    async def ret():
        return v.set("t")

    tok = await asyncio.create_task(ret())
    try:
        v.reset(tok)
    except ValueError as x:
        print("VE")

    async def child_reset(tok):
        try:
            v.reset(tok)
        except ValueError:
            print("child VE")

    tok = v.set("p")
    await asyncio.create_task(child_reset(tok))
    await child_reset(tok)
    print(g())


print(g())
asyncio.run(main())
print(g())
v.set("module")
asyncio.run(persists())
print(g())
l = asyncio.new_event_loop()
print(l.run_until_complete(persists()), g())
l.call_soon(v.set, "lc")
l.call_soon(l.stop)
l.run_forever()
print(g())
l.close()


async def fresh():
    a = v2.set(1)

    async def c():
        return v2.get(None)

    t = asyncio.create_task(c())
    v2.reset(a)
    return (await t, v2.get("gone"))


v2 = contextvars.ContextVar("v2")
print(asyncio.run(fresh()))


async def gens():

    def gen():
        t = v2.set("g")
        yield v2.get()
        v2.reset(t)
        yield v2.get("none")

    x = gen()
    a = next(x)
    b = v2.get("none")
    c = next(x)
    return (a, b, c)


print(asyncio.run(gens()))
with asyncio.Runner() as r:

    async def a():
        return v2.set("r")

    async def b(tok):
        v2.reset(tok)
        return v2.get("none")

    tok = r.run(a())
    print(r.run(b(tok)))
    ctx = contextvars.copy_context()
    tok = r.run(a(), context=ctx)
    try:
        r.run(b(tok))
    except ValueError as e:
        print("VE")
    print(r.run(b(tok), context=ctx))
