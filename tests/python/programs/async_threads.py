import threading, time, queue, sys
def work(n):
    time.sleep(n / 50)
    print("work", n, threading.current_thread().name)
ts = [threading.Thread(target=work, args=(i,)) for i in (2, 1)]
print(ts[0].name, ts[0].is_alive(), ts[0].daemon, ts[0].ident, repr(ts[0]))
for t in ts: t.start()
print(threading.active_count(), [t.name for t in threading.enumerate()])
for t in ts: t.join()
print(ts[0].is_alive(), threading.active_count(), threading.main_thread() is threading.current_thread())
for f in (ts[0].start, threading.Thread().join, threading.current_thread().join):
    try: f()
    except RuntimeError as e: print(e)
class T(threading.Thread):
    def __init__(self):
        super().__init__(name="mine", daemon=True)
    def run(self): print("run", self.name, self.daemon)
t = T(); t.start(); t.join()
threading.Thread(target=lambda: 1 / 0).start()
time.sleep(0.05)
hook = threading.excepthook
threading.excepthook = lambda a: print("hook", a.exc_type, a.exc_value, a.thread.name)
threading.Thread(target=lambda: 1 / 0).start()
time.sleep(0.05)
threading.excepthook = hook
lock = threading.Lock()
print(lock.acquire(), lock.acquire(False), lock.locked(), lock.acquire(timeout=0.01)); lock.release()
try: lock.release()
except RuntimeError as e: print(e)
r = threading.RLock()
with r:
    with r: pass
try: r.release()
except RuntimeError as e: print(e)
n = 0
def add():
    global n
    for _ in range(1000):
        with lock: n += 1
ts = [threading.Thread(target=add) for _ in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(n)
e = threading.Event(); print(e.wait(0.01), e.is_set())
threading.Timer(0.02, e.set).start(); print(e.wait(1))
c = threading.Condition(); items = []
def consume():
    with c:
        c.wait_for(lambda: items); print("item", items.pop())
t = threading.Thread(target=consume); t.start()
with c: items.append(1); c.notify()
t.join()
with c: print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 5))
for f in (c.wait, c.notify):
    try: f()
    except RuntimeError as e: print(e)
s = threading.BoundedSemaphore(2); print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01)); s.release(2)
try: s.release()
except ValueError as e: print(e)
print(str(s)[:40].split(" at ")[0], str(threading.Event()).split(": ")[1], repr(threading.Semaphore(3)).split(": ")[1])
b = threading.Barrier(2, action=lambda: print("action")); got = []
def meet(): got.append(b.wait())
t = threading.Thread(target=meet); t.start(); got.append(b.wait()); t.join(); print(sorted(got), b.broken, b.n_waiting)
try: b.wait(0.01)
except threading.BrokenBarrierError as e: print("broken", b.broken, repr(e))
b.reset(); print(b.broken)
l = threading.local(); l.x = 1
def see():
    print(hasattr(l, "x")); l.x = 2; print(l.x, l.__dict__)
    try: l.y
    except AttributeError as e: print("no y")
t = threading.Thread(target=see); t.start(); t.join(); print(l.x); del l.x; print(hasattr(l, "x"))
class L(threading.local):
    a = 5
    def __init__(self, v): self.v = v; print("init", v)
    def more(self): return self.v + self.a
m = L(3); m.a = 7; print(m.more())
t = threading.Thread(target=lambda: print(m.more())); t.start(); t.join()
for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind(3); [q.put(i) for i in (2, 3, 1)]; print(q.full(), q.qsize(), [q.get() for _ in range(3)], q.empty())
q = queue.Queue(1)
for f in (q.get_nowait, lambda: q.get(timeout=0.01), lambda: q.put(1) or q.put_nowait(2), lambda: q.put(1, timeout=0.01), lambda: q.get(timeout=-1), q.task_done, q.task_done):
    try: f()
    except Exception as e: print(repr(e))
q = queue.Queue()
def worker():
    while (x := q.get()) is not None:
        print("did", x); q.task_done()
    q.task_done()
threading.Thread(target=worker, daemon=True).start()
for i in [1, 2, 3, None]: q.put(i)
q.join(); print("joined")
sq = queue.SimpleQueue(); sq.put(1); print(sq.get(), sq.empty(), sq.qsize())
try: sq.get(timeout=0.01)
except queue.Empty as e: print(repr(e))
def late():
    time.sleep(0.1); print("the end waits")
threading.Thread(target=late).start()
if hasattr(threading, "_at_exit"): threading._shutdown()
