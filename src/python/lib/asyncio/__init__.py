"""asyncio as Python 3.11 has it, over the native loop, futures and tasks."""
from .exceptions import *
from .events import *
from .futures import *
from .locks import *
from .queues import *
from .tasks import *
from .timeouts import *
from .taskgroups import *
from .runners import *
from .threads import *
from .events import _get_running_loop

__all__ = (
    exceptions.__all__ + events.__all__ + futures.__all__ + locks.__all__ + queues.__all__
    + tasks.__all__ + timeouts.__all__ + taskgroups.__all__ + runners.__all__ + threads.__all__
)

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
