import _collections_abc as _abc
from abc import ABCMeta, abstractmethod

TYPE_CHECKING = False
_Native = type(list[int])
_NativeUnion = type(int | str)
_function = type(lambda: None)


def _shown(obj):
    if isinstance(obj, type) and not isinstance(obj, _Native):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, _function):
        return obj.__name__
    if isinstance(obj, list):
        return "[" + ", ".join(map(_shown, obj)) + "]"
    return repr(obj)


def _check(arg, message="Parameterized types must be"):
    # A string is a name that exists later.
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    return arg


def _marked(thing, name, value):
    # Some take no attributes.
    try:
        setattr(thing, name, value)
    except (AttributeError, TypeError):
        pass
    return thing


def _as_tuple(params):
    return params if isinstance(params, tuple) else (params,)


def _parameters(args):
    found = []
    for arg in args:
        inner = [arg] if isinstance(arg, _Variable) else getattr(arg, "__parameters__", ())
        if isinstance(arg, (list, tuple)):
            inner = _parameters(arg)
        elif isinstance(arg, (_Native, _NativeUnion)):
            inner = _parameters(arg.__args__)
        elif isinstance(arg, type) and not isinstance(arg, _Native):
            inner = ()
        for one in inner:
            if one not in found:
                found.append(one)
    return tuple(found)


class _Operators:
    __or__ = lambda self, other: Union[self, other]
    __ror__ = lambda self, other: Union[other, self]


class ForwardRef(_Operators):
    def __init__(self, arg, is_argument=True, module=None, **kwargs):
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


class _Form(_Operators):
    def __init__(self, name, make=None):
        self._name = name
        self._make = make

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __getitem__(self, params):
        if self._make is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._make(self, params)

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")


class _AnyMeta(type):
    def __repr__(self):
        return "typing.Any" if self is Any else type.__repr__(self)

    def __instancecheck__(self, obj):
        if self is not Any:
            return type.__instancecheck__(self, obj)
        raise TypeError("typing.Any cannot be used with isinstance()")


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is not Any:
            return super().__new__(cls)
        raise TypeError("Any cannot be instantiated")


class _Alias(_Operators):
    """`origin[args]`; `name` is what its repr tells when it is one of typing's own names."""

    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters(args)
        self._name = name

    def __repr__(self):
        if self.__origin__ is Unpack:
            return "*" + _shown(self.__args__[0])
        name = "typing." + self._name if self._name else _shown(self.__origin__)
        if self.__origin__ is Union:
            some = [arg for arg in self.__args__ if arg is not type(None)]
            if len(some) == 1 and len(self.__args__) == 2:
                return f"typing.Optional[{_shown(some[0])}]"
        if self.__origin__ is _abc.Callable and self.__args__ and self._name == "Callable":
            *params, result = self.__args__
            if len(params) == 1 and (params[0] is ... or isinstance(params[0], (ParamSpec, _Alias)) and
                                     not _shown(params[0]).startswith("typing.") or _is_concatenate(params)):
                return f"{name}[{_shown(params[0])}, {_shown(result)}]"
            return f"{name}[[{', '.join(map(_shown, params))}], {_shown(result)}]"
        inside = ", ".join(map(_shown, self.__args__)) or "()"
        return f"{name}[{inside}]"

    def __eq__(self, other):
        if isinstance(other, _NativeUnion) and self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        if not isinstance(other, _Alias) or self.__origin__ is not other.__origin__:
            return NotImplemented
        if self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash(frozenset(self.__args__))
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        if self._name or not isinstance(self.__origin__, type):
            if not isinstance(self.__origin__, type):
                raise TypeError(f"Cannot instantiate {self.__origin__!r}")
            if self._name:
                raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        return _marked(self.__origin__(*args, **kwargs), "__orig_class__", self)

    def __getattr__(self, name):
        if name[:2] == "__" == name[-2:] or "__origin__" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, params):
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        params = _as_tuple(params)
        if len(self.__parameters__) == 1 and isinstance(self.__parameters__[0], ParamSpec) and \
                not (len(params) == 1 and isinstance(params[0], (list, ParamSpec)) or params == (...,)):
            params = (list(params),)
        _count(self, params, len(self.__parameters__))
        values = dict(zip(self.__parameters__, map(_check, params)))
        args = []
        for arg in self.__args__:
            arg = _substitute(arg, values)
            if isinstance(arg, list) and self.__origin__ is _abc.Callable:
                args.extend(map(_check, arg))
            else:
                args.append(arg)
        if self.__origin__ is Union:
            return Union[tuple(args)]
        return type(self)(self.__origin__, tuple(args), self._name)

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic:
            rest = bases[bases.index(self) + 1:]
            if Protocol in bases or any(isinstance(base, _Alias) or isinstance(base, type) and
                                        issubclass(base, Generic) for base in rest):
                return ()
            return (Generic,)
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name and self._name != "Protocol" and Generic not in bases:
            rest = bases[bases.index(self) + 1:]
            if not any(isinstance(base, _Alias) or isinstance(base, type) and issubclass(base, Generic)
                       for base in rest):
                return (self.__origin__, Generic)
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        raise_no_check()

    def __subclasscheck__(self, cls):
        raise_no_check()


def raise_no_check():
    raise TypeError("Subscripted generics cannot be used with class and instance checks")


class _UnionAlias(_Alias):
    def __instancecheck__(self, obj):
        return any(isinstance(obj, arg) for arg in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)


def _is_concatenate(params):
    return isinstance(params[0], _Alias) and params[0].__origin__ is Concatenate


def _substitute(arg, values):
    if isinstance(arg, _Variable):
        return values.get(arg, arg)
    if isinstance(arg, list):
        return [_substitute(one, values) for one in arg]
    if isinstance(arg, _Native):
        return _Native(arg.__origin__, tuple([_substitute(one, values) for one in arg.__args__]))
    if isinstance(arg, _NativeUnion):
        return Union[tuple([_substitute(one, values) for one in arg.__args__])]
    inner = () if isinstance(arg, type) else getattr(arg, "__parameters__", ())
    if inner:
        return arg[tuple([values.get(one, one) for one in inner])]
    return arg


def _count(obj, params, expected):
    if len(params) != expected and not any(isinstance(p, TypeVarTuple) for p in getattr(obj, "__parameters__", ())):
        word = "many" if len(params) > expected else "few"
        raise TypeError(f"Too {word} arguments for {obj!r}; actual {len(params)}, expected {expected}")


class _Named(_Operators):
    # List, Dict, Iterable ...: an alias without its arguments.
    def __init__(self, name, origin, count=None):
        self._name = name
        self.__origin__ = origin
        self._count = count

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, params):
        params = _as_tuple(params)
        if self._count is not None:
            _count(self, params, self._count)
        return _Alias(self.__origin__, tuple(map(_check, params)), self._name)

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if Generic in bases else (self.__origin__, Generic)

    def __getattr__(self, name):
        if name[:2] == "__" == name[-2:] or "__origin__" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)


class _TupleNamed(_Named):
    def __getitem__(self, params):
        if params == ():
            return _Alias(tuple, (), "Tuple")
        return _Alias(tuple, tuple(map(_check, _as_tuple(params))), "Tuple")


class _CallableNamed(_Named):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        if isinstance(args, (list, tuple)):
            args = tuple(map(_check, args))
        elif args is ... or isinstance(args, (ParamSpec, _Alias)):
            args = (args,)
        else:
            raise TypeError(f"Callable[args, result]: args must be a list. Got {args!r}")
        return _Alias(_abc.Callable, (*args, _check(result)), "Callable")


class _ContextNamed(_Named):
    # contextlib is only asked for when somebody looks.
    def __init__(self, name, of):
        self._name = name
        self._of = of
        self._count = 1

    def __getitem__(self, params):
        return _Alias(None, (_check(params),), self._name)

    def __getattr__(self, name):
        if name == "__origin__":
            import contextlib
            return getattr(contextlib, self._of)
        raise AttributeError(name)


def _union(form, params):
    if params == ():
        raise TypeError("Cannot take a Union of no types.")
    found = []
    for arg in map(_check, _as_tuple(params)):
        inner = [arg]
        if isinstance(arg, _NativeUnion) or isinstance(arg, _Alias) and arg.__origin__ is Union:
            inner = arg.__args__
        for one in inner:
            if not any(one is other or one == other for other in found):
                found.append(one)
    return found[0] if len(found) == 1 else _UnionAlias(Union, tuple(found), "Union")


def _literal(form, params):
    found = []
    for arg in _as_tuple(params):
        inner = arg.__args__ if isinstance(arg, _LiteralAlias) else (arg,)
        for one in inner:
            if not any(one == other and type(one) is type(other) for other in found):
                found.append(one)
    return _LiteralAlias(Literal, tuple(found), "Literal")


class _LiteralAlias(_Alias):
    def __eq__(self, other):
        return isinstance(other, _LiteralAlias) and {(type(arg), arg) for arg in self.__args__} == {
            (type(arg), arg) for arg in other.__args__}

    def __hash__(self):
        return hash(frozenset([(type(arg), arg) for arg in self.__args__]))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), None)
        self.__metadata__ = metadata

    def __repr__(self):
        return f"typing.Annotated[{_shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __getitem__(self, params):
        return _AnnotatedAlias(self.__origin__[params], self.__metadata__)

    def __eq__(self, other):
        return isinstance(other, _AnnotatedAlias) and self.__origin__ == other.__origin__ and \
            self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)


class Annotated:
    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        origin, metadata = _check(params[0]), params[1:]
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        return _AnnotatedAlias(origin, metadata)


def _one(form, params):
    if isinstance(params, tuple):
        raise TypeError(f"{form!r} accepts only single type. Got {params!r}.")
    return _Alias(form, (_check(params),), form._name)


def _optional(form, params):
    if isinstance(params, tuple):
        raise TypeError(f"{form!r} requires a single type. Got {params!r}.")
    return Union[params, None]


def _several(form, params):
    return _Alias(form, tuple(map(_check, _as_tuple(params))), form._name)


Union = _Form("Union", _union)
Optional = _Form("Optional", _optional)
Literal = _Form("Literal", _literal)
ClassVar = _Form("ClassVar", _one)
Final = _Form("Final", _one)
Required = _Form("Required", _one)
NotRequired = _Form("NotRequired", _one)
TypeGuard = _Form("TypeGuard", _one)
Unpack = _Form("Unpack", _one)
Concatenate = _Form("Concatenate", _several)
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")


class _Variable(_Operators):
    def __init__(self, name, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__module__ = "__main__"
        self.__bound__ = None if bound is None else _check(bound)
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class TypeVar(_Variable):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = tuple(map(_check, constraints))


class ParamSpec(_Variable):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)
        self.args = ParamSpecArgs(self)
        self.kwargs = ParamSpecKwargs(self)


class ParamSpecArgs:
    _what = "args"

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._what}"

    def __eq__(self, other):
        return type(self) is type(other) and self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecKwargs(ParamSpecArgs):
    _what = "kwargs"


class TypeVarTuple(_Variable):
    def __init__(self, name):
        super().__init__(name)

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        return iter((Unpack[self],))


class Generic:
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = _as_tuple(params)
        if not params and cls is not Generic:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if cls is Generic or cls is Protocol:
            if not all(isinstance(p, _Variable) or isinstance(p, _Alias) and p.__origin__ is Unpack for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter "
                                "specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, params, cls.__name__)
        own = cls.__dict__.get("__parameters__", getattr(cls, "__parameters__", ()))
        if not own:
            raise TypeError(f"{cls!r} is not a generic class")
        if len(own) == 1 and isinstance(own[0], ParamSpec) and not (
                len(params) == 1 and isinstance(params[0], (list, ParamSpec))):
            params = (list(params),)
        _count(cls, params, len(own))
        return _Alias(cls, tuple([tuple(p) if isinstance(p, list) else _check(p) for p in params]))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        if Generic in bases or not bases and Generic in cls.__bases__ and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        found = _parameters(bases)
        for base in bases:
            if isinstance(base, _Alias) and base._name in ("Generic", "Protocol"):
                missing = [p for p in found if p not in base.__parameters__]
                if missing:
                    raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                                    f"{base._name}[{', '.join(map(str, base.__parameters__))}]")
                found = base.__parameters__
                break
        cls.__parameters__ = tuple(found)


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        found = base.__dict__.get("__init__")
        if found is not None and found is not _no_init:
            found(self, *args, **kwargs)
            break


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol") or cls is Protocol:
            return ABCMeta.__instancecheck__(cls, instance)
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if cls in type(instance).__mro__ or any(isinstance(instance, kind) for kind in cls._abc_registry):
            return True
        return all(hasattr(instance, name) and (getattr(instance, name) is not None or not callable(
            getattr(cls, name, None))) for name in _members(cls))

    def __subclasscheck__(cls, other):
        if cls.__dict__.get("_is_protocol") and cls is not Protocol and cls not in getattr(other, "__mro__", ()):
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not cls.__dict__.get("_is_runtime_protocol"):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            names = _members(cls)
            if not all(callable(getattr(cls, name, None)) for name in names):
                raise TypeError("Protocols with non-method members don't support issubclass()")
            if all(getattr(other, name, None) is not None for name in names):
                return True
        return ABCMeta.__subclasscheck__(cls, other)


_not_members = {"__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
                "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__",
                "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol",
                "__qualname__", "__init_subclass__", "__static_attributes__", "__firstlineno__"}


def _members(cls):
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            for name in [*base.__dict__, *base.__dict__.get("__annotations__", ())]:
                if name not in _not_members and not name.startswith("_abc_"):
                    found.add(name)
    return found


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_runtime_protocol = False
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self): ...


class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self): ...


class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self): ...


T_co = TypeVar("T_co", covariant=True)


class SupportsAbs(Protocol[T_co]):
    @abstractmethod
    def __abs__(self): ...


class SupportsRound(Protocol[T_co]):
    @abstractmethod
    def __round__(self, ndigits=0): ...


class SupportsBytes(Protocol):
    @abstractmethod
    def __bytes__(self): ...


class SupportsComplex(Protocol):
    @abstractmethod
    def __complex__(self): ...


for _cls in (SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs, SupportsRound, SupportsBytes, SupportsComplex):
    _cls._is_runtime_protocol = True

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
AnyStr = TypeVar("AnyStr", bytes, str)

List = _Named("List", list, 1)
Dict = _Named("Dict", dict, 2)
Set = _Named("Set", set, 1)
FrozenSet = _Named("FrozenSet", frozenset, 1)
Type = _Named("Type", type, 1)
Tuple = _TupleNamed("Tuple", tuple)
Callable = _CallableNamed("Callable", _abc.Callable)
Hashable = _Named("Hashable", _abc.Hashable, 0)
Sized = _Named("Sized", _abc.Sized, 0)
Text = str
ContextManager = _ContextNamed("ContextManager", "AbstractContextManager")
AsyncContextManager = _ContextNamed("AsyncContextManager", "AbstractAsyncContextManager")
for _name, _count_ in {"Iterable": 1, "Iterator": 1, "Reversible": 1, "Container": 1, "Collection": 1, "Generator": 3,
                       "Awaitable": 1, "Coroutine": 3, "AsyncIterable": 1, "AsyncIterator": 1, "AsyncGenerator": 2,
                       "Mapping": 2, "MutableMapping": 2, "Sequence": 1, "MutableSequence": 1, "MutableSet": 1,
                       "KeysView": 1, "ItemsView": 2, "ValuesView": 1}.items():
    globals()[_name] = _Named(_name, getattr(_abc, _name), _count_)
AbstractSet = _Named("AbstractSet", _abc.Set, 1)
ByteString = _Named("ByteString", _abc.ByteString, 0)


class _Collection(_Named):
    def __init__(self, name, of, count, module="collections"):
        self._name = name
        self._of = of
        self._count = count
        self._module = module

    def __getattr__(self, name):
        if name == "__origin__":
            return getattr(__import__(self._module), self._of)
        return _Named.__getattr__(self, name)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)


DefaultDict = _Collection("DefaultDict", "defaultdict", 2)
OrderedDict = _Collection("OrderedDict", "OrderedDict", 2)
Counter = _Collection("Counter", "Counter", 1)
ChainMap = _Collection("ChainMap", "ChainMap", 2)
Deque = _Collection("Deque", "deque", 1)
Pattern = _Collection("Pattern", "Pattern", 1, "re")
Match = _Collection("Match", "Match", 1, "re")


class IO(Generic[AnyStr]):
    pass


class TextIO(IO[str]):
    pass


class BinaryIO(IO[bytes]):
    pass


class NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        if not bases:
            return super().__new__(metacls, name, bases, namespace)
        for base in bases:
            if base is not NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        hints = namespace.get("__annotations__", {})
        defaults = [field for field in hints if field in namespace]
        order = list(hints)
        for at, field in enumerate(order):
            before = [one for one in order[:at] if one in defaults]
            if before and field not in defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' * (len(before) > 1)} {', '.join(before)}")
        made = _make_namedtuple(name, hints, [namespace[field] for field in defaults], namespace.get("__module__"),
                                [base for base in bases if base is Generic])
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                       "_field_types", "_make", "_replace", "_asdict", "_source"):
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
            if key not in ("__module__", "__name__", "__annotations__", "__classcell__", "__orig_bases__") and \
                    key not in hints:
                setattr(made, key, value)
                hook = getattr(type(value), "__set_name__", None)
                if hook:
                    hook(value, made, key)
        return made

    def __init__(cls, *args, **kwargs):
        pass

    def __call__(cls, typename, fields=(), /, **kwargs):
        if kwargs:
            fields = kwargs.items()
        return _make_namedtuple(typename, dict(fields), (), None, ())


def _make_namedtuple(name, hints, defaults, module, bases):
    import collections
    hints = {field: _check(hint) for field, hint in hints.items()}
    made = collections.namedtuple(name, hints, defaults=defaults, module=module)
    if bases:
        made = type(name, (made, *bases), {"__module__": made.__module__, "__slots__": ()})
    made.__annotations__ = hints
    made.__new__.__annotations__ = hints
    return made


class NamedTuple(metaclass=NamedTupleMeta):
    pass


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        if not bases:
            return super().__new__(metacls, name, bases, namespace)
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        module = namespace.get("__module__")
        own = {key: ForwardRef(hint, module=module) if isinstance(hint, str) else _check(hint) for key, hint in namespace.get("__annotations__", {}).items()}
        hints, required, optional = {}, set(), set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        hints.update(own)
        for key, hint in own.items():
            if isinstance(hint, _AnnotatedAlias):
                hint = hint.__origin__
            form = getattr(hint, "__origin__", None)
            (required if form is Required or total and form is not NotRequired else optional).add(key)
        made = super().__new__(metacls, name, (dict,), {**namespace})
        made.__annotations__ = hints
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __init__(cls, *args, **kwargs):
        pass

    def __call__(cls, *args, **kwargs):
        if cls is not TypedDict:
            return dict(*args, **kwargs)
        total = kwargs.pop("total", True)
        name, fields = args[0], args[1] if len(args) > 1 else kwargs
        namespace = {"__annotations__": dict(fields), "__module__": "__main__"}
        return _TypedDictMeta.__new__(_TypedDictMeta, name, (TypedDict,), namespace, total)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


class TypedDict(metaclass=_TypedDictMeta):
    pass


class NewType(_Operators):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __call__(self, x, /):
        return x


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    import sys
    sys.stderr.write(f"Runtime type is {type(obj).__name__!r}\n")
    return obj


def assert_never(arg, /):
    text = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {text[:100] + '...' if len(text) > 100 else text}")


def _overloaded(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    return _overloaded


def final(f):
    return _marked(f, "__final__", True)


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def dataclass_transform(**options):
    return lambda cls_or_fn: cls_or_fn


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, _NativeUnion):
        return type(tp)
    if isinstance(tp, (_Alias, _Named, _Native, ParamSpecArgs)):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_Alias, _Native)):
        args = tp.__args__
        if tp.__origin__ is _abc.Callable and args and not isinstance(args[0], list) and not (
                len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec) or _is_concatenate(args))):
            args = (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, _NativeUnion) else ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def _resolve(hint, globalns, localns, extras):
    if hint is None:
        return type(None)
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        hint = _resolve(eval(hint, globalns, localns), globalns, localns, extras)
    if isinstance(hint, _AnnotatedAlias):
        inner = _resolve(hint.__origin__, globalns, localns, extras)
        return _AnnotatedAlias(inner, hint.__metadata__) if extras else inner
    if not extras and isinstance(hint, _Alias) and hint.__origin__ in (Required, NotRequired):
        return _resolve(hint.__args__[0], globalns, localns, extras)
    if isinstance(hint, _Alias) and not isinstance(hint, _LiteralAlias):
        args = tuple([_resolve(arg, globalns, localns, extras) for arg in hint.__args__])
        return hint if args == hint.__args__ else type(hint)(hint.__origin__, args, hint._name)
    if isinstance(hint, _Native):
        args = tuple([_resolve(arg, globalns, localns, extras) if not isinstance(arg, list) else arg
                      for arg in hint.__args__])
        return hint if args == hint.__args__ else _Native(hint.__origin__, args)
    return hint


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    import sys
    if isinstance(obj, type):
        found = {}
        for base in reversed(obj.__mro__):
            space = globalns
            if space is None:
                space = getattr(sys.modules.get(base.__module__), "__dict__", {})
            for name, hint in base.__dict__.get("__annotations__", {}).items():
                found[name] = _resolve(hint, space, localns or dict(base.__dict__), include_extras)
        return found
    if globalns is None:
        inner = obj
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        globalns = getattr(inner, "__globals__", None)
        if globalns is None:
            globalns = getattr(sys.modules.get(getattr(obj, "__module__", None)), "__dict__", {})
    hints = getattr(obj, "__annotations__", None)
    if hints is None:
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    return {name: _resolve(hint, globalns, localns, include_extras) for name, hint in hints.items()}


__all__ = [_name for _name in list(globals()) if _name[0] != "_" and _name not in (
    "ABCMeta", "abstractmethod", "T", "KT", "VT", "T_co", "NamedTupleMeta", "raise_no_check")]
