_Alias = type(list[int])
_KEYWORDS = object()
_missing = object()

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, ()))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


def _call_text(this, name):
    named = (f"{key}={value!r}" for key, value in this.keywords.items())
    return f"{name}({', '.join([repr(this.func), *map(repr, this.args), *named])})"


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func, self.args, self.keywords = func, args, keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        name = type(self).__qualname__
        return _call_text(self, f"functools.{name}" if type(self) is partial else name)

    def __class_getitem__(cls, item):
        return _Alias(cls, item)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        return _call_text(self, "functools.partialmethod")

    def __get__(self, obj, cls=None):
        func = self.func
        if hasattr(type(func), "__get__"):
            bound = func.__get__(obj, cls)
            if bound is not func:
                return partial(bound, *self.args, **self.keywords)
        if obj is None:
            return partial(func, *self.args, **self.keywords)
        return partial(func, obj, *self.args, **self.keywords)

    def __class_getitem__(cls, item):
        return _Alias(cls, item)


def reduce(function, iterable, initial=_missing, /):
    try:
        rest = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _missing:
        for initial in rest:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in rest:
        initial = function(initial, item)
    return initial


def cmp_to_key(mycmp):
    def holds(test):
        return lambda self, other: test(mycmp(self.obj, other.obj))

    def __init__(self, obj):
        self.obj = obj

    return type("K", (), {"__init__": __init__, "__hash__": None, "__module__": "functools",
                          "__lt__": holds(lambda c: c < 0), "__le__": holds(lambda c: c <= 0),
                          "__gt__": holds(lambda c: c > 0), "__ge__": holds(lambda c: c >= 0),
                          "__eq__": holds(lambda c: c == 0)})


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)

    def _asdict(self):
        return dict(zip(("hits", "misses", "maxsize", "currsize"), self))


def _key(args, keywords, typed):
    if keywords or typed:
        key = args + (_KEYWORDS, *keywords.items()) if keywords else args
        if typed:
            key += (_KEYWORDS, *[type(arg) for arg in args], *[type(arg) for arg in keywords.values()])
        return key
    return args


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, typed)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    store = {}
    hits = misses = 0
    if maxsize is not None and maxsize < 0:
        maxsize = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = _key(args, keywords, typed) if keywords or typed else args
        # "in" first: a missing key must not leave a KeyError as the context of the function's own errors.
        if key in store:
            hits += 1
            if maxsize is None:
                return store[key]
            result = store[key] = store.pop(key)
            return result
        misses += 1
        result = function(*args, **keywords)
        if maxsize is None:
            store[key] = result
        elif maxsize and key not in store:
            if len(store) >= maxsize:
                del store[next(iter(store))]
            store[key] = result
        return result

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(store)))

    def cache_clear():
        nonlocal hits, misses
        store.clear()
        hits = misses = 0

    update_wrapper(wrapper, function)
    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper


def cache(user_function, /):
    return _cached(user_function, None, False)


class cached_property:
    attrname = None

    def __init__(self, func):
        self.__doc__ = func.__doc__
        self.func = func

    def __set_name__(self, owner, name):
        self.attrname = self.attrname or name
        if self.attrname != name:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            store = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} "
                            "property.") from None
        if name not in store:
            store[name] = self.func(instance)
        return store[name]

    def __class_getitem__(cls, item):
        return _Alias(cls, item)


def _ordering(root):
    # The other three, told by the one operation the class has and by equality.
    def ask(self, other):
        return getattr(type(self), root)(self, other)

    def negated(self, other):
        result = ask(self, other)
        return result if result is NotImplemented else not result

    def or_equal(self, other):
        result = ask(self, other)
        return result if result is NotImplemented else result or self == other

    def and_unequal(self, other):
        result = ask(self, other)
        return result if result is NotImplemented else result and self != other

    def neither(self, other):
        result = ask(self, other)
        return result if result is NotImplemented else not result and self != other

    def not_or_equal(self, other):
        result = ask(self, other)
        return result if result is NotImplemented else not result or self == other

    if root == "__lt__":
        return {"__gt__": neither, "__le__": or_equal, "__ge__": negated}
    if root == "__le__":
        return {"__ge__": not_or_equal, "__lt__": and_unequal, "__gt__": negated}
    if root == "__gt__":
        return {"__lt__": neither, "__ge__": or_equal, "__le__": negated}
    return {"__le__": not_or_equal, "__gt__": and_unequal, "__lt__": negated}


def total_ordering(cls):
    has = {op for op in ("__lt__", "__le__", "__gt__", "__ge__")
           if any(op in base.__dict__ for base in cls.__mro__ if base is not object)}
    if not has:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, function in _ordering(max(has)).items():
        if name not in has:
            function.__name__ = name
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, function)
    return cls


def _classes(hint):
    # The classes of a type annotation: one class, or the members of a union.
    if isinstance(hint, type) and not isinstance(hint, _Alias):
        return (hint,)
    if isinstance(hint, type(int | str)) or "Union" in repr(getattr(hint, "__origin__", "")):
        if all(isinstance(arg, type) for arg in hint.__args__):
            return hint.__args__
    return ()


def singledispatch(func):
    registry = {object: func}
    found = {}

    def dispatch(cls):
        if cls in found:
            return found[cls]
        for base in cls.__mro__[:-1]:
            if base in registry:
                break
        else:
            fitting = [c for c in registry if c is not object and issubclass(cls, c)]
            best = [c for c in fitting if not any(o is not c and issubclass(o, c) for o in fitting)]
            if len(best) > 1:
                raise RuntimeError(f"Ambiguous dispatch: {best[0]} or {best[1]}")
            base = best[0] if best else object
        found[cls] = registry[base]
        return registry[base]

    def register(cls, func=None):
        kinds = _classes(cls)
        if not kinds:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            hints = getattr(cls, "__annotations__", {})
            if not hints:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either "
                                "`@register(some_class)` or plain `@register` on an annotated function.")
            func = cls
            name, hint = next(iter(hints.items()))
            if isinstance(hint, str):
                import typing
                hint = typing.get_type_hints(func)[name]
            kinds = _classes(hint)
            if not kinds:
                if isinstance(hint, type(int | str)) or "Union" in repr(getattr(hint, "__origin__", "")):
                    raise TypeError(f"Invalid annotation for {name!r}. {hint!r} not all arguments are classes.")
                raise TypeError(f"Invalid annotation for {name!r}. {hint!r} is not a class.")
        elif func is None:
            return lambda f: register(cls, f)
        for kind in kinds:
            registry[kind] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    update_wrapper(wrapper, func)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.dispatcher = func, singledispatch(func)

    def register(self, cls, method=None):
        inner = getattr(cls, "__func__", None)
        if method is None and inner is not None:
            cls.__annotations__ = inner.__annotations__
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            found = self.dispatcher.dispatch(type(args[0]))
            return found.__get__(obj, cls)(*args, **kwargs)

        update_wrapper(method, self.func)
        method.register = self.register
        return method
