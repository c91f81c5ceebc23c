import _trace
from _asyncio import Future
from .events import get_event_loop
from .exceptions import CancelledError
from .tasks import _ensure_future

__all__ = ("gather",)


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

    def _done_callback(child):
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
            child.add_done_callback(_done_callback)
        children.append(child)

    _trace.waiting_tasks(len(futures))
    outer = _GatheringFuture(loop=loop)
    outer._children = children
    return outer
