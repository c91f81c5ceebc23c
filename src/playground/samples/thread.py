import asyncio


def sum_of_squares(count):
    return sum(number * number for number in range(count))


async def tick():
    while True:
        print("the loop goes on")
        await asyncio.sleep(0.02)


async def main():
    ticking = asyncio.create_task(tick(), name="ticking")
    total = await asyncio.to_thread(sum_of_squares, 300_000)
    ticking.cancel()
    print(f"sum: {total}")


asyncio.run(main())
