from . import events, exceptions, futures, locks, queues, runners, taskgroups, tasks, threads, timeouts
from .events import _get_running_loop

_parts = exceptions, events, futures, locks, queues, tasks, timeouts, taskgroups, runners, threads
__all__ = tuple(_name for _part in _parts for _name in _part.__all__)
for _part in _parts:
    globals().update((_name, getattr(_part, _name)) for _name in _part.__all__)

_SOCKETS = "a browser tab has no sockets"
_PROCESSES = "a browser tab cannot start processes"


def _missing(name, why):
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"asyncio.{name}: {why}")

    return refuse


open_connection = _missing("open_connection", _SOCKETS)
start_server = _missing("start_server", _SOCKETS)
open_unix_connection = _missing("open_unix_connection", _SOCKETS)
start_unix_server = _missing("start_unix_server", _SOCKETS)
create_subprocess_exec = _missing("create_subprocess_exec", _PROCESSES)
create_subprocess_shell = _missing("create_subprocess_shell", _PROCESSES)


def __getattr__(name):
    if name.startswith("Stream") or name.endswith(("Protocol", "Transport", "Server")):
        raise NotImplementedError(f"asyncio.{name}: {_SOCKETS}")
    if name == "subprocess" or name.endswith("ChildWatcher") or name.endswith("child_watcher"):
        raise NotImplementedError(f"asyncio.{name}: {_PROCESSES}")
    raise AttributeError(f"module 'asyncio' has no attribute '{name}'")
