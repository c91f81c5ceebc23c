from _asyncio import Future, isfuture
from .events import get_event_loop
from .exceptions import CancelledError

__all__ = ("Future", "isfuture", "wrap_future")


def set_result_unless_done(future, result):
    if not future.cancelled():
        future.set_result(result)


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    if loop is None:
        loop = get_event_loop()
    inside = loop.create_future()

    def finish():
        if inside.cancelled():
            return
        if future.cancelled():
            inside.cancel()
            return
        error = future.exception()
        if error is None:
            inside.set_result(future.result())
        else:
            inside.set_exception(_as_asyncio(error))

    def outside_done(_):
        if not loop.is_closed():
            loop.call_soon_threadsafe(finish)

    def inside_done(_):
        if inside.cancelled():
            future.cancel()

    inside.add_done_callback(inside_done)
    future.add_done_callback(outside_done)
    return inside


def _as_asyncio(error):
    from concurrent.futures import CancelledError as Outside
    return CancelledError(*error.args) if type(error) is Outside else error
