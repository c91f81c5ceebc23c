import _trace
from _asyncio import current_task, get_running_loop
from _collections import deque
from .exceptions import BrokenBarrierError, CancelledError

__all__ = ("Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "Semaphore")


def same_loop(this):
    # Whoever uses it first decides which loop it belongs to.
    now = get_running_loop()
    this._loop = this._loop or now
    if this._loop is now:
        return now
    raise RuntimeError(f"{this!r} is bound to a different event loop")


class _Shared:
    # What locks, events and so on have in common: a loop, waiters, a line in the timeline.
    _loop = None
    _id = None
    _holder = None

    def _create(self, kind, told=True, limit=None):
        self._waiters = deque()
        if told:
            self._id = _trace.created(kind, type(self).__name__, limit)
            self._tell()

    def _level(self):
        return 0

    def _tell(self):
        if self._id is not None:
            _trace.changed(self._id, self._level(), len(self._waiters), self._holder)

    def _queue_up(self, want):
        waiter = same_loop(self).create_future()
        self._waiters.append(waiter)
        if self._id is not None:
            self._tell()
            _trace.waiting(self._id, want)
        return waiter

    def _leave(self, waiter):
        self._waiters.remove(waiter)
        self._tell()

    def __repr__(self):
        text = self._describe()
        if self._waiters:
            text += f", waiters:{len(self._waiters)}"
        return f"<{object.__repr__(self)[1:-1]} [{text}]>"


class _Held:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Held, _Shared):
    _locked = False

    def __init__(self, *, _told=True):
        self._create("lock", _told)

    def _level(self):
        return 1 if self._locked else 0

    def _describe(self):
        return "locked" if self._locked else "unlocked"

    def locked(self):
        return self._locked

    def _take(self):
        self._locked = True
        if self._id is not None:
            self._holder = current_task()
            self._tell()
        return True

    async def acquire(self):
        # Whoever comes while others wait goes to the end of the queue.
        if not self._locked and all(w.cancelled() for w in self._waiters):
            return self._take()
        waiter = self._queue_up("acquire")
        try:
            try:
                await waiter
            finally:
                self._leave(waiter)
        except CancelledError:
            if not self._locked:
                self._wake_first()
            raise
        return self._take()

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._holder = None
        self._tell()
        self._wake_first()

    def _wake_first(self):
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


class Event(_Shared):
    _value = False

    def __init__(self, *, _told=True):
        self._create("event", _told)

    def _level(self):
        return 1 if self._value else 0

    def _describe(self):
        return "set" if self._value else "unset"

    def is_set(self):
        return self._value

    def set(self):
        if self._value:
            return
        self._value = True
        self._tell()
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)

    def clear(self):
        if self._value:
            self._value = False
            self._tell()

    async def wait(self):
        if self._value:
            return True
        waiter = self._queue_up("news")
        try:
            await waiter
            return True
        finally:
            self._leave(waiter)


class Condition(_Held, _Shared):
    def __init__(self, lock=None, *, _told=True):
        self._lock = Lock(_told=_told) if lock is None else lock
        self._create("condition", _told)
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def _describe(self):
        return "locked" if self.locked() else "unlocked"

    def _need_lock(self, what):
        if not self.locked():
            raise RuntimeError(f"cannot {what} on un-acquired lock")

    async def wait(self):
        self._need_lock("wait")
        self.release()
        try:
            waiter = self._queue_up("news")
            try:
                return await waiter is not None
            finally:
                self._leave(waiter)
        finally:
            await self._hold_again()

    async def _hold_again(self):
        # The lock is held again whatever happens; a cancellation waits until then.
        missed = None
        held = False
        while not held:
            try:
                held = await self.acquire()
            except CancelledError as error:
                missed = error
        if missed:
            raise CancelledError

    async def wait_for(self, predicate):
        while not (answer := predicate()):
            await self.wait()
        return answer

    def notify(self, n=1):
        self._need_lock("notify")
        idle = [waiter for waiter in self._waiters if not waiter.done()]
        for waiter in idle[:max(n, 0)]:
            waiter.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Held, _Shared):
    def __init__(self, value=1, *, _told=True):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value
        self._create("semaphore", _told, value)

    def _level(self):
        return self._value

    def _describe(self):
        return "locked" if self.locked() else f"unlocked, value:{self._value}"

    def locked(self):
        return self._value == 0 or any(not w.cancelled() for w in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            self._tell()
            return True
        waiter = self._queue_up("acquire")
        try:
            try:
                await waiter
            finally:
                self._leave(waiter)
        except CancelledError:
            if not waiter.cancelled():
                # The permit was granted already: it goes to the next one.
                self._value += 1
                self._wake_next()
                self._tell()
            raise
        if self._value > 0:
            self._wake_next()
            self._tell()
        return True

    def release(self):
        self._value += 1
        self._wake_next()
        self._tell()

    def _wake_next(self):
        idle = next((waiter for waiter in self._waiters if not waiter.done()), None)
        if idle:
            self._value -= 1
            idle.set_result(True)


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._most = value

    def release(self):
        if self._value == self._most:
            raise ValueError("BoundedSemaphore released too many times")
        Semaphore.release(self)


class Barrier(_Shared):
    _state = "filling"
    _count = 0

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._parties = parties
        self._cond = Condition(_told=False)
        self._create("barrier", True, parties)

    def _level(self):
        return self._count

    def _tell(self):
        _trace.changed(self._id, self._count, len(self._cond._waiters), None)

    def __repr__(self):
        text = self._state
        if not self.broken:
            text += f", waiters:{self.n_waiting}/{self._parties}"
        return f"<{object.__repr__(self)[1:-1]} [{text}]>"

    broken = property(lambda self: self._state == "broken")
    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == "filling" else 0)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, exc_type, exc, tb):
        pass

    async def wait(self):
        async with self._cond:
            # Those of the round before have to leave first.
            await self._cond.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError("Barrier aborted")
            index = self._count
            self._count += 1
            self._tell()
            try:
                if self._count == self._parties:
                    self._set("draining")
                else:
                    _trace.waiting(self._id, "news")
                    await self._cond.wait_for(lambda: self._state != "filling")
                    if self._state in ("broken", "resetting"):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                self._tell()
                if self._count == 0:
                    if self._state in ("resetting", "draining"):
                        self._state = "filling"
                    self._cond.notify_all()

    def _set(self, state):
        self._state = state
        self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            if self._count == 0:
                self._set("filling")
            elif self._state != "resetting":
                self._set("resetting")

    async def abort(self):
        async with self._cond:
            self._set("broken")
