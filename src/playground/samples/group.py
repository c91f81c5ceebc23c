import asyncio


async def step(name, seconds, fails=False):
    try:
        await asyncio.sleep(seconds)
        if fails:
            raise ValueError(f"{name} went wrong")
        print(f"{name}: done")
    except asyncio.CancelledError:
        print(f"{name}: cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(step("quick", 0.2))
            group.create_task(step("broken", 0.5, fails=True))
            group.create_task(step("slow", 2.0))
    except* ValueError as errors:
        for error in errors.exceptions:
            print("main caught:", error)


asyncio.run(main())
