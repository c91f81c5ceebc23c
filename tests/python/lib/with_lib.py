"""Run one program under CPython with the library in src/python/lib instead of CPython's own."""
import ast
import importlib.machinery
import importlib.util
import os
import sys
import time
import types
import linecache
import traceback
import _collections
import _bisect
import _contextvars
import _heapq
import _random
import _io
import math

HERE = os.path.dirname(os.path.abspath(__file__))
LIB = os.path.join(HERE, "..", "..", "..", "src", "python", "lib")
# Everything else that programs import has to come from the library.
NATIVE = {"math", "sys", "builtins", "_contextvars", "_random", "_io"}
OUTSIDE = {"asyncio", "contextlib", "threading"}


def module(name, **values):
    made = types.ModuleType(name)
    made.__dict__.update(values)
    return made


def entries(tb):
    found = []
    for frame, place in zip(traceback.walk_tb(tb), traceback.extract_tb(tb)):
        found.append((place.filename, place.lineno, place.name, place.end_lineno, place.colno,
                      place.end_colno, place.line, None))
    return found


def format_whole(exc, tb, limit=None, chain=True):
    return "".join(traceback.format_exception(type(exc), exc, tb, limit=limit, chain=chain))


seen = set()


def warn_here(text, category, stacklevel):
    frame = sys._getframe(stacklevel)
    key = (frame.f_code.co_filename, frame.f_lineno, text, category)
    if key not in seen:
        seen.add(key)
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
        sys.stderr.write(f"{key[0]}:{key[1]}: {category.__name__}: {text}\n" + (f"  {line}\n" if line else ""))


def stat(path):
    found = os.stat(path)
    return found.st_size, found.st_mtime


shims = {
    "_time": module("_time", now=time.time, monotonic=time.monotonic, sleep=time.sleep, perf=time.perf_counter),
    "_collections": module("_collections", deque=_collections.deque),
    "_traceback": module("_traceback", entries=entries, format=format_whole,
                         lines=lambda tb, limit: "".join(traceback.format_tb(tb, limit)), stack=lambda skip: []),
    "_warnings": module("_warnings", warn_here=warn_here),
    "_os": module("_os", exists=os.path.exists, isdir=os.path.isdir, listdir=os.listdir, remove=os.remove,
                  mkdir=os.mkdir, rename=os.rename, getcwd=os.getcwd, chdir=os.chdir, stat=stat, rmdir=os.rmdir),
    "_contextvars": _contextvars, "_random": _random, "_bisect": _bisect, "_heapq": _heapq, "_io": _io, "math": math, "ast": ast,
}


class Finder:
    def find_spec(self, name, path=None, target=None):
        base = os.path.join(LIB, *name.split("."))
        for file in (base + ".py", os.path.join(base, "__init__.py")):
            if os.path.isfile(file):
                inside = [base] if file.endswith("__init__.py") else None
                return importlib.util.spec_from_file_location(name, file, submodule_search_locations=inside)
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.argv = sys.argv[1:]
with open(sys.argv[0]) as file:
    source = file.read()
code = compile(source, sys.argv[0], "exec")
keep = {"sys", "builtins", "__main__", "_frozen_importlib", "_frozen_importlib_external", "_imp", "_thread",
        "_weakref", "_codecs", "codecs", "encodings", "encodings.utf_8", "encodings.aliases", "posix", "marshal",
        "_signal", "zipimport"}
for name in OUTSIDE:
    if name in source:
        # Not part of this library: CPython's own, with the modules that they took for themselves.
        importlib.import_module(name)
        keep.update(n for n in sys.modules if n.split(".")[0] == name)
for name in list(sys.modules):
    if name not in keep and not name.startswith("encodings"):
        del sys.modules[name]
sys.modules.update(shims)
sys.meta_path[:] = [Finder()]
main = module("__main__", __builtins__=__builtins__, __file__=sys.argv[0])
sys.modules["__main__"] = main
exec(code, main.__dict__)
