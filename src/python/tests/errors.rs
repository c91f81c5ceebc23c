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
