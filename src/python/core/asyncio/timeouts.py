import _trace
from _asyncio import current_task, get_running_loop
from .exceptions import CancelledError

__all__ = ("Timeout", "timeout", "timeout_at")


class Timeout:
    _state = "created"
    _timer = None
    _task = None
    _told = True

    def __init__(self, when):
        self._when = when

    def _tell(self, news):
        if self._told:
            news(self._when)

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state != "active":
            if self._state == "created":
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._tell(_trace.deadline_lifted)
        self._when = when
        if when is not None:
            loop = get_running_loop()
            self._tell(_trace.deadline_set)
            if when <= loop.time():
                self._timer = loop.call_soon(self._on_timeout)
            else:
                self._timer = loop.call_at(when, self._on_timeout)

    def expired(self):
        return self._state in ("expiring", "expired")

    def __repr__(self):
        text = f"<Timeout [{self._state}]"
        if self._state == "active":
            text += f" when={None if self._when is None else round(self._when, 3)}"
        return text + ">"

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._tell(_trace.deadline_lifted)
        if self._state == "expiring":
            self._state = "expired"
            # A cancellation that somebody else asked for too goes on its way.
            if self._task.uncancel() <= self._cancelling and exc_type is CancelledError:
                raise TimeoutError from exc
        elif self._state == "active":
            self._state = "finished"

    def _on_timeout(self):
        self._timer = None
        self._tell(_trace.deadline_passed)
        _trace.reason("timeout")
        self._task.cancel()
        self._state = "expiring"


class QuietTimeout(Timeout):
    # Not drawn in the timeline.
    _told = False


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)
