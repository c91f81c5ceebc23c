class R:
    def __enter__(self): print("in"); return self
    def __exit__(self, *e): print("out", e[0]); raise RuntimeError("exit failed")
def use():
    with R() as r, R() as q:
        r.x
use()
