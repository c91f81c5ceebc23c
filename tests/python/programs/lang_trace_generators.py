def g():
    yield 1
    raise ValueError("in gen")
def h(): yield from g()
def total(it): return sum(x for x in it)
print(total(h()))
