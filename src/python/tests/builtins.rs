//! Builtin types and functions, with what CPython 3.11 printed.

use super::prints;

#[test]
fn texts_are_formatted_in_every_way() {
    prints(
        "print('%5.2f|%-6s|%+d|%#x|%r|%%' % (3.14159, 'ab', 5, 255, 'q'))
print('%(a)s-%(b)03d' % {'a': 1, 'b': 7}, '%c%c' % ('x', 65), '%.3d' % 5)
print('{0} {1!r:>6} {x[k]} {y.real:.2f} {:{w}}'.format(1, 'a', x={'k': 3}, y=2.5, w=4) if False else '{0}{1!r:>6}'.format(1, 'a'))
print('{x[k]} {y.real:.2f} {z:{w}}|'.format(x={'k': 3}, y=2.5, z='q', w=4))
print('{a}{b}'.format_map({'a': 1, 'b': 2}), b'%d-%s' % (5, b'x'))
",
        " 3.14|ab    |+5|0xff|'q'|%\n1-007 xA 005\n1   'a'\n3 2.50 q   |\n12 b'5-x'\n",
    );
}

#[test]
fn methods_of_texts_bytes_and_numbers_are_there() {
    prints(
        "print('a,b,,c'.rsplit(',', 2), 'x'.center(4, '*'), 'aXbX'.rfind('X'), 'a\\tb'.expandtabs(4))
print('Straße'.casefold(), 'ab'.translate(str.maketrans('ab', 'xy', '')), 'A b'.istitle())
print(b'a-b'.split(b'-'), bytes.fromhex('ff 00').hex(':'), bytearray(b'ab') + b'c')
print((255).to_bytes(2, 'big'), int.from_bytes(b'\\x01\\x00', 'little'), (10).bit_length())
print((0.5).hex(), float.fromhex('0x1p-2'), (2.5).as_integer_ratio(), round(2.5), round(1250, -2))
print(int('0b11', 0), int('1_000'), pow(3, -1, 7), divmod(-7, 2), hash(1.0) == hash(1))
",
        "['a,b', '', 'c'] *x** 3 a   b\nstrasse xy False\n[b'a', b'b'] ff:00 bytearray(b'abc')\nb'\\x00\\xff' 1 4\n0x1.0000000000000p-1 0.25 (5, 2) 2 1200\n3 1000 5 (-4, 1) True\n",
    );
}

#[test]
fn sorting_is_stable_and_keeps_a_list_that_fails() {
    prints(
        "class K:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n % 3 > other.n % 5
a = [K(n) for n in range(200)]
a.sort()
b = [(n % 3, n) for n in range(10)]
b.sort(key=lambda pair: pair[0], reverse=True)
print(len(a), b[:4])
c = [3, 'a', 1]
try:
    c.sort()
except TypeError as e:
    print(e, c)
",
        "200 [(2, 2), (2, 5), (2, 8), (1, 1)]\n'<' not supported between instances of 'str' and 'int' [3, 'a', 1]\n",
    );
}

#[test]
fn texts_are_run() {
    prints(
        "def f():
    v = 10
    return eval('v + 1'), sorted(locals())
print(f(), eval('x * 2', {'x': 4}))
space = {}
exec('def double(n): return n * 2', space)
print(space['double'](21), 'f' in globals())
try:
    compile('x = = 1', 'some.py', 'exec')
except SyntaxError as e:
    print(e, e.offset)
",
        "(11, ['v']) 8\n42 True\ninvalid syntax (some.py, line 1) 5\n",
    );
}

#[test]
fn what_is_nested_deeply_is_let_go() {
    prints(
        "class Node:
    def __init__(self, next): self.next = next
def chain(make):
    made = None
    for i in range(100000): made = make(made)
def closure(f): return lambda: f
def failed(cause):
    e = ValueError()
    e.__cause__ = cause
    return e
for make in (lambda x: [x], lambda x: (x,), lambda x: {1: x}, Node, closure, failed, slice, staticmethod):
    chain(make)
print('all gone')
deep = []
for i in range(100000): deep = [deep]
for act in (repr, lambda x: x == [x]):
    try: act(deep)
    except RecursionError as e: print(e)
",
        "all gone\nmaximum recursion depth exceeded while getting the repr of an object\nmaximum recursion depth exceeded in comparison\n",
    );
}

#[test]
fn classes_of_the_program_stand_in_for_builtin_ones() {
    prints(
        "class Text(str):
    def __new__(cls, v): return super().__new__(cls, v + '?')
class Count(dict):
    def __missing__(self, key): return key * 2
class Rows(list):
    def append(self, x): super().append(x * 2)
class Once(type):
    made = {}
    def __call__(cls, *args):
        if cls not in cls.made: cls.made[cls] = super().__call__(*args)
        return cls.made[cls]
class One(metaclass=Once): pass
rows = Rows([1]); rows.append(4)
print(Text('a'), len(Text('a')), {Text('k'): 1}['k?'], Count()['ab'], rows, len(rows), One() is One())
print(isinstance(True, int), issubclass(bool, int | str), [].__len__(), (5).__add__(2), dict.fromkeys('ab', 0))
print({'a': 1, 'b': 2}.keys() & {'a'}, {'a': 1} | {'b': 2}, {1, 2} >= {1})
",
        "a? 2 1 abab [1, 8] 2 True\nTrue True 0 7 {'a': 0, 'b': 0}\n{'a'} {'a': 1, 'b': 2} True\n",
    );
}

#[test]
fn numbers_may_be_complex() {
    prints(
        "z = 1 + 2j
print(z * 2, 2 / z, z ** 2, abs(3 + 4j), z.real, z == complex('1+2j'), -2j, (1j * 1j).conjugate())
print(hash(complex(5, 0)) == hash(5), {2 + 0j: 'two'}[2])
try: z < z
except TypeError as e: print(e)
",
        "(2+4j) (0.4-0.8j) (-3+4j) 5.0 1.0 True (-0-2j) (-1-0j)\nTrue two\n'<' not supported between instances of 'complex' and 'complex'\n",
    );
}
