//! What programs with errors say, and how they end.

use super::run_within;

fn fails(text: &str, wanted: &str) {
    let (code, _, err) = run_within(text, 50_000_000);
    assert_eq!((err.as_str(), code), (wanted, 1));
}

#[test]
fn a_traceback_names_the_lines() {
    fails(
        "def f(x):\n    return x.nothing\n\nf(1)\n",
        "Traceback (most recent call last):\n  File \"prog.py\", line 4, in <module>\n    f(1)\n  File \"prog.py\", line 2, in f\n    return x.nothing\n           ^^^^^^^^^\nAttributeError: 'int' object has no attribute 'nothing'\n",
    );
}

#[test]
fn a_cause_is_told_first() {
    let (code, _, err) = run_within(
        "try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('bad') from e\n",
        1_000_000,
    );
    assert_eq!(code, 1);
    let (cause, effect) = err
        .split_once("\nThe above exception was the direct cause of the following exception:\n\n")
        .unwrap();
    assert!(
        cause.ends_with("KeyError: 'k'\n") && effect.ends_with("ValueError: bad\n"),
        "{err}"
    );
}

#[test]
fn a_coroutine_that_nobody_awaits_is_told() {
    let (code, _, err) = run_within("async def f(): pass\nf()\n", 1_000_000);
    assert_eq!(code, 0);
    assert!(
        err.starts_with("prog.py:2: RuntimeWarning: coroutine 'f' was never awaited\n"),
        "{err}"
    );
}

#[test]
fn programs_without_end_are_ended() {
    for text in [
        "while True: pass",
        "def f(): f()\nwhile True:\n    try: f()\n    except RecursionError: pass",
    ] {
        assert_eq!(run_within(text, 2_000_000).0, 130, "{text}");
    }
}

#[test]
fn what_is_too_large_is_an_error() {
    for (text, error) in [
        (
            "def f(): f()\nf()",
            "RecursionError: maximum recursion depth exceeded",
        ),
        ("10**10**8", "OverflowError"),
        ("a = [1]\nwhile True: a = a + a", "MemoryError"),
        (
            "a = []\na.append(a)\nb = []\nb.append(b)\na == b",
            "RecursionError",
        ),
    ] {
        let (code, _, err) = run_within(text, 500_000_000);
        assert_eq!(code, 1, "{text}");
        assert!(err.contains(error), "{text}: {err}");
    }
}

#[test]
fn a_text_that_is_no_program_says_where() {
    let (code, _, err) = run_within("x = 1\nif x\n    pass\n", 1000);
    assert_eq!(code, 1);
    assert!(
        err.contains("line 2") && err.ends_with("SyntaxError: expected ':'\n"),
        "{err}"
    );
}

#[test]
fn texts_that_are_no_programs_are_explained() {
    for (text, wanted) in [
        (
            "print 'x'\n",
            "    print 'x'\n    ^^^^^^^^^\nSyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?\n",
        ),
        (
            "x = (1, 2\ny = 3\n",
            "    x = (1, 2\n        ^\nSyntaxError: '(' was never closed\n",
        ),
        (
            "foo(x, y z)\n",
            "    foo(x, y z)\n           ^^^\nSyntaxError: invalid syntax. Perhaps you forgot a comma?\n",
        ),
        (
            "if x = 3:\n    pass\n",
            "    if x = 3:\n       ^^^^^\nSyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n",
        ),
        (
            "f() = 3\n",
            "    f() = 3\n    ^^^\nSyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?\n",
        ),
        (
            "x = 'abc\n",
            "    x = 'abc\n        ^\nSyntaxError: unterminated string literal (detected at line 1)\n",
        ),
        (
            "x = 5abc\n",
            "    x = 5abc\n        ^\nSyntaxError: invalid decimal literal\n",
        ),
        (
            "if x:\n\ty\n        z\n",
            "    z\nTabError: inconsistent use of tabs and spaces in indentation\n",
        ),
        (
            "def f(a, a): pass\n",
            "    def f(a, a): pass\n             ^\nSyntaxError: duplicate argument 'a' in function definition\n",
        ),
    ] {
        let (code, _, err) = run_within(text, 1000);
        assert_eq!(
            (code, err.split_once('\n').map(|told| told.1)),
            (1, Some(wanted)),
            "{text}"
        );
    }
}

#[test]
fn groups_notes_and_hints_are_told() {
    fails(
        "e = ExceptionGroup('top', [ValueError(1), ExceptionGroup('in', [KeyError('k')])])\ne.add_note('a note')\nraise e\n",
        "  + Exception Group Traceback (most recent call last):\n  |   File \"prog.py\", line 3, in <module>\n  |     raise e\n  | ExceptionGroup: top (2 sub-exceptions)\n  | a note\n  +-+---------------- 1 ----------------\n    | ValueError: 1\n    +---------------- 2 ----------------\n    | ExceptionGroup: in (1 sub-exception)\n    +-+---------------- 1 ----------------\n      | KeyError: 'k'\n      +------------------------------------\n",
    );
    fails(
        "count = [1]\nprint(count[0] + cuont[1])\n",
        "Traceback (most recent call last):\n  File \"prog.py\", line 2, in <module>\n    print(count[0] + cuont[1])\n                     ^^^^^\nNameError: name 'cuont' is not defined. Did you mean: 'count'?\n",
    );
    fails(
        "d = {'a': None}\nv = d['a']['b'] + 1\n",
        "Traceback (most recent call last):\n  File \"prog.py\", line 2, in <module>\n    v = d['a']['b'] + 1\n        ~~~~~~^^^^^\nTypeError: 'NoneType' object is not subscriptable\n",
    );
    fails(
        "def f(n): return f(n + 1)\nf(0)\n",
        "Traceback (most recent call last):\n  File \"prog.py\", line 2, in <module>\n    f(0)\n  File \"prog.py\", line 1, in f\n    def f(n): return f(n + 1)\n                     ^^^^^^^^\n  File \"prog.py\", line 1, in f\n    def f(n): return f(n + 1)\n                     ^^^^^^^^\n  File \"prog.py\", line 1, in f\n    def f(n): return f(n + 1)\n                     ^^^^^^^^\n  [Previous line repeated 996 more times]\nRecursionError: maximum recursion depth exceeded\n",
    );
}

#[test]
fn errors_of_the_system_know_their_classes() {
    let (_, out, _) = run_within(
        "e = OSError(2, 'gone', 'f.txt')\nprint(type(e).__name__, e, e.args, e.filename)\ntry: b'\\xff'.decode()\nexcept UnicodeDecodeError as e: print(e, e.start)\ntry: ExceptionGroup('g', [1])\nexcept ValueError as e: print(e)\nt = e.__traceback__ if 'e' in dir() else None\nprint(t)\n",
        1_000_000,
    );
    assert_eq!(
        out,
        "FileNotFoundError [Errno 2] gone: 'f.txt' (2, 'gone') f.txt\n'utf-8' codec can't decode byte 0xff in position 0: invalid start byte 0\nItem 0 of second argument (exceptions) is not an exception\nNone\n"
    );
}

#[test]
fn a_value_that_cannot_be_told_in_memory_ends_in_an_error() {
    super::prints(
        "t = ('x' * 1000,)
for _ in range(100):
    t = (t, t)
try:
    print(len(repr(t)))
except MemoryError:
    print('too much', [[1, 2], (3,), {4}, {5: 6}])
",
        "too much [[1, 2], (3,), {4}, {5: 6}]\n",
    );
}
