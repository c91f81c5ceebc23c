import sys
import time

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30, "INFO": 20, "DEBUG": 10, "NOTSET": 0}
_started = time.time()
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True


def getLevelName(level):
    if level in _names:
        return _names[level]
    return _levels.get(level, f"Level {level}")


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _level(level):
    if isinstance(level, int):
        return level
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f"Unknown level: {level!r}")
        return _levels[level]
    raise TypeError(f"Level not an integer or a valid string: {level!r}")


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        one = args[0] if args and len(args) == 1 else None
        now = time.time()
        file = pathname.split("/")[-1]
        threading = sys.modules.get("threading")
        thread = threading and threading.current_thread()
        self.__dict__.update(
            name=name, msg=msg, args=one if one and isinstance(one, dict) else args, levelno=level,
            levelname=getLevelName(level), pathname=pathname, filename=file, module=file.rsplit(".", 1)[0],
            lineno=lineno, funcName=func, exc_info=exc_info, exc_text=None, stack_info=sinfo, created=now,
            msecs=int(now % 1 * 1000) + 0.0, relativeCreated=(now - _started) * 1000,
            thread=thread.ident if thread else 0, threadName=thread.name if thread else "MainThread",
            process=1, processName="MainProcess")

    def getMessage(self):
        msg = str(self.msg)
        return msg % self.args if self.args else msg

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'


def makeLogRecord(dict):
    record = LogRecord(None, None, "", 0, "", (), None)
    record.__dict__.update(dict)
    return record


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"
    converter = time.localtime

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in ("%", "{", "$"):
            raise ValueError("Style must be one of: %,{,$")
        self._style = style
        self._fmt = fmt or {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        self._defaults = defaults
        self.datefmt = datefmt

    def usesTime(self):
        return {"%": "%(asctime)", "{": "{asctime", "$": "asctime"}[self._style] in self._fmt

    def formatTime(self, record, datefmt=None):
        moment = time.localtime(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        import traceback
        return "".join(traceback.format_exception(*ei)).removesuffix("\n")

    def formatStack(self, stack_info):
        return stack_info

    def formatMessage(self, record):
        values = record.__dict__
        if self._defaults:
            values = {**self._defaults, **values}
        if self._style == "%":
            return self._fmt % values
        if self._style == "{":
            return self._fmt.format(**values)
        import string
        return string.Template(self._fmt).substitute(values)

    def format(self, record):
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        record.message = record.getMessage()
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info):
            if more:
                text = text + ("" if text.endswith("\n") else "\n") + more
        return text


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


def _listed(attribute):
    # Methods that add to a list of the object's, once each, and take away again.
    def add(self, thing):
        if thing not in getattr(self, attribute):
            getattr(self, attribute).append(thing)

    def remove(self, thing):
        if thing in getattr(self, attribute):
            getattr(self, attribute).remove(thing)

    return add, remove


class Filterer:
    addFilter, removeFilter = _listed("filters")

    def __init__(self):
        self.filters = []

    def filter(self, record):
        return all(getattr(one, "filter", one)(record) for one in self.filters)

    def setLevel(self, level):
        self.level = _level(level)


_default_formatter = Formatter()


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.name = None
        self.level = _level(level)
        self.formatter = None

    def set_name(self, name):
        self.name = name

    def get_name(self):
        return self.name

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _default_formatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        wanted = self.filter(record)
        if wanted:
            self.emit(record)
        return wanted

    def close(self):
        pass

    flush = acquire = release = createLock = close

    def handleError(self, record):
        import traceback
        sys.stderr.write("--- Logging error ---\n")
        traceback.print_exc()
        sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()

    def setStream(self, stream):
        before, self.stream = self.stream, stream
        return None if before is stream else before

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except Exception as error:
            if isinstance(error, RecursionError):
                raise
            self.handleError(record)

    def __repr__(self):
        return f"<{type(self).__name__} {getattr(self.stream, 'name', '')} ({getLevelName(self.level)})>"


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        self.baseFilename = str(filename)
        super().__init__(open(filename, mode, encoding=encoding))

    def close(self):
        self.stream.close()


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass


class _LastResort(StreamHandler):
    def __init__(self):
        Handler.__init__(self, WARNING)

    stream = property(lambda self: sys.stderr)


lastResort = _LastResort()


def _logs(level, **fixed):
    def log(self, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **{**fixed, **kwargs})

    return log


class Logger(Filterer):
    addHandler, removeHandler = _listed("handlers")
    debug, info, error = map(_logs, (DEBUG, INFO, ERROR))
    warning = warn = _logs(WARNING)
    critical = fatal = _logs(CRITICAL)
    exception = _logs(ERROR, exc_info=True)
    parent, propagate, disabled = None, True, False

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level, self.handlers = name, _level(level), []

    def _line(self, ends=lambda logger: False):
        # Itself and those above it, to the one at which it ends.
        at = self
        while at:
            yield at
            at = None if ends(at) else at.parent

    def _handlers(self):
        return (handler for one in self._line(lambda logger: not logger.propagate) for handler in one.handlers)

    def getEffectiveLevel(self):
        return next((one.level for one in self._line() if one.level), NOTSET)

    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled and level >= self.getEffectiveLevel()

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        path, lineno, func = _caller(stacklevel)
        if exc_info and not isinstance(exc_info, tuple):
            error = exc_info if isinstance(exc_info, BaseException) else sys.exc_info()[1]
            exc_info = (type(error), error, error.__traceback__) if error else (None, None, None)
        record = self.makeRecord(self.name, level, path, lineno, msg, args, exc_info, func, extra)
        self.handle(record)

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = LogRecord(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key, value in (extra or {}).items():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = value
        return record

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def callHandlers(self, record):
        for handler in list(self._handlers()) or [lastResort]:
            if handler and record.levelno >= handler.level:
                handler.handle(record)

    def hasHandlers(self):
        return any(True for _ in self._handlers())

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)


def _caller(stacklevel):
    depth = 2
    try:
        while sys._getframe(depth).f_code.co_filename == _here:
            depth += 1
        frame = sys._getframe(depth + stacklevel - 1)
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name
    except (AttributeError, ValueError):
        return "(unknown file)", 0, "(unknown function)"


_here = _level.__code__.co_filename
_disabled = NOTSET
root = Logger.root = RootLogger(WARNING)
_loggers = {}
_logger_class = Logger


def getLogger(name=None):
    if not name or isinstance(name, str) and name == "root":
        return root
    if not isinstance(name, str):
        raise TypeError("A logger name must be a string")
    if name not in _loggers:
        made = _loggers[name] = _logger_class(name)
        made.parent = root
        part = name
        while "." in part:
            part = part.rpartition(".")[0]
            if part in _loggers:
                made.parent = _loggers[part]
                break
        # Loggers below this one that were there before it.
        for other in _loggers.values():
            if other.name.startswith(name + ".") and (
                    other.parent is made.parent or len(other.parent.name) < len(name)):
                if other.parent is root or name.startswith(other.parent.name + "."):
                    other.parent = made
    return _loggers[name]


def setLoggerClass(klass):
    global _logger_class
    _logger_class = klass


def getLoggerClass():
    return _logger_class


def disable(level=CRITICAL):
    global _disabled
    _disabled = _level(level)


def basicConfig(*, force=False, encoding=None, errors="backslashreplace", handlers=None, stream=None, filename=None,
                filemode="a", format=None, datefmt=None, style="%", level=None):
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if handlers is None:
        if stream is not None and filename is not None:
            raise ValueError("'stream' and 'filename' should not be specified together")
        handlers = [FileHandler(filename, filemode, encoding) if filename else StreamHandler(stream)]
    elif stream is not None or filename is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if style not in ("%", "{", "$"):
        raise ValueError("Style must be one of: %,{,$")
    if format is None:
        format = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}[style]
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(Formatter(format, datefmt, style))
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def _root_method(name):
    def function(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **kwargs)

    function.__name__ = name
    return function


debug, info, warning, warn, error, exception, critical, log = [
    _root_method(name) for name in ("debug", "info", "warning", "warn", "error", "exception", "critical", "log")]
fatal = critical


def _adapts(level, **fixed):
    return lambda self, msg, *args, **kwargs: self.log(level, msg, *args, **{**fixed, **kwargs})


class LoggerAdapter:
    debug, info, error = map(_adapts, (DEBUG, INFO, ERROR))
    warning = warn = _adapts(WARNING)
    critical = _adapts(CRITICAL)
    exception = _adapts(ERROR, exc_info=True)

    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra
        self.isEnabledFor, self.setLevel = logger.isEnabledFor, logger.setLevel
        self.getEffectiveLevel, self.hasHandlers = logger.getEffectiveLevel, logger.hasHandlers

    name = property(lambda self: self.logger.name)

    def process(self, msg, kwargs):
        return msg, {**kwargs, "extra": self.extra}

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            told, options = self.process(msg, kwargs)
            self.logger.log(level, told, *args, **options)


def captureWarnings(capture):
    raise NotImplementedError("logging.captureWarnings()")


def shutdown(handlerList=None):
    for handler in root.handlers:
        handler.flush()
