import _thread
import sys
from _collections import deque
from _thread import get_ident
from time import monotonic

Lock = _thread.allocate_lock
ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0


def get_native_id():
    return get_ident()


class _RLock:
    def __init__(self):
        self._block = Lock()
        self._owner = 0
        self._count = 0

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return (f"<{state} _thread.RLock object owner={self._owner} "
                f"count={self._count} at {id(self):#x}>")

    def acquire(self, blocking=True, timeout=-1):
        taken = self._is_owned() or self._block.acquire(blocking, timeout)
        if taken:
            self._owner = get_ident()
            self._count += 1
        return taken

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = 0
            self._block.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc, tb):
        self.release()

    # For Condition: to let go of it however often it is held, and to hold it so again.
    def _is_owned(self):
        return self._owner == get_ident()

    def _let_go(self):
        count = self._count
        self._count = 0
        self._owner = 0
        self._block.release()
        return count

    def _hold_again(self, count):
        self._block.acquire()
        self._owner = get_ident()
        self._count = count


def RLock():
    return _RLock()


def _countdown(timeout):
    # A function that tells how much is left; None is for ever.
    if timeout is None:
        return lambda: None
    end = monotonic() + timeout
    return lambda: end - monotonic()


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def __repr__(self):
        return f"<Condition({self._lock!r}, {len(self._waiters)})>"

    def _is_owned(self):
        if isinstance(self._lock, _RLock):
            return self._lock._is_owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def _need_lock(self, what):
        if not self._is_owned():
            raise RuntimeError(f"cannot {what} on un-acquired lock")

    def wait(self, timeout=None):
        self._need_lock("wait")
        self._waiters.append(waiter := Lock())
        waiter.acquire()
        nested = isinstance(self._lock, _RLock)
        count = self._lock._let_go() if nested else self._lock.release()
        woken = False
        try:
            if timeout is None:
                woken = waiter.acquire()
            else:
                woken = waiter.acquire(timeout > 0, timeout if timeout > 0 else -1)
            return woken
        finally:
            if nested:
                self._lock._hold_again(count)
            else:
                self._lock.acquire()
            if not woken and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        left = _countdown(timeout)
        while not (result := predicate()):
            rest = left()
            if rest is not None and rest <= 0:
                break
            self.wait(rest)
        return result

    def notify(self, n=1):
        self._need_lock("notify")
        for _ in range(min(n, len(self._waiters))):
            self._waiters.popleft().release()

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


def _where(thing):
    kind = type(thing)
    return f"{kind.__module__}.{kind.__qualname__} at {id(thing):#x}"


class Semaphore:
    _most = None

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._cond = Condition(Lock())

    def __repr__(self):
        limit = "" if self._most is None else f"/{self._most}"
        return f"<{_where(self)}: value={self._value}{limit}>"

    def acquire(self, blocking=True, timeout=None):
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            taken = self._cond.wait_for(lambda: self._value, timeout if blocking else 0)
            self._value -= bool(taken)
        return bool(taken)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def release(self, n=1):
        if not n >= 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._most is not None and self._value + n > self._most:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._most = value


class Event:
    _on = False

    def __init__(self):
        self._cond = Condition(Lock())

    def __repr__(self):
        return f"<{_where(self)}: {'set' if self._on else 'unset'}>"

    def is_set(self):
        return self._on

    isSet = is_set

    def _turn(self, on):
        with self._cond:
            self._on = on
            if on:
                self._cond.notify_all()

    def set(self):
        self._turn(True)

    def clear(self):
        self._turn(False)

    def wait(self, timeout=None):
        with self._cond:
            return self._on or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    _state = "filling"
    _count = 0

    def __init__(self, parties, action=None, timeout=None):
        self._parties, self._action, self._patience = parties, action, timeout
        self._cond = Condition(Lock())

    def __repr__(self):
        if self.broken:
            return f"<{_where(self)}: broken>"
        return f"<{_where(self)}: waiters={self.n_waiting}/{self.parties}>"

    broken = property(lambda self: self._state == "broken")
    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == "filling" else 0)

    def wait(self, timeout=None):
        timeout = self._patience if timeout is None else timeout
        with self._cond:
            self._cond.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    try:
                        if self._action:
                            self._action()
                    except:
                        self._set("broken")
                        raise
                    self._set("draining")
                else:
                    if not self._cond.wait_for(lambda: self._state != "filling", timeout):
                        self._set("broken")
                        raise BrokenBarrierError
                    if self._state in ("broken", "resetting"):
                        raise BrokenBarrierError
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ("resetting", "draining"):
                    self._set("filling")

    def _set(self, state):
        self._state = state
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            self._set("resetting" if self._count else "filling")

    def abort(self):
        with self._cond:
            self._set("broken")


class ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args


def excepthook(args, /):
    if args.exc_type == SystemExit:
        return
    name = get_ident() if args.thread is None else args.thread.name
    print(f"Exception in thread {name}:", file=sys.stderr, flush=True)
    sys.__excepthook__(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook

_threads_named = 0
_active = {}
_limbo = {}


def _new_name(form):
    global _threads_named
    _threads_named += 1
    return form.format(_threads_named)


class Thread:
    _ident = None
    _stage = None  # then "initial", "started" and "stopped"

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is None:
            of = getattr(target, "__name__", None)
            name = _new_name("Thread-{}") + (f" ({of})" if of else "")
        self._name = str(name)
        self._job = target, args, kwargs or {}
        self._daemon = current_thread().daemon if daemon is None else daemon
        self._begun, self._ended = Event(), Event()
        self._stage = "initial"

    def __repr__(self):
        assert self._stage, "Thread.__init__() was not called"
        facts = [self._stage, "daemon" if self._daemon else "", str(self._ident or "")]
        return f"<{type(self).__name__}({self._name}, {' '.join(filter(None, facts))})>"

    def _check(self, wanted, otherwise, what):
        if self._stage is None:
            raise RuntimeError(f"{what}.__init__() not called")
        if (self._stage == "initial") is not wanted:
            raise RuntimeError(otherwise)

    def start(self):
        self._check(True, "threads can only be started once", "thread")
        _limbo[self] = None
        _thread.start_new_thread(self._live, name=self._name)
        self._begun.wait()

    def run(self):
        target, args, kwargs = self._job
        self._job = None, (), {}
        if target is not None:
            target(*args, **kwargs)

    def _enlist(self):
        self._ident = get_ident()
        self._stage = "started"
        _active[self._ident] = self
        _limbo.pop(self, None)
        self._begun.set()

    def _live(self):
        self._enlist()
        try:
            self.run()
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            self._stage = "stopped"
            del _active[self._ident]
            self._ended.set()

    def join(self, timeout=None):
        self._check(False, "cannot join thread before it is started", "Thread")
        if current_thread() is self:
            raise RuntimeError("cannot join current thread")
        self._ended.wait(timeout and max(timeout, 0))

    def is_alive(self):
        return self._stage == "started"

    def _set_daemon(self, daemon):
        if self._stage != "initial":
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = daemon

    def _set_name(self, name):
        self._name = str(name)

    ident = native_id = property(lambda self: self._ident)
    daemon = property(lambda self: self._daemon, _set_daemon)
    name = property(lambda self: self._name, _set_name)
    getName, setName = name.fget, _set_name
    isDaemon, setDaemon = daemon.fget, _set_daemon


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = args or [], kwargs or {}
        self.finished = Event()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.cancel()

    def cancel(self):
        self.finished.set()


class _Found(Thread):
    # A thread that somebody else started.
    def __init__(self, name, daemon):
        super().__init__(name=name, daemon=daemon)
        self._enlist()


class _MainThread(_Found):
    pass


class _DummyThread(_Found):
    pass


def current_thread():
    thread = _active.get(get_ident())
    return _DummyThread(_new_name("Dummy-{}"), True) if thread is None else thread


currentThread = current_thread


def main_thread():
    return _main_thread


def enumerate():
    return list(_active.values()) + list(_limbo)


def active_count():
    return len(_active) + len(_limbo)


activeCount = active_count


class local:
    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_local_args", (args, kwargs))
        object.__setattr__(self, "_local_dicts", {get_ident(): {}})
        return self

    def __getattribute__(self, name):
        here = _dict_of(self)
        if name == "__dict__":
            return here
        return here[name] if name in here else object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if hasattr(type(getattr(type(self), name, None)), "__set__"):
            object.__setattr__(self, name, value)
        else:
            _dict_of(self)[name] = value

    def __delattr__(self, name):
        here = _dict_of(self)
        if name not in here:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        del here[name]


def _dict_of(this):
    dicts = object.__getattribute__(this, "_local_dicts")
    me = get_ident()
    if me not in dicts:
        dicts[me] = {}
        # Each thread's own attributes begin as the first one's did.
        args, kwargs = object.__getattribute__(this, "_local_args")
        if type(this).__init__ is not object.__init__:
            type(this).__init__(this, *args, **kwargs)
    return dicts[me]


_at_exit = []
_last_of_all = []  # atexit's


def _register_atexit(func, *args, **kwargs):
    _at_exit.append((func, args, kwargs))


def _shutdown():
    """To be called when the program is through: waits for the threads that are not daemons."""
    for func, args, kwargs in reversed(_at_exit):
        func(*args, **kwargs)
    for thread in enumerate():
        if not thread.daemon and thread is not current_thread():
            thread.join()
    while _last_of_all:
        func, args, kwargs = _last_of_all.pop()
        func(*args, **kwargs)


_main_thread = _MainThread("MainThread", False)
