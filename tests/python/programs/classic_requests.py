import asyncio
import time

import aiohttp


async def fetch(session):
    async with session.get("http://lab.local/delay/1") as response:
        return len(await response.text())


async def timed(work):
    begun = time.perf_counter()
    sizes = await work
    return len(sizes), set(sizes), round(time.perf_counter() - begun)


async def one_by_one(session):
    return [await fetch(session) for _ in range(10)]


async def main():
    async with aiohttp.ClientSession() as session:
        print("one by one", *await timed(one_by_one(session)))
        print("gathered", *await timed(asyncio.gather(*(fetch(session) for _ in range(10)))))


asyncio.run(main())
