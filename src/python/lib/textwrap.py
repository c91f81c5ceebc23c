_WHITE = "\t\n\x0b\x0c\r "


def _chunks(text):
    # Words and the blanks between them; a word may also end after the hyphen inside it.
    out = []
    at = 0
    while at < len(text):
        start = at
        if text[at] in _WHITE:
            while at < len(text) and text[at] in _WHITE:
                at += 1
            out.append(text[start:at])
            continue
        while at < len(text) and text[at] not in _WHITE:
            at += 1
        out += _hyphens(text[start:at])
    return out


def _hyphens(word):
    out = []
    start = 0
    at = 1
    while at < len(word) - 1:
        if word[at] == "-":
            # A dash of two or more hyphens between words is a piece of its own.
            end = at
            while end < len(word) and word[end] == "-":
                end += 1
            if end - at > 1:
                if end < len(word) and word[end].isalnum() and (word[at - 1].isalnum() or word[at - 1] in "!\"'&.,?"):
                    out += [word[start:at], word[at:end]]
                    start = end
                at = max(end, at + 1)
                continue
            before, after = word[start:at], word[at + 1:]
            if len(before) >= 2 and before[-2:].isalpha() and after[:1].isalpha() and (
                    len(after) >= 2 and (after[1].isalpha() or after[1] == "-")):
                out.append(word[start:at + 1])
                start = at + 1
        at += 1
    return out + [word[start:]]


_OPTIONS = {"width": 70, "initial_indent": "", "subsequent_indent": "", "expand_tabs": True,
            "replace_whitespace": True, "fix_sentence_endings": False, "break_long_words": True,
            "drop_whitespace": True, "break_on_hyphens": True, "tabsize": 8, "max_lines": None,
            "placeholder": " [...]"}


class TextWrapper:
    def __init__(self, *values, **named):
        if len(values) > 10:
            raise TypeError(f"TextWrapper.__init__() takes from 1 to 11 positional arguments but {len(values) + 1} "
                            "were given")
        for name in named:
            if name not in _OPTIONS:
                raise TypeError(f"TextWrapper.__init__() got an unexpected keyword argument {name!r}")
        self.__dict__.update(_OPTIONS)
        self.__dict__.update(zip(_OPTIONS, values), **named)
        if self.fix_sentence_endings:
            raise NotImplementedError("fix_sentence_endings")

    def wrap(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for char in _WHITE:
                text = text.replace(char, " ")
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        if self.break_on_hyphens:
            chunks = _chunks(text)
        else:
            chunks = []
            for chunk in _chunks(text):
                if chunks and chunk[0] not in _WHITE and chunks[-1][-1] not in _WHITE:
                    chunks[-1] += chunk
                else:
                    chunks.append(chunk)
        return self._lines(chunks[::-1])

    def _lines(self, chunks):
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            line = []
            size = 0
            while chunks and size + len(chunks[-1]) <= width:
                size += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._long_word(chunks, line, size, width)
                size = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                size -= len(line.pop())
            if not line:
                continue
            rest = [chunk for chunk in chunks if chunk.strip()] if self.drop_whitespace else chunks
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (
                    (not chunks or self.drop_whitespace and len(chunks) == 1 and not rest) and size <= width):
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and size + len(self.placeholder) <= width:
                    lines.append(indent + "".join(line) + self.placeholder)
                    break
                size -= len(line.pop())
            else:
                if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                    lines[-1] = lines[-1].rstrip() + self.placeholder
                else:
                    lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _long_word(self, chunks, line, size, width):
        room = 1 if width < 1 else width - size
        if self.break_long_words:
            word = chunks.pop()
            part = word[:room]
            if self.break_on_hyphens and part.strip("-") and part != word:
                before = part.rpartition("-")[0]
                part = before + "-" if before.strip("-") else part
            line.append(part)
            chunks.append(word[len(part):])
        elif not line:
            line.append(chunks.pop())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = text.split("\n")
    margin = None
    for i, line in enumerate(lines):
        content = line.lstrip(" \t")
        if not content:
            lines[i] = ""
            continue
        indent = line[:len(line) - len(content)]
        if margin is None:
            margin = indent
        while not indent.startswith(margin):
            margin = margin[:-1]
    return "\n".join([line[len(margin or ""):] for line in lines])


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
