# Coroutines driven by hand.
import asyncio, types


@types.coroutine
def sleep_ticks(n):
    got = yield ("sleep", n)
    return got


class Kernel:

    def __init__(s):
        s.tasks = []
        s.t = 0
        s.n = 0

    def spawn(s, c):
        s.n += 1
        s.tasks.append([0, s.n, c, None])

    def run(s):
        while s.tasks:
            s.tasks.sort(key=lambda x: (x[0], x[1]))
            due, n, c, v = s.tasks.pop(0)
            s.t = max(s.t, due)
            try:
                what, arg = c.send(v)
            except StopIteration as e:
                print(s.t, "task", n, "->", e.value)
                continue
            except Exception as e:
                print(s.t, "task", n, "!", repr(e))
                continue
            s.tasks.append([s.t + arg, n, c, f"woke{s.t + arg}"])


async def job(n, k):
    for i in range(k):
        print("job", n, i, await sleep_ticks(n))
    if n == 3:
        raise ValueError("three")
    return n


k = Kernel()
[k.spawn(job(n, 3)) for n in (1, 2, 3)]
k.run()
c = job(1, 1)
print(c.send(None))
try:
    c.throw(KeyError("injected"))
except KeyError as e:
    print(repr(e))
c = job(1, 1)
c.send(None)
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = job(1, 2)
c.send(None)
try:
    c.throw(StopIteration("x"))
except RuntimeError as e:
    print(repr(e), repr(e.__cause__))


def trampoline(c):
    stack = [c]
    v = None
    out = []
    while stack:
        try:
            r = stack[-1].send(v)
            if hasattr(r, "send"):
                stack.append(r)
                v = None
            else:
                out.append(r)
                v = None
        except StopIteration as e:
            stack.pop()
            v = e.value
    return (v, out)


def g1():
    x = yield g2()
    yield "mid"
    return x + 1


def g2():
    yield "deep"
    return 41


print(trampoline(g1()))


class Promise:

    def __init__(s):
        s.cbs = []
        s.done = False

    def set(s, v):
        s.v = v
        s.done = True
        [cb(v) for cb in s.cbs]

    def __await__(s):
        if not s.done:
            yield s
        return s.v


def run(c):

    def step(v=None):
        try:
            p = c.send(v)
        except StopIteration as e:
            print("finished", e.value)
            return
        p.cbs.append(step)

    step()


p = Promise()
q = Promise()


async def user():
    a = await p
    b = await q
    return a + b


run(user())
p.set(1)
q.set(2)


async def ag():
    try:
        x = yield 1
        print("x", x)
        yield 2
    finally:
        print("ag fin")


a = ag()
for f in (lambda: a.asend(None), lambda: a.asend("hi"), lambda: a.aclose(), lambda: a.asend(1)):
    try:
        f().send(None)
    except StopIteration as e:
        print("SI", e.value)
    except StopAsyncIteration as e:
        print("SAI")


async def awaits():
    async for v in ag2():
        print("v", v)


async def ag2():
    yield (await sleep_ticks(5))
    yield (await sleep_ticks(6))


c = awaits()
print(c.send(None))
print(c.send("one"))
try:
    c.send("two")
except StopIteration:
    print("end")
x = ag2().__anext__()
print(x.send(None))
try:
    x.throw(ValueError("into anext"))
except ValueError as e:
    print(repr(e))
import inspect

c = job(1, 1)
print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c))
c.send(None)
print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c))
c.close()
print(inspect.getcoroutinestate(c))
print(
    c.__name__,
    c.__qualname__,
    repr(c).split(" at ")[0],
    type(c),
    c.cr_code.co_name,
    c.cr_code.co_flags & inspect.CO_COROUTINE > 0,
)
