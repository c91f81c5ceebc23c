import sys
from _args import bind

_Alias = type(list[int])


class _Marker:
    def __repr__(self):
        return self._text

    def __init__(self, text):
        self._text = text


MISSING, KW_ONLY, _FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_Marker, (
    "<dataclasses._MISSING_TYPE object>", "KW_ONLY", "_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"))


class FrozenInstanceError(AttributeError):
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) and not isinstance(self.type, _Alias) \
            else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


_FACTS = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only",
          "_field_type")


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        given = (None, None, default, default_factory, init, repr, hash, compare, metadata or {}, kw_only, None)
        self.__dict__.update(zip(_FACTS, given))

    def __repr__(self):
        shown = {name: getattr(self, name) for name in _FACTS}
        if type(self.metadata) is dict:
            shown["metadata"] = _Marker(f"mappingproxy({self.metadata!r})")
        return f"Field({','.join([f'{name}={value!r}' for name, value in shown.items()])})"

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    def __class_getitem__(cls, item):
        return _Alias(cls, item)


class _Params:
    def __init__(self, **flags):
        self.__dict__.update(flags)

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_typing(hint, name, module):
    # Annotations are strings after "from __future__ import annotations": "ClassVar[int]", "t.ClassVar".
    if isinstance(hint, str):
        return hint.strip().split("[")[0].split(".")[-1].strip() == name
    module = sys.modules.get(module)
    if module is None:
        return False
    wanted = getattr(module, name)
    return (hint is wanted or getattr(hint, "__origin__", None) is wanted
            or name == "InitVar" and isinstance(hint, InitVar))


def _make_field(cls, name, hint, kw_only):
    default = cls.__dict__.get(name, MISSING)
    if default is MISSING:
        default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ in ("member_descriptor", "getset_descriptor"):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = hint
    f._field_type = _FIELD
    if _is_typing(hint, "ClassVar", "typing"):
        f._field_type = _FIELD_CLASSVAR
    elif _is_typing(hint, "InitVar", "dataclasses"):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is not _FIELD_CLASSVAR:
        if f.kw_only is MISSING:
            f.kw_only = kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default is not MISSING and getattr(type(f.default), "__hash__", None) is None:
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
    return f


def _make_init(cls, fields, frozen):
    inits = [f for f in fields if f.init]
    names = [f.name for f in inits if not f.kw_only]
    kwonly = [f.name for f in inits if f.kw_only]
    defaults = {f.name for f in inits if f.default is not MISSING or f.default_factory is not MISSING}
    seen = None
    for f in inits:
        if not f.kw_only:
            if f.name in defaults:
                seen = f
            elif seen:
                raise TypeError(f"non-default argument {f.name!r} follows default argument")
    size = len(names)
    post_names = [f.name for f in fields if f._field_type is _FIELD_INITVAR]
    has_post = hasattr(cls, "__post_init__")
    put = object.__setattr__ if frozen else setattr
    simple = not kwonly and not post_names and len(names) == len(fields)
    what = f"{cls.__qualname__}.__init__"

    def __init__(self, /, *args, **kwargs):
        if simple and not kwargs and len(args) == size:
            for name, value in zip(names, args):
                put(self, name, value)
            if has_post:
                self.__post_init__()
            return
        values = bind(what, names, defaults, args, kwargs, kwonly)
        for f in fields:
            name = f.name
            if f.init and name in values:
                value = values[name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            elif f.default is not MISSING:
                value = f.default
                if not f.init and f._field_type is _FIELD and "__slots__" not in cls.__dict__:
                    continue
            else:
                continue
            if f._field_type is _FIELD_INITVAR:
                values[name] = value
            else:
                put(self, name, value)
        if has_post:
            self.__post_init__(*[values[name] for name in post_names])

    __init__.__annotations__ = {f.name: f.type for f in inits} | {"return": None}
    __init__._fields = inits
    return __init__


def _make_repr(fields):
    names = [f.name for f in fields if f.repr]
    active = set()

    def __repr__(self):
        if id(self) in active:
            return "..."
        active.add(id(self))
        try:
            inside = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        finally:
            active.discard(id(self))
        return f"{type(self).__qualname__}({inside})"

    return __repr__


def _make_comparisons(fields, eq, order):
    names = [f.name for f in fields if f.compare]

    def values(obj):
        return tuple([getattr(obj, name) for name in names])

    def __eq__(self, other):
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __lt__(self, other):
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self, other):
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self, other):
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self, other):
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

    return [__eq__] * bool(eq), [__lt__, __le__, __gt__, __ge__] * bool(order)


def _make_hash(fields):
    names = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]

    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))

    return __hash__


def _make_frozen(cls, fields):
    names = {f.name for f in fields}

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _add(cls, function):
    """Puts a method in unless the class has its own; tells whether it did."""
    name = function.__name__
    if name in cls.__dict__:
        return False
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    setattr(cls, name, function)
    return True


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    flags = dict(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
    options = match_args, kw_only, slots, weakref_slot
    if cls is None:
        return lambda cls: _process(cls, flags, *options)
    return _process(cls, flags, *options)


def _process(cls, flags, match_args, kw_only, slots, weakref_slot):
    eq, order, frozen = flags["eq"], flags["order"], flags["frozen"]
    fields = {}
    frozen_base = thawed_base = False
    for base in cls.__mro__[-1:0:-1]:
        of_base = base.__dict__.get("__dataclass_fields__")
        if of_base is not None:
            fields.update(of_base)
            if base.__dict__["__dataclass_params__"].frozen:
                frozen_base = True
            else:
                thawed_base = True
    own = []
    only = kw_only
    for name, hint in cls.__dict__.get("__annotations__", {}).items():
        if hint is KW_ONLY or isinstance(hint, str) and _is_typing(hint, "KW_ONLY", "dataclasses"):
            only = True
            continue
        own.append(_make_field(cls, name, hint, only))
    for f in own:
        fields[f.name] = f
        if cls.__dict__.get(f.name) is f:
            if f.default is not MISSING:
                setattr(cls, f.name, f.default)
            else:
                delattr(cls, f.name)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if thawed_base and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if frozen_base and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    has_own_hash = "__hash__" in cls.__dict__ and not (cls.__dict__["__hash__"] is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    cls.__dataclass_params__ = _Params(**flags)
    cls.__dataclass_fields__ = fields
    real = [f for f in fields.values() if f._field_type is _FIELD]
    given = [f for f in fields.values() if f._field_type is not _FIELD_CLASSVAR]
    if flags["init"]:
        made = _make_init(cls, given, frozen)
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        made.__module__ = cls.__module__
        cls.__init__ = made
    if flags["repr"]:
        _add(cls, _make_repr(real))
    equals, orders = _make_comparisons(real, eq, order)
    for function in equals:
        _add(cls, function)
    for function in orders:
        if not _add(cls, function):
            raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}. Consider using "
                            "functools.total_ordering")
    if frozen:
        for function in _make_frozen(cls, real):
            if not _add(cls, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    if flags["unsafe_hash"]:
        if has_own_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _make_hash(real)
    elif eq and not has_own_hash:
        cls.__hash__ = _make_hash(real) if frozen else None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in given if f.init and not f.kw_only])
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _signature(given)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, real, frozen)
    if hasattr(cls, "__abstractmethods__"):
        import abc
        abc.update_abstractmethods(cls)
    return cls


def _signature(fields):
    def shown(hint):
        if isinstance(hint, type) and not isinstance(hint, _Alias):
            return hint.__qualname__ if hint.__module__ == "builtins" else f"{hint.__module__}.{hint.__qualname__}"
        return repr(hint).removeprefix("typing.")

    parts = []
    star = False
    for f in sorted([f for f in fields if f.init], key=lambda f: f.kw_only):
        if f.kw_only and not star:
            star = True
            parts.append("*")
        text = f"{f.name}: {shown(f.type)}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        parts.append(text)
    return f"({', '.join(parts)})"


def _with_slots(cls, fields, frozen):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(base.__dict__.get("__slots__", ()))
    namespace = dict(cls.__dict__)
    names = [f.name for f in fields]
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = cls.__qualname__
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = qualname
    if frozen:
        for function in _make_frozen(new, fields):
            function.__qualname__ = f"{qualname}.{function.__name__}"
            setattr(new, function.__name__, function)
    return new


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) and not isinstance(obj, _Alias) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory, None)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, None, tuple_factory)


def _convert(obj, dict_factory, tuple_factory):
    def inner(obj):
        if _is_instance(obj):
            values = [(f.name, inner(getattr(obj, f.name))) for f in fields(obj)]
            return dict_factory(values) if dict_factory else tuple_factory([value for _, value in values])
        kind = type(obj)
        if isinstance(obj, tuple) and hasattr(obj, "_fields"):
            return kind(*[inner(value) for value in obj])
        if isinstance(obj, (list, tuple)):
            return kind([inner(value) for value in obj])
        if isinstance(obj, dict):
            pairs = [(inner(key), inner(value)) for key, value in obj.items()]
            if hasattr(kind, "default_factory") or hasattr(obj, "default_factory"):
                return kind(obj.default_factory, pairs)
            return kind(pairs)
        import copy
        return copy.deepcopy(obj)

    return inner(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type is not _FIELD_CLASSVAR and not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f._field_type is not _FIELD_CLASSVAR and f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    values = dict(namespace or {})
    hints = {}
    for item in fields:
        name, hint, *default = (item, "typing.Any") if isinstance(item, str) else item
        if not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in hints:
            raise TypeError(f"Field name duplicated: {name!r}")
        hints[name] = hint
        if default:
            values[name] = default[0]
    values["__annotations__"] = hints
    values.setdefault("__module__", "types")
    return dataclass(type(cls_name, tuple(bases), values), **options)
