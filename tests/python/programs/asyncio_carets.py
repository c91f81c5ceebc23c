# Where tracebacks point to in loops, comprehensions and async with.
import asyncio
def g():
    yield 1
    raise ValueError
def f1():
    for x in g():
        pass
def f2():
    for x in g(): print(x)
async def ag():
    yield 1
    raise ValueError
async def f3(): return [x async for x in ag()]
async def f4(): return {x: y
    async for x in ag()
    for y in g()}
async def f5():
    async for x in 5:
        pass
async def f6():
    async for x in ag():
        async for y in ag(): pass
async def f7(): return [x for x in g()]
async def f8():
    async with 5 as x:
        pass
async def f9():
    await 5
async def f10():
    r = [await 5 for _ in range(2)]
async def f11():
    async for x in ag(): await asyncio.sleep(0)
    else: print("else")
class E:
    async def __aenter__(self): raise KeyError
    async def __aexit__(self,*a): raise IndexError
class X(E):
    async def __aenter__(self): pass
async def f12():
    async with E() as y, X() as x: pass
async def f13():
    async with X() as x, X():
        await asyncio.sleep(0)
async def f14():
    async with X() as x:
        return 5
async def f15():
    async with X() as x: raise OSError
import traceback
for f in (f1,f2): 
    try: f()
    except ValueError: traceback.print_exc()
for f in (f3,f4,f5,f6,f7,f8,f9,f10,f11,f12,f13,f14,f15):
    try: asyncio.run(f())
    except Exception: traceback.print_exc()
