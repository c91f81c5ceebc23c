import _trace
from _asyncio import Future, Task, all_tasks, current_task, get_running_loop
from .events import get_event_loop, iscoroutine
from .exceptions import CancelledError
from .futures import chain_to_thread, isfuture, set_result_unless_done

__all__ = (
    "ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION", "Task", "all_tasks", "as_completed",
    "create_task", "current_task", "ensure_future", "gather", "run_coroutine_threadsafe", "shield",
    "sleep", "wait", "wait_for",
)

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name, context=context)


class _OneTurn:
    def __await__(self):
        yield


_one_turn = _OneTurn()


async def sleep(delay, result=None):
    if delay <= 0:
        await _one_turn
        return result
    loop = get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, set_result_unless_done, future, result)
    _trace.sleeping(delay)
    try:
        return await future
    finally:
        timer.cancel()


async def _wrap_awaitable(awaitable):
    return await awaitable


def ensure_future(coro_or_future, *, loop=None):
    return _ensure_future(coro_or_future, loop)


def _ensure_future(obj, loop=None):
    if isfuture(obj):
        if loop is not None and loop is not obj.get_loop():
            raise ValueError("The future belongs to a different loop than "
                             "the one specified as the loop argument")
        return obj
    coro = obj
    if not iscoroutine(obj):
        if not hasattr(type(obj), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro = _wrap_awaitable(obj)
    try:
        if loop is None:
            loop = get_event_loop()
        return loop.create_task(coro)
    except RuntimeError:
        coro.close()
        raise


class _GatheringFuture(Future):
    # To cancel it is to cancel what it gathers.
    _cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            _trace.reason("parent")
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer

    loop = outer = None
    finished = 0
    futures = {}
    children = []

    def child_done(child):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()  # nobody is going to ask for it
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._make_cancelled_error())
                return
            if child.exception() is not None:
                outer.set_exception(child.exception())
                return
        if finished < len(futures):
            return
        results = []
        for one in children:
            if one.cancelled():
                message = one._cancel_message
                results.append(CancelledError("" if message is None else message))
            else:
                error = one.exception()
                results.append(one.result() if error is None else error)
        if outer._cancel_requested:
            # The message is the last argument's, whichever child ended last.
            outer.set_exception(children[-1]._make_cancelled_error())
        else:
            outer.set_result(results)

    for arg in coros_or_futures:
        if arg not in futures:
            child = _ensure_future(arg, loop)
            if loop is None:
                loop = child.get_loop()
            if child is not arg:
                # Should the loop go away, the outer future tells of it.
                child._log_destroy_pending = False
            futures[arg] = child
            child.add_done_callback(child_done)
        children.append(futures[arg])

    _trace.waiting_tasks(len(futures))
    outer = _GatheringFuture(loop=loop)
    outer._children = children
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = list(dict.fromkeys(fs))
    if any(iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")

    loop = get_running_loop()
    enough = loop.create_future()
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release, enough)
    left = len(fs)

    def one_done(f):
        nonlocal left
        left -= 1
        if (left <= 0 or return_when == FIRST_COMPLETED or
                return_when == FIRST_EXCEPTION and not f.cancelled()
                and f.exception() is not None):
            if timer is not None:
                timer.cancel()
            _release(enough)

    for f in fs:
        f.add_done_callback(one_done)
    _trace.waiting_tasks(len(fs))
    try:
        await enough
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(one_done)
    done, pending = set(), set()
    for f in fs:
        (done if f.done() else pending).add(f)
    return done, pending


def _release(waiter, *_):
    if not waiter.done():
        waiter.set_result(None)


async def _cancel_and_wait(future, loop, reason):
    waiter = loop.create_future()

    def released(_):
        _release(waiter)

    future.add_done_callback(released)
    try:
        _trace.reason(reason)
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(released)


async def wait_for(fut, timeout):
    loop = get_running_loop()
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = _ensure_future(fut, loop)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut, loop, "timeout")
        return _result_or_timeout(fut)

    waiter = loop.create_future()
    when = loop.time() + timeout
    timer = loop.call_later(timeout, _release, waiter)
    fut = _ensure_future(fut, loop)

    def released(_):
        _release(waiter)

    fut.add_done_callback(released)
    _trace.deadline_set(when)
    _trace.waiting_tasks(1)
    passed = False
    try:
        try:
            await waiter
        except CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(released)
            # The inner task is told first, and waited for.
            await _cancel_and_wait(fut, loop, "parent")
            raise
        if fut.done():
            return fut.result()
        passed = True
        _trace.deadline_passed(when)
        fut.remove_done_callback(released)
        await _cancel_and_wait(fut, loop, "timeout")
        return _result_or_timeout(fut)
    finally:
        timer.cancel()
        if not passed:
            _trace.deadline_lifted(when)


def _result_or_timeout(future):
    try:
        return future.result()
    except CancelledError as error:
        raise TimeoutError from error


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    from .queues import QuietQueue
    done = QuietQueue()
    loop = get_event_loop()
    todo = dict.fromkeys([_ensure_future(f, loop) for f in dict.fromkeys(fs)])
    timer = None

    def timed_out():
        for f in todo:
            f.remove_done_callback(one_done)
            done.put_nowait(None)
        todo.clear()

    def one_done(f):
        if not todo:
            return
        todo.pop(f)
        done.put_nowait(f)
        if not todo and timer is not None:
            timer.cancel()

    async def _wait_for_one():
        if done.empty():
            _trace.waiting_tasks(len(todo))
        f = await done.get()
        if f is None:
            raise TimeoutError
        return f.result()

    for f in todo:
        f.add_done_callback(one_done)
    if todo and timeout is not None:
        timer = loop.call_later(timeout, timed_out)
    for _ in range(len(todo)):
        yield _wait_for_one()


def shield(arg):
    inner = _ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_done(_):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()  # nobody is going to ask for it
        elif inner.cancelled():
            _trace.reason("parent")
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(_):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    from concurrent.futures import Future as Outside
    outside = Outside()

    def start():
        try:
            chain_to_thread(_ensure_future(coro, loop), outside, loop)
        except BaseException as error:
            if outside.set_running_or_notify_cancel():
                outside.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return outside
