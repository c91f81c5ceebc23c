"""Helpers for with statements, as Python 3.11 has them."""
import sys
from _collections import deque
from abc import ABC, abstractmethod
from functools import wraps

__all__ = [
    "AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextDecorator",
    "AsyncExitStack", "ContextDecorator", "ExitStack", "aclosing", "asynccontextmanager", "chdir",
    "closing", "contextmanager", "nullcontext", "redirect_stderr", "redirect_stdout", "suppress",
]


def _has(kind, *names):
    for name in names:
        for base in kind.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, kind):
        if cls is AbstractContextManager:
            return _has(kind, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(ABC):
    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, kind):
        if cls is AbstractAsyncContextManager:
            return _has(kind, "__aenter__", "__aexit__")
        return NotImplemented


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return inner


class _FromGenerator:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _recreate_cm(self):
        # A generator runs once; each call of a decorated function needs a new one.
        return type(self)(self.func, self.args, self.kwds)

    def _forget(self):
        del self.args, self.kwds, self.func

    def _came_back(self, error, value, traceback, stops):
        # Whether what left the generator is no more than what was thrown into it.
        if error is not value:
            wrapped = isinstance(error, RuntimeError) and isinstance(value, stops)
            if not wrapped or error.__cause__ is not value:
                return False
        value.__traceback__ = traceback
        return True


class _GeneratorContextManager(_FromGenerator, ContextDecorator):
    def __enter__(self):
        self._forget()
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(typ, value, traceback)
        except StopIteration as error:
            # Swallowed, unless it is the very one that was thrown in.
            return error is not value
        except BaseException as error:
            if self._came_back(error, value, traceback, StopIteration):
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(_FromGenerator, AsyncContextDecorator):
    async def __aenter__(self):
        self._forget()
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(typ, value, traceback)
        except StopAsyncIteration as error:
            return error is not value
        except BaseException as error:
            if self._came_back(error, value, traceback, (StopIteration, StopAsyncIteration)):
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")


AbstractContextManager.register(_GeneratorContextManager)
AbstractAsyncContextManager.register(_AsyncGeneratorContextManager)


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return helper


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *details):
        self.thing.close()


class aclosing:
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *details):
        await self.thing.aclose()


class _Redirect:
    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exc_type, exc, tb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc, tb):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *details):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *details):
        pass


class chdir:
    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *details):
        import os
        os.chdir(self._old_cwd.pop())


def _methods(cm, enter, leave, protocol):
    kind = type(cm)
    try:
        return getattr(kind, enter), getattr(kind, leave)
    except AttributeError:
        raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support "
                        f"the {protocol} protocol") from None


def _details(error):
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


class _Stack:
    def __init__(self):
        self._exit_callbacks = deque()

    def pop_all(self):
        new = type(self)()
        new._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return new

    def push(self, exit):
        leave = getattr(type(exit), "__exit__", None)
        if leave is None:
            self._exit_callbacks.append((True, exit))
        else:
            self._push(True, leave, exit)
        return exit

    def enter_context(self, cm):
        enter, leave = _methods(cm, "__enter__", "__exit__", "context manager")
        result = enter(cm)
        self._push(True, leave, cm)
        return result

    def callback(self, callback, /, *args, **kwds):
        def leave(exc_type, exc, tb):
            callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback

    def _push(self, is_sync, leave, cm):
        def bound(*details):
            return leave(cm, *details)

        self._exit_callbacks.append((is_sync, bound))

    def _chain(self, new, old, outer):
        # What a nest of with statements would have put there as the context.
        while True:
            context = new.__context__
            if context is None or context is old:
                return
            if context is outer:
                break
            new = context
        new.__context__ = old

    def _raise(self, error):
        context = error.__context__
        try:
            raise error
        except BaseException:
            error.__context__ = context
            raise


class ExitStack(_Stack):
    def __enter__(self):
        return self

    def __exit__(self, *details):
        outer = sys.exc_info()[1]
        error = details[1]
        suppressed = raised = False
        while self._exit_callbacks:
            _, leave = self._exit_callbacks.pop()
            try:
                if leave(*_details(error)):
                    suppressed = True
                    raised = False
                    error = None
            except BaseException as new:
                self._chain(new, error, outer)
                raised = True
                error = new
        if raised:
            self._raise(error)
        return details[0] is not None and suppressed

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_Stack):
    async def __aenter__(self):
        return self

    async def enter_async_context(self, cm):
        enter, leave = _methods(cm, "__aenter__", "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._push(False, leave, cm)
        return result

    def push_async_exit(self, exit):
        leave = getattr(type(exit), "__aexit__", None)
        if leave is None:
            self._exit_callbacks.append((False, exit))
        else:
            self._push(False, leave, exit)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def leave(exc_type, exc, tb):
            await callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exit_callbacks.append((False, leave))
        return callback

    async def __aexit__(self, *details):
        outer = sys.exc_info()[1]
        error = details[1]
        suppressed = raised = False
        while self._exit_callbacks:
            is_sync, leave = self._exit_callbacks.pop()
            try:
                result = leave(*_details(error))
                if not is_sync:
                    result = await result
                if result:
                    suppressed = True
                    raised = False
                    error = None
            except BaseException as new:
                self._chain(new, error, outer)
                raised = True
                error = new
        if raised:
            self._raise(error)
        return details[0] is not None and suppressed

    async def aclose(self):
        await self.__aexit__(None, None, None)
