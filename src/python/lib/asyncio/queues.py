import _trace
from _asyncio import get_running_loop
from _collections import deque
from heapq import heappop, heappush
from .locks import Event

__all__ = ("LifoQueue", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull")


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Queue:
    _loop = None
    _id = None
    _told = True

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished_tasks = 0
        self._finished = Event(_told=False)
        self._finished.set()
        self._init(maxsize)
        if self._told:
            limit = maxsize if maxsize > 0 else None
            self._id = _trace.created("queue", type(self).__name__, limit)
            self._tell()

    def __class_getitem__(cls, item):
        return cls

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _tell(self):
        if self._id is not None:
            waiters = len(self._getters) + len(self._putters) + len(self._finished._waiters)
            _trace.changed(self._id, self.qsize(), waiters, None)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        text = f"maxsize={self._maxsize!r}"
        if getattr(self, "_queue", None):
            text += f" _queue={list(self._queue)!r}"
        if self._getters:
            text += f" _getters[{len(self._getters)}]"
        if self._putters:
            text += f" _putters[{len(self._putters)}]"
        if self._unfinished_tasks:
            text += f" tasks={self._unfinished_tasks}"
        return text

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        while self.full():
            await self._queue_up(self._putters, "put", self.full)
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wake_next(self._getters)
        self._tell()

    async def get(self):
        while self.empty():
            await self._queue_up(self._getters, "get", self.empty)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wake_next(self._putters)
        self._tell()
        return item

    async def _queue_up(self, waiters, want, closed):
        loop = get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        waiter = loop.create_future()
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
                self._wake_next(waiters)
            raise

    def _wake_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            _trace.waiting(self._id, "join")
            await self._finished.wait()


class QuietQueue(Queue):
    # No line of its own in the timeline.
    _told = False


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
