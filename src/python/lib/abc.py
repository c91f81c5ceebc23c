def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


def _older(base):
    # What abstractmethod() within classmethod() and so on has replaced.
    def __init__(self, callable):
        base.__init__(self, abstractmethod(callable))

    name = f"abstract{base.__name__}"
    body = {"__isabstractmethod__": True, "__module__": "abc"}
    return type(name, (base,), body if base is property else {"__init__": __init__, **body})


abstractproperty, abstractclassmethod, abstractstaticmethod = map(_older, (property, classmethod, staticmethod))
_round = 0  # counts register() calls: older "no" answers are void then


def _is_abstract(value):
    if getattr(value, "__isabstractmethod__", False):
        return True
    if isinstance(value, property):
        parts = (value.fget, value.fset, value.fdel)
    elif isinstance(value, (classmethod, staticmethod)):
        parts = (value.__func__,)
    else:
        return False
    return any(getattr(part, "__isabstractmethod__", False) for part in parts)


def _abstract_names(cls):
    names = {name for name, value in cls.__dict__.items() if _is_abstract(value)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_registry = []
        cls._abc_children = []
        for base in bases:
            if isinstance(base, ABCMeta):
                base._abc_children.append(cls)
        cls._abc_yes = set()
        cls._abc_no = set()
        cls._abc_round = _round
        return cls

    def register(cls, subclass):
        global _round
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError("Refusing to create an inheritance cycle")
            _round += 1
            cls._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        kind = type(instance)
        if kind in cls._abc_yes or cls.__subclasscheck__(kind):
            return True
        claimed = instance.__class__
        return claimed is not kind and cls.__subclasscheck__(claimed)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if subclass in cls._abc_yes:
            return True
        if cls._abc_round != _round:
            cls._abc_no.clear()
            cls._abc_round = _round
        if subclass in cls._abc_no:
            return False
        hook = getattr(cls, "__subclasshook__", None)
        found = NotImplemented if hook is None else hook(subclass)
        if found is NotImplemented:
            found = (cls in subclass.__mro__ or any(issubclass(subclass, r) for r in cls._abc_registry)
                     or any(issubclass(subclass, c) for c in cls._abc_children))
        (cls._abc_yes if found else cls._abc_no).add(subclass)
        return found


class _Probe:
    pass


# A VM whose object.__new__ does not look at __abstractmethods__ gets the check here.
try:
    _Probe.__abstractmethods__ = frozenset("a")
    _Probe()

    def _call(cls, *args, **kwargs):
        names = sorted(cls.__abstractmethods__)
        if names:
            raise TypeError(f"Can't instantiate abstract class {cls.__name__} with abstract method"
                            f"{'s' * (len(names) > 1)} {', '.join(names)}")
        return type.__call__(cls, *args, **kwargs)

    ABCMeta.__call__ = _call
except TypeError:
    pass


def update_abstractmethods(cls):
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls)
    return cls


def get_cache_token():
    return _round


class ABC(metaclass=ABCMeta):
    pass
