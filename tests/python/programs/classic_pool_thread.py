import asyncio
import concurrent.futures
import time


def sum_of_squares(count):
    return sum(number * number for number in range(count))


async def ticking():
    ticks = 0
    try:
        while True:
            await asyncio.sleep(0.01)
            ticks += 1
    except asyncio.CancelledError:
        print("the loop went on:", ticks > 3)
        raise


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(ticking())
    with concurrent.futures.ThreadPoolExecutor() as pool:
        print(await loop.run_in_executor(pool, sum_of_squares, 2_000_000))
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
