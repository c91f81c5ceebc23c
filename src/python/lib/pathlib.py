import os


class PurePath:
    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        root = ""
        parts = []
        for arg in args:
            text = str(arg) if isinstance(arg, PurePath) else os.fspath(arg)
            if not isinstance(text, str):
                raise TypeError(f"argument should be a str object or an os.PathLike object returning str, not "
                                f"{type(text)!r}")
            if text.startswith("/"):
                root = "//" if text.startswith("//") and not text.startswith("///") else "/"
                parts = []
            parts += [part for part in text.split("/") if part not in ("", ".")]
        self._root = root
        self._names = parts

    def _like(self, root, names):
        made = object.__new__(type(self))
        made._root = root
        made._names = names
        return made

    def __str__(self):
        return self._root + "/".join(self._names) or "."

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self)

    def __bytes__(self):
        return str(self).encode()

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(str(self))

    def __lt__(self, other):
        return self._names < other._names if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._names <= other._names if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._names > other._names if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._names >= other._names if isinstance(other, PurePath) else NotImplemented

    def _joined(self, first, second):
        try:
            return type(self)(first, second)
        except TypeError:
            return NotImplemented

    def __truediv__(self, key):
        return self._joined(self, key)

    def __rtruediv__(self, key):
        return self._joined(key, self)

    def joinpath(self, *args):
        return type(self)(self, *args)

    drive = ""
    root = property(lambda self: self._root)
    anchor = root
    parts = property(lambda self: tuple([self._root] * bool(self._root) + self._names))
    name = property(lambda self: self._names[-1] if self._names else "")

    @property
    def parent(self):
        return self._like(self._root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return tuple([self._like(self._root, self._names[:end]) for end in range(len(self._names) - 1, -1, -1)])

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith(".") else ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        return self.name.removesuffix(self.suffix) if self.suffix else self.name

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._like(self._root, self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self.with_name(self.stem + suffix)

    def is_absolute(self):
        return bool(self._root)

    def is_relative_to(self, *other):
        other = type(self)(*other)
        return other._root == self._root and self._names[:len(other._names)] == other._names

    def relative_to(self, *other):
        base = type(self)(*other)
        if not self.is_relative_to(base):
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the "
                             "other is absolute.")
        return self._like("", self._names[len(base._names):])

    def match(self, path_pattern):
        pattern = type(self)(path_pattern)
        names, wanted = self._names, pattern._names
        if not wanted:
            raise ValueError("empty pattern")
        if len(wanted) > len(names) or pattern._root and (len(wanted) != len(names) or not self._root):
            return False
        return all(_fits(n, w) for n, w in zip(names[len(names) - len(wanted):], wanted))


def _fits(name, pattern):
    """Shell patterns: * ? [abc] [!a-z]"""
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(_fits(name[i:], pattern[1:]) for i in range(len(name) + 1))
    if not name:
        return False
    if pattern[0] == "[":
        end = pattern.find("]", 2)
        if end > 0:
            inside = pattern[1:end]
            negate = inside.startswith("!")
            inside = inside[negate:]
            found = any(inside[i] == name[0] or i + 2 < len(inside) and inside[i + 1] == "-" and
                        inside[i] <= name[0] <= inside[i + 2] for i in range(len(inside)))
            return found != negate and _fits(name[1:], pattern[end + 1:])
    return pattern[0] in ("?", name[0]) and _fits(name[1:], pattern[1:])


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    cwd = classmethod(lambda cls: cls(os.getcwd()))
    home = classmethod(lambda cls: cls("/"))

    def exists(self):
        return os.path.exists(self)

    def is_dir(self):
        return os.path.isdir(self)

    def is_file(self):
        return os.path.isfile(self)

    def is_symlink(self):
        return False

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, encoding=encoding)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", encoding=encoding) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if not exist_ok and self.exists():
            raise FileExistsError(17, "File exists", str(self))
        self.open("a").close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if self.exists():
            if not exist_ok or not self.is_dir():
                raise FileExistsError(17, "File exists", str(self))
        elif parents:
            os.makedirs(self)
        else:
            os.mkdir(self)

    def rmdir(self):
        os.rmdir(self)

    def unlink(self, missing_ok=False):
        if not missing_ok or self.exists():
            os.remove(self)

    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)

    replace = rename

    def stat(self):
        return os.stat(self)

    lstat = stat

    def iterdir(self):
        for name in os.listdir(self):
            yield self / name

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        yield from self._glob([part for part in pattern.split("/") if part not in ("", ".")])

    def _glob(self, parts):
        if not parts:
            yield self
            return
        if not self.is_dir():
            return
        if parts[0] == "**":
            seen = set()
            for folder in [self, *[p for p in self.rglob("*") if p.is_dir()]]:
                for found in folder._glob(parts[1:]):
                    if found not in seen:
                        seen.add(found)
                        yield found
            return
        for child in self.iterdir():
            if _fits(child.name, parts[0]):
                yield from child._glob(parts[1:])

    def rglob(self, pattern):
        parts = [part for part in pattern.split("/") if part not in ("", ".")]
        yield from self._glob(parts)
        for child in self.iterdir() if self.is_dir() else ():
            if child.is_dir():
                yield from child.rglob(pattern)

    def absolute(self):
        return self if self._root else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        if strict and not self.exists():
            raise FileNotFoundError(2, "No such file or directory", str(self.absolute()))
        return type(self)(os.path.abspath(self))

    def expanduser(self):
        return type(self)(os.path.expanduser(self))

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class PosixPath(Path, PurePosixPath):
    pass
