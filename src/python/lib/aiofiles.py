"""aiofiles over the builtin open; the files are in memory, so nothing needs a thread."""


class _File:
    def __init__(self, file):
        self._file = file

    def __repr__(self):
        return f"<aiofiles wrapper of {self._file!r}>"

    async def close(self):
        return self._file.close()

    async def flush(self):
        return self._file.flush()

    async def read(self, *args):
        return self._file.read(*args)

    async def readline(self, *args):
        return self._file.readline(*args)

    async def readlines(self, *args):
        return self._file.readlines(*args)

    async def seek(self, *args):
        return self._file.seek(*args)

    async def seekable(self):
        return self._file.seekable()

    async def readable(self):
        return self._file.readable()

    async def writable(self):
        return self._file.writable()

    async def tell(self):
        return self._file.tell()

    async def truncate(self, *args):
        return self._file.truncate(*args)

    async def write(self, data):
        return self._file.write(data)

    async def writelines(self, lines):
        return self._file.writelines(lines)

    def fileno(self):
        return self._file.fileno()

    @property
    def closed(self):
        return self._file.closed

    @property
    def name(self):
        return self._file.name

    @property
    def mode(self):
        return self._file.mode

    @property
    def encoding(self):
        return self._file.encoding

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()


class _Opening:
    # What open() gives: to be awaited, or for async with.
    def __init__(self, coro):
        self._coro = coro
        self._file = None

    def __await__(self):
        return self._coro.__await__()

    async def __aenter__(self):
        self._file = await self._coro
        return self._file

    async def __aexit__(self, exc_type, exc, tb):
        await self._file.close()


_open = open


async def _opened(*args, **kwargs):
    return _File(_open(*args, **kwargs))


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True,
         opener=None, *, loop=None, executor=None):
    if opener is not None:
        raise NotImplementedError("aiofiles.open: opener is not supported here")
    kwargs = {"encoding": encoding} if encoding is not None else {}
    if errors is not None:
        kwargs["errors"] = errors
    if newline is not None:
        kwargs["newline"] = newline
    return _Opening(_opened(file, mode, **kwargs))
