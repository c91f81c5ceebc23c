from sys import maxsize as _maxsize

_none = object()


class count:
    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, bytes, list, tuple)):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if isinstance(self._step, int) and self._step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(times.__index__(), 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if not self._left:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left})"


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(it):
    saved = []
    for item in it:
        saved.append(item)
        yield item
    while saved:
        yield from saved


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(it, func, total):
    if total is None:
        for total in it:
            break
        else:
            return
    yield total
    for item in it:
        total = total + item if func is None else func(total, item)
        yield total


class chain:
    def __init__(self, *iterables):
        self._parts = iter(iterables)
        self._part = iter(())

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._parts = iter(iterable)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            for item in self._part:
                return item
            self._part = iter(())
            self._part = iter(next(self._parts))

    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)


def compress(data, selectors):
    return (item for item, chosen in zip(data, selectors) if chosen)


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, it):
    for item in it:
        if not predicate(item):
            yield item
            break
    yield from it


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, it):
    for item in it:
        if not predicate(item):
            return
        yield item


def filterfalse(predicate, iterable, /):
    if predicate is None or predicate is bool:
        return (item for item in iterable if not item)
    return (item for item in iterable if not predicate(item))


def starmap(function, iterable, /):
    return (function(*args) for args in iterable)


class groupby:
    def __init__(self, iterable, key=None):
        self._it = iter(iterable)
        self._key = key
        self._target = self._now = self._value = self._id = _none

    def __iter__(self):
        return self

    def _advance(self):
        value = next(self._it)
        self._now = value if self._key is None else self._key(value)
        self._value = value

    def __next__(self):
        self._id = object()
        while self._now is self._target or self._now == self._target:
            self._advance()
        self._target = self._now
        return self._now, self._group(self._target, self._id)

    def _group(self, target, mine):
        while self._id is mine and self._now == target:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                return


def islice(iterable, *args):
    if not args:
        raise TypeError("islice expected at least 2 arguments, got 1")
    if len(args) > 3:
        raise TypeError(f"islice expected at most 4 arguments, got {len(args) + 1}")
    start, stop, step = (None, args[0], None) if len(args) == 1 else (*args, None)[:3]
    start = 0 if start is None else _bound(start, "Indices")
    if stop is not None:
        stop = _bound(stop, "Stop argument")
    if step is None:
        step = 1
    elif not hasattr(step, "__index__") or step.__index__() < 1:
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start, stop, step)


def _bound(value, what):
    if hasattr(value, "__index__") and 0 <= value.__index__() <= _maxsize:
        return value.__index__()
    raise ValueError(f"{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.")


def _islice(it, start, stop, step):
    # Takes no item more than it has to: programs slice shared iterators in turns.
    end = None if stop is None else max(start, stop)
    at = 0
    while end is None or at < end:
        try:
            item = next(it)
        except StopIteration:
            return
        at += 1
        if at > start and (stop is None or at <= stop):
            start += step
            yield item


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(it):
    for before in it:
        break
    for item in it:
        yield before, item
        before = item


class _Tee:
    def __init__(self, it, link):
        self._it = it
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if not link:
            link += [next(self._it), []]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _Tee(self._it, self._link)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    it = iter(iterable)
    if isinstance(it, _Tee):
        return tuple([it if not i else it.__copy__() for i in range(n)])
    link = []
    return tuple([_Tee(it, link) for _ in range(n)])


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(part) for part in iterables], fillvalue)


def _zip_longest(its, fill):
    left = len(its)
    while left:
        row = []
        for i, it in enumerate(its):
            item = next(it, _none) if it is not None else _none
            if item is _none:
                item = fill
                if it is not None:
                    its[i] = None
                    left -= 1
                    if not left:
                        return
            row.append(item)
        yield tuple(row)


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product([tuple(part) for part in iterables] * repeat)


def _product(pools):
    if not all(pools):
        return
    at = [0] * len(pools)
    row = [pool[0] for pool in pools]
    while True:
        yield tuple(row)
        for i in range(len(pools) - 1, -1, -1):
            at[i] += 1
            if at[i] < len(pools[i]):
                row[i] = pools[i][at[i]]
                break
            at[i] = 0
            row[i] = pools[i][0]
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    if not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, r) if r <= len(pool) else iter(())


def _permutations(pool, r):
    if not r:
        yield ()
        return
    used = [False] * len(pool)
    chosen = []
    i = 0
    while True:
        while i < len(pool) and used[i]:
            i += 1
        if i < len(pool):
            used[i] = True
            chosen.append(i)
            if len(chosen) < r:
                i = 0
                continue
            yield tuple([pool[k] for k in chosen])
        elif not chosen:
            return
        i = chosen.pop()
        used[i] = False
        i += 1


def combinations(iterable, r):
    return _combinations(tuple(iterable), r, 1)


def combinations_with_replacement(iterable, r):
    return _combinations(tuple(iterable), r, 0)


def _combinations(pool, r, gap):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _choose(pool, r, gap)


def _choose(pool, r, gap):
    n = len(pool)
    if gap and r > n or not n and r:
        return
    at = [i * gap for i in range(r)]
    while True:
        yield tuple([pool[i] for i in at])
        for i in range(r - 1, -1, -1):
            if at[i] < n - 1 - (r - 1 - i) * gap:
                first = at[i] + 1
                for k in range(i, r):
                    at[k] = first + (k - i) * gap
                break
        else:
            return
