import _os

sep = "/"


def _text(path):
    if isinstance(path, str):
        return path
    if hasattr(type(path), "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def exists(path):
    return _os.exists(_text(path))


lexists = exists


def isdir(s):
    return _os.isdir(_text(s))


def isfile(path):
    path = _text(path)
    return _os.exists(path) and not _os.isdir(path)


def islink(path):
    return False


def getsize(filename):
    return _os.stat(_text(filename))[0]


def getmtime(filename):
    return _os.stat(_text(filename))[1]


def isabs(s):
    return _text(s).startswith("/")


def join(a, *p):
    path = _text(a)
    for part in map(_text, p):
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _text(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    return head.rstrip("/") or head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    return "", _text(p)


def normpath(path):
    path = _text(path)
    lead = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or not lead and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + "/".join(parts) or "."


def abspath(path):
    return normpath(join(_os.getcwd(), path))


realpath = abspath


def relpath(path, start="."):
    here, there = abspath(start).strip("/").split("/"), abspath(path).strip("/").split("/")
    here, there = [p for p in here if p], [p for p in there if p]
    same = 0
    while same < min(len(here), len(there)) and here[same] == there[same]:
        same += 1
    return "/".join([".."] * (len(here) - same) + there[same:]) or "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, char in enumerate(low):
        if char != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    parts = [[p for p in _text(path).split("/") if p and p != "."] for path in paths]
    if not parts:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({_text(path).startswith("/") for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    return ("/" if _text(paths[0]).startswith("/") else "") + "/".join(commonprefix(parts))


def expanduser(path):
    path = _text(path)
    return path.replace("~", "", 1) or "/" if path == "~" or path.startswith("~/") else path


def expandvars(path):
    import os
    import string
    return string.Template(_text(path)).safe_substitute(os.environ)


def normcase(s):
    return _text(s)


def samefile(f1, f2):
    return abspath(f1) == abspath(f2)
