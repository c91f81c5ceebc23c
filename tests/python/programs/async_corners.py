import asyncio
async def f(v=None): return v
async def tell(what, aw):
    try: print(what, repr(await aw))
    except BaseException as e: print(what, type(e).__name__, e)
async def main():
    loop = asyncio.get_running_loop()
    print(loop, asyncio.get_event_loop() is loop, isinstance(loop, asyncio.AbstractEventLoop))
    await tell("wait empty", asyncio.wait([]))
    c = f(); await tell("wait coro", asyncio.wait([c])); c.close()
    c = f(); await tell("wait one", asyncio.wait(c)); c.close()
    t = asyncio.create_task(f(1)); await tell("wait task", asyncio.wait(t)); await tell("when", asyncio.wait([t], return_when="x"))
    await tell("wait_for", asyncio.wait_for(3, 1)); await tell("wait_for none", asyncio.wait_for(f(2), None)); await tell("wait_for 0", asyncio.wait_for(t, 0))
    c = f(); await tell("zero", asyncio.wait_for(c, 0))
    for x in (lambda: asyncio.gather(1), lambda: asyncio.shield(2), lambda: asyncio.ensure_future(3), lambda: next(asyncio.as_completed(t)), lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0), lambda: asyncio.Lock().release(), lambda: asyncio.Condition().notify(), lambda: asyncio.BoundedSemaphore(1).release(), lambda: asyncio.Queue().task_done(), lambda: asyncio.Queue().get_nowait(), lambda: asyncio.run_coroutine_threadsafe(1, loop), lambda: asyncio.run(1), lambda: asyncio.Runner().run(1)):
        try: x()
        except Exception as e: print(repr(e))
    await tell("gather none", asyncio.gather()); await tell("sleep", asyncio.sleep(0.01, "x")); await tell("str", asyncio.sleep("1"))
    print(asyncio.iscoroutinefunction(f), asyncio.iscoroutine(3), asyncio.isfuture(t), asyncio.gather(f()))
    q = asyncio.Queue(2); q.put_nowait(1); print(str(q)); p = asyncio.create_task(asyncio.Queue().get()); await asyncio.sleep(0); p.cancel()
    l = asyncio.Lock(); await l.acquire(); w = asyncio.create_task(l.acquire()); await asyncio.sleep(0); print(repr(l).split(" [")[1]); l.release(); await w
    class Aw:
        def __await__(self): return f("custom").__await__()
    print(await asyncio.gather(Aw(), f(2)), await asyncio.wait_for(Aw(), 1), await asyncio.shield(Aw()))
    def h(l, c): print("handler", c["message"], repr(c.get("exception")))
    loop.set_exception_handler(h)
    async def bad():
        try: await asyncio.sleep(9)
        finally: raise ValueError("late")
    asyncio.create_task(bad()); await asyncio.sleep(0)
    async def agen():
        try: yield 1
        finally: print("agen closed")
    g = agen(); keep.append(g); print(await anext(g))
    loop.call_soon(lambda: loop.call_soon(print, "after main"))
keep = []
asyncio.run(main())
async def name(): return asyncio.current_task().get_name()
print(asyncio.run(f()), asyncio.run(name()), asyncio.run(name()))
lock = asyncio.Lock()
async def contend():
    async with lock:
        t = asyncio.create_task(lock.acquire()); await asyncio.sleep(0)
    await t
asyncio.run(contend())
try: asyncio.run(contend())
except RuntimeError as e: print(str(e).split("> ")[-1])
with asyncio.Runner() as r: print(r.run(name()), r.run(f(3)), r.get_loop() is r.get_loop())
loop = asyncio.new_event_loop(); asyncio.set_event_loop(loop); print(asyncio.get_event_loop() is loop, loop.run_until_complete(f(1))); loop.close(); print(loop)
try: loop.run_until_complete(name.__call__() if 0 else asyncio.Future(loop=loop))
except RuntimeError as e: print(e)
