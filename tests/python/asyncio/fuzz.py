"""Many random programs, with the real asyncio and with ours: the logs have to be the same.

usage: fuzz.py [FIRST [COUNT]]   compares both
       run.py [--real] fuzz.py one FIRST COUNT   prints one log
"""
import sys


def without_waiting(loop):
    """Puts a loop of CPython's on a clock that goes to where the next timer is."""
    now = [100.0]
    select = loop._selector.select

    def jump(timeout):
        if timeout is None:
            raise RuntimeError("nothing left to happen")
        now[0] += timeout
        return select(0)

    # CPython's heap keeps no order among timers of one time; on a real clock there are none.
    import asyncio
    handle = asyncio.TimerHandle
    made = {}
    create = handle.__init__

    def __init__(self, *args):
        made[id(self)] = len(made), self
        create(self, *args)

    handle.__init__ = __init__
    handle.__lt__ = lambda a, b: (a._when, made[id(a)][0]) < (b._when, made[id(b)][0])
    loop.time = lambda: now[0]
    loop._selector.select = jump
    loop._clock_resolution = 1e-9
    return loop.time


def log_of(seed):
    import asyncio
    import gc
    import random
    gc.collect()
    gc.disable()  # when it runs is not to be compared
    rng = random.Random(seed)
    log = []
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    time = loop.time
    if hasattr(loop, "_selector"):
        time = without_waiting(loop)
    begun = time()

    def now():
        return time() - begun

    # When a task's exception is told of that nobody asked for depends on the garbage collector.
    loop.set_exception_handler(
        lambda l, c: "never retrieved" in c["message"] or log.append(("handler", c["message"])))

    class Ordered(dict):
        def add(self, item):
            self[item] = None

        def discard(self, item):
            self.pop(item, None)

    def say(*what):
        log.append((round(now(), 4), *what))

    class Boom(Exception):
        pass

    async def main():
        lock = asyncio.Lock()
        sem = rng.choice((asyncio.Semaphore, asyncio.BoundedSemaphore))(rng.randint(1, 3))
        cond = asyncio.Condition()
        event = asyncio.Event()
        barrier = asyncio.Barrier(rng.randint(1, 3))
        queue = rng.choice((asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue))(
            rng.randint(0, 2))
        tasks = []
        numbers = iter(range(10 ** 6))

        def pause():
            # Eighths: sums of them are exact, on every clock.
            return rng.choice((0, 0, 0, 1, 2, 3, 5)) / 8

        async def op(me, depth):
            kind = rng.randrange(24)
            say(me, "op", kind)
            if kind == 0:
                async with lock:
                    say(me, "locked", lock.locked())
                    await asyncio.sleep(pause())
            elif kind == 1:
                async with sem:
                    say(me, "sem", sem.locked(), sem._value)
                    await asyncio.sleep(pause())
            elif kind == 2:
                async with cond:
                    say(me, "cond", await cond.wait())
            elif kind == 3:
                async with cond:
                    cond.notify(rng.randint(1, 2))
                    await asyncio.sleep(pause())
            elif kind == 4:
                say(me, "event", await event.wait())
            elif kind == 5:
                event.set() if rng.random() < 0.7 else event.clear()
            elif kind == 6:
                say(me, "barrier", barrier.n_waiting, await barrier.wait())
            elif kind == 7:
                await queue.put(next(numbers))
                say(me, "put", queue.qsize())
            elif kind == 8:
                say(me, "got", await queue.get())
                queue.task_done()
            elif kind == 9:
                try:
                    say(me, "nowait", queue.get_nowait())
                    queue.task_done()
                except asyncio.QueueEmpty as e:
                    say(me, repr(e))
            elif kind == 10:
                # 3.11's wait_for, around something that may itself be slow to stop
                say(me, "wait_for", await asyncio.wait_for(run(f"{me}w", depth + 1), pause()))
            elif kind == 11:
                async with asyncio.timeout(rng.choice((pause(), None, -1))) as t:
                    await op(me + "t", depth + 1)
                    if rng.random() < 0.3:
                        t.reschedule(time() + pause())
                    await asyncio.sleep(pause())
                say(me, repr(t))
            elif kind == 12:
                result = await asyncio.gather(
                    *(run(f"{me}g{i}", depth + 1) for i in range(rng.randint(0, 3))),
                    return_exceptions=rng.random() < 0.5)
                say(me, "gather", result)
            elif kind == 13:
                say(me, "shield", await asyncio.shield(run(f"{me}s", depth + 1)))
            elif kind == 14 and depth < 3:
                async with asyncio.TaskGroup() as tg:
                    tg._tasks = Ordered()
                    for i in range(rng.randint(0, 3)):
                        tasks.append(tg.create_task(run(f"{me}G{i}", depth + 1)))
                    await op(me + "b", depth + 1)
                    say(me, repr(tg))
            elif kind == 15:
                some = [loop.create_task(run(f"{me}W{i}", depth + 1)) for i in range(2)]
                tasks.extend(some)
                done, pending = await asyncio.wait(
                    some, timeout=rng.choice((None, pause())),
                    return_when=rng.choice((asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION,
                                            asyncio.ALL_COMPLETED)))
                say(me, "wait", len(done), len(pending))
            elif kind == 16:
                some = [loop.create_task(run(f"{me}A{i}", depth + 1)) for i in range(2)]
                tasks.extend(some)
                for f in asyncio.as_completed(some, timeout=rng.choice((None, pause()))):
                    try:
                        say(me, "as_completed", await f)
                    except Exception as e:
                        say(me, "as_completed", repr(e))
            elif kind == 17:
                raise Boom(me)
            elif kind in (18, 19) and tasks:
                victim = rng.choice(tasks)
                say(me, "cancels", victim.get_name(),
                    victim.cancel(rng.choice((None, "why"))), victim.cancelling())
            elif kind == 20 and tasks:
                victim = rng.choice(tasks)
                if victim is not asyncio.current_task():
                    say(me, "awaits", await asyncio.shield(victim))
            elif kind == 21:
                await rng.choice((barrier.reset, barrier.abort, barrier.wait))()
                say(me, repr(barrier.broken), barrier.n_waiting)
            elif kind == 22:
                try:
                    await asyncio.sleep(pause())
                finally:
                    # slow to be cancelled
                    await asyncio.sleep(0.125)
                    say(me, "cleaned up")
            else:
                await asyncio.sleep(pause())

        async def run(me, depth=0):
            try:
                for _ in range(rng.randint(1, 5 if depth == 0 else 2)):
                    if depth > 4:
                        await asyncio.sleep(pause())
                    else:
                        await op(me, depth)
            except asyncio.CancelledError as e:
                say(me, repr(e), asyncio.current_task().cancelling())
                if rng.random() < 0.2:
                    asyncio.current_task().uncancel()
                    return "stubborn " + me
                raise
            except asyncio.BrokenBarrierError as e:
                say(me, repr(e))
            except TimeoutError as e:
                say(me, repr(e), repr(e.__cause__))
                if rng.random() < 0.5:
                    raise
            except Boom as e:
                say(me, repr(e))
                if rng.random() < 0.5:
                    raise
            except BaseExceptionGroup as e:
                say(me, repr(e))
            return "end of " + me

        for i in range(rng.randint(2, 6)):
            tasks.append(loop.create_task(run(f"t{i}"), name=f"t{i}"))
        for turn in range(12):
            await asyncio.sleep(rng.choice((0, 0.25)))
            say("main", lock, sem, cond, event, barrier, queue)
            if rng.random() < 0.3:
                event.set()
            if rng.random() < 0.3:
                async with cond:
                    cond.notify_all()
        for _ in range(40):
            left = [t for t in tasks if not t.done()]
            if not left:
                break
            left[0].cancel()
            await asyncio.sleep(0.5)
        for t in tasks:
            if not t.done():
                say("left", t.get_name())
            elif t.cancelled():
                say("cancelled")
            else:
                say(repr(t.exception()) if t.exception() else t.result())
        say(lock, sem, cond, event, barrier, queue)

    try:
        loop.run_until_complete(asyncio.wait_for(main(), 1000))
    except BaseException as e:
        log.append(repr(e))
    for _ in range(60):
        # Whatever is left, one by one: a set's order is not the same from run to run.
        left = sorted(asyncio.all_tasks(loop), key=lambda t: (len(t.get_name()), t.get_name()))
        if not left:
            break
        left[0].cancel()
        loop.run_until_complete(asyncio.sleep(1))
    return log


def main():
    import os
    import re
    import subprocess
    if sys.argv[1:2] == ["one"] or len(sys.argv) == 1:
        first, count = int(os.environ["FIRST"]), int(os.environ["COUNT"])
        for seed in range(first, first + count):
            print("== seed", seed)
            for line in log_of(seed):
                print(re.sub("0x[0-9a-f]+", "0x", " ".join(map(str, line))
                             if isinstance(line, tuple) else line))
        return
    here = os.path.dirname(os.path.abspath(__file__))
    first, count = int(sys.argv[1]), int(sys.argv[2])
    logs = []
    for flags in (["--real"], []):
        env = dict(os.environ, FIRST=str(first), COUNT=str(count))
        done = subprocess.run([sys.executable, os.path.join(here, "run.py"), *flags, __file__],
                              env=env, capture_output=True, text=True)
        if done.returncode:
            print(done.stderr[-3000:])
        logs.append(done.stdout.split("== seed "))
    bad = [a.split()[0] for a, b in zip(*logs) if a and a != b]
    print(f"{count} programs, {sum(map(len, logs[0]))} characters of log, different: {bad[:20]}")
    if bad:
        import difflib
        a, b = next((a, b) for a, b in zip(*logs) if a != b)
        print("\n".join(list(difflib.unified_diff(
            a.splitlines(), b.splitlines(), "real", "ours", lineterm="", n=12))[:60]))
    sys.exit(bool(bad) or len(logs[0]) != len(logs[1]))


main()
