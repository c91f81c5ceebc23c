from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import AsyncIterator, NamedTuple


class Message(NamedTuple):
    topic: str
    body: object
    headers: dict[str, str] = {}


class Broker:
    def __init__(self) -> None:
        self._subscribers: defaultdict[str, set[asyncio.Queue]] = defaultdict(set)
        self.dropped = 0

    @staticmethod
    def matches(pattern: str, topic: str) -> bool:
        regex = re.escape(pattern).replace(r"\*", r"[^.]+").replace(r"\#", ".+")
        return re.fullmatch(regex, topic) is not None

    async def publish(self, topic: str, body: object, **headers: str) -> int:
        message = Message(topic, body, headers)
        sent = 0
        for pattern, queues in list(self._subscribers.items()):
            if self.matches(pattern, topic):
                for queue in queues:
                    try:
                        queue.put_nowait(message)
                        sent += 1
                    except asyncio.QueueFull:
                        self.dropped += 1
        await asyncio.sleep(0)
        return sent

    @asynccontextmanager
    async def subscribe(self, pattern: str, maxsize: int = 0) -> AsyncIterator[Subscription]:
        queue: asyncio.Queue[Message | None] = asyncio.Queue(maxsize)
        self._subscribers[pattern].add(queue)
        try:
            yield Subscription(queue)
        finally:
            self._subscribers[pattern].discard(queue)
            print(f"unsubscribed from {pattern}, left over: {queue.qsize()}")

    async def close(self):
        for queues in self._subscribers.values():
            for queue in queues:
                await queue.put(None)


class Subscription:
    def __init__(self, queue):
        self._queue = queue

    def __aiter__(self):
        return self

    async def __anext__(self) -> Message:
        message = await self._queue.get()
        if message is None:
            raise StopAsyncIteration
        return message


async def listener(name: str, broker: Broker, pattern: str, ready: asyncio.Event, got: list) -> int:
    async with broker.subscribe(pattern) as subscription:
        ready.set()
        count = 0
        async for message in subscription:
            count += 1
            got.append((name, message.topic, message.body))
        return count


async def main() -> None:
    broker, got = Broker(), []
    patterns = {"all": "#", "orders": "orders.*", "paid": "orders.paid", "deep": "a.#"}
    tasks, events = {}, []
    for name, pattern in patterns.items():
        events.append(asyncio.Event())
        tasks[name] = asyncio.create_task(listener(name, broker, pattern, events[-1], got))
    await asyncio.gather(*(e.wait() for e in events))
    for topic, body in [("orders.new", 1), ("orders.paid", {"id": 1}), ("a.b.c", None), ("news", "hello")]:
        print(topic, "->", await broker.publish(topic, body, source="test"), "subscribers")
    async with broker.subscribe("news", maxsize=1) as lazy:
        print([await broker.publish("news", n) for n in range(3)], broker.dropped)
        first = await anext(lazy)
        print(first, first._asdict(), first.headers)
    await broker.close()
    counts = {name: await task for name, task in tasks.items()}
    print(counts)
    for entry in sorted(got, key=str):
        print(entry)


asyncio.run(main())
