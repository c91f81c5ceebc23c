import sys
from _collections import deque
from abc import ABC, abstractmethod
from functools import wraps

__all__ = [
    "AbstractAsyncContextManager", "AbstractContextManager",
    "AsyncExitStack", "ContextDecorator", "ExitStack", "aclosing", "asynccontextmanager", "chdir",
    "closing", "contextmanager", "nullcontext", "redirect_stderr", "redirect_stdout", "suppress",
]


def _has(kind, names):
    owners = [next((base for base in kind.__mro__ if name in base.__dict__), None) for name in names]
    return all(owner and owner.__dict__[name] for owner, name in zip(owners, names)) or NotImplemented


class _Managing(ABC):
    @classmethod
    def __subclasshook__(cls, kind):
        names = cls.__dict__.get("_needs")
        return _has(kind, names) if names else NotImplemented


class AbstractContextManager(_Managing):
    _needs = ("__enter__", "__exit__")

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, *details):
        pass


class AbstractAsyncContextManager(_Managing):
    _needs = ("__aenter__", "__aexit__")

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, *details):
        pass


class _Decorating:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        return wraps(func)(self._around(func))


class ContextDecorator(_Decorating):
    def _around(self, func):
        def call(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return call


class AsyncContextDecorator(_Decorating):
    def _around(self, func):
        async def call(*args, **kwds):
            async with self._recreate_cm():
                result = await func(*args, **kwds)
                return result

        return call


class _FromGenerator:
    def __init__(self, func, args, kwds):
        self.func, self.args, self.kwds = func, args, kwds
        self.gen = func(*args, **kwds)
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _recreate_cm(self):
        # A generator runs once; each call of a decorated function needs a new one.
        return type(self)(self.func, self.args, self.kwds)

    def _left(self, error, thrown, trace):
        """Whether the block's exception is dealt with, now that `error` left the generator."""
        ends = self._end if isinstance(error, self._end) else None
        if thrown is None:
            if ends:
                return False
            raise error
        if ends and error is not thrown:
            return True
        # A generator turns an end that is thrown into it into a RuntimeError.
        turned = isinstance(error, RuntimeError) and isinstance(thrown, (StopIteration, self._end))
        if error is not thrown and not (turned and error.__cause__ is thrown):
            raise error
        thrown.__traceback__ = trace
        return False


def _thrown(typ, value):
    return typ() if typ is not None and value is None else value


class _GeneratorContextManager(_FromGenerator, ContextDecorator):
    _end = StopIteration

    def __enter__(self):
        del self.args, self.kwds, self.func
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, typ, value, traceback):
        thrown = _thrown(typ, value)
        try:
            if thrown is None:
                next(self.gen)
            else:
                self.gen.throw(typ, thrown, traceback)
        except BaseException as error:
            return self._left(error, thrown, traceback)
        try:
            raise RuntimeError("generator didn't stop" + (" after throw()" if typ else ""))
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_FromGenerator, AsyncContextDecorator):
    _end = StopAsyncIteration

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        async for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    async def __aexit__(self, typ, value, traceback):
        thrown = _thrown(typ, value)
        try:
            if thrown is None:
                await anext(self.gen)
            else:
                await self.gen.athrow(typ, thrown, traceback)
        except BaseException as error:
            return self._left(error, thrown, traceback)
        try:
            raise RuntimeError("generator didn't stop" + (" after athrow()" if typ else ""))
        finally:
            await self.gen.aclose()


AbstractContextManager.register(_GeneratorContextManager)
AbstractAsyncContextManager.register(_AsyncGeneratorContextManager)


def _factory(kind):
    return lambda func: wraps(func)(lambda *args, **kwds: kind(func, args, kwds))


contextmanager = _factory(_GeneratorContextManager)
asynccontextmanager = _factory(_AsyncGeneratorContextManager)


def _what_it_holds(self):
    return self.thing


class closing:
    __enter__ = _what_it_holds

    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *details):
        self.thing.close()


class aclosing:
    __init__ = closing.__init__

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *details):
        await self.thing.aclose()


class nullcontext(aclosing):
    __enter__ = _what_it_holds
    enter_result = property(_what_it_holds)

    def __init__(self, enter_result=None):
        self.thing = enter_result

    def __exit__(self, *details):
        pass

    async def __aexit__(self, *details):
        pass


class _Switching:
    # Puts something else in a place for a while; may be entered again before it is left.
    def __init__(self, target):
        self._target = target
        self._before = []

    def __enter__(self):
        self._before.append(self._put(self._target))
        return self._gives

    def __exit__(self, *details):
        self._put(self._before.pop())


class redirect_stdout(_Switching):
    _stream = "stdout"
    _gives = property(lambda self: self._target)

    def _put(self, target):
        before = getattr(sys, self._stream)
        setattr(sys, self._stream, target)
        return before


class redirect_stderr(redirect_stdout):
    _stream = "stderr"


class chdir(_Switching):
    _gives = None

    def _put(self, path):
        import os
        before = os.getcwd()
        os.chdir(path)
        return before


class suppress:
    def __init__(self, *exceptions):
        self._quiet = exceptions

    def __exit__(self, kind, *details):
        return kind is not None and issubclass(kind, self._quiet)

    def __enter__(self):
        pass


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
        while new.__context__ not in (None, old):
            if new.__context__ is outer:
                new.__context__ = old
            else:
                new = new.__context__

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
