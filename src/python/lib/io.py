from builtins import open

DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = "io"


class IOBase:
    closed = False

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" if isinstance(self, StringIO)
                             else "I/O operation on closed file.")

    def readable(self):
        return True

    writable = seekable = readable

    def isatty(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __iter__(self):
        self._check()
        return self

    __enter__ = __iter__

    def __exit__(self, *exc_info):
        self.close()

    def __next__(self):
        if line := self.readline():
            return line
        raise StopIteration

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory:
    # What StringIO and BytesIO have in common: text or bytes in self._data, a position.
    def tell(self):
        self._check()
        return self._at

    def read(self, size=-1, /):
        self._check()
        start = self._at
        end = len(self._data) if size is None or size < 0 else start + size
        part = self._data[start:end]
        self._at = start + len(part)
        return part

    def readline(self, size=-1, /):
        self._check()
        end = self._data.find(self._newline, self._at) + 1
        if not end:
            end = max(len(self._data), self._at)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        part = self._data[self._at:end]
        self._at += len(part)
        return part

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        self._data = self._data[:size]
        return size

    def getvalue(self):
        self._check()
        return self._data

    def _put(self, part, filler):
        data = self._data
        if self._at == len(data):
            self._data = data + part
        else:
            data += filler * (self._at - len(data))
            self._data = data[:self._at] + part + data[self._at + len(part):]
        self._at += len(part)
        return len(part)

    def close(self):
        self.closed = True
        self._data = self._data[:0]


class StringIO(_Memory, TextIOBase):
    __module__ = "_io"
    _newline = "\n"
    encoding = errors = newlines = None
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._parts = []
        self._text = initial_value or ""
        self._at = 0

    # Written parts are joined only when somebody reads.
    @property
    def _data(self):
        if self._parts:
            self._text += "".join(self._parts)
            self._parts = []
        return self._text

    @_data.setter
    def _data(self, text):
        self._parts = []
        self._text = text

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        if self._parts or self._at == len(self._text):
            self._parts.append(s)
            self._at += len(s)
            return len(s)
        return self._put(s, "\0")

    def read(self, size=-1, /):
        self._data
        return _Memory.read(self, size)

    def seek(self, pos, whence=0, /):
        self._check()
        self._data
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._at = pos if whence == 0 else self._at if whence == 1 else len(self._text)
        return self._at


class BytesIO(_Memory, BufferedIOBase):
    __module__ = "_io"
    _newline = b"\n"

    def __init__(self, initial_bytes=b""):
        if isinstance(initial_bytes, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._data = bytes(initial_bytes or b"")
        self._at = 0

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b), b"\0")

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        self._at = max(pos + (0, self._at, len(self._data))[whence], 0)
        return self._at

    def getbuffer(self):
        return memoryview(self._data)

    read1 = _Memory.read
