from _collections import deque
from heapq import heappop, heappush
from threading import Condition, Lock, _countdown

_Alias = type(list[int])


def _signal(name):
    return type(name, (Exception,), {"__module__": "_queue" if name == "Empty" else "queue"})


Empty, Full = map(_signal, ("Empty", "Full"))


def _wait(condition, ready, block, timeout, error):
    if not block:
        left = lambda: 0
    elif timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    else:
        left = _countdown(timeout)
    while not ready():
        rest = left()
        if rest is not None and rest <= 0:
            raise error
        condition.wait(rest)


class _Taking:
    # What both kinds of queues have.
    __class_getitem__ = classmethod(_Alias)

    def get_nowait(self):
        return self.get(block=False)

    def put_nowait(self, item):
        self.put(item, block=False)

    def empty(self):
        return self.qsize() == 0


class Queue(_Taking):
    _store = deque

    def __init__(self, maxsize=0):
        self.unfinished_tasks = 0
        self.mutex = Lock()
        self.not_empty, self.not_full, self.all_tasks_done = (Condition(self.mutex) for _ in range(3))
        self.maxsize = maxsize
        self._init(maxsize)

    # A class of its own may store the items in another way.
    def _init(self, maxsize):
        self.queue = self._store()

    def _qsize(self):
        return len(self.queue)

    def _get(self):
        return self.queue.popleft()

    def _put(self, item):
        self.queue.append(item)

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def _has_room(self):
        return self.maxsize <= 0 or self._qsize() < self.maxsize

    def full(self):
        with self.mutex:
            return not self._has_room()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            _wait(self.not_full, self._has_room, block, timeout, Full)
            self.unfinished_tasks += 1
            self._put(item)
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            _wait(self.not_empty, self._qsize, block, timeout, Empty)
            self.not_full.notify()
            return self._get()

    def task_done(self):
        with self.mutex:
            if not self.unfinished_tasks:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.mutex:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)


class LifoQueue(Queue):
    _store = list

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    _store = list

    def _get(self):
        return heappop(self.queue)

    def _put(self, item):
        heappush(self.queue, item)


class SimpleQueue(_Taking):
    def __init__(self):
        self._items = deque()
        self._arrived = Condition(Lock())

    def qsize(self):
        return len(self._items)

    def put(self, item, block=True, timeout=None):
        with self._arrived:
            self._items.append(item)
            self._arrived.notify()

    def get(self, block=True, timeout=None):
        with self._arrived:
            _wait(self._arrived, self.qsize, block, timeout, Empty)
            return self._items.popleft()
