import sys
import _traceback

_unset = object()


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = "" if line is None else line.strip()
        self.locals = locals
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self._marks = None

    def _tuple(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._tuple() == other._tuple()
        return self._tuple() == other if isinstance(other, tuple) else NotImplemented

    __hash__ = None

    def __getitem__(self, at):
        return self._tuple()[at]

    def __iter__(self):
        return iter(self._tuple())

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    @classmethod
    def from_list(cls, a_list):
        return cls([frame if isinstance(frame, FrameSummary) else FrameSummary(*frame[:3], line=frame[3])
                    for frame in a_list])

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        found = cls([FrameSummary(frame.f_code.co_filename, lineno, frame.f_code.co_name,
                                  line=_traceback.line_of(frame.f_code, lineno))
                     for frame, lineno in frame_gen])
        return cls(_cut(found, limit))

    def format_frame_summary(self, frame_summary):
        f = frame_summary
        out = f'  File "{f.filename}", line {f.lineno}, in {f.name}\n'
        if f.line:
            out += f"    {f.line}\n"
            if f._marks:
                out += f"    {f._marks}\n"
        return out

    def format(self):
        # Like the interpreter, a run of equal entries is told once and counted.
        out = []
        last, times = None, 0
        for f in self:
            here = (f.filename, f.lineno, f.name)
            if here != last:
                out += _repeated(times)
                last, times = here, 0
            times += 1
            if times <= 3:
                out.append(self.format_frame_summary(f))
        return out + _repeated(times)


def _repeated(times):
    more = times - 3
    return [f"  [Previous line repeated {more} more time{'s' * (more > 1)}]\n"] if more > 0 else []


def _cut(entries, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is None:
            return entries
        limit = max(limit, 0)
    return entries[:limit] if limit >= 0 else entries[limit:]


def extract_tb(tb, limit=None):
    if tb is None:
        return StackSummary()
    found = StackSummary()
    for file, lineno, name, end_lineno, colno, end_colno, line, marks in _cut(_traceback.entries(tb), limit):
        found.append(FrameSummary(file, lineno, name, line=line, end_lineno=end_lineno, colno=colno,
                                  end_colno=end_colno))
        found[-1]._marks = marks
    return found


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def _write(lines, file):
    file = sys.stderr if file is None else file
    for line in lines:
        file.write(line)


def format_tb(tb, limit=None):
    # The text without an exception's last line: carets included, as the interpreter prints them.
    if tb is None:
        return []
    out = []
    for line in _traceback.format(Exception(), tb, limit, False).splitlines(keepends=True)[1:-1]:
        if line.startswith("  File ") or line.startswith("  [") or not out:
            out.append(line)
        else:
            out[-1] += line
    return out


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def _parse(exc, value, tb):
    if (value is _unset) != (tb is _unset):
        raise ValueError("Both or neither of value and tb must be given")
    if value is _unset:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc, None if exc is None else exc.__traceback__
    return value, tb


def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True):
    value, tb = _parse(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"]
    lines = _traceback.format(value, tb, limit, chain).splitlines(keepends=True)
    out = []
    for line in lines:
        # One text for each entry, as CPython's list has it: continued lines are indented further than "  File".
        inner = line.lstrip(" |")
        if out and out[-1][0] not in " \n" and line[0] not in " \n" and not out[-1].startswith("Traceback (") \
                and not getattr(value, "__notes__", None):
            # A message of several lines.
            out[-1] += line
            continue
        if out and out[-1] == "\n" and line[0] not in " \n" or len(out) > 1 and out[-1][0] == line[0] == "\n":
            out[-1] += line
            continue
        if out and line.startswith("    ") and not inner.startswith(("File ", "Traceback (")) and \
                out[-1].lstrip().startswith("File "):
            out[-1] += line
        else:
            out.append(line)
    return out


def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True):
    value, tb = _parse(exc, value, tb)
    if value is None:
        _write(["NoneType: None\n"], file)
    else:
        _write([_traceback.format(value, tb, limit, chain)], file)


def format_exception_only(exc, /, value=_unset):
    if value is _unset:
        value = exc
    if value is None:
        return ["NoneType: None\n"]
    if not isinstance(value, BaseException):
        raise TypeError(f"Exception expected for value, {type(value).__name__} found")
    if isinstance(value, SyntaxError):
        return _traceback.format(value, None, None, False).splitlines(keepends=True)
    kind = type(value)
    name = kind.__qualname__
    if kind.__module__ not in ("__main__", "builtins"):
        name = f"{kind.__module__}.{name}"
    try:
        text = str(value)
    except Exception:
        text = "<exception str() failed>"
    notes = getattr(value, "__notes__", None) or ()
    out = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in notes:
        out += [line + "\n" for line in str(note).split("\n")]
    return out


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_value"):
        raise ValueError("no last exception")
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)


def extract_stack(f=None, limit=None):
    found = StackSummary.extract(walk_stack(f or sys._getframe(1)), limit=limit)
    found.reverse()
    return found


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f or sys._getframe(1), limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f or sys._getframe(1), limit), file)


def walk_tb(tb):
    at = tb
    while at:
        yield at.tb_frame, at.tb_lineno
        at = at.tb_next


def walk_stack(f):
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        self._value = exc_value
        self._limit = limit
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self._tb = exc_traceback
        self.__notes__ = getattr(exc_value, "__notes__", None)
        seen = {id(exc_value)} if _seen is None else _seen | {id(exc_value)}
        self.__cause__ = self._other(exc_value.__cause__, seen)
        self.__context__ = self._other(exc_value.__context__, seen)
        self.__suppress_context__ = exc_value.__suppress_context__

    @staticmethod
    def _other(exc, seen):
        if exc is None or id(exc) in seen:
            return None
        return TracebackException(type(exc), exc, exc.__traceback__, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return str(self._value)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    __hash__ = None

    def format_exception_only(self):
        yield from format_exception_only(self._value)

    def format(self, *, chain=True):
        yield from format_exception(self.exc_type, self._value, self._tb, self._limit, chain)

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)
