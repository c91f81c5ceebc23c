import asyncio
import time


async def long():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    begun = time.perf_counter()
    try:
        await asyncio.wait_for(long(), 3)
    except TimeoutError as error:
        print("timeout", repr(error), repr(error.__cause__))
    print(round(time.perf_counter() - begun))


asyncio.run(main())
