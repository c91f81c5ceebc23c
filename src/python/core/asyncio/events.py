import _asyncio
import _thread
import sys
from _asyncio import _get_running_loop, get_running_loop, iscoroutine

__all__ = (
    "AbstractEventLoop", "AbstractEventLoopPolicy", "BaseEventLoop", "DefaultEventLoopPolicy",
    "Handle", "SelectorEventLoop", "TimerHandle", "get_event_loop", "get_event_loop_policy",
    "get_running_loop", "iscoroutine", "iscoroutinefunction", "new_event_loop", "set_event_loop",
    "set_event_loop_policy",
)

AbstractEventLoop = BaseEventLoop = _asyncio.EventLoop
Handle = _asyncio.Handle
TimerHandle = _asyncio.TimerHandle


def iscoroutinefunction(func):
    import inspect
    return inspect.iscoroutinefunction(func)


def _run_until_complete_cb(future):
    if not future.cancelled():
        error = future.exception()
        if isinstance(error, (SystemExit, KeyboardInterrupt)):
            return  # it has ended the loop already
    future.get_loop().stop()


def _report(text, error):
    logging = sys.modules.get("logging")
    if logging is None:
        print(text, file=sys.stderr)
        if error is not None:
            _asyncio.print_exception(error)
    else:
        details = None if error is None else (type(error), error, error.__traceback__)
        logging.getLogger("asyncio").error(text, exc_info=details)


def _log(level, text, *args):
    logging = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger("asyncio").log(level, text, *args)
    elif level >= 30:
        print(text % args, file=sys.stderr)


class _UnixSelectorEventLoop(_asyncio.EventLoop):
    _default_executor = None
    _executor_shut_down = False

    def __init__(self):
        _log(10, "Using selector: %s", "EpollSelector")

    def close(self):
        if self.get_debug() and not self.is_running() and not self.is_closed():
            _log(10, "Close %r", self)
        _asyncio.EventLoop.close(self)

    def _took(self, what, seconds):
        if seconds >= self.slow_callback_duration:
            _log(30, "Executing %r took %.3f seconds", what, seconds)

    def __repr__(self):
        return (f"<_UnixSelectorEventLoop running={self.is_running()} "
                f"closed={self.is_closed()} debug={self.get_debug()}>")

    def run_until_complete(self, future):
        from .tasks import ensure_future
        if self.is_closed():
            raise RuntimeError("Event loop is closed")
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if _get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        given = hasattr(type(future), "_asyncio_future_blocking")
        awaited = ensure_future(future, loop=self)
        if not given:
            # Who waits for it is told of its end; nobody else needs to be.
            awaited._log_destroy_pending = False
        awaited.add_done_callback(_run_until_complete_cb)
        ended = False
        try:
            self.run_forever()
            ended = True
        finally:
            awaited.remove_done_callback(_run_until_complete_cb)
            seen = ended or given or not awaited.done() or awaited.cancelled()
            seen or awaited.exception()
        if awaited.done():
            return awaited.result()
        raise RuntimeError("Event loop stopped before Future completed.")

    _task_factory = None
    _exception_handler = None
    slow_callback_duration = 0.1

    def get_task_factory(self):
        return self._task_factory

    def set_task_factory(self, factory):
        if not callable(factory or len):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory
        self._set_by_factory(factory)

    def _create_task_by_factory(self, coro, *, name=None, context=None):
        more = {} if context is None else {"context": context}
        task = self._task_factory(self, coro, **more)
        if name is not None and hasattr(task, "set_name"):
            task.set_name(name)
        return task

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if not callable(handler or len):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        error = context.get("exception")
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context.keys() - {"message", "exception"}):
            lines.append(f"{key}: {context[key]!r}")
        _report("\n".join(lines), error)

    def call_exception_handler(self, context):
        handler = self._exception_handler
        if handler is None:
            return self.default_exception_handler(context)
        try:
            handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self.default_exception_handler({
                "message": "Unhandled error in exception handler",
                "exception": error,
                "context": context,
            })

    def run_in_executor(self, executor, func, *args):
        if self.is_closed():
            raise RuntimeError("Event loop is closed")
        if executor is None:
            if self._executor_shut_down:
                raise RuntimeError("Executor shutdown has been called")
            if self._default_executor is None:
                from concurrent.futures import ThreadPoolExecutor
                self._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._default_executor
        from .futures import wrap_future
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self):
        self._executor_shut_down = True
        executor = self._default_executor
        if executor is None:
            return
        if not executor._threads:
            executor.shutdown(wait=False)
            return
        done = self.create_future()

        def shut_down():
            # In a thread of its own: to wait here would stop the loop.
            executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(done.set_result, None)

        _thread.start_new_thread(shut_down, (), {}, "asyncio_shutdown")
        await done

    async def shutdown_asyncgens(self):
        alive = self._live_asyncgens()
        if not alive:
            return
        from .gathering import gather
        results = await gather(*[agen.aclose() for agen in alive], return_exceptions=True)
        for result, agen in zip(results, alive):
            if isinstance(result, Exception):
                told = f"an error occurred during closing of asynchronous generator {agen!r}"
                self.call_exception_handler(dict(message=told, exception=result, asyncgen=agen))


def _refuse(name, why):
    def refuse(self, *args, **kwargs):
        raise NotImplementedError(f"loop.{name}: a browser tab {why}")

    return refuse


for _name in ("create_connection", "create_server", "create_datagram_endpoint",
              "create_unix_connection", "create_unix_server", "sock_connect", "sock_accept",
              "sock_recv", "sock_sendall", "getaddrinfo", "getnameinfo", "add_reader",
              "remove_reader", "add_writer", "remove_writer", "start_tls"):
    setattr(_UnixSelectorEventLoop, _name, _refuse(_name, "has no sockets"))
for _name in ("subprocess_exec", "subprocess_shell", "connect_read_pipe", "connect_write_pipe"):
    setattr(_UnixSelectorEventLoop, _name, _refuse(_name, "cannot start processes"))
for _name in ("add_signal_handler", "remove_signal_handler"):
    setattr(_UnixSelectorEventLoop, _name, _refuse(_name, "has no signals"))

Loop = SelectorEventLoop = _UnixSelectorEventLoop

_main_ident = _thread.get_ident()


class AbstractEventLoopPolicy:
    def get_event_loop(self, *args):
        raise NotImplementedError

    set_event_loop = new_event_loop = get_event_loop


class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    def __init__(self):
        self._loops = {}

    def get_event_loop(self):
        ident = _thread.get_ident()
        # Only the main thread is given a loop unasked, and only once.
        if ident == _main_ident and ident not in self._loops:
            self.set_event_loop(self.new_event_loop())
        loop = self._loops.get(ident)
        if loop is None:
            import threading
            name = threading.current_thread().name
            raise RuntimeError(f"There is no current event loop in thread {name!r}.")
        return loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError("loop must be an instance of AbstractEventLoop or None, "
                            f"not '{type(loop).__name__}'")
        self._loops[_thread.get_ident()] = loop

    def new_event_loop(self):
        return Loop()


_policy = None


def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError("policy must be an instance of AbstractEventLoopPolicy or None, "
                        f"not '{type(policy).__name__}'")
    _policy = policy


def get_event_loop():
    loop = _get_running_loop()
    return get_event_loop_policy().get_event_loop() if loop is None else loop


def new_event_loop():
    return get_event_loop_policy().new_event_loop()


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)
