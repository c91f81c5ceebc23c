"""Threads over the native ones, as Python 3.11 has them."""
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
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
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

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
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
        end = None if timeout is None else monotonic() + timeout
        result = predicate()
        while not result:
            if end is None:
                self.wait()
            else:
                left = end - monotonic()
                if left <= 0:
                    break
                self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while n > 0 and self._waiters:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


def _where(thing):
    kind = type(thing)
    return f"{kind.__module__}.{kind.__qualname__} at {id(thing):#x}"


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        return f"<{_where(self)}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if not blocking:
                timeout = 0
            if not self._cond.wait_for(lambda: self._value > 0, timeout):
                return False
            self._value -= 1
            return True

    __enter__ = acquire

    def __exit__(self, exc_type, exc, tb):
        self.release()

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return f"<{_where(self)}: value={self._value}/{self._initial_value}>"

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        return f"<{_where(self)}: {'set' if self._flag else 'unset'}>"

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = "filling"
        self._count = 0

    def __repr__(self):
        if self.broken:
            return f"<{_where(self)}: broken>"
        return f"<{_where(self)}: waiters={self.n_waiting}/{self.parties}>"

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        return self._state == "broken"

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
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
    import traceback
    name = get_ident() if args.thread is None else args.thread.name
    print(f"Exception in thread {name}:", file=sys.stderr, flush=True)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=sys.stderr)


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
    _is_stopped = False
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is None:
            name = _new_name("Thread-{}")
            target_name = getattr(target, "__name__", None)
            if target_name is not None:
                name += f" ({target_name})"
        self._name = str(name)
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._started = Event()
        self._ended = Event()
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "started"
        if self._is_stopped:
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        _limbo[self] = None
        _thread.start_new_thread(self._bootstrap, name=self._name)
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        _limbo.pop(self, None)
        self._started.set()
        try:
            self.run()
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            self._is_stopped = True
            _active.pop(self._ident, None)
            self._ended.set()

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._ended.wait(None if timeout is None else max(timeout, 0))

    def is_alive(self):
        return self._started.is_set() and not self._is_stopped

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    native_id = ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _Found(Thread):
    # A thread that somebody else started.
    def __init__(self, name, daemon):
        super().__init__(name=name, daemon=daemon)
        self._started._flag = True
        self._ident = get_ident()
        _active[self._ident] = self


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


def _register_atexit(func, *args, **kwargs):
    _at_exit.append((func, args, kwargs))


def _shutdown():
    """To be called when the program is through: waits for the threads that are not daemons."""
    for func, args, kwargs in reversed(_at_exit):
        func(*args, **kwargs)
    for thread in enumerate():
        if not thread.daemon and thread is not current_thread():
            thread.join()


_main_thread = _MainThread("MainThread", False)
