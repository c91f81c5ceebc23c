//! What programs without errors print.

use super::prints;

#[test]
fn numbers_and_text() {
    prints(
        "print(1 + 2 * 3, 7 // -2, 7 % -2, 2 ** 100, 1 / 3)",
        "7 -4 -1 1267650600228229401496703205376 0.3333333333333333\n",
    );
    prints(
        "x = 3.14159\nprint(f'{x:.2f} {x!r} {x = } {\"a\":>5}|{10:05d}|{1234567:,}')",
        "3.14 3.14159 x = 3.14159     a|00010|1,234,567\n",
    );
    prints(
        "print('a-b-c'.split('-'), ' x '.strip(), 'abc'[::-1], 'ab' * 2)",
        "['a', 'b', 'c'] x cba abab\n",
    );
    prints(
        "print(1 < 2 < 3, not 0, None or 'x', 1 == 1.0 == True)",
        "True True x True\n",
    );
}

#[test]
fn functions_and_closures() {
    prints(
        "def f(a, b=2, *c, d, e=5, **g):\n    return a, b, c, d, e, g\nprint(f(1, d=4), f(1, 2, 3, d=4, z=6))",
        "(1, 2, (), 4, 5, {}) (1, 2, (3,), 4, 5, {'z': 6})\n",
    );
    prints(
        "def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n    return step\nc = counter()\nc()\nprint(c(), [lambda i=i: i for i in range(3)][1]())",
        "2 1\n",
    );
    prints(
        "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(fib(18))",
        "2584\n",
    );
}

#[test]
fn classes() {
    prints(
        "class A:\n    kind = 'a'\n    def __init__(self, x): self.x = x\n    @property\n    def double(self): return self.x * 2\n    @classmethod\n    def make(cls): return cls(7)\n    @staticmethod\n    def s(): return 's'\n    def __repr__(self): return f'A({self.x})'\nclass B(A):\n    def __init__(self, x):\n        super().__init__(x + 1)\n    def __add__(self, other): return B(self.x + other.x)\n    def __eq__(self, other): return self.x == other.x\nprint(A.make().double, A.s(), B(1) + B(2), B(1) == B(1), B.kind, isinstance(B(1), A))",
        "14 s A(6) True a True\n",
    );
}

#[test]
fn loops_and_comprehensions() {
    prints(
        "for i in range(5):\n    if i == 1: continue\n    if i == 4: break\n    print(i, end=' ')\nelse:\n    print('no')\nprint()\nprint([x * y for x in range(3) for y in range(3) if x != y], {k: v for k, v in zip('ab', [1, 2])}, {1, 2} | {3})",
        "0 2 3 \n[0, 0, 0, 2, 0, 2] {'a': 1, 'b': 2} {1, 2, 3}\n",
    );
    prints(
        "a, *b, (c, d) = [1, 2, 3, (4, 5)]\nprint(a, b, c, d)\nn = 3\nwhile n: n -= 1\nelse: print('done')",
        "1 [2, 3] 4 5\ndone\n",
    );
}

#[test]
fn exceptions_and_with() {
    prints(
        "def f():\n    try:\n        return 1\n    finally:\n        print('finally')\nprint(f())\ntry:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e)\nelse:\n    print('no')\nclass C:\n    def __enter__(self): print('in'); return 5\n    def __exit__(self, *a): print('out', a[0].__name__); return True\nwith C() as c:\n    print(c)\n    raise ValueError('x')\nprint('on')",
        "finally\n1\ndivision by zero\nin\n5\nout ValueError\non\n",
    );
    prints(
        "try:\n    raise ExceptionGroup('g', [ValueError(1), TypeError(2), KeyError(3)])\nexcept* ValueError as e:\n    print('v', e.exceptions)\nexcept* (TypeError, KeyError) as e:\n    print('t', len(e.exceptions))",
        "v (ValueError(1),)\nt 2\n",
    );
}

#[test]
fn generators() {
    prints(
        "def g():\n    x = yield 1\n    print('got', x)\n    try:\n        yield 2\n    finally:\n        print('closed')\ni = g()\nprint(next(i), i.send('a'))\ni.close()\ndef outer():\n    r = yield from inner()\n    yield r\ndef inner():\n    yield 'a'\n    return 'b'\nprint(list(outer()), sum(x for x in range(10)))",
        "got a\n1 2\nclosed\n['a', 'b'] 45\n",
    );
}

#[test]
fn coroutines_are_frames() {
    prints(
        "class Pause:\n    def __await__(self):\n        got = yield 'pause'\n        return got\nasync def inner(): return await Pause()\nasync def outer():\n    try:\n        return 'outer ' + await inner()\n    finally:\n        print('clean')\nc = outer()\nprint(c.send(None))\ntry:\n    c.send('x')\nexcept StopIteration as e:\n    print(e.value)",
        "pause\nclean\nouter x\n",
    );
}

#[test]
fn patterns() {
    prints(
        "class P:\n    __match_args__ = ('x', 'y')\n    def __init__(self, x, y): self.x, self.y = x, y\ndef f(v):\n    match v:\n        case 1 | 2: return 'few'\n        case [a, *rest]: return f'list {a} {rest}'\n        case {'k': k, **more}: return f'map {k} {more}'\n        case P(0, y=y): return f'point {y}'\n        case str() as s if s: return s\n        case _: return 'other'\nprint([f(v) for v in (1, [1, 2, 3], {'k': 1, 'z': 2}, P(0, 5), 'text', '', None)])",
        "['few', 'list 1 [2, 3]', \"map 1 {'z': 2}\", 'point 5', 'text', 'other', 'other']\n",
    );
}
