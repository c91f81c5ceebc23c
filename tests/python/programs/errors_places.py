import asyncio
import re
import traceback


def show(last=None):
    lines = traceback.format_exc().replace(__file__, "FILE").splitlines()
    print(*lines[last and -last:], sep="\n")


class M:
    def __enter__(self): raise ValueError("enter")
    def __exit__(self,*a): pass
class X:
    def __enter__(self): return 5
    def __exit__(self,*a): raise ValueError("exit")
    async def __aenter__(self): raise ValueError("aenter")
    async def __aexit__(self,*a): pass
def a():
    with 5:
        pass
def b():
    with M() as m: pass
def c():
    with X() as m, M() as k:
        pass
def d():
    with X() as m:
        pass
def e():
    with (X() as m,
          5 as z):
        pass
def g():
    with X():
        return 5
for f in (a,b,c,d,e,g):
    try: f()
    except Exception as ex: show()
async def aa():
    async with 5: pass
async def ab():
    async with X() as x:
        pass
for f in (aa,ab):
    try: asyncio.run(f())
    except Exception as ex: show(3)
def gen():
    for x in 5:
        pass
def asg():
    a, b = 1
def dl():
    x = [1]
    del x[5]
def aug():
    x = 1
    x += "a"
def dec():
    @5
    def f(): pass
def ret():
    return (1 +
            "a")
def comp():
    return [x.foo for x in [1]]
def fst():
    return f"{1/0} and {2}"
def call():
    return print(
        int("x"),
    )
def sub():
    x = {"a": {"b": [1]}}
    return x["a"]["b"][3]
def meth():
    return "abc".upper().foo().bar
def raise_from():
    try:
        1/0
    except ZeroDivisionError as e:
        raise ValueError(
            "x") from e
def assertion():
    assert 1 == 2, (
        "message")
def unpack():
    print(*5)
def kw():
    dict(**5)
def lam():
    return (lambda x: x/0)(1)
def star():
    [*a, b] = []
def tern():
    return 1 if [].x else 2
def cmp():
    return 1 < "a" < 2
def walrus():
    if (n := int("q")) > 3: pass
def whl():
    while int("z"): pass
def mtch():
    match 1/0:
        case 1: pass
def glob():
    return undefined_name + 1
def neg():
    return -"a"
def slc():
    return [1,2,3]["a":"b"]
def yld():
    list((yield_ for yield_ in 5))
for f in (gen,asg,dl,aug,dec,ret,comp,fst,call,sub,meth,raise_from,assertion,unpack,kw,lam,star,tern,cmp,walrus,whl,mtch,glob,neg,slc,yld):
    try: f()
    except Exception as ex: show()
def c1(): return [x for x in 5]
def c2(): return [x for y in [1] for x in y]
def c3(): return {x: 1 for x in 5 if x}
def c4():
    return {x
            for x in 5}
def c6(): return sum(a for a in None)
def c7(): return [a for a, b in [1]]
def c8(): return [a for a in [1] if a.x]
for f in (c1,c2,c3,c4,c6,c7,c8):
    try: f()
    except Exception as ex: show()
def d1(): a, b = re.match("x","x")
def d2(): return [x for y in [1]
   for x in y]
def d3(): return list(x for y in [1] for x in y)
def d4(): return max((x for x in 5), key=5)
for f in (d1,d2,d3,d4):
    try: f()
    except Exception as ex: show()
