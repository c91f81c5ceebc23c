import sys


def _f():
    yield


async def _c():
    pass


async def _g():
    yield


_made = _c()
FunctionType = LambdaType = type(_f)
GeneratorType = type(_f())
CoroutineType = type(_made)
_made.close()
AsyncGeneratorType = type(_g())
CodeType = type(_f.__code__)
BuiltinFunctionType = BuiltinMethodType = type(len)
GenericAlias = type(list[int])
UnionType = type(int | str)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


class _C:
    def m(self):
        pass


MethodType = type(_C().m)
ModuleType = type(sys)
try:
    _C.m.none
except AttributeError as _e:
    _trace = _e.__traceback__
TracebackType, FrameType = type(_trace), type(_trace.tb_frame)
del _made, _C, _trace


class MappingProxyType:
    def __init__(self, mapping):
        if not hasattr(mapping, "keys"):
            raise TypeError(f"mappingproxy() argument must be a mapping, not {type(mapping).__name__}")
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __setitem__(self, key, value):
        raise TypeError("'mappingproxy' object does not support item assignment")

    def __delitem__(self, key):
        raise TypeError("'mappingproxy' object does not support item deletion")

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, MappingProxyType) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, MappingProxyType) else other)

    def __ror__(self, other):
        return other | self._mapping

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join([f'{key}={value!r}' for key, value in self.__dict__.items()])})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


class DynamicClassAttribute(property):
    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError
        return super().__get__(instance, owner)


class _Awaitable:
    def __init__(self, wrapped):
        self._wrapped = wrapped

    def __await__(self):
        return self._wrapped

    __iter__ = __await__

    def __next__(self):
        return next(self._wrapped)

    def send(self, value):
        return self._wrapped.send(value)

    def throw(self, *args):
        return self._wrapped.throw(*args)

    def close(self):
        return self._wrapped.close()

    def __getattr__(self, name):
        return getattr(self.__dict__["_wrapped"], name.replace("cr_", "gi_"))


def coroutine(func):
    """Makes what a generator function returns awaitable."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if isinstance(func, FunctionType) and func.__code__.co_flags & 0x180:
        return func
    import functools

    def wrapper(*args, **kwargs):
        made = func(*args, **kwargs)
        if isinstance(made, GeneratorType) or not hasattr(made, "__await__") and hasattr(made, "send"):
            return _Awaitable(made)
        return made

    return functools.wraps(func)(wrapper)


def new_class(name, bases=(), kwds=None, exec_body=None):
    kwds = dict(kwds or {})
    resolved = resolve_bases(bases)
    meta = kwds.pop("metaclass", None) or (type(resolved[0]) if resolved else type)
    namespace = meta.__prepare__(name, resolved, **kwds) if hasattr(meta, "__prepare__") else {}
    (exec_body or bool)(namespace)
    extra = {} if resolved is bases else {"__orig_bases__": bases}
    namespace.update(extra)
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    found = []
    changed = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            found.append(base)
        else:
            found.extend(base.__mro_entries__(bases))
            changed = True
    return tuple(found) if changed else bases
