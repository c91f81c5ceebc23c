def f(x):
    if x == 2: raise StopIteration
    return x
print(list(map(f, [1, 2, 3])))
class A:
    def __init__(self): return 3
def make(x): return A()
try:
    sorted([1, 2], key=make)
except TypeError as e:
    print(e)
print(list(filter(f, [1, 2, 3])))
print([*map(f, [1,2])], tuple(map(f, (1, 2))), sum(map(f, [1,2])))
for x in map(f, [1,2,3]): print(x)
def s(): raise StopIteration
print(list(iter(s, 1)))
a, *b = map(f, [1, 2]); print(a, b)
print(dict(zip(map(f,[1,2]),"ab")))
