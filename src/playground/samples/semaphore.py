import asyncio


async def job(number, permits):
    async with permits:
        print(f"job {number} has a permit")
        await asyncio.sleep(0.5)
    print(f"job {number} is done")


async def main():
    permits = asyncio.Semaphore(2)
    await asyncio.gather(*(job(number, permits) for number in range(1, 6)))


asyncio.run(main())
