import asyncio
import time


async def brew(name, seconds):
    print(f"{name}: started")
    await asyncio.sleep(seconds)
    print(f"{name}: done after {seconds} s")
    return name


async def main():
    begun = time.perf_counter()
    names = await asyncio.gather(
        brew("tea", 0.6),
        brew("coffee", 1.0),
        brew("cocoa", 0.3),
    )
    print(names, f"in {time.perf_counter() - begun:.1f} s")


asyncio.run(main())
