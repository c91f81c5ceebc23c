import traceback, sys, collections, inspect, logging
print(list(globals()), __doc__, __annotations__)
def inner(): print("".join(traceback.format_stack()).replace(__file__, "FILE"), end=""); print([f.name for f in traceback.extract_stack(limit=2)], traceback.extract_stack()[-1].lineno); print(len(traceback.extract_stack())); return [f.f_code.co_name for f, n in traceback.walk_stack(sys._getframe())]
def outer():
    return inner()
print(outer())
x: int = 5
print(__annotations__, "x" in globals())
for d in (collections.deque([1,2]),):
    it = iter(d); next(it); d.append(5)
    try: next(it)
    except RuntimeError as e: print(e)
    print(list(d), [*d], tuple(d), sum(d), list(enumerate(d)), sorted(d), max(d), 5 in d)
class K:
    def m(self):
        return [f.name for f in traceback.extract_stack()], (lambda: sys._getframe().f_back.f_code.co_name)()
print(K().m(), sorted([1], key=lambda v: len(traceback.extract_stack())), list(map(lambda v: sys._getframe(1).f_code.co_name, [1])))
try:
    {}["x"] + outer()
except KeyError as e:
    print("".join(traceback.format_list(traceback.extract_tb(e.__traceback__))).replace(__file__, "FILE"), end="")
    print("".join(traceback.StackSummary.from_list([("f.py", 1, "g", "x = 1")]).format()))

import contextlib
def who(): return inspect.stack()[1].function, inspect.currentframe().f_back.f_code.co_name, inspect.currentframe().f_back.f_locals
def asks():
    mine = 7
    return who()
print(asks(), inspect.getframeinfo(inspect.currentframe()).function)
def gen():
    yield sys._getframe().f_back.f_code.co_name
def drives(): return next(gen())
print(drives(), [f for f in gen()], sys._getframe().f_back)
frame = (lambda: sys._getframe())()
print(frame.f_code.co_name, frame.f_lineno > 0)
try: sys._getframe(99)
except ValueError as e: print(e)
