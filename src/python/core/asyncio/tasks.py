import _trace
from _asyncio import Future, Task, all_tasks, current_task, get_running_loop, skip_task_name
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
    loop = get_running_loop()
    if name is not None:
        skip_task_name()  # the task had one before it was renamed
    return loop.create_task(coro, name=name, context=context)


def _stack_of(task, *, limit=None):
    coro, frames = task.get_coro(), []
    frame = coro.cr_frame
    if coro.cr_running:
        import sys
        frame = sys._getframe(1)
        while frame is not None and frame.f_code is not coro.cr_code:
            frame = frame.f_back
    if frame is not None:
        while frame is not None:
            frames.insert(0, frame)
            frame = frame.f_back
        return frames if limit is None else frames[-limit:]
    tb = task._exception and task._exception.__traceback__
    while tb is not None:
        frames.append(tb.tb_frame)
        tb = tb.tb_next
    return frames[:limit]


def _print_stack(task, *, limit=None, file=None):
    import sys
    import traceback
    frames = task.get_stack(limit=limit)
    error = task._exception
    what = "No stack" if not frames else "Stack" if error is None else "Traceback"
    end = " (most recent call last):" if frames else ""
    print(f"{what} for {task!r}{end}", file=file or sys.stderr)
    shown = traceback.StackSummary.extract([(frame, frame.f_lineno) for frame in frames])
    traceback.print_list(shown, file=file)
    if error is not None:
        print(*traceback.format_exception_only(error), sep="", end="", file=file or sys.stderr)


class _OneTurn:
    def __await__(self):
        return iter((None,))


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
        asked = 0
        for child in () if self.done() else self._children:
            _trace.reason("parent")
            asked += child.cancel(msg=msg)
        self._cancel_requested |= asked > 0
        return asked > 0


def _outcome(future):
    if not future.cancelled():
        error = future.exception()
        return future.result() if error is None else error
    message = future._cancel_message
    return CancelledError("" if message is None else message)


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer

    loop = outer = None
    running = 0
    futures = {}
    children = []

    def child_done(child):
        nonlocal running
        running -= 1
        cancelled = child.cancelled()
        error = None if cancelled else child.exception()  # asked for also where nobody is going to
        if outer is None or outer.done():
            return
        if (cancelled or error is not None) and not return_exceptions:
            outer.set_exception(child._make_cancelled_error() if cancelled else error)
        elif running == 0:
            if outer._cancel_requested:
                # The message is the last argument's, whichever child ended last.
                outer.set_exception(children[-1]._make_cancelled_error())
            elif return_exceptions:
                outer.set_result([_outcome(one) for one in children])
            else:
                outer.set_result([one.result() for one in children])

    for arg in coros_or_futures:
        child = futures.get(arg)
        if child is None:
            child = _ensure_future(arg, loop)
            if loop is None:
                loop = child.get_loop()
            if child is not arg:
                # Should the loop go away, the outer future tells of it.
                child._log_destroy_pending = False
            futures[arg] = child
            running += 1
            child.add_done_callback(child_done)
        children.append(child)

    _trace.waiting_tasks(len(futures))
    outer = _GatheringFuture(loop=loop)
    outer._children = children
    return outer


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
    return inner if inner.done() else _shielded(inner)


def _shielded(inner):
    outer = inner.get_loop().create_future()

    def inner_done(_):
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

    inner.add_done_callback(inner_done)
    outer.add_done_callback(lambda _: inner.done() or inner.remove_done_callback(inner_done))
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
            wanted = outside.set_running_or_notify_cancel()
            if wanted:
                outside.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return outside
