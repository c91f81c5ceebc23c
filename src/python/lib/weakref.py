from _collections_abc import MutableMapping, MutableSet
from _weakref import ref, refs as getweakrefs

ReferenceType = ref


def getweakrefcount(object):
    return len(getweakrefs(object))


class WeakMethod:
    def __init__(self, method, callback=None):
        self._this, self._func = ref(method.__self__), method.__func__

    def __call__(self):
        this = self._this()
        return None if this is None else self._func.__get__(this, type(this))


class _Weak:
    # Whoever is gone is dropped when the next one looks.
    def _alive(self):
        for key in [key for key, held in self._held.items() if held[0]() is None]:
            del self._held[key]
        return self._held

    def __len__(self):
        return len(self._alive())

    def clear(self):
        self._held.clear()


class WeakSet(_Weak, MutableSet):
    def __init__(self, data=()):
        self._held = {}
        for item in data:
            self.add(item)

    def add(self, item):
        self._alive()[id(item)] = (ref(item),)

    def discard(self, item):
        self._held.pop(id(item), None)

    def __contains__(self, item):
        return id(item) in self._alive()

    def __iter__(self):
        found = [held[0]() for held in self._alive().values()]
        return iter(found)

    def __repr__(self):
        return f"{{{', '.join(map(repr, self._held.values()))}}}" if self._held else "set()"


class WeakKeyDictionary(_Weak, MutableMapping):
    def __init__(self, dict=None):
        self._held = {}
        self.update(dict or ())

    def __setitem__(self, key, value):
        self._alive()[id(key)] = ref(key), value

    def __getitem__(self, key):
        if id(key) not in self._alive():
            raise KeyError(key)
        return self._held[id(key)][1]

    def __delitem__(self, key):
        if id(key) not in self._alive():
            raise KeyError(key)
        del self._held[id(key)]

    def __iter__(self):
        found = [held[0]() for held in self._alive().values()]
        return iter(found)

    def __repr__(self):
        return f"<WeakKeyDictionary at {id(self):#x}>"


class WeakValueDictionary(_Weak, MutableMapping):
    def __init__(self, other=(), /, **kw):
        self._held = {}
        self.update(other, **kw)

    def __setitem__(self, key, value):
        self._alive()[key] = (ref(value),)

    def __getitem__(self, key):
        value = self._held[key][0]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        del self._alive()[key]

    def __iter__(self):
        return iter(list(self._alive()))

    def __repr__(self):
        return f"<WeakValueDictionary at {id(self):#x}>"


class _Proxy:
    def __init__(self, this):
        object.__setattr__(self, "_this", ref(this))

    def _get(self):
        this = object.__getattribute__(self, "_this")()
        if this is None:
            raise ReferenceError("weakly-referenced object no longer exists")
        return this

    def __getattr__(self, name):
        return getattr(_Proxy._get(self), name)

    def __setattr__(self, name, value):
        setattr(_Proxy._get(self), name, value)

    def __str__(self):
        return str(_Proxy._get(self))

    def __call__(self, *args, **kwds):
        return _Proxy._get(self)(*args, **kwds)


def proxy(this, callback=None):
    return _Proxy(this)


class finalize:
    # Those that are alive, in the order they were made.
    _all = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self.atexit = True
        if not finalize._all and not hasattr(finalize, "_at_exit"):
            import atexit
            finalize._at_exit = atexit.register(finalize._run_all)
        finalize._all[id(self)] = self, ref(obj, self), func, args, kwargs

    @classmethod
    def _run_all(cls):
        for held in list(cls._all.values())[::-1]:
            if held[0].atexit:
                held[0]()

    alive = property(lambda self: id(self) in self._all)

    def peek(self):
        if self.alive:
            _, watched, *todo = self._all[id(self)]
            return watched(), *todo

    def detach(self):
        found = self.peek()
        self._all.pop(id(self), None)
        return found

    def __call__(self, _=None):
        if self.alive:
            _, func, args, kwargs = self.detach()
            return func(*args, **kwargs)
