import asyncio
import io


async def inner(event):
    await event.wait()


async def outer(event):
    await inner(event)


async def fails():
    await asyncio.sleep(0)
    helper(3)


def helper(n):
    raise ValueError(f"no {n}")


async def quick():
    return 5


def stack_of(task):
    return [(f.f_code.co_name, f.f_lineno) for f in task.get_stack()]


async def main():
    event = asyncio.Event()
    task = asyncio.create_task(outer(event), name="waiting")
    print(stack_of(task))
    await asyncio.sleep(0)
    print(stack_of(task), len(task.get_stack(limit=1)))
    text = io.StringIO()
    task.print_stack(file=text)
    print(text.getvalue().split(" for ")[0], text.getvalue().splitlines()[-1].strip())
    event.set()
    await task
    print(stack_of(task))

    bad = asyncio.create_task(fails(), name="bad")
    await asyncio.wait([bad])
    print(stack_of(bad), [f.f_code.co_name for f in bad.get_stack(limit=1)])
    text = io.StringIO()
    bad.print_stack(file=text)
    lines = text.getvalue().splitlines()
    print(lines[0].split(" for ")[0], lines[-1], lines[-2].strip())

    fine = asyncio.create_task(quick())
    await fine
    text = io.StringIO()
    fine.print_stack(file=text)
    print(text.getvalue().split(" for ")[0], fine.get_stack())

    me = asyncio.current_task()
    print(stack_of(me)[-1], me.get_name(), me.get_coro().__name__)
    gone = asyncio.create_task(outer(asyncio.Event()), name="cancelled")
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait([gone])
    print(stack_of(gone), gone.cancelled())


asyncio.run(main())
