import sys
from abc import update_abstractmethods
from _collections import deque
from _namedtuple import namedtuple
import _collections_abc as abc

_Alias = type(list[int])
_missing = object()

abc.MutableSequence.register(deque)
sys.modules.setdefault("collections.abc", abc)


def _merged(make):
    # The operators | of a dictionary and another one, on either side.
    def joined(self, first, second):
        if not (isinstance(first, dict) and isinstance(second, dict)):
            return NotImplemented
        made = make(self, first)
        made.update(second)
        return made

    return lambda self, other: joined(self, self, other), lambda self, other: joined(self, other, self)


def _forward(cls, attribute, names):
    # Methods that an object in an attribute has.
    def method_of(name):
        def method(self, *args, **kwds):
            return getattr(getattr(self, attribute), name)(*args, **kwds)

        method.__name__ = name
        return method

    for name in names.split():
        setattr(cls, name, method_of(name))
    update_abstractmethods(cls)


class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        # Past what a class of its own makes of subscripts.
        value = dict.__getitem__(self, key)
        if last:
            dict.__delitem__(self, key)
            dict.__setitem__(self, key, value)
        else:
            rest = [(k, v) for k, v in dict.items(self) if k != key]
            first = next(k for k in dict.keys(self) if k == key)
            dict.clear(self)
            dict.__setitem__(self, first, value)
            dict.update(self, rest)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return dict.popitem(self)
        key = next(iter(self))
        return key, self.pop(key)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        return f"{type(self).__name__}({list(self.items()) if self else ''})"

    def copy(self):
        return type(self)(self)

    __copy__ = copy
    __or__, __ror__ = _merged(lambda self, items: type(self)(items))

    fromkeys = classmethod(lambda cls, iterable, value=None: cls((key, value) for key in iterable))


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy
    __or__, __ror__ = _merged(lambda self, items: type(self)(self.default_factory, items))


def _counted(operation):
    # Of two counters: what the operation makes of their counts, as far as that is positive.
    def combine(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        counts = ((key, operation(self[key], other[key])) for key in {**self, **other})
        made = Counter()
        made.update({key: count for key, count in counts if count > 0})
        return made

    return combine


def _counts_in_place(operation, keys):
    def change(self, other):
        for key in list(keys(self, other)):
            self[key] = operation(self[key], other[key])
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    return change


def _counts_compare(holds, unequal=False):
    def compare(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(holds(self[key], other[key]) for key in {**self, **other}) and not (unequal and self == other)

    return compare


def _theirs(self, other):
    return other


class Counter(dict):
    __hash__ = None

    def __missing__(self, key):
        return 0

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{type(self).__name__}({repr(shown) if shown else ''})"

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def _count(self, things, sign):
        get = self.get
        if not isinstance(things, abc.Mapping):
            for key in things:
                self[key] = get(key, 0) + sign
        elif self or sign < 0:
            for key, count in things.items():
                self[key] = get(key, 0) + count if sign > 0 else get(key, 0) - count
        else:
            super().update(things)

    def update(self, iterable=None, /, **kwds):
        for things in (iterable, kwds or None):
            if things is not None:
                self._count(things, 1)

    def subtract(self, iterable=None, /, **kwds):
        for things in (iterable, kwds or None):
            if things is not None:
                self._count(things, -1)

    def copy(self):
        return type(self)(self)

    def elements(self):
        return (key for key, count in self.items() for _ in range(count))

    def most_common(self, n=None):
        ranked = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return ranked[:None if n is None else max(n, 0)]

    def total(self):
        return sum(self.values())

    __copy__ = copy
    __eq__ = _counts_compare(lambda one, other: one == other)
    __le__ = _counts_compare(lambda one, other: one <= other)
    __ge__ = _counts_compare(lambda one, other: one >= other)
    __lt__ = _counts_compare(lambda one, other: one <= other, True)
    __gt__ = _counts_compare(lambda one, other: one >= other, True)
    __add__ = _counted(lambda one, other: one + other)
    __sub__ = _counted(lambda one, other: one - other)
    __or__ = _counted(max)
    __and__ = _counted(min)
    __iadd__ = _counts_in_place(lambda one, other: one + other, _theirs)
    __isub__ = _counts_in_place(lambda one, other: one - other, _theirs)
    __ior__ = _counts_in_place(max, _theirs)
    __iand__ = _counts_in_place(min, lambda self, other: self)

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self


class ChainMap(abc.MutableMapping):
    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]

    def _holder(self, key):
        return next((part for part in self.maps if key in part), None)

    def _merged(self, start):
        for part in self.maps[::-1]:
            start.update(part)
        return start

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        # Not by "in": a defaultdict among them answers for any key.
        value = _missing
        for part in self.maps:
            try:
                value = part[key]
                break
            except KeyError:
                continue
        return self.__missing__(key) if value is _missing else value

    def __contains__(self, key):
        return self._holder(key) is not None

    def get(self, key, default=None):
        return default if self._holder(key) is None else self[key]

    def __iter__(self):
        return iter(self._merged({}))

    def __len__(self):
        return len(self._merged({}))

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.maps))})"

    fromkeys = classmethod(lambda cls, iterable, *args: cls(dict.fromkeys(iterable, *args)))
    parents = property(lambda self: type(self)(*self.maps[1:]))

    def new_child(self, m=None, **kwargs):
        first = kwargs if m is None else m
        if first is not kwargs:
            first.update(kwargs)
        return type(self)(first, *self.maps)

    def copy(self):
        first, *rest = self.maps
        return type(self)(first.copy(), *rest)

    __copy__ = copy

    def _first(self, act, *args):
        try:
            return act(self.maps[0], *args)
        except KeyError:
            told = f"Key not found in the first mapping: {args[0]!r}" if args else "No keys found in the first mapping."
            raise KeyError(told) from None

    def __delitem__(self, key):
        self._first(lambda part, key: part.__delitem__(key), key)

    def pop(self, key, *args):
        return self._first(lambda part, *args: part.pop(*args), key, *args)

    def popitem(self):
        return self._first(lambda part: part.popitem())

    def __or__(self, other):
        if not isinstance(other, abc.Mapping):
            return NotImplemented
        made = self.copy()
        made |= other
        return made

    def __ror__(self, other):
        return type(self)(self._merged(dict(other))) if isinstance(other, abc.Mapping) else NotImplemented

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    _front = property(lambda self: self.maps[0])


_forward(ChainMap, "_front", "__setitem__ clear")


def _data(other):
    return other.data if isinstance(other, (UserDict, UserList, UserString)) else other


class UserDict(abc.MutableMapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for items in (dict, kwargs):
            if items:
                self.update(items)

    def __getitem__(self, key):
        if key not in self.data and hasattr(type(self), "__missing__"):
            return type(self).__missing__(self, key)
        return self.data[key]

    def copy(self):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, data=dict(self.data))
        return made

    __copy__ = copy

    def __or__(self, other):
        other = _data(other)
        return type(self)({**self.data, **other}) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return type(self)({**other, **self.data}) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= _data(other)
        return self

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        made.update((key, value) for key in iterable)
        return made


_forward(UserDict, "data", "__len__ __setitem__ __delitem__ __iter__ __contains__ __repr__")


def _wrapped(operation):
    # What the data gives, as an object of the same class.
    return lambda self, other: type(self)(operation(self.data, _data(other)))


def _compared(cls):
    def of(name):
        return lambda self, other: getattr(self.data, name)(_data(other))

    for name in ("__lt__", "__le__", "__eq__", "__gt__", "__ge__"):
        setattr(cls, name, of(name))


class UserList(abc.MutableSequence):
    def __init__(self, initlist=None):
        self.data = list(_data(initlist) or ())

    def __getitem__(self, i):
        found = self.data[i]
        return type(self)(found) if isinstance(i, slice) else found

    __add__ = _wrapped(lambda data, other: data + list(other))
    __radd__ = _wrapped(lambda data, other: list(other) + data)
    __mul__ = __rmul__ = _wrapped(lambda data, n: data * n)

    def __imul__(self, n):
        self.data *= n
        return self

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def extend(self, other):
        self.data.extend(_data(other))


_compared(UserList)
_forward(UserList, "data", """__repr__ __len__ __contains__ __setitem__ __delitem__ append insert pop remove clear count
index reverse sort""")


class UserString(abc.Sequence):
    def __init__(self, seq):
        self.data = str(_data(seq))

    __getitem__ = _wrapped(lambda data, i: data[i])
    __add__ = _wrapped(lambda data, other: data + str(other))
    __radd__ = _wrapped(lambda data, other: str(other) + data)
    __mul__ = __rmul__ = _wrapped(lambda data, n: data * n)
    __mod__ = _wrapped(lambda data, args: data % args)

    def __contains__(self, part):
        return _data(part) in self.data


def _text_methods(names):
    def method_of(name):
        def method(self, *args, **kwds):
            made = getattr(self.data, name)(*map(_data, args), **kwds)
            return type(self)(made) if isinstance(made, str) else made

        method.__name__ = name
        return method

    for name in names.split():
        setattr(UserString, name, method_of(name))


_compared(UserString)
_forward(UserString, "data", "__str__ __repr__ __hash__ __len__")
for _kind in (int, float, complex):
    setattr(UserString, f"__{_kind.__name__}__", lambda self, kind=_kind: kind(self.data))
_text_methods("""capitalize casefold center count encode endswith expandtabs find format index isalnum isalpha isascii
isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition
removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase
title translate upper zfill""")
