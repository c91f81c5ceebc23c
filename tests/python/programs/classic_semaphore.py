import asyncio
import time


async def job(number, permits, begun):
    async with permits:
        print("begins", number, round(time.perf_counter() - begun))
        await asyncio.sleep(2)
    print("ends", number, round(time.perf_counter() - begun))


async def main():
    permits = asyncio.Semaphore(2)
    begun = time.perf_counter()
    await asyncio.gather(*(job(number, permits, begun) for number in range(5)))
    print("all", round(time.perf_counter() - begun))


asyncio.run(main())
