import asyncio
import traceback


class NotFound(LookupError):
    pass


async def ok(n):
    await asyncio.sleep(n / 100)
    return n


async def fail(n, exc):
    await asyncio.sleep(n / 100)
    raise exc


async def collect(*coros):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(c) for c in coros]
    return [t.result() for t in tasks]


def shape(eg, depth=0):
    pad = "  " * depth
    print(f"{pad}{type(eg).__name__}: {eg.message} ({len(eg.exceptions)})")
    for e in eg.exceptions:
        if isinstance(e, BaseExceptionGroup):
            shape(e, depth + 1)
        else:
            print(f"{pad}  {e!r}")


async def main():
    print(await collect(ok(1), ok(2), ok(0)))
    try:
        await collect(ok(9), fail(1, ValueError("v")), fail(1, NotFound("n")), fail(50, OSError()))
    except* ValueError as eg:
        print("values", eg.exceptions)
    except* LookupError as eg:
        print("lookups", eg.exceptions, eg)
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(collect(fail(1, TypeError("inner")), ok(5)))
            outer.create_task(fail(1, KeyError("k")))
            raise IndexError("body")
    except BaseExceptionGroup as eg:
        shape(eg)
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(collect(fail(1, TypeError("inner")), fail(1, OSError(2, "No such file"))))
            outer.create_task(fail(1, KeyError("k")))
            print(outer)
    except BaseExceptionGroup as eg:
        shape(eg)
        matched, rest = eg.split(TypeError)
        print(matched, "|", rest)
        print(eg.subgroup(lambda e: isinstance(e, OSError) and e.errno == 2))
    try:
        try:
            raise ExceptionGroup("eg", [ValueError(1), ExceptionGroup("nested", [ValueError(2), TypeError(3)])])
        except* ValueError as e:
            raise RuntimeError("while handling") from e
    except ExceptionGroup as e:
        shape(e)
        print(repr(e.exceptions[0].__cause__))
    tg = asyncio.TaskGroup()
    try:
        tg.create_task(c := ok(1))
    except RuntimeError as e:
        print("RuntimeError:", e)
        c.close()
    try:
        ExceptionGroup("x", [])
    except ValueError as e:
        print("ValueError:", e)
    try:
        ExceptionGroup("x", [KeyboardInterrupt()])
    except TypeError as e:
        print("TypeError:", e)
    try:
        await collect(fail(0, ZeroDivisionError("z")))
    except ExceptionGroup as eg:
        lines = traceback.format_exception(eg)
        print("".join(lines).splitlines()[0], len(lines) > 3)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fail(1, PermissionError(13, "Permission denied")), name="first")
        tg.create_task(collect(fail(1, ValueError("deep"))))


asyncio.run(main())
