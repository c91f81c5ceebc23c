print((int|None).__args__, (int|str).__args__, int|None)
from collections import deque
import re
print(deque[int], re.Pattern[str])
d=deque([1,2,3]); d.insert(1,9); del d[0]; print(d, d+deque([5]), d*2, list(reversed(d)), d.maxlen, d<deque([10]), d[-1])
try: d[10]
except IndexError as e: print(e)
import copy; print(copy.copy(d), copy.deepcopy(d))
