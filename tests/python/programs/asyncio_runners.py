# Runners, what they refuse, and loops within handlers of exceptions.
import asyncio


async def f(x):
    await asyncio.sleep(1 / 64)
    return x


async def bad():
    raise ValueError("bad")


for b in (5, None, f, lambda: f(1)):
    try:
        asyncio.run(b)
    except Exception as e:
        print(type(e).__name__, str(e).split(" at ")[0])
print(asyncio.run(f(3)), asyncio.run(f(4), debug=True))
try:
    asyncio.run(f(3), 5)
except TypeError as e:
    print(e)
with asyncio.Runner() as r:
    print(r.run(f(1)), r.run(f(2)), r.get_loop() is r.get_loop(), r.get_loop().is_running())
    try:
        r.run(5)
    except ValueError as e:
        print(e)
    try:
        r.run(bad())
    except ValueError as e:
        print(e)
    print(r.run(f(9)))

    async def inner():
        try:
            r.run((c := f(1)))
        except RuntimeError as e:
            print(e)
            c.close()
        try:
            asyncio.Runner().run((c := f(1)))
        except RuntimeError as e:
            print(e)
            c.close()
        asyncio.get_running_loop().stay = asyncio.create_task(longer())

    async def longer():
        try:
            await asyncio.sleep(3 / 64)
            print("longer done")
        except asyncio.CancelledError as e:
            print("longer cancelled", e.args)

    r.run(inner())
    print("between")
    r.run(f(1))
try:
    r.run((c := f(1)))
except RuntimeError as e:
    print(e)
    c.close()
try:
    r.get_loop()
except RuntimeError as e:
    print(e)
try:
    with r:
        pass
except RuntimeError as e:
    print(e)
r = asyncio.Runner()
r.close()
r.close()
print("closed")
r = asyncio.Runner(debug=True)
print(r.get_loop().get_debug())
r.close()


def fac():
    l = asyncio.new_event_loop()
    print("factory")
    return l


with asyncio.Runner(loop_factory=fac) as r:
    print(r.run(f("x")))

    async def g():
        return asyncio.get_event_loop() is asyncio.get_running_loop()

    print(r.run(g()))


async def names():
    return asyncio.current_task().get_name()


print(asyncio.run(names()))


async def cancelself():
    asyncio.current_task().cancel("me")
    await asyncio.sleep(0)


try:
    asyncio.run(cancelself())
except asyncio.CancelledError as e:
    print("C", e.args)


async def leftover():

    async def w(n):
        try:
            await asyncio.sleep(n)
        except asyncio.CancelledError:
            print("left", n)
        finally:
            print("fin", n)

    ts = [asyncio.create_task(w(i + 1)) for i in range(1)]
    await asyncio.sleep(0)
    return "main"


print(asyncio.run(leftover()))


async def exits():
    raise SystemExit("bye")


try:
    asyncio.run(exits())
except SystemExit as e:
    print("SE", e.code)


async def kbi():
    try:
        raise KeyboardInterrupt
    finally:
        print("kbi fin")


try:
    asyncio.run(kbi())
except KeyboardInterrupt as e:
    print("KI", e.args)


async def ge():
    raise GeneratorExit("x")


try:
    asyncio.run(ge())
except GeneratorExit as e:
    print("GE", e.args)


async def si():
    raise StopIteration(4)


try:
    asyncio.run(si())
except RuntimeError as e:
    print(e, repr(e.__cause__))


class MyBase(BaseException):
    pass


async def mb():

    async def c():
        raise MyBase("mb")

    t = asyncio.create_task(c())
    try:
        await t
    except MyBase as e:
        print("caught", repr(e))
    r = await asyncio.gather(c(), f(1), return_exceptions=True)
    print(r)
    raise MyBase("out")


try:
    asyncio.run(mb())
except MyBase as e:
    print(repr(e))
try:
    raise KeyError("outer handled")
except KeyError:
    try:
        asyncio.run(bad())
    except ValueError as e:
        print(repr(e), repr(e.__context__))

    async def cx():
        try:
            await asyncio.wait_for(f(9), 1 / 64)
        except TimeoutError as e:
            print(repr(e.__context__), repr(e.__cause__))
        try:
            await asyncio.sleep(0)
            raise OSError(1)
        except OSError as e:
            print(repr(e.__context__))

        async def sub():
            raise IndexError(2)

        try:
            await asyncio.create_task(sub())
        except IndexError as e:
            print(repr(e.__context__))
        t = asyncio.create_task(asyncio.sleep(1))
        await asyncio.sleep(0)
        t.cancel()
        try:
            await t
        except asyncio.CancelledError as e:
            print("cc", repr(e.__context__))
        fu = asyncio.get_running_loop().create_future()
        fu.set_exception(ValueError("fu"))
        try:
            await fu
        except ValueError as e:
            print(repr(e.__context__))

    asyncio.run(cx())


def g():
    try:
        yield 1
    except ValueError as e:
        print("in g", repr(e.__context__))
        yield 2
    try:
        yield 3
    finally:
        print("fin")


try:
    raise KeyError(1)
except KeyError:
    x = g()
    next(x)
    x.throw(ValueError("thrown"))
    next(x)
    try:
        x.throw(OSError(5))
    except OSError as e:
        print(repr(e.__context__))

    def g2():
        try:
            raise IndexError
        except IndexError:
            yield

    x = g2()
    next(x)
    try:
        x.throw(OSError(6))
    except OSError as e:
        print(repr(e.__context__))

    def g3():
        yield from g2()

    x = g3()
    next(x)
    try:
        x.throw(OSError(6))
    except OSError as e:
        print(repr(e.__context__))

    def g4():
        yield
        raise OSError(7)

    x = g4()
    next(x)
    try:
        next(x)
    except OSError as e:
        print(repr(e.__context__))

    def g5():
        try:
            yield
        except OSError:
            pass
        raise ValueError

    x = g5()
    next(x)
    try:
        x.throw(OSError(8))
    except ValueError as e:
        print(repr(e.__context__))
asyncio.run(exits())
