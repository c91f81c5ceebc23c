"""Run one program with the library in place of CPython's modules of the same names.

usage: run.py [--real] PROGRAM

The native modules the library builds on are stood in for by what CPython has.
"""
import os
import runpy
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.join(HERE, "..", "..", "..", "src", "python", "lib")
OURS = ("asyncio", "concurrent", "threading", "queue", "contextlib", "aiohttp", "aiofiles")


def install():
    # Everything of CPython's own that the stand-ins need, before the names are taken over.
    import inspect, json, logging, random, socket, tempfile, traceback, urllib.request, warnings
    sys.path.insert(0, HERE)
    import shims
    for name in list(sys.modules):
        if name.split(".")[0] in OURS:
            del sys.modules[name]
    sys.modules.update(shims.MODULES)
    sys.path.remove(HERE)

    class Finder:
        # Only our modules, even where the folder holds more.
        def find_spec(self, name, path=None, target=None):
            if name.split(".")[0] not in OURS:
                return None
            from importlib.machinery import PathFinder
            if path is None:
                path = [os.path.abspath(LIBRARY)]
            return PathFinder.find_spec(name, path)

    sys.meta_path.insert(0, Finder())


def main():
    real = sys.argv[1] == "--real"
    program = sys.argv[-1]
    sys.dont_write_bytecode = True
    if not real:
        install()
    sys.argv = [program]
    # As `python PROGRAM` does, so that tracebacks and warnings look the same.
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    runner = __import__("__main__")
    space = {"__name__": "__main__", "__builtins__": __builtins__, "__file__": program}
    with open(program, encoding="utf-8") as f:
        text = f.read()
    try:
        exec(compile(text, program, "exec"), space)
    finally:
        runner.__dict__.update({"kept": space})


if __name__ == "__main__":
    main()
