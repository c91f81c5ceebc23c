import asyncio
import functools
import inspect
import time
from contextlib import contextmanager
from typing import Annotated, Any, Callable, Optional, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

P = ParamSpec("P")
R = TypeVar("R")


def timer(func: Callable[P, R]) -> Callable[P, R]:
    if inspect.iscoroutinefunction(func):
        @functools.wraps(func)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            start = time.perf_counter()
            try:
                return await func(*args, **kwargs)
            finally:
                print(f"{func.__qualname__} took {'long' if time.perf_counter() - start > 1 else 'moments'}")
    else:
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            start = time.perf_counter()
            try:
                return func(*args, **kwargs)
            finally:
                print(f"{func.__qualname__} took {'long' if time.perf_counter() - start > 1 else 'moments'}")
    return wrapper


def debug(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        signature = ", ".join([*(repr(a) for a in args), *(f"{k}={v!r}" for k, v in kwargs.items())])
        print(f"Calling {func.__name__}({signature})")
        value = func(*args, **kwargs)
        print(f"{func.__name__}() returned {value!r}")
        return value
    return wrapper


class count_calls:
    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func, self.calls = func, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.func(*args, **kwargs)

    def __get__(self, obj, owner=None):
        return self if obj is None else functools.partial(self, obj)


def validate(func):
    hints = get_type_hints(func, include_extras=True)
    sig = inspect.signature(func)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        bound = sig.bind(*args, **kwargs)
        bound.apply_defaults()
        for name, value in bound.arguments.items():
            hint = hints.get(name, Any)
            if get_origin(hint) is Annotated:
                kind, *checks = get_args(hint)
                for check in checks:
                    if not check(value):
                        raise ValueError(f"{name}={value!r} fails {check.__name__}")
                hint = kind
            if isinstance(hint, type) and not isinstance(value, hint):
                raise TypeError(f"{name} must be {hint.__name__}, got {type(value).__name__}")
        return func(*bound.args, **bound.kwargs)
    return wrapper


def positive(x):
    return x > 0


@validate
def area(w: Annotated[int, positive], h: Annotated[int, positive] = 1, *, unit: str = "cm", label: Optional[str] = None) -> str:
    return f"{w * h}{unit}²"


class Container:
    def __init__(self):
        self._providers = {}

    def register(self, cls, factory=None):
        self._providers[cls] = factory or cls
        return cls

    def resolve(self, cls, depth=0):
        if cls not in self._providers:
            raise LookupError(f"no provider for {cls.__name__}")
        factory = self._providers[cls]
        params = inspect.signature(factory).parameters
        print("  " * depth + f"building {cls.__name__} with {[p.annotation.__name__ for p in params.values()]}")
        return factory(**{name: self.resolve(p.annotation, depth + 1) for name, p in params.items()})


container = Container()


@container.register
class Config:
    dsn = "db://x"


@container.register
class Database:
    def __init__(self, config: Config):
        self.dsn = config.dsn


@container.register
class Service:
    def __init__(self, db: Database, config: Config):
        self.db, self.config = db, config

    @count_calls
    def ping(self, n=1):
        """Ping it."""
        return f"{self.db.dsn}#{n}"


@timer
@debug
def add(a, b=2, *rest, c, **more):
    "Add up."
    return a + b + sum(rest) + c


@timer
async def nap(n):
    await asyncio.sleep(n)
    raise RuntimeError("bad dream")


print(add(1, c=3), add.__name__, add.__doc__, inspect.signature(add), add.__wrapped__.__wrapped__.__code__.co_varnames)
for call in (lambda: area(2, 3), lambda: area(2, unit="m"), lambda: area(-1), lambda: area("2"), lambda: area(), lambda: area(1, 2, 3), lambda: area(1, x=5), lambda: area(1, unit=5)):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(f"{type(e).__name__}: {e}")
service = container.resolve(Service)
print(service.ping(), service.ping(n=7), Service.ping.calls, Service.ping.__doc__, Service.ping.__name__)
for name, p in inspect.signature(add).parameters.items():
    print(name, p.kind.description, p.default if p.default is not p.empty else "-", str(p))
print(inspect.isfunction(add), inspect.isclass(Service), [n for n, _ in inspect.getmembers(service) if not n.startswith("_")], inspect.getdoc(add))


def caller():
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_back.f_lineno > 0


def trace():
    local = 5
    return caller(), inspect.stack()[0].function, inspect.stack()[1].function, sorted(inspect.currentframe().f_locals)


print(trace())
try:
    container.resolve(int)
except LookupError as e:
    print(e)
asyncio.run(nap(0.001))
