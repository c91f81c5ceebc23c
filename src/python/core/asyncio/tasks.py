import _trace
from _asyncio import Future, Task, all_tasks, current_task, get_running_loop, skip_task_name
from .events import get_event_loop, iscoroutine
from .futures import isfuture, set_result_unless_done

__all__ = (
    "ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION", "Task", "all_tasks", "create_task",
    "current_task", "ensure_future", "sleep",
)

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def __getattr__(name):
    # What waits for several tasks is loaded when it is first asked for.
    import asyncio
    if name in ("as_completed", "gather", "run_coroutine_threadsafe", "shield", "wait", "wait_for"):
        return getattr(asyncio, name)
    raise AttributeError(f"module 'asyncio.tasks' has no attribute '{name}'")


def create_task(coro, *, name=None, context=None):
    return _create_task(get_running_loop(), coro, name, context)


def _create_task(loop, coro, name, context):
    # A loop's own create_task need not know what is not asked for.
    if name is None and context is None:
        return loop.create_task(coro)
    more = {} if context is None else {"context": context}
    if name is not None:
        skip_task_name()  # the task had one before it was renamed
        more["name"] = name
    return loop.create_task(coro, **more)


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
    if loop is None:
        loop = get_event_loop()
    try:
        return loop.create_task(coro)
    except RuntimeError:
        coro.close()
        raise
