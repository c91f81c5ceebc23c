import weakref, gc, signal, atexit, errno
class A: pass
a=A(); r=weakref.ref(a); print(r() is a, weakref.ref(a)==r); ws=weakref.WeakSet([a]); print(len(ws), a in ws); d=weakref.WeakValueDictionary(); d["k"]=a; print(d["k"] is a, list(d)); k=weakref.WeakKeyDictionary(); k[a]=1; print(k[a])
del a; gc.collect(); print(r(), len(ws), len(d), len(k))
try: weakref.ref(5)
except TypeError as e: print(e)
atexit.register(print,"bye"); atexit.register(lambda: print("first")); print(int(signal.SIGINT), errno.ENOENT, errno.errorcode[2])
