import asyncio
import time


async def tick():
    for number in range(8):
        print(f"tick {number}")
        await asyncio.sleep(0.1)


async def report(way):
    ticking = asyncio.create_task(tick(), name="ticking")
    await asyncio.sleep(0.15)
    print(f"--- {way.__name__}")
    await way()
    print("---")
    await ticking


async def in_the_loop():
    time.sleep(0.4)  # nobody else can run meanwhile


async def in_a_thread():
    await asyncio.to_thread(time.sleep, 0.4)


async def main():
    await report(in_the_loop)
    await report(in_a_thread)


asyncio.run(main())
