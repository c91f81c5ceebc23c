def gen(n):
    try:
        yield 1
        yield 2
    finally:
        print("closed", n)
def f(n):
    g = gen(n)
    next(g)
    raise ValueError(n)
try:
    f(1)
except ValueError as e:
    print("caught", e)
print("after")
try:
    f(2)
except ValueError:
    print("caught")
print("after")
for i in range(2):
    try:
        f(i)
    except ValueError as e:
        kept = e
print("loop over")
del kept
print("deleted")
def lister():
    for x in gen("for"):
        raise KeyError(x)
try: lister()
except KeyError as e: print("key", e)
def nested():
    try:
        f("inner")
    except ValueError as e:
        raise RuntimeError("outer") from e
try: nested()
except RuntimeError as e: print(repr(e.__cause__))
print("end")
f("uncaught")
