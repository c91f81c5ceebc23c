"""Async generators that are left behind: by a break, by an error, by the end of the program."""
import asyncio


async def numbers(n, name):
    try:
        for i in range(n):
            yield i
    except GeneratorExit:
        print("closed early", name)
        raise
    finally:
        await asyncio.sleep(0)
        print("cleaned", name)


async def leaves_by_break():
    async for x in numbers(3, "break"):
        break
    print("left the loop")
    await asyncio.sleep(0.01)


async def fails():
    held = numbers(2, "held")
    print(await anext(held))
    failed = [asyncio.create_task(work(n), name=f"work {n}") for n in range(2)]
    done, pending = await asyncio.wait(failed)
    print(len(done), len(pending))
    async for x in numbers(2, "in the loop"):
        for z in object():
            pass


async def work(n):
    await asyncio.sleep(0.001)
    if n:
        raise LookupError("nobody asks")


asyncio.run(leaves_by_break())
asyncio.run(fails())
