# Context.run with what blocks, with a loop, in executors.
import asyncio, contextvars, functools, time, queue
from concurrent.futures import ThreadPoolExecutor

v = contextvars.ContextVar("v", default=0)


def work(n):
    time.sleep(n / 64)
    return (n, v.get())


async def main():
    v.set(5)
    loop = asyncio.get_running_loop()
    ctx = contextvars.copy_context()
    print(await loop.run_in_executor(None, ctx.run, work, 1))
    print(
        await loop.run_in_executor(None, functools.partial(contextvars.copy_context().run, work, 2))
    )
    with ThreadPoolExecutor(2) as ex:
        fs = [ex.submit(contextvars.copy_context().run, work, i) for i in (2, 1)]
        print([await asyncio.wrap_future(f) for f in fs])


asyncio.run(main())
print(contextvars.copy_context().run(asyncio.run, asyncio.sleep(1 / 64, "x")))


def boom():
    raise ValueError("b")


try:
    functools.partial(boom)()
except ValueError:
    import traceback

    traceback.print_exc()
contextvars.copy_context().run(boom)
