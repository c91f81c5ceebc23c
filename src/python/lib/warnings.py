import sys
import _warnings

# What is wanted of a warning: (action, text it begins with, class), the first fitting one counts.
filters = []
_defaults = [("default", "", DeprecationWarning), ("ignore", "", PendingDeprecationWarning),
             ("ignore", "", ImportWarning), ("ignore", "", ResourceWarning)]
_seen = set()
_record = None


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.__dict__.update(message=message, category=category, filename=filename, lineno=lineno, file=file,
                             line=line, source=source)

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self.category.__name__!r}, "
                f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}")


def _place(stacklevel):
    try:
        frame = sys._getframe(stacklevel + 1)
        return frame.f_code.co_filename, frame.f_lineno
    except (AttributeError, ValueError):
        return "sys", 1


def _action(text, category):
    for action, start, kind in filters + _defaults:
        if issubclass(category, kind) and text.lower().startswith(start.lower()):
            return action
    return "default"


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not {type(category).__name__!r}")
    text = str(message)
    action = _action(text, category)
    if action == "error":
        raise message if isinstance(message, Warning) else category(message)
    if action == "ignore":
        return
    filename, lineno = _place(stacklevel)
    if action != "always":
        key = (text, category) if action == "once" else (text, category, filename, lineno)
        if key in _seen:
            return
        _seen.add(key)
    if _record is not None:
        if not isinstance(message, Warning):
            message = category(message)
        _record.append(WarningMessage(message, category, filename, lineno, source=source))
    elif showwarning is not _show:
        showwarning(message if isinstance(message, Warning) else category(message), category, filename, lineno)
    else:
        _warnings.warn_here(text, category, stacklevel + 1)


def _machine(text, category, filename, lineno):
    # Whether the machine is to write a warning of its own.
    action = _action(text, category)
    if action == "error":
        raise category(text)
    if action == "ignore":
        return False
    if _record is None and showwarning is _show:
        return True
    if action != "always":
        key = (text, category, filename, lineno)
        if key in _seen:
            return False
        _seen.add(key)
    if _record is not None:
        _record.append(WarningMessage(category(text), category, filename, lineno))
    else:
        showwarning(category(text), category, filename, lineno)
    return False


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if isinstance(message, Warning):
        category = type(message)
    else:
        message = category(message)
    action = _action(str(message), category)
    if action == "error":
        raise message
    if action == "ignore":
        return
    if _record is not None:
        _record.append(WarningMessage(message, category, filename, lineno, source=source))
    else:
        showwarning(message, category, filename, lineno)


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return text + f"  {line.strip()}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (sys.stderr if file is None else file).write(formatwarning(message, category, filename, lineno, line))


_show = showwarning


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check(action)
    entry = (action, message.replace(".*", "").rstrip("$"), category)
    filters.append(entry) if append else filters.insert(0, entry)
    _seen.clear()


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action)
    entry = (action, "", category)
    filters.append(entry) if append else filters.insert(0, entry)
    _seen.clear()


def _check(action):
    assert action in ("error", "ignore", "always", "default", "module", "once"), f"invalid action: {action!r}"


def resetwarnings():
    filters.clear()
    _defaults.clear()
    _seen.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global _record
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters[:], _defaults[:], _record, showwarning
        _seen.clear()
        log = None
        if self._record:
            log = _record = []
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global _record, showwarning
        filters[:], _defaults[:], _record, showwarning = self._saved
        _seen.clear()
