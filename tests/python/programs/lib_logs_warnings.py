import logging, sys, warnings, traceback, os, os.path, pathlib, io
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
logging.warning("to root %s", 1)
buf = io.StringIO()
logging.basicConfig(level=logging.DEBUG, format="%(levelname)-8s|%(name)s|%(message)s|%(filename)s|%(funcName)s|%(lineno)d|%(threadName)s|%(module)s", stream=buf, force=True)
log = logging.getLogger("a.b"); par = logging.getLogger("a"); print(log.parent is par, par.parent is logging.root, log, logging.getLogger() is logging.root, logging.getLogger("a.b") is log)
log.info("hi %s %d", "x", 5); log.debug("d"); par.warning("%(k)s", {"k": 1}); log.error("bad: %s", ValueError("e"))
def inner(): log.critical("from inner")
inner(); log.setLevel("ERROR"); log.info("hidden"); log.log(45, "lvl45"); par.setLevel(logging.WARNING); print(log.isEnabledFor(10), logging.getLogger("a.c").getEffectiveLevel(), logging.getLevelName(30), logging.getLevelName("INFO"), logging.getLevelName(35))
try: 1 / 0
except ZeroDivisionError: log.exception("oops")
print(buf.getvalue())
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("{levelname}:{message}", style="{")); h.setLevel(logging.ERROR); l2 = logging.getLogger("other"); l2.addHandler(h); l2.propagate = False; l2.warning("no"); l2.error("yes"); print(l2.handlers == [h], l2.hasHandlers(), h)
class F(logging.Filter):
    def filter(self, r): return "skip" not in r.getMessage()
h.addFilter(F()); l2.error("skip me"); l2.error("keep"); h.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y")); buf2 = io.StringIO(); h.setStream(buf2); l2.error("dated"); print(len(buf2.getvalue().split()[0]))
h.setFormatter(logging.Formatter("%(asctime)s")); l2.error("x"); print(len(buf2.getvalue().splitlines()[-1]))
class H(logging.Handler):
    def emit(self, r): print("H", r.levelname, r.getMessage(), getattr(r, "user", None), r.name, r.args)
l3 = logging.getLogger("l3"); l3.addHandler(H()); l3.propagate = False; l3.error("e %s", 3, extra={"user": "u"}); logging.LoggerAdapter(l3, {"user": "ad"}).error("via"); t(l3.setLevel, "NOPE"); l3.disabled = True; l3.error("gone"); logging.addLevelName(25, "NOTE"); l3.disabled = False; l3.log(25, "note"); l3.setLevel(logging.DEBUG); l3.log(25, "note"); logging.disable(logging.ERROR); l3.error("off"); logging.disable(logging.NOTSET); l3.removeHandler(l3.handlers[0]); print(l3.handlers)
t(logging.getLogger, 5); t(l2.error, "no args %s %s", 1) if False else None
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("w1"); warnings.warn("w2", DeprecationWarning); warnings.warn(UserWarning("w3"))
    print([(str(x.message), x.category.__name__, x.lineno, type(x.message).__name__) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error"); t(warnings.warn, "err"); t(warnings.warn, "dep", DeprecationWarning)
with warnings.catch_warnings():
    warnings.simplefilter("ignore"); warnings.warn("silent")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("default")
    for i in range(3): warnings.warn("once")
    warnings.filterwarnings("ignore", message="not"); warnings.warn("not this"); warnings.filterwarnings("error", category=RuntimeWarning); t(warnings.warn, "r", RuntimeWarning); print(len(w))
t(warnings.warn, "x", int)
def deep(n):
    if n == 0: raise ValueError("deep\ntwo")
    deep(n - 1)
try: deep(2)
except ValueError as e:
    for f in traceback.extract_tb(e.__traceback__): print(f.lineno, f.name, f.line, os.path.basename(f.filename))
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e), len(traceback.format_tb(e.__traceback__)), len(traceback.format_exception(e)), traceback.format_exception(e)[0], traceback.format_exc().splitlines()[-2:])
    traceback.print_exc(file=sys.stdout); traceback.print_exception(e, file=sys.stdout); traceback.print_exception(type(e), e, e.__traceback__, limit=1, file=sys.stdout); traceback.print_tb(e.__traceback__, file=sys.stdout); print(traceback.format_tb(e.__traceback__)[0]); print("".join(traceback.format_exception(e)) == traceback.format_exc(), traceback.format_exc(limit=1))
    te = traceback.TracebackException.from_exception(e); print(str(te), te.exc_type, "".join(te.format_exception_only()), len(te.stack))
    f = traceback.extract_tb(e.__traceback__)[-1]; print(tuple(f)[1:], f[1], len(f))
    for a, b, c, d in traceback.extract_tb(e.__traceback__): print(b, c, d)
try:
    try: {}["k"]
    except KeyError as k: raise RuntimeError("outer") from k
except RuntimeError as e: traceback.print_exc(file=sys.stdout); print(len(traceback.format_exception(e)), [x[:6] for x in traceback.format_exception(e)])
class My(Exception): pass
e = My("a"); e.add_note("note1"); print(traceback.format_exception_only(e), traceback.format_exception_only(My()), traceback.format_exception_only(KeyError("k"))); print(traceback.format_exc())
try: raise ExceptionGroup("g", [ValueError("a"), TypeError("b")])
except ExceptionGroup as e: traceback.print_exc(file=sys.stdout)
try: compile("x = = 1", "f.py", "exec")
except SyntaxError as e: print(traceback.format_exception_only(e))
# os and pathlib
P = pathlib.Path; p = P("d") / "sub" / "f.txt"; print(p, repr(p), p.name, p.stem, p.suffix, p.parent, p.parts, list(p.parents), p.exists(), P("/a/../b").parts, P("a.tar.gz").suffixes, p.with_suffix(".md"), p.with_name("q"), p.with_stem("z"), P("."), P(), P("/"), P("a//b/./c/"), p.is_absolute(), P("/a/b").relative_to("/a"), p == P("d/sub/f.txt"), P("a") < P("b"), "x" / P("y"), P("a").joinpath("b", "c"), p.as_posix(), str(p), P("/a").root, P("a/b.py").match("*.py"), P("/x/y").is_relative_to("/x"), P("x").with_suffix(""), {p: 1}[P("d/sub/f.txt")]); t(P("/a").relative_to, "/b"); t(P("a").with_suffix, "x"); t(P, 5); t(lambda: P("a") / 5)
p.parent.mkdir(parents=True); print(p.write_text("hé\nlo"), p.read_text(), p.exists(), p.is_file(), p.parent.is_dir(), p.stat().st_size, p.read_bytes(), sorted(os.listdir("d")), os.path.getsize(p)); t(p.parent.mkdir); p.parent.mkdir(exist_ok=True); P("d/x.py").touch(); P("d/y.py").write_bytes(b"1"); print(sorted(map(str, P("d").iterdir())), sorted(map(str, P("d").glob("*.py"))), sorted(map(str, P("d").rglob("*.*"))), sorted(map(str, P(".").glob("**/*.txt"))), sorted(map(str, P("d").glob("sub/*"))))
t(P("nope").read_text); t(P("nope").unlink); P("nope").unlink(missing_ok=True); p.unlink(); print(p.exists()); p.parent.rmdir(); t(os.mkdir, "d"); os.makedirs("m/n/o"); t(os.makedirs, "m/n"); os.makedirs("m/n", exist_ok=True); os.rename("d/x.py", "d/z.py"); print(sorted(os.listdir("d")), [(a, b, c) for a, b, c in os.walk("m")]); os.remove("d/z.py"); t(os.remove, "d/z.py"); t(os.listdir, "zz"); t(open, "zz"); print(os.path.join("a", "b", "/c", "d"), os.path.join("a/", "b"), os.path.split("/a/b"), os.path.splitext("a.b.c"), os.path.splitext(".bash"), os.path.basename("/x/y"), os.path.dirname("/x/y"), os.path.normpath("a/../b//c/."), os.path.isabs("/a"), os.path.relpath("/a/b", "/a/c"), os.path.commonprefix(["abc", "abd"]), os.path.commonpath(["/a/b", "/a/c"]), os.path.exists("d"), os.path.isdir("d"), os.path.isfile("d"), os.sep, os.linesep == "\n", os.getenv("NOPE_X"), os.getenv("NOPE_X", "dflt"), os.environ.get("NOPE_X"), os.fspath(P("q")), isinstance(os.getpid(), int)); os.environ["ZZ"] = "1"; print(os.getenv("ZZ")); t(os.environ.__getitem__, "NOPE_X")
with P("w.txt").open("w") as f: f.write("l1\nl2\n")
with open(P("w.txt")) as f: print(f.readlines())
