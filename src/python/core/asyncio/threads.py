from _asyncio import get_running_loop
from _contextvars import copy_context, enter, leave
from .events import iscoroutine
from .tasks import _ensure_future

__all__ = ("run_coroutine_threadsafe", "to_thread")


async def to_thread(func, /, *args, **kwargs):
    context = copy_context()

    def call():
        before = enter(context)
        try:
            return func(*args, **kwargs)
        finally:
            leave(before)

    return await get_running_loop().run_in_executor(None, call)


def _chain(inside, outside, loop):
    """What becomes of `inside`, a future of `loop`, becomes of `outside`, a thread's one."""

    def inside_done(_):
        if inside.cancelled():
            outside.cancel()
        if not outside.set_running_or_notify_cancel():
            return
        error = inside.exception()
        if error is None:
            outside.set_result(inside.result())
        else:
            outside.set_exception(error)

    def outside_done(_):
        if outside.cancelled() and not loop.is_closed():
            loop.call_soon_threadsafe(inside.cancel)

    outside.add_done_callback(outside_done)
    inside.add_done_callback(inside_done)


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    from concurrent.futures import Future as Outside
    outside = Outside()

    def start():
        try:
            _chain(_ensure_future(coro, loop), outside, loop)
        except BaseException as error:
            wanted = outside.set_running_or_notify_cancel()
            if wanted:
                outside.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return outside
