import _os
from _os import chdir, getcwd
from os import path

name = "posix"
sep = "/"
altsep = None
extsep = curdir = "."
pardir = ".."
linesep = "\n"
pathsep = ":"
devnull = "/dev/null"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1


class _Environ(dict):
    def __setitem__(self, key, value):
        if not isinstance(key, str) or not isinstance(value, str):
            raise TypeError(f"str expected, not {type(value if isinstance(key, str) else key).__name__}")
        super().__setitem__(key, value)

    def __repr__(self):
        return f"environ({dict.__repr__(self)})"


environ = _Environ(HOME="/", PATH="", LANG="C.UTF-8", TZ="UTC")


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getpid():
    return 1


def getppid():
    return 0


def cpu_count():
    return 1


def getlogin():
    raise OSError(6, "No such device or address")


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(type(path), "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def fsencode(filename):
    return fspath(filename).encode()


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def listdir(path="."):
    return _os.listdir(fspath(path))


def remove(path):
    _os.remove(fspath(path))


unlink = remove


def mkdir(path, mode=0o777):
    _os.mkdir(fspath(path))


def rmdir(path):
    path = fspath(path)
    if hasattr(_os, "rmdir"):
        _os.rmdir(path)
    elif _os.isdir(path):
        if _os.listdir(path):
            raise OSError(39, "Directory not empty", path)
        _os.remove(path)
    else:
        raise (NotADirectoryError(20, "Not a directory", path) if _os.exists(path)
               else FileNotFoundError(2, "No such file or directory", path))


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    parent = path.dirname(name.rstrip("/"))
    if parent and not _os.exists(parent):
        makedirs(parent, exist_ok=True)
    if _os.exists(name):
        if not exist_ok or not _os.isdir(name):
            raise FileExistsError(17, "File exists", name)
    else:
        _os.mkdir(name)


def rename(src, dst):
    _os.rename(fspath(src), fspath(dst))


replace = rename


class stat_result:
    def __init__(self, size, mtime, folder):
        self.st_size = size
        self.st_mtime = self.st_ctime = self.st_atime = mtime
        self.st_mode = 0o040755 if folder else 0o100644

    def __repr__(self):
        return f"os.stat_result(st_mode={self.st_mode}, st_size={self.st_size}, st_mtime={int(self.st_mtime)})"


def stat(path):
    path = fspath(path)
    return stat_result(*_os.stat(path), _os.isdir(path))


lstat = stat


def access(path, mode):
    return _os.exists(fspath(path))


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return _os.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return not _os.isdir(self.path)

    def stat(self):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class scandir:
    def __init__(self, path="."):
        self._entries = iter([DirEntry(fspath(path), name) for name in _os.listdir(fspath(path))])

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def close(self):
        pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    folders, files = [], []
    if _os.isdir(top):
        for name in _os.listdir(top):
            (folders if _os.isdir(path.join(top, name)) else files).append(name)
        if topdown:
            yield top, folders, files
        for name in folders:
            yield from walk(path.join(top, name), topdown)
        if not topdown:
            yield top, folders, files


def urandom(size):
    import random
    return random.SystemRandom().randbytes(size)


class PathLike:
    pass
