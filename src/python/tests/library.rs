//! The modules in Python, and the methods of builtin classes.

use super::prints;

#[test]
fn modules_in_python_are_imported() {
    prints(
        "from functools import reduce, partial, lru_cache\nfrom itertools import chain, islice, count\nimport operator, heapq\n@lru_cache\ndef fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(reduce(operator.add, [1, 2, 3]), partial(pow3 := lambda x, y: x * y, 3)(4), fib(60))\nprint(list(islice(chain('ab', count()), 4)), heapq.nsmallest(2, [3, 1, 2]))",
        "6 12 1548008755920\n['a', 'b', 0, 1] [1, 2]\n",
    );
}

#[test]
fn dataclasses_are_made() {
    prints(
        "from dataclasses import dataclass, field\n@dataclass(order=True)\nclass P:\n    x: int\n    y: int = 2\n    z: list = field(default_factory=list)\nprint(P(1), P(1) == P(1), P(1) < P(2), P(3, z=[1]).z)",
        "P(x=1, y=2, z=[]) True True [1]\n",
    );
}

#[test]
fn json_goes_there_and_back() {
    prints(
        "import json\nprint(json.dumps({'a': [1, 2.5, None, True, '\\u00e9']}), json.loads('{\"k\": [1, {\"z\": false}]}'))",
        "{\"a\": [1, 2.5, null, true, \"\\u00e9\"]} {'k': [1, {'z': False}]}\n",
    );
}

#[test]
fn context_managers_are_generators() {
    prints(
        "from contextlib import contextmanager, suppress\n@contextmanager\ndef tag(name):\n    print('<' + name)\n    try:\n        yield name.upper()\n    finally:\n        print(name + '>')\nwith tag('a') as a, suppress(KeyError):\n    print(a)\n    {}['x']\nprint('on')",
        "<a\nA\na>\non\n",
    );
}

#[test]
fn methods_of_builtin_classes() {
    prints(
        "print('Ab cd'.title(), 'x=1'.partition('='), 'ab'.center(6, '*'), '-7'.zfill(4), 'a b  c'.rsplit(' ', 1))\nd = {'a': 1}\nd.update(b=2)\nprint(d.popitem(), d.setdefault('c', 3), dict.fromkeys('xy', 0), list(d.items()))\nprint({1, 2}.union([3]), {1, 2}.issubset({1, 2, 3}), (1, 2, 1).count(1), [3, 1, 2].index(2))",
        "Ab Cd ('x', '=', '1') **ab** -007 ['a b ', 'c']\n('b', 2) 3 {'x': 0, 'y': 0} [('a', 1), ('c', 3)]\n{1, 2, 3} True 2 2\n",
    );
    prints(
        "class D(dict):\n    def __missing__(self, key): return key * 2\nprint(D(a=1)['a'], D()['zz'], list[int], int | None, isinstance(3, int | str))",
        "1 zzzz list[int] int | None True\n",
    );
}

#[test]
fn deques_hold_both_ends() {
    prints(
        "from _collections import deque\nd = deque([1, 2, 3], maxlen=3)\nd.append(4)\nd.appendleft(0)\nd.rotate(1)\nprint(d, d.popleft(), len(d), list(d), 2 in d, d[0])",
        "deque([0, 2], maxlen=3) 3 2 [0, 2] True 0\n",
    );
}

#[test]
fn regular_expressions_are_matched() {
    prints(
        "import re\nm = re.search(r'(?P<y>\\d{4})-(?P<m>\\d\\d)', 'on 2024-05')\nprint(m.groupdict(), m.span('m'), re.sub(r'(\\w+) (\\w+)', r'\\2 \\1', 'hello world'))\nprint(re.split(r'[,;]\\s*', 'a, b;c'), re.findall('a*?b|(?<=x)y', 'aab xy'), re.fullmatch('[a-c]+', 'abcd'))\ntry: re.compile('a(b')\nexcept re.error as e: print(e)",
        "{'y': '2024', 'm': '05'} (8, 10) world hello\n['a', 'b', 'c'] ['aab', 'y'] None\nmissing ), unterminated subpattern at position 1\n",
    );
    prints(
        "import re\ntry: re.match('(a*)*(a*)*b' * 3, 'a' * 60)\nexcept RuntimeError as e: print(e)",
        "regular expression takes too many steps\n",
    );
}

#[test]
fn seeds_give_the_numbers_of_cpython() {
    prints(
        "import random\nrandom.seed(42)\nprint(random.random(), random.randint(1, 100), random.choice('abc'))\nrandom.seed('hello')\nprint(random.getrandbits(40), random.sample(range(50), 3))",
        "0.6394267984578837 4 c\n924937422573 [42, 48, 35]\n",
    );
}

#[test]
fn streams_can_be_replaced() {
    prints(
        "import sys, io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()) as out: print('a', 1)\nprint(repr(out.getvalue()), sys.version_info[:2], sys._getframe().f_lineno)\nopen('x.txt', 'w').write('one\\ntwo\\n')\nprint([line.strip() for line in open('x.txt')])\ntry: open('y.txt')\nexcept OSError as e: print(e)",
        "'a 1\\n' (3, 11) 3\n['one', 'two']\n[Errno 2] No such file or directory: 'y.txt'\n",
    );
}
