import warnings

name = "ann"
count = 1000
print(name is "ann", count is not 1000)
assert (count > 5, "count is small")
try:
    pair = [(1, 2) (3, 4)]
except TypeError as error:
    print("TypeError:", error)
try:
    grid = [[1, 2] [3, 4]]
except TypeError as error:
    print("TypeError:", error)
try:
    "text" (5)
except TypeError as error:
    print("TypeError:", error)

sources = [
    "x is 5", "x is -5", "x is not 'a'", "x is ()", "x is None", "x is True", "x is ...",
    "x is (1, 2)", "5 is x", "x == 5 is y", "'a' 'b' is x", "f'{x}' is x",
    "assert (x, 'm')", "assert ()", "assert (x)", "assert [x, 'm']",
    "1 (2)", "'a' (1)", "[1] (2)", "{} (1)", "{1} (2)", "(i for i in x) (1)", "None (1)", "... (2)",
    "'abc'['d']", "[1]['a']", "[1][1.5]", "(1, 2)['a']", "{1: 2}['a']", "{1}[0]", "5[0]",
    "[1][x]", "'a'[True]", "'a'[None]", "[1][1:2]", "(lambda: 0)[1]", "(lambda: 0)(1)", "None[1]",
]
for source in sources:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<sample>", "exec")
            told = ""
        except SyntaxError as error:
            told = f"  SyntaxError: {error.msg}"
    print(repr(source) + told)
    for warning in caught:
        print("   ", warning.category.__name__, warning.filename, warning.lineno, warning.message)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        compile("x = 1\ny = x is 'a'", "<strict>", "exec")
    except SyntaxError as error:
        print("SyntaxError", error.msg, error.lineno)
