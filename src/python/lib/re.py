import _re
from _re import Match, Pattern

_FLAGS = {"ASCII": 256, "IGNORECASE": 2, "LOCALE": 4, "UNICODE": 32, "MULTILINE": 8, "DOTALL": 16, "VERBOSE": 64,
          "DEBUG": 128}


class RegexFlag(int):
    def _with(self, other, operation):
        return RegexFlag(operation(int(self), int(other))) if isinstance(other, int) else NotImplemented

    def __or__(self, other):
        return self._with(other, int.__or__)

    def __and__(self, other):
        return self._with(other, int.__and__)

    def __xor__(self, other):
        return self._with(other, int.__xor__)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    def __contains__(self, flag):
        return int(self) & flag == flag

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return "|".join(name for name, flag in _FLAGS.items() if self & flag) or None

    def __repr__(self):
        return "|".join(f"re.{name}" for name, flag in _FLAGS.items() if self & flag) or "re.NOFLAG"

    __str__ = __repr__


for _name, _value in _FLAGS.items():
    _flag = RegexFlag(_value)
    globals()[_name] = _flag
    setattr(RegexFlag, _name, _flag)
I, L, M, S, U, X, A = IGNORECASE, LOCALE, MULTILINE, DOTALL, UNICODE, VERBOSE, ASCII
T = TEMPLATE = RegexFlag(1)
NOFLAG = RegexFlag(0)


class error(Exception):
    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            before = pattern[:pos]
            self.lineno = before.count(newline) + 1
            self.colno = pos - before.rfind(newline)
            msg += f" at position {pos}"
            if newline in pattern:
                msg += f" (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


_compiled = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    key = type(pattern), pattern, int(flags)
    try:
        return _compiled[key]
    except KeyError:
        pass
    made = _re.compile(pattern, int(flags))
    if len(_compiled) >= 256:
        del _compiled[next(iter(_compiled))]
    _compiled[key] = made
    return made


def _of_pattern(name):
    def function(pattern, string, flags=0):
        return getattr(compile(pattern, flags), name)(string)

    function.__name__ = function.__qualname__ = name
    return function


match, fullmatch, search, findall, finditer = map(_of_pattern, ("match", "fullmatch", "search", "findall", "finditer"))


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def sub(pattern, repl, string, count=0, flags=0):
    return subn(pattern, repl, string, count, flags)[0]


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def purge():
    _compiled.clear()


_special = {ord(_c): "\\" + _c for _c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


__all__ = """match fullmatch search sub subn split findall finditer compile purge escape error Pattern Match A I L M S X
U ASCII IGNORECASE LOCALE MULTILINE DOTALL VERBOSE UNICODE NOFLAG RegexFlag T TEMPLATE""".split()
