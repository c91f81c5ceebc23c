import _trace
from .events import get_event_loop, get_running_loop, iscoroutine
from .exceptions import CancelledError
from .futures import isfuture
from .tasks import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, _ensure_future

__all__ = ("as_completed", "shield", "wait", "wait_for")


def _one_by_one(fs, what):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect {what} of futures, not {type(fs).__name__}")
    return dict.fromkeys(fs)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    waited_for = _one_by_one(fs, "a list")
    if not waited_for:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in {ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION}:
        raise ValueError(f"Invalid return_when value: {return_when}")
    if any(map(iscoroutine, waited_for)):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    left = len(waited_for)
    loop = get_running_loop()
    enough = loop.create_future()
    timer = loop.call_later(timeout, _release, enough) if timeout is not None else None

    def one_done(future):
        nonlocal left
        left -= 1
        # An exception counts as seen only where it is what is waited for.
        if left <= 0 or return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and not future.cancelled() \
                and future.exception() is not None:
            stop_timer()
            _release(enough)

    def stop_timer():
        if timer is not None:
            timer.cancel()

    for future in waited_for:
        future.add_done_callback(one_done)
    _trace.waiting_tasks(left)
    try:
        await enough
    finally:
        stop_timer()
        for future in waited_for:
            future.remove_done_callback(one_done)
    done = {future for future in waited_for if future.done()}
    return done, {future for future in waited_for if future not in done}


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
    given = _one_by_one(fs, "an iterable")
    from .queues import QuietQueue
    loop = get_event_loop()
    ended = QuietQueue()
    todo = dict.fromkeys([_ensure_future(one, loop) for one in given])
    timer = None

    def one_done(future):
        if future in todo:
            del todo[future]
            ended.put_nowait(future)
            if timer is not None and not todo:
                timer.cancel()

    def give_up():
        late = list(todo)
        todo.clear()
        for future in late:
            future.remove_done_callback(one_done)
            ended.put_nowait(None)

    async def next_one():
        if ended.empty():
            _trace.waiting_tasks(len(todo))
        future = await ended.get()
        if future is not None:
            return future.result()
        raise TimeoutError

    for future in todo:
        future.add_done_callback(one_done)
    count = len(todo)
    if count and timeout is not None:
        timer = loop.call_later(timeout, give_up)
    while count:
        count -= 1
        yield next_one()


def shield(arg):
    inner = _ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def _inner_done_callback(_):
        if inner.cancelled():
            if not outer.cancelled():
                _trace.reason("parent")
                outer.cancel()
            return
        error = inner.exception()  # asked for also where nobody is going to
        if outer.cancelled():
            return
        if error is None:
            outer.set_result(inner.result())
        else:
            outer.set_exception(error)

    def _outer_done_callback(_):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer
