import io, os, sys, uuid, hashlib, base64, pprint, logging, warnings, traceback, contextlib, threading, queue, concurrent.futures as cf, pathlib, time, contextvars, inspect, calendar
s=io.StringIO(); print("a",file=s); s.write("b\nc"); s.seek(0); print(s.readlines(), s.getvalue(), io.StringIO("x\ny").readline()); b=io.BytesIO(b"abc"); print(b.read(2), b.getvalue())
print(hashlib.sha256(b"a").hexdigest(), hashlib.md5(b"a").hexdigest(), base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), len(str(uuid.uuid4())), uuid.UUID(int=5), uuid.uuid5(uuid.NAMESPACE_DNS,"a"))
pprint.pprint({"a":list(range(30)),"b":{"c":"x"*30,"d":[1]*20}}); print(pprint.pformat([1]))
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout); log=logging.getLogger("app"); log.info("hi %s",1); log.debug("no"); log.warning("w"); logging.error("e")
try:
    try: raise KeyError("k")
    except KeyError as e: raise ValueError("v") from e
except ValueError as e:
    print(traceback.format_exception_only(e), traceback.extract_tb(e.__traceback__)[0].lineno, [f.name for f in traceback.extract_tb(e.__traceback__)], len(traceback.format_tb(e.__traceback__)))
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as w: warnings.warn("old",DeprecationWarning); print(len(w), w[0].message, w[0].category.__name__)
@contextlib.contextmanager
def cm():
    print("in")
    try: yield 5
    finally: print("out")
with cm() as v: print(v)
with contextlib.ExitStack() as st: st.enter_context(cm()); st.callback(print,"cb")
with contextlib.suppress(KeyError): {}["a"]
@cm()
def deco(): print("deco")
deco()
lock=threading.Lock(); res=[]
def work(n):
    with lock: res.append(n)
ts=[threading.Thread(target=work,args=(i,),name=f"t{i}") for i in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(res), threading.current_thread().name, ts[0])  if False else print(sorted(res))
q=queue.Queue(); q.put(1); print(q.get(), q.empty()); pq=queue.PriorityQueue(); [pq.put(x) for x in (3,1)]; print(pq.get())
try: q.get_nowait()
except queue.Empty as e: print(repr(e))
with cf.ThreadPoolExecutor(2) as ex: print(list(ex.map(lambda x:x*x,[1,2,3])), ex.submit(pow,2,3).result())
p=pathlib.Path("/a/b/c.txt"); print(p.name,p.stem,p.suffix,p.parent,p/"d",p.parts,p.with_suffix(".md"),pathlib.PurePosixPath("a","b"), p.exists()); print(os.path.join("a","b"), os.path.splitext("x.tar.gz"), os.path.basename("/a/b"), os.path.dirname("/a/b"), os.environ.get("NOPE"), os.sep)
cv=contextvars.ContextVar("cv",default=1); tok=cv.set(2); print(cv.get()); cv.reset(tok); print(cv.get()); ctx=contextvars.copy_context(); print(ctx.run(lambda: (cv.set(9),cv.get())[1]), cv.get())
def fn(a,b=1,*c,d,e=2,**f)->int: "doc"
print(inspect.signature(fn), inspect.isfunction(fn), inspect.getdoc(fn), list(inspect.signature(fn).parameters), inspect.iscoroutinefunction(fn), calendar.monthrange(2024,2), calendar.isleap(2000), time.strftime("%Y",time.gmtime(0)))
try: inspect.signature(fn).bind(1)
except TypeError as e: print(e)
with open("/tmp/pl_x.txt","w") as f: f.write("hello\nworld\n")
with open("/tmp/pl_x.txt") as f: print(f.read(), f.name, f.closed)
with open("/tmp/pl_x.txt") as f:
    for line in f: print(line.strip())
try: open("/tmp/nope_zz")
except FileNotFoundError as e: print(e, e.errno, e.filename)
pathlib.Path("/tmp/pl_y.txt").write_text("yy"); print(pathlib.Path("/tmp/pl_y.txt").read_text(), os.path.getsize("/tmp/pl_y.txt"), os.path.exists("/tmp/pl_y.txt")); os.remove("/tmp/pl_y.txt")
