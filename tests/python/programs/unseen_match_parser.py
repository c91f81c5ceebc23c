from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Union


@dataclass
class Num:
    value: float


@dataclass
class Var:
    name: str


@dataclass
class BinOp:
    op: str
    left: Expr
    right: Expr


@dataclass
class Call:
    func: str
    args: list[Expr]


Expr = Union[Num, Var, BinOp, Call]
TOKEN = re.compile(r"\s*(?:(?P<num>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/^(),=]))")


class ParseError(SyntaxError):
    pass


def tokenize(text):
    pos = 0
    text = text.rstrip()
    while pos < len(text):
        m = TOKEN.match(text, pos)
        if not m:
            raise ParseError(f"unexpected {text[pos]!r} at {pos}")
        pos = m.end()
        yield m.lastgroup, m[m.lastgroup]
    yield "end", ""


class Parser:
    PRECEDENCE = {"+": (1, 2), "-": (1, 2), "*": (3, 4), "/": (3, 4), "^": (6, 5)}

    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.at = 0

    def next(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def peek(self):
        return self.tokens[self.at]

    def expect(self, value):
        match self.next():
            case (_, v) if v == value:
                return
            case (kind, v):
                raise ParseError(f"expected {value!r}, got {v!r} ({kind})")

    def expr(self, least=0) -> Expr:
        match self.next():
            case ("num", text):
                left = Num(float(text))
            case ("name", name) if self.peek() == ("op", "("):
                self.next()
                args = []
                while self.peek()[1] != ")":
                    args.append(self.expr())
                    if self.peek()[1] == ",":
                        self.next()
                self.expect(")")
                left = Call(name, args)
            case ("name", name):
                left = Var(name)
            case ("op", "("):
                left = self.expr()
                self.expect(")")
            case ("op", "-"):
                left = BinOp("-", Num(0.0), self.expr(5))
            case other:
                raise ParseError(f"unexpected token {other}")
        while True:
            match self.peek():
                case ("op", op) if op in self.PRECEDENCE and self.PRECEDENCE[op][0] >= least:
                    self.next()
                    left = BinOp(op, left, self.expr(self.PRECEDENCE[op][1]))
                case _:
                    return left


def evaluate(node: Expr, env: dict) -> float:
    match node:
        case Num(value):
            return value
        case Var(name) if name in env:
            return env[name]
        case Var(name=missing):
            raise NameError(f"name {missing!r} is not defined", name=missing)
        case BinOp("+", l, r):
            return evaluate(l, env) + evaluate(r, env)
        case BinOp("-", Num(0.0), r):
            return -evaluate(r, env)
        case BinOp(op="-" | "*" | "/" | "^" as op, left=l, right=r):
            a, b = evaluate(l, env), evaluate(r, env)
            return {"-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "^": lambda: a ** b}[op]()
        case Call("max" | "min" as f, [first, *rest]):
            return (max if f == "max" else min)([evaluate(n, env) for n in (first, *rest)])
        case Call(func, args):
            raise TypeError(f"{func}() with {len(args)} arguments")


def classify(x):
    match x:
        case None | True | False:
            return f"singleton {x}"
        case int(n) if n < 0:
            return "negative"
        case int() | float():
            return "number"
        case "" | [] | {}:
            return "empty"
        case str() as s:
            return f"text of {len(s)}"
        case [1, [2, *inner], *_]:
            return f"nested {inner}"
        case [_, _]:
            return "pair"
        case (first, *_, last):
            return f"{first}..{last}"
        case {"type": "circle", "r": r, **rest}:
            return f"circle {r} {rest}"
        case {"type": kind}:
            return f"some {kind}"
        case BaseException(args=[message]):
            return f"error {message}"
        case type():
            return x.__name__
        case _:
            return "other"


env = {"x": 3.0, "pi": 3.14}
for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2 + max(1, x, 2)", "10 / 4 - 1", "y + 1", "1 / 0", "f(1, 2)", "1 + ", "3 $ 4", "(1", "min()"):
    try:
        print(f"{text:>24} = {evaluate(Parser(text).expr(), env):g}")
    except (ArithmeticError, NameError, TypeError, SyntaxError) as e:
        print(f"{text:>24} ! {type(e).__name__}: {e}")
print(Parser("a + f(1)").expr())
for x in (None, True, -5, 2.5, "", "abc", [], (1, [2, 3, 4], 5), (1, 2), "ab", range(3), [1, 2, 3, 4], {"type": "circle", "r": 1, "c": 2},
          {"type": "square"}, {}, ValueError("v"), ValueError(), int, {1}, b"x", [1]):
    print(repr(x), "->", classify(x))
evaluate(Parser("max(x, nope)").expr(), env)
