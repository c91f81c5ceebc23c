import _trace
from _asyncio import current_task, get_running_loop
from .exceptions import CancelledError
from .tasks import _create_task

__all__ = ("TaskGroup",)


class TaskGroup:
    _entered = False
    _exiting = False
    _aborting = False
    _loop = None
    _parent_task = None
    _parent_cancel_requested = False
    _base_error = None
    _all_done = None

    def __init__(self):
        self._tasks = {}
        self._errors = []

    def __repr__(self):
        text = "<TaskGroup"
        if self._tasks:
            text += f" tasks={len(self._tasks)}"
        if self._errors:
            text += f" errors={len(self._errors)}"
        if self._aborting:
            text += " cancelling"
        elif self._entered:
            text += " entered"
        return text + ">"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = get_running_loop()
        self._parent_task = current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._exiting = True
        if self._base_error is None and isinstance(exc, (SystemExit, KeyboardInterrupt)):
            self._base_error = exc
        cancellation = exc if exc_type is CancelledError else None
        if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
            # Only the group itself had asked for it.
            cancellation = None
        if exc_type is not None and not self._aborting:
            self._abort("parent")

        while self._tasks:
            if self._all_done is None:
                self._all_done = self._loop.create_future()
            _trace.waiting_tasks(len(self._tasks))
            try:
                await self._all_done
            except CancelledError as error:
                if not self._aborting:
                    cancellation = error
                    self._abort("parent")
            self._all_done = None

        if self._base_error is not None:
            raise self._base_error
        if cancellation is not None and not self._errors:
            raise cancellation
        if exc_type is not None and exc_type is not CancelledError:
            self._errors.append(exc)
        if self._errors:
            errors, self._errors = self._errors, None
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors) from None

    def create_task(self, coro, *, name=None, context=None):
        closed = self._exiting and not self._tasks
        wrong = ("has not been entered" if not self._entered else "is finished" if closed
                 else "is shutting down" if self._aborting else None)
        if wrong:
            raise RuntimeError(f"TaskGroup {self!r} {wrong}")
        task = _create_task(self._loop, coro, name, context)
        task.add_done_callback(self._on_task_done)
        self._tasks[task] = None
        return task

    def _abort(self, reason):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                _trace.reason(reason)
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.pop(task, None)
        if self._all_done is not None and not self._tasks and not self._all_done.done():
            self._all_done.set_result(True)
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._base_error is None and isinstance(error, (SystemExit, KeyboardInterrupt)):
            self._base_error = error
        parent = self._parent_task
        if parent.done():
            told = f"Task {task!r} has errored out but its parent task {parent} is already completed"
            self._loop.call_exception_handler(dict(message=told, exception=error, task=task))
        elif not self._aborting and not self._parent_cancel_requested:
            self._abort("sibling")
            # The parent is in the middle of its block and has to be woken.
            self._parent_cancel_requested = True
            _trace.reason("sibling")
            parent.cancel()
