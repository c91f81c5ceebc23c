# What nobody holds any more goes at once: there is nothing to collect.
_on = True


def enable():
    global _on
    _on = True


def disable():
    global _on
    _on = False


def isenabled():
    return _on


def collect(generation=2):
    return 0


def get_count():
    return (0, 0, 0)


def get_threshold():
    return (700, 10, 10)


def set_threshold(*numbers):
    pass


def get_objects(generation=None):
    return []


def freeze():
    pass


unfreeze = freeze
