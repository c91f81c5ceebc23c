import asyncio
from dataclasses import dataclass
from functools import reduce
from typing import Any, Callable

SENTINEL = object()


class Stage:
    def __init__(self, name, func, workers=1):
        self.name, self.func, self.workers = name, func, workers
        self.seen = 0

    def __or__(self, other):
        return Pipeline([self]) | other

    async def _work(self, inbox, outbox):
        while (item := await inbox.get()) is not SENTINEL:
            self.seen += 1
            try:
                result = self.func(item)
                if asyncio.iscoroutine(result):
                    result = await result
                if result is not None:
                    await outbox.put(result)
            finally:
                inbox.task_done()
        inbox.task_done()
        await inbox.put(SENTINEL)

    async def run(self, inbox, outbox):
        async with asyncio.TaskGroup() as tg:
            for n in range(self.workers):
                tg.create_task(self._work(inbox, outbox), name=f"{self.name}-{n}")
        await outbox.put(SENTINEL)


class Pipeline:
    def __init__(self, stages):
        self.stages = stages

    def __or__(self, other):
        return Pipeline(self.stages + [other if isinstance(other, Stage) else Stage(other.__name__, other)])

    def __len__(self):
        return len(self.stages)

    async def __call__(self, items):
        queues = [asyncio.Queue(maxsize=2) for _ in range(len(self) + 1)]
        results = []

        async def feed():
            for item in items:
                await queues[0].put(item)
            await queues[0].put(SENTINEL)

        async def drain():
            while (item := await queues[-1].get()) is not SENTINEL:
                results.append(item)

        async with asyncio.TaskGroup() as tg:
            tg.create_task(feed())
            for stage, inbox, outbox in zip(self.stages, queues, queues[1:]):
                tg.create_task(stage.run(inbox, outbox))
            tg.create_task(drain())
        return results


async def fetch(n):
    await asyncio.sleep(0.002 * (5 - n % 5))
    return {"n": n, "body": "x" * n}


def parse(doc):
    if doc["n"] % 4 == 3:
        return None
    return doc | {"size": len(doc["body"])}


async def enrich(doc):
    await asyncio.sleep(0)
    doc["square"] = doc["n"] ** 2
    return doc


def explode(doc):
    if doc["n"] > 2:
        raise ValueError(f"bad document {doc['n']}")
    return doc


async def main():
    pipe = Stage("fetch", fetch, workers=3) | parse | Stage("enrich", enrich, 2)
    out = await pipe(range(8))
    print(sorted(out, key=lambda d: d["n"])[-1], len(out), [s.seen for s in pipe.stages], len(pipe))
    compose: Callable[..., Any] = lambda *fs: reduce(lambda f, g: lambda x: g(f(x)), fs)
    print(compose(str, len, lambda n: n * 2)(12345))
    try:
        await (Stage("one", lambda n: {"n": n}) | explode)(range(5))
    except* ValueError as eg:
        print("group:", eg, [type(e).__name__ for e in eg.exceptions], eg.exceptions[0].exceptions[0].exceptions)
    await (Stage("one", lambda n: {"n": n}) | explode)([9])


asyncio.run(main())
