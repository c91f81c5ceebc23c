import asyncio
class Actor:
    def __init__(self, name): self.name = name; self.inbox = asyncio.Queue(); self.task = asyncio.create_task(self._loop(), name=name)
    async def _loop(self):
        while True:
            msg, fut = await self.inbox.get()
            try:
                handler = getattr(self, f"on_{msg[0]}")
                result = await handler(*msg[1:])
            except asyncio.CancelledError: raise
            except Exception as e: fut.set_exception(e)
            else: fut.set_result(result)
    async def ask(self, *msg): f = asyncio.get_running_loop().create_future(); await self.inbox.put((msg, f)); return await f
    async def stop(self):
        self.task.cancel()
        try: await self.task
        except asyncio.CancelledError: print(self.name, "stopped")
class Counter(Actor):
    n = 0
    async def on_add(self, k): self.n += k; return self.n
    async def on_div(self, k): return self.n / k
class Parent(Actor):
    def __init__(self, name): super().__init__(name); self.kids = {}
    async def on_spawn(self, n): self.kids[n] = Counter(f"{self.name}/{n}"); return list(self.kids)
    async def on_all(self, *m): return dict(zip(self.kids, await asyncio.gather(*(k.ask(*m) for k in self.kids.values()), return_exceptions=True)))
async def main():
    p = Parent("root")
    print(await p.ask("spawn", "a"), await p.ask("spawn", "b"))
    print(await p.ask("all", "add", 5), await p.kids["a"].ask("add", 1), await p.ask("all", "div", 2), await p.ask("all", "div", 0))
    for bad in (("nope",), ("spawn",), ("all", "add", "x")):
        try: print(await p.ask(*bad))
        except (AttributeError, TypeError) as e: print(type(e).__name__, e)
    print(await asyncio.gather(*(p.kids["b"].ask("add", i) for i in range(4))))
    for k in p.kids.values(): await k.stop()
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await p.stop(); p2 = Parent("p2"); await p2.ask("div", 1)
asyncio.run(main())
