# Handles of partial objects, and of what only has their name.
import asyncio
import functools


class partial:
    args = ()
    keywords = {}

    @property
    def func(self):
        return self

    def __call__(self):
        print("called")

    def __repr__(self):
        return "my own"


class Kind(functools.partial):
    pass


async def main():
    loop = asyncio.get_running_loop()
    inner = functools.partial(print, 1)
    for function in (partial(), functools.partial(inner, 2, end="!\n"), Kind(print, "kind")):
        print(loop.call_soon(function))
    await asyncio.sleep(0)


asyncio.run(main())
