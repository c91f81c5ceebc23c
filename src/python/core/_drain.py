# What builtin functions do with a generator, in steps between which a thread can be set down.


def sum(items, /, start=0):
    for item in items:
        start = start + item
    return start


def any(items, /):
    for item in items:
        if item:
            return True
    return False


def all(items, /):
    for item in items:
        if not item:
            return False
    return True


def first_listed(call, items, /, *args, **kwargs):
    return call([item for item in items], *args, **kwargs)


def joined(separator, items, /):
    return separator.join([item for item in items])
