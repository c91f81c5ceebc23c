import _asyncio
import _trace
from _asyncio import all_tasks, skip_task_name
from _contextvars import copy_context
from .events import _get_running_loop, iscoroutine, new_event_loop, set_event_loop
from .exceptions import CancelledError

__all__ = ("Runner", "run")


class Runner:
    _state = "created"
    _loop = None
    _context = None
    _loop_was_set = False

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug = debug
        self._loop_factory = loop_factory

    def get_loop(self):
        self._begin()
        return self._loop

    def __enter__(self):
        self._begin()
        return self

    def __exit__(self, *details):
        self.close()

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._begin()
        task = self._loop.create_task(coro, context=self._context if context is None else context)
        try:
            return self._loop.run_until_complete(task)
        except CancelledError:
            if _asyncio.interrupted():
                raise KeyboardInterrupt
            raise

    def close(self):
        if self._state != "initialized":
            return
        loop = self._loop
        try:
            _cancel_all(loop)
            _finish(loop, loop.shutdown_asyncgens, loop._live_asyncgens())
            _finish(loop, loop.shutdown_default_executor, loop._default_executor)
        finally:
            if self._loop_was_set:
                set_event_loop(None)
            loop.close()
            self._loop = None
            self._state = "closed"

    def _begin(self):
        if self._state == "closed":
            raise RuntimeError("Runner is closed")
        if self._state == "initialized":
            return
        self._loop = (self._loop_factory or new_event_loop)()
        if self._loop_factory is None and not self._loop_was_set:
            self._loop_was_set = True
            set_event_loop(self._loop)
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = copy_context()
        self._state = "initialized"


def run(main, *, debug=None):
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug) as runner:
        return runner.run(main)


def _finish(loop, shutdown, needed):
    if needed:
        loop.run_until_complete(shutdown())
        return
    # As many turns as a task would take, and its name, but no task: nobody wants to see one.
    skip_task_name()
    turn = loop.create_future()
    loop.call_soon(turn.set_result, None)
    loop.run_until_complete(turn)


def _cancel_all(loop):
    tasks = all_tasks(loop)
    if not tasks:
        return
    for task in tasks:
        _trace.reason("parent")
        task.cancel()
    from .gathering import gather
    loop.run_until_complete(gather(*tasks, return_exceptions=True))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler(dict(message="unhandled exception during asyncio.run() shutdown",
                                             exception=task.exception(), task=task))
