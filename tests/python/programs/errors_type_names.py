import asyncio, datetime, collections, decimal, re, functools, itertools, types
d=datetime.date(2024,1,1)
async def g():
    for f in (lambda: d+5, lambda: int(d), lambda: float(collections.deque()), lambda: "a"+d, lambda: [1]+collections.deque(), lambda: d.foo, lambda: datetime.datetime.foo, lambda: sum([d]), lambda: "x".join([d]), lambda: [1,2][d], lambda: {collections.deque():1},
     lambda: round(d), lambda: abs(d), lambda: d<5, lambda: d in d, lambda: -d, lambda: re.match("a", d), lambda: re.match("a","a")["x"], lambda: len(asyncio.current_task()), lambda: asyncio.current_task()[0], lambda: asyncio.current_task().foo, lambda: decimal.Decimal("1")+1.5,
     lambda: decimal.Decimal(1)+"a", lambda: range(d), lambda: "%d"%d, lambda: f"{d:d}", lambda: format(collections.deque(), "5"), lambda: open(d), lambda: bytes(d), lambda: ord(d), lambda: max(d), lambda: isinstance(1,d), lambda: "abc".split(d), lambda: str(b"a", d), lambda: d[0],
     lambda: d(), lambda: exec(d), lambda: setattr(d, 5, 5), lambda: next(d), lambda: iter(d), lambda: dict(d), lambda: set(d), lambda: list(d), lambda: tuple(d), lambda: dict([d]), lambda: (lambda **k:0)(**d), lambda: (lambda *k:0)(*d), lambda: print(**{"sep": d}), lambda: int("5", d), lambda: pow(2,d), lambda: divmod(d,2), lambda: 5//d,
     lambda: [].extend(d), lambda: [].__add__(d), lambda: types.SimpleNamespace(a=1)+1, lambda: hash(collections.deque()), lambda: functools.partial(d), lambda: functools.partial(print).x, lambda: object.__getattribute__(d,"x"), lambda: itertools.chain(5).__next__(), lambda: next(itertools.count("a")), lambda: map(5, d), lambda: zip(d), lambda: enumerate(d), lambda: sorted(d), lambda: reversed(d), lambda: any(d), lambda: json.dumps(d)):
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
    try:
        await d
    except Exception as e: print(e)
    try:
        async with d: pass
    except Exception as e: print(e)
    try:
        async for x in collections.deque(): pass
    except Exception as e: print(e)
    try:
        with asyncio.current_task(): pass
    except Exception as e: print(e)
    try: asyncio.create_task(d)
    except Exception as e: print(e)
    try: await asyncio.gather(d)
    except Exception as e: print(e)
    try: a,b = d
    except Exception as e: print(e)
    try: raise d
    except Exception as e: print(e)
    try: await asyncio.wait_for(d, 1)
    except Exception as e: print(e)
    try: await asyncio.sleep(d)
    except Exception as e: print(e)
    try: await asyncio.wait([d])
    except Exception as e: print(e)
    try: asyncio.run(d)
    except Exception as e: print(e)
    try: asyncio.get_running_loop().run_until_complete(d)
    except Exception as e: print(e)
import json
asyncio.run(g())
try: asyncio.run(d)
except Exception as e: print(e)
