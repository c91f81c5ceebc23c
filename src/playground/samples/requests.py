import asyncio
import time

import aiohttp

URL = "http://lab.local/delay/0.5"


async def fetch(session, number):
    async with session.get(URL, params={"number": number}) as response:
        data = await response.json()
        return data["args"]["number"]


async def one_by_one(session):
    return [await fetch(session, number) for number in range(10)]


async def together(session):
    return await asyncio.gather(*(fetch(session, number) for number in range(10)))


async def main():
    async with aiohttp.ClientSession() as session:
        for way in (one_by_one, together):
            begun = time.perf_counter()
            answers = await way(session)
            seconds = time.perf_counter() - begun
            print(f"{way.__name__}: {len(answers)} answers in {seconds:.1f} s")
    print("done")


asyncio.run(main())
