"""Stand-ins for the native modules, made of CPython's own."""
import _collections
import _contextvars
import _thread as c_thread
import asyncio as real
import _asyncio as c_asyncio  # after asyncio, which it needs
import sys
import threading as real_threading
import types
import urllib.error
import urllib.request


def module(name, **names):
    made = types.ModuleType(name)
    made.__dict__.update(names)
    return made


class Throwaway:
    def call_soon(self, *args, **kwargs):
        pass

    def get_debug(self):
        return False


def skip_task_name():
    async def nothing():
        pass

    coro = nothing()
    task = c_asyncio.Task(coro, loop=Throwaway())
    task._log_destroy_pending = False
    coro.close()


class EventLoop(real.SelectorEventLoop):
    def __repr__(self):
        return object.__repr__(self)

    def _live_asyncgens(self):
        return list(self._asyncgens)


# Whatever the loop of CPython offers beyond the native one must not be leant upon.
for name in ("run_in_executor", "set_default_executor", "shutdown_default_executor",
             "shutdown_asyncgens"):
    setattr(EventLoop, name, None)


asyncio = module(
    "_asyncio", Future=c_asyncio.Future, Task=c_asyncio.Task, EventLoop=EventLoop,
    Handle=real.Handle, TimerHandle=real.TimerHandle,
    get_running_loop=c_asyncio.get_running_loop, _get_running_loop=c_asyncio._get_running_loop,
    current_task=real.current_task, all_tasks=real.all_tasks, skip_task_name=skip_task_name,
    CancelledError=real.CancelledError, InvalidStateError=real.InvalidStateError,
)


def start_new_thread(function, args=(), kwargs={}, name=None):
    return c_thread.start_new_thread(function, args, kwargs)


thread = module(
    "_thread", start_new_thread=start_new_thread, allocate_lock=c_thread.allocate_lock,
    get_ident=c_thread.get_ident, error=c_thread.error, RLock=c_thread.RLock, LockType=c_thread.LockType,
    _local=c_thread._local,
)


class Trace:
    """Checks what it is told, and keeps it."""

    def __init__(self):
        self.resources = []
        self.told = []
        self.deadlines = []

    def created(self, kind, name, limit):
        assert kind in ("semaphore", "lock", "event", "condition", "barrier", "queue"), kind
        assert isinstance(name, str) and (limit is None or isinstance(limit, int))
        self.resources.append(kind)
        self.told.append(("created", len(self.resources) - 1, kind, name, limit))
        return len(self.resources) - 1

    def changed(self, number, level, waiters, holder):
        assert 0 <= number < len(self.resources)
        assert level >= 0 and waiters >= 0, (self.resources[number], level, waiters)
        assert holder is None or isinstance(holder, c_asyncio.Task)
        self.told.append(("changed", number, level, waiters, holder and holder.get_name()))

    def waiting(self, number, want):
        assert 0 <= number < len(self.resources)
        assert want in ("acquire", "put", "get", "join", "news"), want
        self.told.append(("waiting", number, want))

    def waiting_tasks(self, n):
        assert n > 0, n
        self.told.append(("waiting_tasks", n))

    def deadline_set(self, when):
        assert isinstance(when, (int, float))
        self.deadlines.append(when)

    def deadline_passed(self, when):
        self.deadlines.remove(when)

    def deadline_lifted(self, when):
        self.deadlines.remove(when)

    def reason(self, word):
        assert word in ("timeout", "sibling", "parent", "race"), word
        self.told.append(("reason", word))


trace = Trace()


class NetError(OSError):
    def __init__(self, kind, message):
        super().__init__(kind, message)
        self.kind = kind
        self.message = message


class Reader:
    def __init__(self, data):
        self.data = data

    def read(self):
        future = real.get_running_loop().create_future()
        part, self.data = self.data[:3000], self.data[3000:]
        future.set_result(part)
        return future


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def answer(method, url, headers, body):
    import socket
    request = urllib.request.Request(url, data=body, method=method, headers=dict(headers))
    opener = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}))
    try:
        response = opener.open(request)
    except urllib.error.HTTPError as error:
        response = error
    except urllib.error.URLError as error:
        if isinstance(error.reason, socket.gaierror):
            raise NetError("dns", "Name or service not known")
        raise NetError("refused", "Connect call failed")
    return response.status, response.reason, list(response.headers.items()), Reader(response.read()), url


def fetch(method, url, headers, body):
    loop = real.get_running_loop()
    future = loop.create_future()

    def settle(result, error):
        if not future.done():
            future.set_exception(error) if error else future.set_result(result)

    def work():
        result = error = None
        try:
            result = answer(method, url, headers, body)
        except OSError as e:
            error = e
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:
            pass

    real_threading.Thread(target=work, daemon=True).start()
    return future


net = module("_net", fetch=fetch, NetError=NetError)

MODULES = {"_asyncio": asyncio, "_thread": thread, "_trace": trace, "_net": net}
