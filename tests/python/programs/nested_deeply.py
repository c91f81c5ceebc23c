# Values nested far deeper than any stack: an error at worst, and they are let go of quietly.
import asyncio
from collections import deque

def nest(make, value=1, times=50_000):
    for _ in range(times):
        value = make(value)
    return value

def outcome(call):
    try:
        call()
    except RecursionError:
        return "RecursionError"
    return "fine"

for make in (
    lambda x: deque([x]),
    lambda x: slice(x),
    lambda x: ValueError(x),
    lambda x: [x],
    lambda x: {1: x}.values(),
    lambda x: (x,),
    lambda x: {"a": x},
):
    print(outcome(lambda: repr(nest(make))))

print(outcome(lambda: nest(lambda x: [x]) == nest(lambda x: [x])))
print(outcome(lambda: isinstance("a", nest(lambda x: (x,), int))))
print(bytes(nest(memoryview, b"abc")))

async def main():
    future = asyncio.Future()
    future.set_result(future)
    print(future)
    other = asyncio.Future()
    other.set_exception(ValueError(other))
    print(other, type(other.exception()).__name__)
    return asyncio.current_task()

print(str(asyncio.run(main()))[-12:])
