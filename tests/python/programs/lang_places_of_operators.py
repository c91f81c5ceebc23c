import warnings, sys
def w(n): warnings.warn(n, DeprecationWarning, stacklevel=3)
class B:
    def __add__(s, o): w("add"); return 1
    def __lt__(s, o): w("lt"); return 1
    def __eq__(s, o): w("eq"); return 1
    def __neg__(s): w("neg"); return 1
    def __bool__(s): w("bool"); return True
    def __getitem__(s, i): w("get"); return 1
    def __setitem__(s, i, v): w("set")
    def __delitem__(s, i): w("del")
    def __iter__(s): w("iter"); return iter([1])
    def __getattr__(s, n): w("attr " + n); return 1
    def __iadd__(s, o): w("iadd"); return s
    def __hash__(s): w("hash"); return 1
    def __format__(s, f): w("format"); return "f"
    def __enter__(s): w("enter"); return s
    def __exit__(s, *a): w("exit")
    def __call__(s): w("call")
    def __str__(s): w("str"); return "s"
    def __contains__(s, x): w("in"); return True
    def __setattr__(s, n, v): w("setattr")
def f():
    b = B()
    x = 1
    b + x
    b < x
    b == x
    -b
    not b
    if b:
        pass
    b[1]
    b[1] = x
    del b[1]
    [*b]
    for q in b:
        pass
    b.zz
    b.yy = 1
    b += x
    {b}
    f"{b}"
    with b:
        pass
    b()
    str(b)
    x in b
    x, = b
    b and x
    x if b else x
    while b:
        break
    {b: 1}
    print(b)
f()
