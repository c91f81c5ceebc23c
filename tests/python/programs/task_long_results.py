import asyncio
from dataclasses import dataclass


@dataclass
class Big:
    a: str = "a" * 40
    b: int = 5


class Loud:
    def __repr__(self):
        return "<" + "loud " * 20 + ">"


async def gives(value):
    return value


async def main():
    values = [
        "s" * 100, "quote'" * 12, b"b" * 60, 10 ** 60, -(10 ** 45), 1.5, list(range(20)), tuple(range(20)), (1,),
        {i: i * i for i in range(20)}, {"k" * 50: "v" * 50}, set(range(20)), frozenset("abcdefghij"), [[[[[[[[1]]]]]]]],
        {"a": {"b": {"c": [1, 2, (3, {"d": 4})]}}}, Big(), Loud(), range(5), None, True, [], (), {}, set(), "", Loud,
        ["x" * 50] * 10, {3, 1, 2},
    ]
    for value in values:
        task = asyncio.create_task(gives(value), name="t")
        await task
        shown = repr(task)
        print(shown[shown.index("result="):])
        future = asyncio.get_running_loop().create_future()
        future.set_result(value)
        print(future)
    future = asyncio.get_running_loop().create_future()
    future.set_exception(ValueError("long " * 30))
    print(future)
    future.exception()
    future = asyncio.get_running_loop().create_future()
    print(future)
    future.add_done_callback(print)
    print(future)
    handle = asyncio.get_running_loop().call_soon(print, "x" * 80, [1] * 20, 5)
    print(str(handle).split(" at ")[0])
    handle.cancel()
    print(handle)
    later = asyncio.get_running_loop().call_later(5, gives, {"a": 1})
    print(str(later).replace(str(later.when()), "WHEN").split(" at ")[0])
    later.cancel()
    future.cancel()
    print(future)


asyncio.run(main())
