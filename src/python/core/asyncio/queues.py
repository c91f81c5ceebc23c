import _trace
from _collections import deque
from heapq import heappop, heappush
from .locks import Event, same_loop

__all__ = ("LifoQueue", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull")


def _signal(name):
    return type(name, (Exception,), {"__module__": "asyncio.queues"})


QueueEmpty, QueueFull = map(_signal, ("QueueEmpty", "QueueFull"))


class Queue:
    _loop = None
    _id = None
    _told = True
    _store = deque
    _unfinished_tasks = 0
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters, self._putters = deque(), deque()
        self._finished = Event(_told=False)
        self._finished.set()
        self._init(maxsize)
        if self._told:
            self._id = _trace.created("queue", type(self).__name__, maxsize if maxsize > 0 else None)
            self._tell()

    # A class of its own may store the items in another way.
    def _init(self, maxsize):
        self._queue = self._store()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def _tell(self):
        if self._id is not None:
            waiters = len(self._getters) + len(self._putters) + len(self._finished._waiters)
            _trace.changed(self._id, self.qsize(), waiters, None)

    def _facts(self):
        yield f"maxsize={self._maxsize!r}"
        if getattr(self, "_queue", None):
            yield f"_queue={list(self._queue)!r}"
        for name in ("_getters", "_putters"):
            if getattr(self, name):
                yield f"{name}[{len(getattr(self, name))}]"
        if self._unfinished_tasks:
            yield f"tasks={self._unfinished_tasks}"

    def _told_as(self, *place):
        return f"<{' '.join((type(self).__name__, *place, *self._facts()))}>"

    def __str__(self):
        return self._told_as()

    def __repr__(self):
        return self._told_as(f"at {id(self):#x}")

    maxsize = property(lambda self: self._maxsize)

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    async def put(self, item):
        while self.full():
            await self._queue_up(self._putters, "put", self.full)
        self.put_nowait(item)

    async def get(self):
        while self.empty():
            await self._queue_up(self._getters, "get", self.empty)
        return self.get_nowait()

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._unfinished_tasks += 1
        self._finished.clear()
        self._put(item)
        self._moved(self._getters)

    def get_nowait(self):
        if not self.empty():
            item = self._get()
            self._moved(self._putters)
            return item
        raise QueueEmpty

    def _moved(self, waiters):
        wake_one(waiters)
        self._tell()

    async def _queue_up(self, waiters, want, closed):
        waiter = same_loop(self).create_future()
        waiters.append(waiter)
        if self._id is not None:
            self._tell()
            _trace.waiting(self._id, want)
        try:
            await waiter
        except:
            waiter.cancel()
            if waiter in waiters:
                waiters.remove(waiter)
                self._tell()
            # Woken and cancelled at once: the turn goes to the next one.
            if not closed() and not waiter.cancelled():
                wake_one(waiters)
            raise

    def task_done(self):
        if not self._unfinished_tasks:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if not self._unfinished_tasks:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks:
            _trace.waiting(self._id, "join")
            await self._finished.wait()


def wake_one(waiters):
    while waiters:
        first = waiters.popleft()
        if not first.done():
            return first.set_result(None)


class QuietQueue(Queue):
    # No line of its own in the timeline.
    _told = False


class LifoQueue(Queue):
    _store = list

    def _get(self):
        return self._queue.pop()


class PriorityQueue(Queue):
    _store = list

    def _get(self):
        return heappop(self._queue)

    def _put(self, item):
        heappush(self._queue, item)
