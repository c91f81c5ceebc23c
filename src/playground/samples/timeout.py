import asyncio


async def slow_answer():
    try:
        await asyncio.sleep(3)
        return "too late to matter"
    except asyncio.CancelledError:
        print("slow_answer: cancelled, cleaning up")
        await asyncio.sleep(0.2)
        raise


async def main():
    try:
        print(await asyncio.wait_for(slow_answer(), timeout=1))
    except TimeoutError:
        print("main: no answer within a second")
    async with asyncio.timeout(0.5):
        await asyncio.sleep(0.1)
        print("main: this one was in time")


asyncio.run(main())
