_plain = (type(None), int, float, bool, complex, str, bytes, type, range, type(...), type(NotImplemented), type(len),
          type(lambda: None), property)


class Error(Exception):
    pass


error = Error


def copy(x):
    cls = type(x)
    if cls in _plain or isinstance(x, type) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return cls(x)
    made = getattr(cls, "__copy__", None)
    if made is not None:
        return made(x)
    if hasattr(cls, "maxlen"):
        return cls(x, x.maxlen)
    return _rebuild(x, cls, None)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _plain or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    made = getattr(cls, "__deepcopy__", None)
    if made is not None:
        result = made(x, memo)
    elif cls is list:
        result = memo[key] = []
        for item in x:
            result.append(deepcopy(item, memo))
    elif cls is dict:
        result = memo[key] = {}
        for name, item in x.items():
            result[deepcopy(name, memo)] = deepcopy(item, memo)
    elif cls is tuple:
        parts = [deepcopy(item, memo) for item in x]
        if key in memo:
            return memo[key]
        result = x if all(a is b for a, b in zip(parts, x)) else tuple(parts)
    elif cls in (set, frozenset):
        result = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        result = cls(x)
    elif hasattr(cls, "maxlen"):
        result = memo[key] = cls((), x.maxlen)
        result.extend([deepcopy(item, memo) for item in x])
    else:
        result = _rebuild(x, cls, memo)
    if result is not x:
        memo[key] = result
        # Keeps x, so that no other object gets its id.
        memo.setdefault(id(memo), []).append(x)
    return result


def _rebuild(x, cls, memo):
    inner = (lambda value: value) if memo is None else lambda value: deepcopy(value, memo)
    if cls.__name__ in ("generator", "coroutine", "async_generator", "module", "Task", "Lock", "frame", "traceback",
                        "_io.TextIOWrapper") and cls.__module__ == "builtins":
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    if cls.__name__ in ("dict_keys", "dict_values", "dict_items", "coroutine_wrapper"):
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    if isinstance(x, BaseException):
        made = cls.__new__(cls, *inner(x.args))
    elif isinstance(x, (int, float, complex, str, bytes, tuple, frozenset)):
        base = next(kind for kind in (int, float, complex, str, bytes, tuple, frozenset) if isinstance(x, kind))
        content = tuple([inner(item) for item in x]) if base in (tuple, frozenset) else base(x)
        made = base.__new__(cls, content)
    else:
        made = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = made
    state = getattr(x, "__dict__", None)
    getter = getattr(cls, "__getstate__", None)
    if getter is not None and getter is not getattr(object, "__getstate__", None):
        state = getter(x)
    if isinstance(state, dict) and not hasattr(cls, "__setstate__"):
        for name, value in state.items():
            made.__dict__[name] = inner(value)
    elif state is not None and hasattr(cls, "__setstate__"):
        made.__setstate__(inner(state))
    for base in cls.__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                object.__setattr__(made, name, inner(getattr(x, name)))
    if isinstance(x, list):
        list.extend(made, [inner(item) for item in x])
    elif isinstance(x, dict):
        for name, value in x.items():
            dict.__setitem__(made, inner(name), inner(value))
    elif isinstance(x, set):
        set.update(made, [inner(item) for item in x])
    return made
