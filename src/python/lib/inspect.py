import types

CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_COROUTINE = 4, 8, 32, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = \
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"


def _is_kind(name, kind):
    def test(object):
        return isinstance(object, kind)

    test.__name__ = test.__qualname__ = name
    return test


for _name, _type in (
    ("module", types.ModuleType), ("class", type), ("method", types.MethodType), ("function", types.FunctionType),
    ("builtin", types.BuiltinFunctionType), ("asyncgen", types.AsyncGeneratorType), ("code", types.CodeType),
    ("generator", types.GeneratorType), ("coroutine", types.CoroutineType), ("frame", types.FrameType),
    ("traceback", types.TracebackType),
):
    globals()[f"is{_name}"] = _is_kind(f"is{_name}", _type)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__get__") and not hasattr(type(object), "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def _has_flag(function, flag):
    while True:
        if ismethod(function):
            function = function.__func__
        elif hasattr(function, "func") and type(function).__name__ == "partial":
            function = function.func
        else:
            break
    return isfunction(function) and bool(function.__code__.co_flags & flag)


isgeneratorfunction, iscoroutinefunction, isasyncgenfunction = (
    lambda obj: _has_flag(obj, CO_GENERATOR), lambda obj: _has_flag(obj, CO_COROUTINE),
    lambda obj: _has_flag(obj, CO_ASYNC_GENERATOR))


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def _stage(thing, kind):
    if getattr(thing, kind + "_running"):
        return "RUNNING"
    if getattr(thing, kind + "_frame") is None:
        return "CLOSED"
    return "SUSPENDED" if getattr(thing, kind + "_suspended") else "CREATED"


def getcoroutinestate(coroutine):
    return "CORO_" + _stage(coroutine, "cr")


def getcoroutinelocals(coroutine):
    frame = coroutine.cr_frame
    return frame.f_locals if frame else {}


def getgeneratorlocals(generator):
    frame = generator.gi_frame
    return frame.f_locals if frame else {}


def getgeneratorstate(generator):
    return "GEN_" + _stage(generator, "gi")


def getmembers(object, predicate=None):
    found = []
    for name in sorted(dir(object)):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmodule(object, _filename=None):
    import sys
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    return "\n".join([lines[0].lstrip()] + [line[margin:] for line in lines[1:]]).strip("\n")


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and isclass(object):
        for base in object.__mro__[1:-1]:
            if base.__dict__.get("__doc__") is not None:
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def _no_source(*args):
    raise OSError("could not get source code")


getsource = getsourcelines = _no_source


class _empty:
    pass


class _Kind(int):
    def __new__(cls, value, name, description):
        self = super().__new__(cls, value)
        self.name, self.description = name, description
        return self

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


_KINDS = [_Kind(at, told.upper().replace("-", "_").replace(" ", "_").replace("VARIADIC", "VAR"), told)
          for at, told in enumerate(("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                                     "variadic keyword"))]


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if not isinstance(annotation, type) or isinstance(annotation, types.GenericAlias):
        return repr(annotation)
    place = annotation.__module__
    return annotation.__qualname__ if place in ("builtins", base_module) else f"{place}.{annotation.__qualname__}"


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = _KINDS[kind]
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        now = dict(name=self.name, kind=self.kind, default=self.default, annotation=self.annotation)
        return Parameter(**{**now, **changes})

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": " + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        if self.kind is Parameter.VAR_POSITIONAL:
            text = "*" + text
        elif self.kind is Parameter.VAR_KEYWORD:
            text = "**" + text
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        return isinstance(other, Parameter) and (self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation)

    def __hash__(self):
        return hash((self.name, int(self.kind)))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    def _split(self):
        # Up to the first parameter without a value they go by position.
        args, kwargs, named = [], {}, False
        for name, param in self.signature.parameters.items():
            kind = param.kind
            named = named or kind >= Parameter.KEYWORD_ONLY or (
                name not in self.arguments and kind != Parameter.VAR_POSITIONAL)
            if name in self.arguments:
                value = self.arguments[name]
                if kind == Parameter.VAR_POSITIONAL:
                    args.extend(value)
                elif kind == Parameter.VAR_KEYWORD:
                    kwargs.update(value)
                elif named:
                    kwargs[name] = value
                else:
                    args.append(value)
        return tuple(args), kwargs

    args = property(lambda self: self._split()[0])
    kwargs = property(lambda self: self._split()[1])

    def apply_defaults(self):
        filled = {}
        for name, param in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif param.default is not _empty:
                filled[name] = param.default
            elif param.kind is Parameter.VAR_POSITIONAL:
                filled[name] = ()
            elif param.kind is Parameter.VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __repr__(self):
        return f"<BoundArguments ({', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {param.name: param for param in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(self.parameters.values() if parameters is None else parameters,
                         return_annotation=self.return_annotation if return_annotation is None else return_annotation)

    def __eq__(self, other):
        return isinstance(other, Signature) and list(self.parameters.values()) == list(other.parameters.values()) \
            and self.return_annotation == other.return_annotation

    def __str__(self):
        parts = []
        star = slash = False
        for param in self.parameters.values():
            if param.kind is Parameter.POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append("/")
                slash = False
            if param.kind is Parameter.VAR_POSITIONAL:
                star = True
            elif param.kind is Parameter.KEYWORD_ONLY and not star:
                parts.append("*")
                star = True
            parts.append(str(param))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text += " -> " + formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return f"<Signature {self}>"

    def _bind(self, args, kwargs, partial):
        values = {}
        args = list(args)
        kwargs = dict(kwargs)
        for name, param in self.parameters.items():
            kind = param.kind
            if kind is Parameter.VAR_POSITIONAL:
                if args:
                    values[name] = tuple(args)
                    args = []
            elif kind is Parameter.VAR_KEYWORD:
                if kwargs:
                    values[name] = kwargs
                    kwargs = {}
            elif kind is Parameter.POSITIONAL_ONLY and not args and name in kwargs:
                raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
            elif kind is not Parameter.KEYWORD_ONLY and args:
                if name in kwargs and kind is not Parameter.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                values[name] = args.pop(0)
            elif kind is not Parameter.POSITIONAL_ONLY and name in kwargs:
                values[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, values)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)


def _of_function(func):
    code = func.__code__
    names = code.co_varnames
    count = code.co_argcount
    defaults = func.__defaults__ or ()
    only = func.__kwdefaults__ or {}
    hints = func.__annotations__
    params = []

    def add(name, kind, default=_empty):
        params.append(Parameter(name, kind, default=default, annotation=hints.get(name, _empty)))

    for at in range(count):
        back = at - (count - len(defaults))
        add(names[at], 0 if at < code.co_posonlyargcount else 1, defaults[back] if back >= 0 else _empty)
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[at], 2)
        at += 1
    for name in names[count:count + code.co_kwonlyargcount]:
        add(name, 3, only.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[at], 4)
    return Signature(params, return_annotation=hints.get("return", _empty))


def _without_first(sig):
    params = list(sig.parameters.values())
    if not params:
        raise ValueError("invalid method signature")
    if params[0].kind is not Parameter.VAR_POSITIONAL:
        params = params[1:]
    return sig.replace(parameters=params)


def _of_fields(init):
    import dataclasses
    params = []
    for f in sorted(init._fields, key=lambda f: f.kw_only):
        default = f.default
        if f.default_factory is not dataclasses.MISSING:
            default = dataclasses._Marker("<factory>")
        params.append(Parameter(f.name, 3 if f.kw_only else 1, annotation=f.type,
                                default=_empty if default is dataclasses.MISSING else default))
    return Signature([Parameter("self", 1), *params], return_annotation=None)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__"))
    found = getattr(obj, "__signature__", None)
    if found is not None:
        return found
    if isfunction(obj):
        return _of_fields(obj) if hasattr(obj, "_fields") else _of_function(obj)
    if type(obj).__name__ == "partial" and hasattr(obj, "keywords"):
        return _of_partial(obj)
    if isinstance(obj, type):
        if hasattr(obj, "_field_defaults"):
            hints = getattr(obj, "__annotations__", {})
            return Signature([Parameter(name, 1, default=obj._field_defaults.get(name, _empty),
                                        annotation=hints.get(name, _empty)) for name in obj._fields])
        for base in obj.__mro__:
            for name in ("__new__", "__init__"):
                made = base.__dict__.get(name)
                made = getattr(made, "__func__", made)
                if isfunction(made):
                    sig = _without_first(signature(made))
                    return sig
        if all(base is object or base.__module__ != "builtins" for base in obj.__mro__):
            return Signature()
        raise ValueError(f"no signature found for builtin type {obj!r}")
    made = getattr(type(obj), "__call__", None)
    if isfunction(made):
        return _without_first(signature(made))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _of_partial(obj):
    sig = signature(obj.func)
    given = len(obj.args)
    params = []
    only = False
    for param in sig.parameters.values():
        if given and param.kind in (0, 1):
            given -= 1
            continue
        if param.name in obj.keywords:
            only = True
            param = param.replace(default=obj.keywords[param.name], kind=3)
        elif only and param.kind in (0, 1):
            param = param.replace(kind=3)
        elif only and param.kind == 2:
            continue
        params.append(param)
    return sig.replace(parameters=params)


def getfullargspec(func):
    import collections
    sig = signature(func)
    params = sig.parameters.values()
    kind = collections.namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
    plain = [p for p in params if p.kind in (0, 1)]
    only = [p for p in params if p.kind == 3]
    hints = {p.name: p.annotation for p in params if p.annotation is not _empty}
    if sig.return_annotation is not _empty:
        hints["return"] = sig.return_annotation
    names = [p.name for p in plain]
    if ismethod(func):
        names.insert(0, "self")
    return kind(names, next((p.name for p in params if p.kind == 2), None),
                next((p.name for p in params if p.kind == 4), None),
                tuple([p.default for p in plain if p.default is not _empty]) or None, [p.name for p in only],
                {p.name: p.default for p in only if p.default is not _empty} or None, hints)


def currentframe():
    import sys
    if hasattr(sys, "_getframe"):
        return sys._getframe(1)
    return None


from _namedtuple import namedtuple

FrameInfo = namedtuple("FrameInfo", "frame filename lineno function code_context index")


def getframeinfo(frame, context=1):
    import _traceback
    line = _traceback.line_of(frame.f_code, frame.f_lineno)
    lines = [line + "\n"] if line else None
    return FrameInfo(frame, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, lines, lines and 0)


def stack(context=1):
    frame, found = currentframe().f_back, []
    while frame is not None:
        found.append(getframeinfo(frame))
        frame = frame.f_back
    return found
