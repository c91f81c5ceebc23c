def _down(heap, at, size):
    # Goes to a leaf along the smaller children first and then up again: the same order of equal items as CPython.
    item = heap[at]
    start = at
    child = 2 * at + 1
    while child < size:
        right = child + 1
        if right < size and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up(heap, start, at)


def _up(heap, start, at):
    item = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def heappush(heap, item, /):
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap, /):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _down(heap, 0, len(heap))
    return first


def heapreplace(heap, item, /):
    first = heap[0]
    heap[0] = item
    _down(heap, 0, len(heap))
    return first


def heappushpop(heap, item, /):
    if heap and heap[0] < item:
        return heapreplace(heap, item)
    return item


def heapify(x, /):
    for at in range(len(x) // 2 - 1, -1, -1):
        _down(x, at, len(x))


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
