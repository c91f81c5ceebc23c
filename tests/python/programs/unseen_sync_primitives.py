import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def withdraw(self, amount, safe):
        if safe:
            async with self.lock:
                return await self._withdraw(amount)
        return await self._withdraw(amount)

    async def _withdraw(self, amount):
        seen = self.balance
        await asyncio.sleep(0)
        if seen >= amount:
            self.balance = seen - amount
            return True
        return False


class Buffer:
    def __init__(self, size):
        self.items, self.size = [], size
        self.cond = asyncio.Condition()

    async def put(self, x):
        async with self.cond:
            await self.cond.wait_for(lambda: len(self.items) < self.size)
            self.items.append(x)
            self.cond.notify_all()

    async def get(self):
        async with self.cond:
            await self.cond.wait_for(lambda: self.items)
            x = self.items.pop(0)
            self.cond.notify_all()
            return x


class ReadWriteLock:
    def __init__(self):
        self._readers, self._cond = 0, asyncio.Condition()

    async def read(self, name, log):
        async with self._cond:
            self._readers += 1
        log.append(f"{name}+")
        await asyncio.sleep(0.002)
        log.append(f"{name}-")
        async with self._cond:
            self._readers -= 1
            if not self._readers:
                self._cond.notify_all()

    async def write(self, name, log):
        async with self._cond:
            while self._readers:
                await self._cond.wait()
            log.append(f"{name}!")
            await asyncio.sleep(0.002)


async def philosopher(n, forks, log):
    first, second = sorted((forks[n], forks[(n + 1) % len(forks)]), key=id)
    async with first, second:
        await asyncio.sleep(0.001)
        log.append(n)


async def main():
    for safe in (False, True):
        account = Account(100)
        results = await asyncio.gather(*(account.withdraw(60, safe) for _ in range(3)))
        print(safe, results, account.balance)
    buffer = Buffer(2)
    got, _ = await asyncio.gather(asyncio.gather(*(buffer.get() for _ in range(5))), asyncio.gather(*(buffer.put(i) for i in range(5))))
    print(got, buffer.items)
    log = []
    rw = ReadWriteLock()
    await asyncio.gather(rw.read("r1", log), rw.read("r2", log), rw.write("w", log), rw.read("r3", log))
    print(log)
    log = []
    forks = [asyncio.Lock() for _ in range(5)]
    await asyncio.wait_for(asyncio.gather(*(philosopher(n, forks, log) for n in range(5))), 5)
    print(sorted(log), any(f.locked() for f in forks))
    event = asyncio.Event()
    waiters = [asyncio.create_task(event.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    print(event, event.is_set()) if False else print(event.is_set(), str(event).split(" [")[1])
    event.set()
    print(await asyncio.gather(*waiters), await event.wait())
    barrier = asyncio.Barrier(3)

    async def racer(name):
        async with barrier as position:
            return name, position

    print(sorted(p for _, p in await asyncio.gather(*map(racer, "abc"))), barrier.n_waiting, barrier.parties, barrier.broken)
    lock = asyncio.Lock()
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 0.01)
    except TimeoutError:
        print("lock timed out", lock.locked(), str(lock).split(" [")[1])
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print("RuntimeError:", e)
    cond = asyncio.Condition()
    for action in (cond.notify, cond.wait):
        try:
            r = action()
            if asyncio.iscoroutine(r):
                await r
        except RuntimeError as e:
            print("RuntimeError:", e)
    q = asyncio.LifoQueue(2)
    q.put_nowait(1), q.put_nowait(2)
    print(q.full(), q.get_nowait(), q.get_nowait(), q.empty(), str(q).split(" at")[0], q.maxsize)
    for action in (q.get_nowait, q.task_done, q.task_done, q.task_done):
        try:
            action()
        except (asyncio.QueueEmpty, ValueError) as e:
            print(type(e).__name__, e)
    pq = asyncio.PriorityQueue()
    for item in ((2, "b"), (1, "z"), (2, "a")):
        await pq.put(item)
    print([pq.get_nowait() for _ in range(pq.qsize())])
    with lock:
        pass


asyncio.run(main())
