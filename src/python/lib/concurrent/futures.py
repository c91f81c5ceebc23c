import sys
import threading
from _namedtuple import namedtuple
from queue import Empty, SimpleQueue
from time import monotonic

_WHEN = FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"
PENDING, RUNNING, FINISHED = "PENDING", "RUNNING", "FINISHED"
CANCELLED, CANCELLED_AND_NOTIFIED = "CANCELLED", "CANCELLED_AND_NOTIFIED"

TimeoutError = TimeoutError


def _error(name, base, place="_base"):
    return type(name, (base,), {"__module__": f"concurrent.futures.{place}"})


Error = _error("Error", Exception)
CancelledError = _error("CancelledError", Error)
InvalidStateError = _error("InvalidStateError", Error)
BrokenExecutor = _error("BrokenExecutor", RuntimeError)
BrokenThreadPool = _error("BrokenThreadPool", BrokenExecutor, "thread")

_base = thread = process = sys.modules[__name__]
for _name in ("_base", "thread", "process"):
    sys.modules[f"{__name__}.{_name}"] = thread


class Future:
    __module__ = "concurrent.futures._base"
    _state = PENDING
    _result = _exception = None

    def __init__(self):
        self._waiters, self._done_callbacks = [], []
        self._condition = threading.Condition()

    def __repr__(self):
        state = self._state.split("_")[0].lower()
        if self._state == FINISHED:
            if self._exception:
                state += f" raised {type(self._exception).__name__}"
            else:
                state += f" returned {type(self._result).__name__}"
        return f"<{type(self).__name__} at {id(self):#x} state={state}>"

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            import traceback
            print(f"exception calling callback for {self!r}", file=sys.stderr)
            traceback.print_exc()

    def _call_all(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def cancel(self):
        with self._condition:
            if self._state != PENDING:
                return self.cancelled()
            self._state = CANCELLED
            self._condition.notify_all()
        self._call_all()
        return True

    def cancelled(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        return self._state == RUNNING

    def done(self):
        return self._state not in (PENDING, RUNNING)

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._done_callbacks.append(fn)
                return
        self._call(fn)

    def _wait(self, timeout):
        with self._condition:
            if not self.done():
                self._condition.wait(timeout)
            if self.cancelled():
                raise CancelledError
            if not self.done():
                raise TimeoutError

    def result(self, timeout=None):
        self._wait(timeout)
        if not self._exception:
            return self._result
        try:
            raise self._exception
        finally:
            del self  # no ring of exception, frame and future

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    # For executors.
    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state not in (PENDING, CANCELLED):
                raise RuntimeError("Future in unexpected state")
            wanted = self._state == PENDING
            self._state = RUNNING if wanted else CANCELLED_AND_NOTIFIED
            if not wanted:
                self._tell_waiters()
        return wanted

    def _tell_waiters(self):
        for waiter in self._waiters:
            waiter.put(self)

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = FINISHED
            self._tell_waiters()
            self._condition.notify_all()
        self._call_all()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


def _is_settled(future):
    # A cancelled one counts once its executor knows of it.
    return future._state in (CANCELLED_AND_NOTIFIED, FINISHED)


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    if return_when not in _WHEN:
        raise ValueError(f"Invalid return condition: {return_when!r}")
    fs = set(fs)
    news = SimpleQueue()
    done = set()
    for f in fs:
        if _is_settled(f):
            done.add(f)
        else:
            f._waiters.append(news)

    def enough(some):
        if len(done) == len(fs):
            return True
        if return_when == FIRST_COMPLETED:
            return len(done) > 0
        return return_when == FIRST_EXCEPTION and any(
            not f.cancelled() and f._exception is not None for f in some)

    end = None if timeout is None else monotonic() + timeout
    latest = done
    while not enough(latest):
        try:
            f = news.get(timeout=None if end is None else max(end - monotonic(), 0))
        except Empty:
            break
        done.add(f)
        latest = (f,)
    for f in fs:
        if news in f._waiters:
            f._waiters.remove(news)
    done.update(f for f in fs if _is_settled(f) and return_when == ALL_COMPLETED)
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    end = None if timeout is None else monotonic() + timeout
    fs = list(dict.fromkeys(fs))
    news = SimpleQueue()
    left = len(fs)
    ready = []
    for f in fs:
        if _is_settled(f):
            ready.append(f)
        else:
            f._waiters.append(news)
    try:
        for f in ready:
            left -= 1
            yield f
        while left:
            try:
                f = news.get(timeout=None if end is None else max(end - monotonic(), 0))
            except Empty:
                raise TimeoutError(f"{left} (of {len(fs)}) futures unfinished") from None
            left -= 1
            yield f
    finally:
        for f in fs:
            if news in f._waiters:
                f._waiters.remove(news)


class Executor:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown()

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        left = threading._countdown(timeout)
        waiting = [self.submit(fn, *args) for args in zip(*iterables)][::-1]

        def results():
            # Whatever is not asked for any more is cancelled.
            future = None
            try:
                while waiting:
                    future = waiting.pop()
                    rest = left()
                    yield future.result(rest and max(rest, 0))
            finally:
                for one in [future, *waiting]:
                    one and one.cancel()

        return results()


_executors = 0
_all_threads = {}


def _at_exit():
    for thread, work in list(_all_threads.items()):
        work.put(None)
    for thread in list(_all_threads):
        thread.join()


threading._register_atexit(_at_exit)


class ThreadPoolExecutor(Executor):
    _broken = None

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        max_workers = 8 if max_workers is None else max_workers
        if not max_workers > 0:
            raise ValueError("max_workers must be greater than 0")
        if not callable(initializer or len):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            global _executors
            thread_name_prefix = f"{self._prefix}-{_executors}"
            _executors += 1
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs
        self._work = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads = set()
        self._shutdown = False

    _prefix = "ThreadPoolExecutor"

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise self._broken_error(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._work.put((future, fn, args, kwargs))
        # A new thread only where none is idle.
        if not self._idle.acquire(timeout=0) and len(self._threads) < self._max_workers:
            name = f"{self._thread_name_prefix}_{len(self._threads)}"
            thread = threading.Thread(name=name, target=self._run)
            self._threads.add(thread)
            _all_threads[thread] = self._work
            thread.start()
        return future

    def _broken_error(self, text):
        return BrokenThreadPool(text)

    def _run(self):
        try:
            if self._initializer is not None:
                try:
                    self._initializer(*self._initargs)
                except BaseException:
                    self._break()
                    return
            while True:
                item = self._work.get()
                if item is None:
                    self._shutdown = True
                    self._work.put(None)  # for the next thread
                    return
                self._run_one(*item)
                item = None
                self._idle.release()
        finally:
            _all_threads.pop(threading.current_thread(), None)

    def _run_one(self, future, fn, args, kwargs):
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def _break(self):
        import traceback
        print("Exception in initializer:", file=sys.stderr)
        traceback.print_exc()
        self._broken = "A thread initializer failed, the thread pool is not usable anymore"
        while not self._work.empty():
            item = self._work.get_nowait()
            if item is not None:
                item[0].set_exception(self._broken_error(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while not self._work.empty():
                item = self._work.get_nowait()
                if item is not None:
                    item[0].cancel()
        self._work.put(None)
        if wait:
            for thread in list(self._threads):
                thread.join()


class ProcessPoolExecutor(ThreadPoolExecutor):
    # A browser tab has no processes: the same threads under another name.
    _prefix = "ProcessPoolExecutor"

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        super().__init__(max_workers, "", initializer, initargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        return super().map(fn, *iterables, timeout=timeout)
