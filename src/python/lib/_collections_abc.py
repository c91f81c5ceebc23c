from abc import ABCMeta, abstractmethod

_Alias = type(list[int])
_missing = object()
_over = (StopIteration, StopAsyncIteration, GeneratorExit)


def _owner(kind, name):
    # Every object has a hash, unless its class says otherwise.
    last = object if name == "__hash__" else None
    return next((base for base in kind.__mro__ if name in base.__dict__), last)


class _Named(metaclass=ABCMeta):
    __slots__ = ()

    # A class with _needs takes every class that has these methods.
    @classmethod
    def __subclasshook__(cls, other):
        needs = cls.__dict__.get("_needs", ())
        owners = [_owner(other, name) for name in needs]
        has_all = needs and all(owner and owner.__dict__.get(name, 1) for name, owner in zip(needs, owners))
        return bool(has_all) or NotImplemented


def _stub(name, gives):
    def method(self, *args, **kwargs):
        if isinstance(gives, type):
            raise gives
        return iter(()) if gives is None else gives

    method.__name__ = method.__qualname__ = name
    return abstractmethod(method)


def _abc(name, bases=(), needs="", gives=None, alias=False, **body):
    """A class of `needs`; those that neither `body` nor a base has are abstract."""
    bases = bases or (_Named,)
    needs = tuple(needs.split())
    for need in needs:
        if need not in body and not any(need in c.__dict__ for base in bases for c in base.__mro__[:-1]):
            body[need] = _stub(need, gives)
    if alias:
        body["__class_getitem__"] = classmethod(_Alias)
    return ABCMeta(name, bases, {"__slots__": (), "__module__": "collections.abc", "_needs": needs, **body})


def _self(self):
    return self


@abstractmethod
def _throw(self, typ, val=None, tb=None):
    error = typ if val is None else val
    raise (error() if isinstance(error, type) else error).with_traceback(tb)


@abstractmethod
async def _athrow(self, typ, val=None, tb=None):
    _throw(self, typ, val, tb)


def _closes(kind):
    def close(self):
        try:
            self.throw(GeneratorExit)
        except _over:
            return
        raise RuntimeError(f"{kind} ignored GeneratorExit")

    return close


async def _aclose(self):
    try:
        await self.athrow(GeneratorExit)
    except _over:
        return
    raise RuntimeError("asynchronous generator ignored GeneratorExit")


async def _anext(self):
    return await self.asend(None)


Hashable = _abc("Hashable", (), "__hash__", 0)
Awaitable = _abc("Awaitable", (), "__await__", alias=True)
Coroutine = _abc("Coroutine", (Awaitable,), "__await__ send throw close", StopIteration, throw=_throw,
                 close=_closes("coroutine"))
AsyncIterable = _abc("AsyncIterable", (), "__aiter__", alias=True)
AsyncIterator = _abc("AsyncIterator", (AsyncIterable,), "__anext__ __aiter__", StopAsyncIteration, __aiter__=_self)
AsyncGenerator = _abc("AsyncGenerator", (AsyncIterator,), "__aiter__ __anext__ asend athrow aclose",
                      StopAsyncIteration, __anext__=_anext, athrow=_athrow, aclose=_aclose)
Iterable = _abc("Iterable", (), "__iter__", alias=True)
Iterator = _abc("Iterator", (Iterable,), "__iter__ __next__", StopIteration, __iter__=_self)
Reversible = _abc("Reversible", (Iterable,), "__reversed__ __iter__")
Generator = _abc("Generator", (Iterator,), "__iter__ __next__ send throw close", StopIteration, throw=_throw,
                 __next__=lambda self: self.send(None), close=_closes("generator"))
Sized = _abc("Sized", (), "__len__", 0)
Container = _abc("Container", (), "__contains__", False, alias=True)
Collection = _abc("Collection", (Sized, Iterable, Container), "__len__ __iter__ __contains__")
Callable = _abc("Callable", (), "__call__", False, alias=True)

__name__ = "collections.abc"  # what the classes' reprs tell


def _is(one, other):
    return one is other or one == other


def _between_sets(holds):
    def compare(self, other):
        return holds(self, other) if isinstance(other, Set) else NotImplemented

    return compare


def _of_items(pick, sets=False):
    # What `pick` takes of a set and of any iterable, which is made a set first where that is asked for.
    def combine(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(pick(self, _as_set(self, other) if sets else other))

    return combine


def _as_set(like, items):
    return items if isinstance(items, Set) else like._from_iterable(items)


def _within(part, whole):
    return len(part) <= len(whole) and all(map(whole.__contains__, part))


def _without(items, gone):
    return (item for item in items if item not in gone)


def _xor(one, other):
    yield from _without(one, other)
    yield from _without(other, one)


class Set(Collection):
    __slots__ = ()
    __le__ = _between_sets(_within)
    __ge__ = _between_sets(lambda one, other: _within(other, one))
    __lt__ = _between_sets(lambda one, other: len(one) < len(other) and one <= other)
    __gt__ = _between_sets(lambda one, other: len(one) > len(other) and one >= other)
    __eq__ = _between_sets(lambda one, other: len(one) == len(other) and one <= other)
    __and__ = __rand__ = _of_items(lambda one, other: (item for item in other if item in one))
    __or__ = __ror__ = _of_items(lambda one, other: (item for part in (one, other) for item in part))
    __sub__ = _of_items(_without, True)
    __rsub__ = _of_items(lambda one, other: _without(other, one), True)
    __xor__ = __rxor__ = _of_items(_xor, True)

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def _hash(self):
        return hash(frozenset(self))

    def isdisjoint(self, other):
        return not any(map(self.__contains__, other))


def _changes(items, act, itself=None):
    # In place: `act` on each of the items; a set combined with itself may end empty.
    def change(self, other):
        if other is self and itself:
            itself(self)
        else:
            for item in items(self, other):
                act(self, item)
        return self

    return change


class MutableSet(Set):
    __slots__ = ()
    add = _stub("add", NotImplementedError)
    discard = _stub("discard", NotImplementedError)

    def remove(self, value):
        if value in self:
            return self.discard(value)
        raise KeyError(value)

    def pop(self):
        value = next(iter(self), _missing)
        if value is _missing:
            raise KeyError
        self.discard(value)
        return value

    def clear(self):
        while len(self):
            self.pop()

    __ior__ = _changes(lambda self, it: it, lambda self, item: self.add(item))
    __iand__ = _changes(lambda self, it: self - it, lambda self, item: self.discard(item))
    __isub__ = _changes(lambda self, it: it, lambda self, item: self.discard(item), clear)
    __ixor__ = _changes(_as_set, lambda self, item: (self.discard if item in self else self.add)(item), clear)


class MappingView(Sized):
    __slots__ = ("_mapping",)
    __class_getitem__ = classmethod(_Alias)

    def __init__(self, mapping):
        self._mapping = mapping

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"

    def __len__(self):
        return len(self._mapping)


class _SetView(MappingView, Set):
    __slots__ = ()
    _from_iterable = classmethod(lambda cls, it: set(it))


class KeysView(_SetView):
    __slots__ = ()

    def __iter__(self):
        return iter(self._mapping)

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(_SetView):
    __slots__ = ()

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)

    def __contains__(self, item):
        key, value = item
        return _is(_look(self._mapping, key, _missing), value)


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __iter__(self):
        return (self._mapping[key] for key in self._mapping)

    def __contains__(self, value):
        return any(_is(found, value) for found in self)


def _look(mapping, key, default):
    try:
        return mapping[key]
    except KeyError:
        return default


def _views(kind):
    return lambda self: kind(self)


class Mapping(Collection):
    __slots__ = ()
    __reversed__ = None
    __getitem__ = _stub("__getitem__", KeyError)
    keys, values, items = map(_views, (KeysView, ValuesView, ItemsView))

    def get(self, key, default=None):
        return _look(self, key, default)

    def __contains__(self, key):
        return _look(self, key, _missing) is not _missing

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented


class MutableMapping(Mapping):
    __slots__ = ()
    __setitem__ = _stub("__setitem__", KeyError)
    __delitem__ = _stub("__delitem__", KeyError)

    def pop(self, key, default=_missing):
        value = self[key] if default is _missing else _look(self, key, _missing)
        if value is _missing:
            return default
        del self[key]
        return value

    def popitem(self):
        key = next(iter(self), _missing)
        if key is _missing:
            raise KeyError
        pair = key, self[key]
        del self[key]
        return pair

    def clear(self):
        while len(self):
            self.popitem()

    def update(self, other=(), /, **kwds):
        if hasattr(other, "keys"):
            other = map(lambda key, of=other: (key, of[key]), other.keys())
        for pairs in (other, kwds.items()):
            for key, value in pairs:
                self[key] = value

    def setdefault(self, key, default=None):
        value = _look(self, key, _missing)
        if value is _missing:
            self[key] = value = default
        return value


class Sequence(Reversible, Collection):
    __slots__ = ()
    __getitem__ = _stub("__getitem__", IndexError)

    def __iter__(self):
        at = -1
        while True:
            at += 1
            try:
                item = self[at]
            except IndexError:
                break
            yield item

    def __reversed__(self):
        return (self[at] for at in range(len(self) - 1, -1, -1))

    def __contains__(self, value):
        return any(_is(item, value) for item in self)

    def count(self, value):
        return sum(_is(item, value) for item in self)

    def index(self, value, start=0, stop=None):
        for at in range(len(self))[start:stop]:
            if _is(self[at], value):
                return at
        raise ValueError


ByteString = _abc("ByteString", (Sequence,))


class MutableSequence(Sequence):
    __slots__ = ()
    __setitem__ = _stub("__setitem__", IndexError)
    __delitem__ = _stub("__delitem__", IndexError)
    insert = _stub("insert", IndexError)

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def clear(self):
        while len(self):
            self.pop()

    def remove(self, value):
        del self[self.index(value)]

    def reverse(self):
        last = len(self) - 1
        for at in range(len(self) // 2):
            self[at], self[last - at] = self[last - at], self[at]


def _register():
    async def async_generator():
        yield

    async def coroutine():
        pass

    generator = (i for i in ())
    waiting = coroutine()
    waiting.close()
    made = {}, {}.keys(), {}.values(), {}.items()
    iterators = [type(iter(x)) for x in ([], (), "", b"", bytearray(), set(), range(0), reversed([]), zip(),
                                         enumerate(()), *made)]
    for abstract, kinds in (
        (Generator, [type(generator)]), (Coroutine, [type(waiting)]), (AsyncGenerator, [type(async_generator())]),
        (Iterator, iterators), (Sequence, [tuple, str, range, bytes]), (ByteString, [bytes, bytearray]),
        (MutableSequence, [list, bytearray]), (Set, [frozenset]), (MutableSet, [set]), (MutableMapping, [dict]), (Reversible, [dict]),
        (Mapping, [type(type.__dict__)]), (KeysView, [type(made[1])]), (ValuesView, [type(made[2])]),
        (ItemsView, [type(made[3])]), (Hashable, [int, float, str, bytes, tuple, frozenset, type]),
        (Callable, [type, type(_register), type(len), type([].append), type(generator.send)]),
    ):
        for kind in kinds:
            abstract.register(kind)


_register()

__all__ = """Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Hashable Iterable Iterator Generator
Reversible Sized Container Callable Collection Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView
ValuesView Sequence MutableSequence ByteString""".split()
