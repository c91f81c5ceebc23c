import sys
from . import events, exceptions, futures, runners, tasks
from .events import _get_running_loop

coroutines = sys.modules["asyncio.coroutines"] = events

# What is loaded when it is first asked for.
_LATER = {
    "gathering": ("gather",),
    "waiting": ("as_completed", "shield", "wait", "wait_for"),
    "locks": ("Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "Semaphore"),
    "queues": ("LifoQueue", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull"),
    "timeouts": ("Timeout", "timeout", "timeout_at"),
    "taskgroups": ("TaskGroup",),
    "threads": ("run_coroutine_threadsafe", "to_thread"),
}
_SOCKETS = "a browser tab has no sockets"
_PROCESSES = "a browser tab cannot start processes"
_REFUSED = {
    "open_connection": _SOCKETS,
    "start_server": _SOCKETS,
    "open_unix_connection": _SOCKETS,
    "start_unix_server": _SOCKETS,
    "create_subprocess_exec": _PROCESSES,
    "create_subprocess_shell": _PROCESSES,
}

# CPython 3.11 forgot one of them.
__all__ = tuple(_name for _names in _LATER.values() for _name in _names if _name != "TaskGroup")
for _part in exceptions, events, futures, tasks, runners:
    __all__ += _part.__all__
    for _name in _part.__all__:
        globals()[_name] = getattr(_part, _name)


def _load(part):
    module = __import__(f"asyncio.{part}", None, None, ("*",))
    globals()[part] = module
    for name in _LATER[part]:
        globals().setdefault(name, getattr(module, name))


def __dir__():
    return sorted({*globals(), *__all__, *_LATER, *_REFUSED})


def __getattr__(name):
    for part, names in _LATER.items():
        if name == part or name in names:
            _load(part)
            return globals()[name]
    why = _REFUSED.get(name)
    if why is not None:
        def refuse(*args, **kwargs):
            raise NotImplementedError(f"asyncio.{name}: {why}")

        return refuse
    if name.startswith("Stream") or name.endswith(("Protocol", "Transport", "Server")):
        raise NotImplementedError(f"asyncio.{name}: {_SOCKETS}")
    if name == "subprocess" or name.endswith("ChildWatcher") or name.endswith("child_watcher"):
        raise NotImplementedError(f"asyncio.{name}: {_PROCESSES}")
    raise AttributeError(f"module 'asyncio' has no attribute '{name}'")
