from threading import _last_of_all as _at_exit


def register(func, *args, **kwargs):
    _at_exit.append((func, args, kwargs))
    return func


def unregister(func):
    _at_exit[:] = [entry for entry in _at_exit if entry[0] != func]
