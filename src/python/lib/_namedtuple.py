from _args import bind

_item = tuple.__getitem__


class _Field:
    def __init__(self, at):
        self._at = at
        self.__doc__ = f"Alias for field number {at}"

    def __get__(self, obj, cls=None):
        return self if obj is None else _item(obj, self._at)

    def __set__(self, obj, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, obj):
        raise AttributeError("can't delete attribute")


_keywords = frozenset("""False None True and as assert async await break class continue def del elif else except
finally for from global if import in is lambda nonlocal not or pass raise return try while with yield""".split())


def _check_names(typename, names, rename):
    for place, name in enumerate([typename, *names], -1):
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _keywords:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    for place, name in enumerate(names):
        if name[0] == "_" and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in names[:place]:
            raise ValueError(f"Encountered duplicate field name: {name!r}")


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    typename, names = str(typename), tuple(map(str, field_names))
    if rename:
        fits = [name.isidentifier() and name not in _keywords and name[0] != "_" for name in names]
        names = tuple(name if fits[at] and name not in names[:at] else f"_{at}" for at, name in enumerate(names))
    _check_names(typename, names, rename)
    size = len(names)
    given = tuple(defaults or ())
    if len(given) > size:
        raise TypeError("Got more default values than field names")
    known = dict(zip(names[size - len(given):], given))
    make = tuple.__new__

    def __new__(_cls, *args, **kwargs):
        if kwargs or len(args) != size:
            args = map({**known, **bind(f"{typename}.__new__", names, known, args, kwargs)}.get, names)
        return make(_cls, args)

    @classmethod
    def _make(cls, iterable):
        made = make(cls, iterable)
        if len(made) == size:
            return made
        raise TypeError(f"Expected {size} arguments, got {len(made)}")

    def _replace(self, /, **kwds):
        made = self._make(map(kwds.pop, names, self))
        if not kwds:
            return made
        raise ValueError(f"Got unexpected field names: {list(kwds)!r}")

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map('{}={!r}'.format, names, self))})"

    __new__.__defaults__ = None
    members = {"__new__": __new__, "_make": _make, "_replace": _replace, "__repr__": __repr__,
               "_asdict": lambda self: dict(zip(names, self)), "__getnewargs__": lambda self: tuple(self)}
    for name, member in members.items():
        member = getattr(member, "__func__", member)
        member.__name__, member.__qualname__ = name, f"{typename}.{name}"
    members.update(zip(names, map(_Field, range(size))), __doc__=f"{typename}({', '.join(names)})", __slots__=(),
                   __match_args__=names, __module__=module or "__main__", _fields=names, _field_defaults=known)
    return type(typename, (tuple,), members)
