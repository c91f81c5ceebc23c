def system():
    return "Linux"


def machine():
    return "wasm32"


def node():
    return "interleave"


def python_version():
    return "3.11.7"


def python_version_tuple():
    return "3", "11", "7"


def python_implementation():
    return "CPython"


def release():
    return ""


version = processor = release


def platform(aliased=False, terse=False):
    return "Linux-wasm32"
