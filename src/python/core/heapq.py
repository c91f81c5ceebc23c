from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    heads = []
    for order, iterable in enumerate(iterables):
        it = iter(iterable)
        for value in it:
            heads.append((value if key is None else key(value), order, value, it))
            break
    while heads:
        best = 0
        for i in range(1, len(heads)):
            if heads[best][0] < heads[i][0] if reverse else heads[i][0] < heads[best][0]:
                best = i
        _, order, value, it = heads[best]
        yield value
        for value in it:
            heads[best] = (value if key is None else key(value), order, value, it)
            break
        else:
            del heads[best]
