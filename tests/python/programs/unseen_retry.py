import asyncio
import functools
import random
from contextlib import suppress


class TransientError(Exception):
    pass


class GaveUp(Exception):
    def __init__(self, attempts, last):
        self.attempts = attempts
        self.last = last

    def __str__(self):
        return f"gave up after {self.attempts} attempts: {self.last!r}"


def retry(*exceptions, attempts=4, base=0.01, factor=2, jitter=None, on_retry=print):
    exceptions = exceptions or (Exception,)

    def decorator(func):
        @functools.wraps(func)
        async def inner(*args, **kwargs):
            delay = base
            for attempt in range(1, attempts + 1):
                try:
                    return await func(*args, **kwargs)
                except exceptions as exc:
                    if attempt == attempts:
                        raise GaveUp(attempt, exc) from exc
                    wait = delay + (jitter() if jitter else 0)
                    on_retry(f"  {func.__qualname__} attempt {attempt} failed with {exc!r}; waiting {wait:.3f}")
                    await asyncio.sleep(wait)
                    delay *= factor
                finally:
                    inner.calls += 1
        inner.calls = 0
        return inner
    return decorator


class Api:
    def __init__(self, failures):
        self.failures = iter(failures)

    @retry(TransientError, OSError)
    async def fetch(self, path):
        await asyncio.sleep(0.001)
        if (failure := next(self.failures, None)) is not None:
            raise failure
        return {"path": path, "status": 200}


rng = random.Random(7)


@retry(attempts=3, jitter=lambda: rng.randint(0, 10) / 1000)
async def flaky():
    raise ValueError("always")


async def main():
    api = Api([TransientError("one"), TimeoutError(), None])
    print(await api.fetch("/users"), Api.fetch.calls)
    api = Api([TransientError(i) for i in range(9)])
    try:
        await api.fetch("/never")
    except GaveUp as e:
        print(e, "|", e.__cause__ is e.last, e.__context__ is e.last, e.__suppress_context__)
    with suppress(GaveUp):
        await flaky()
    api = Api([KeyError("not retried")])
    try:
        await api.fetch("/x")
    except KeyError as e:
        print("KeyError", e, Api.fetch.calls)
    results = await asyncio.gather(*(Api([TransientError(n)] * n).fetch(f"/{n}") for n in range(5)), return_exceptions=True)
    for r in results:
        print(type(r).__name__, r)
    await flaky()


asyncio.run(main())
