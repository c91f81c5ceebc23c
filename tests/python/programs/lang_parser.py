import re, sys, operator
from typing import NamedTuple, Union


class Token(NamedTuple):
    kind: str
    text: str
    pos: int


class ParseError(SyntaxError):
    pass


SPEC = {
    "NUM": "\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?",
    "NAME": "[A-Za-z_]\\w*",
    "OP": "\\*\\*|//|[-+*/%^(),=]",
    "WS": "\\s+",
    "BAD": ".",
}
LEX = re.compile("|".join((f"(?P<{k}>{v})" for k, v in SPEC.items())))


def lex(s):
    for m in LEX.finditer(s):
        if m.lastgroup == "WS":
            continue
        if m.lastgroup == "BAD":
            raise ParseError(f"bad character {m[0]!r} at {m.start()}")
        yield Token(m.lastgroup, m[0], m.start())
    yield Token("END", "", len(s))


class Parser:
    BIN = {
        "+": (1, operator.add),
        "-": (1, operator.sub),
        "*": (2, operator.mul),
        "/": (2, operator.truediv),
        "//": (2, operator.floordiv),
        "%": (2, operator.mod),
        "**": (4, operator.pow),
        "^": (4, operator.pow),
    }

    def __init__(self, env=None):
        self.env = env if env is not None else {"pi": 3.14159, "max": max, "abs": abs}

    def parse(self, s):
        self.t = lex(s)
        self.adv()
        r = self.stmt()
        if self.cur.kind != "END":
            raise ParseError(f"unexpected {self.cur.text!r} at {self.cur.pos}")
        return r

    def adv(self):
        self.prev, self.cur = (getattr(self, "cur", None), next(self.t))
        return self.prev

    def eat(self, x):
        if self.cur.text != x:
            raise ParseError(f"expected {x!r}, got {self.cur.text or 'end'!r}")
        return self.adv()

    def stmt(self):
        e = self.expr(0)
        if self.cur.text == "=":
            if not isinstance(e, str):
                raise ParseError("cannot assign")
            self.adv()
            v = self.ev(self.expr(0))
            self.env[e] = v
            return v
        return self.ev(e)

    def ev(self, e):
        match e:
            case str(n):
                try:
                    return self.env[n]
                except KeyError:
                    raise NameError(f"name {n!r} is not defined") from None
            case int() | float():
                return e
            case ["neg", x]:
                return -self.ev(x)
            case ["call", f, *args]:
                return self.ev(f)(*map(self.ev, args))
            case [op, l, r] if op in self.BIN:
                return self.BIN[op][1](self.ev(l), self.ev(r))
            case _:
                raise TypeError(f"bad node {e!r}")

    def expr(self, prec):
        left = self.unary()
        while (b := self.BIN.get(self.cur.text)) and b[0] > prec:
            op = self.adv().text
            left = (op, left, self.expr(b[0] - (op in "**^")))
        return left

    def unary(self):
        match self.cur:
            case Token("OP", "-"):
                self.adv()
                return ("neg", self.expr(3))
            case Token("OP", "("):
                self.adv()
                e = self.expr(0)
                self.eat(")")
                return e
            case Token("NUM", s):
                self.adv()
                return float(s) if any((c in s for c in ".eE")) else int(s)
            case Token("NAME", n):
                self.adv()
                if self.cur.text == "(":
                    self.adv()
                    args = []
                    while self.cur.text != ")":
                        args.append(self.expr(0))
                        if self.cur.text != ",":
                            break
                        self.adv()
                    self.eat(")")
                    return ("call", n, *args)
                return n
            case Token(kind=k, pos=p):
                raise ParseError(f"unexpected {k} at {p}")


p = Parser()
for s in [
    "1+2*3",
    "(1+2)*3",
    "2**3**2",
    "-2**2",
    "2^-1",
    "7//2%2",
    "x = 5",
    "x*x + pi",
    "max(1, x, 3)",
    "abs(-3.5)",
    "1/0",
    "y",
    "1 +",
    "(1",
    "1 2",
    "$",
    "3 = 4",
    "max()",
    "pi(1)",
    "1e3",
    "x = y = 2",
    "",
    "abs(1,2)",
    "10 % 3.5",
    "-(-3)",
    "((((1))))",
    "1.5.2",
]:
    try:
        print(f"{s!r:>16} = {p.parse(s)!r}")
    except Exception as e:
        print(f"{s!r:>16} ! {type(e).__name__}: {e}")
print(list(lex("a+1")), Token("a", "b", 1)._asdict(), Token._fields, p.env["x"])


class Lazy:

    def __init__(self, f):
        self.f = f

    def __set_name__(self, o, n):
        self.n = n

    def __get__(self, i, o=None):
        if i is None:
            return self
        v = i.__dict__[self.n] = self.f(i)
        return v


class Doc:

    @Lazy
    def words(self):
        print("computing")
        return 3


d = Doc()
print(d.words, d.words, d.__dict__, type(Doc.words).__name__)
p.parse("1 + $")
