import asyncio, signal, sys, atexit
atexit.register(print, "atexit 1"); atexit.register(lambda: print("atexit 2"))
class Service:
    def __init__(self): self.stop = asyncio.Event(); self.tasks = []
    async def heartbeat(self, every):
        n = 0
        while not self.stop.is_set():
            n += 1
            try: await asyncio.wait_for(self.stop.wait(), every)
            except TimeoutError: continue
        return f"{n >= 3} beats"
    async def job(self, n):
        try: await asyncio.sleep(n); return n
        except asyncio.CancelledError: print("job", n, "interrupted"); raise
    async def __aenter__(self): self.tasks = [asyncio.create_task(self.heartbeat(0.01)), *(asyncio.create_task(self.job(n)) for n in (0.005, 3))]; return self
    async def __aexit__(self, *e):
        self.stop.set(); await asyncio.sleep(0)
        for t in self.tasks[1:]: t.done() or t.cancel("shutdown")
        self.results = await asyncio.gather(*self.tasks, return_exceptions=True); print("shut down", [r if not isinstance(r, BaseException) else repr(r) for r in self.results])
async def main():
    async with Service() as s: await asyncio.sleep(0.05)
    print(s.stop.is_set(), all(t.done() for t in s.tasks), s.tasks[2].cancelled())
    async with Service() as s: raise SystemExit("bye from inside")
try: asyncio.run(main())
except SystemExit as e: print("caught", e.code)
async def kb(): raise KeyboardInterrupt
try: asyncio.run(kb())
except KeyboardInterrupt: print("kb")
def g():
    try: yield 1
    except BaseException as e: print("gen got", repr(e)); raise
    finally: print("gen end")
it = g(); next(it)
try: it.throw(SystemExit(4))
except SystemExit as e: print(e.code)
try: exit_code = sys.exit()
except SystemExit as e: print(e.code, e.args)
try: raise SystemExit
except BaseException as e: print(type(e).__mro__[1].__name__)
async def last():
    t = asyncio.create_task(asyncio.sleep(9), name="left"); await asyncio.sleep(0); sys.exit(7)
asyncio.run(last())
