# Files in memory: what `open` and `os` work on.
import io
from time import time

_folders = {"/": 0.0, "/tmp": 0.0, "/home": 0.0}
_files = {}
_here = "/home"


class _Data:
    def __init__(self):
        self.content, self.writer, self.changed = b"", None, time()

    def now(self, text):
        # What was written last counts, though it may not be closed yet.
        if self.writer is not None:
            self.content = self.writer.getvalue()
        if isinstance(self.content, str) is not text:
            self.content = self.content.encode() if isinstance(self.content, str) else self.content.decode()
        return self.content


def _full(path):
    if isinstance(path, bytes):
        path = path.decode()
    parts = []
    for part in (path if path.startswith("/") else f"{_here}/{path}").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def _fail(number, path):
    texts = {2: "No such file or directory", 17: "File exists", 20: "Not a directory", 21: "Is a directory",
             39: "Directory not empty"}
    raise OSError(number, texts[number], path)


def _new(path, full):
    parent = full.rpartition("/")[0] or "/"
    if parent not in _folders:
        _fail(20 if parent in _files else 2, path)
    return full


def _known(path):
    full = _full(path)
    if full not in _files and full not in _folders or path == "":
        _fail(2, path)
    return full


def exists(path):
    return path != "" and (_full(path) in _files or _full(path) in _folders)


def isdir(path):
    return path != "" and _full(path) in _folders


def getcwd():
    return _here


def chdir(path):
    global _here
    if not isdir(path):
        _fail(20 if exists(path) else 2, path)
    _here = _full(path)


def listdir(path):
    if not isdir(path):
        _fail(20 if exists(path) else 2, path)
    start = _full(path).rstrip("/") + "/"
    inside = [name[len(start):] for name in [*_folders, *_files] if name.startswith(start) and name != start]
    return [name for name in inside if "/" not in name]


def mkdir(path):
    full = _new(path, _full(path))
    if exists(path):
        _fail(17, path)
    _folders[full] = time()


def remove(path):
    full = _known(path)
    if full in _folders:
        _fail(21, path)
    del _files[full]


def rmdir(path):
    full = _known(path)
    if full in _files:
        _fail(20, path)
    if listdir(path):
        _fail(39, path)
    del _folders[full]


def rename(old, new):
    start, end = _known(old), _new(new, _full(new))
    for table in (_files, _folders):
        for name in [name for name in table if name == start or name.startswith(start + "/")]:
            table[end + name[len(start):]] = table.pop(name)


def stat(path):
    full = _known(path)
    if full in _folders:
        return 4096, _folders[full]
    return len(_files[full].now(False)), _files[full].changed


class _Open:
    # A file over one of io's memories, which takes what is written.
    def __init__(self, data, name, mode, text):
        self.name, self.mode, self._source = name, mode, data
        self._reads, self._writes = "r" in mode or "+" in mode, mode.strip("bt") != "r"
        self._memory.__init__(self, None if "w" in mode else data.now(text))
        if "w" in mode:
            data.writer, data.content = None, b""
        if "a" in mode:
            self.seek(0, 2)

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def _may(self, allowed, what):
        self._check()
        if not allowed:
            raise io.UnsupportedOperation(f"not {what}")

    def read(self, size=-1, /):
        self._may(self._reads, "readable")
        return self._memory.read(self, size)

    def readline(self, size=-1, /):
        self._may(self._reads, "readable")
        return self._memory.readline(self, size)

    def write(self, data, /):
        self._may(self._writes, "writable")
        if "a" in self.mode:
            self.seek(0, 2)
        self._source.writer, self._source.changed = self, time()
        return self._memory.write(self, data)

    def truncate(self, size=None, /):
        self._may(self._writes, "writable")
        self._source.writer = self
        return self._memory.truncate(self, size)

    def close(self):
        if not self.closed and self._source.writer is self:
            self._source.content, self._source.writer = self.getvalue(), None
        self._memory.close(self)

    def fileno(self):
        return 3

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")


class TextIOWrapper(_Open, io.StringIO):
    _memory = io.StringIO
    __module__ = "_io"

    def write(self, data, /):
        if not isinstance(data, str):
            raise TypeError(f"write() argument must be str, not {type(data).__name__}")
        return super().write(data)

    # Places in a text file are told in bytes.
    def tell(self):
        at = super().tell()
        text = self._data
        return at if text.isascii() else len(text[:at].encode(errors="surrogatepass"))

    def seek(self, pos, whence=0, /):
        text = self._data
        if not self.closed and whence == 0 and pos > 0 and not text.isascii():
            pos = len(text.encode(errors="surrogatepass")[:pos].decode(errors="ignore"))
        super().seek(pos, whence)
        return self.tell()

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"


class _Binary(_Open, io.BytesIO):
    _memory = io.BytesIO
    __module__ = "_io"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__} name={self.name!r}>"


BufferedReader, BufferedWriter, BufferedRandom = [
    type(name, (_Binary,), {"__module__": "_io"}) for name in ("BufferedReader", "BufferedWriter", "BufferedRandom")]


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if isinstance(file, int):
        raise OSError(9, "Bad file descriptor", file)
    path = file.__fspath__() if hasattr(type(file), "__fspath__") else file
    if not isinstance(path, (str, bytes)):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(file).__name__}")
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if len(set(mode)) != len(mode) or set(mode) - set("rwxabt+"):
        raise ValueError(f"invalid mode: {mode!r}")
    if "t" in mode and "b" in mode:
        raise ValueError("can't have text and binary mode at once")
    if sum(kind in mode for kind in "rwxa") != 1:
        raise ValueError("must have exactly one of create/read/write/append mode"
                         + (" and at most one plus" if not set(mode) & set("rwxa") else ""))
    text = "b" not in mode
    for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
        if value is not None and not text:
            raise ValueError(f"binary mode doesn't take {'a' if name == 'newline' else 'an'} {name} argument")
    full = _full(path)
    if not path:
        _fail(2, path)
    if full in _folders:
        _fail(21, path)
    if full in _files:
        if "x" in mode:
            _fail(17, path)
    elif "r" in mode:
        _fail(2 if full.rpartition("/")[0] not in _files else 20, path)
    else:
        _files[_new(path, full)] = _Data()
    if not text:
        kind = BufferedRandom if "+" in mode else BufferedReader if "r" in mode else BufferedWriter
        return kind(_files[full], path, mode, False)
    made = TextIOWrapper(_files[full], path, mode, True)
    made.encoding, made.errors = encoding or "UTF-8", errors or "strict"
    return made
