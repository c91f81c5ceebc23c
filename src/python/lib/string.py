digits, octdigits = "0123456789", "01234567"
hexdigits = f"{digits}abcdefABCDEF"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = f"{ascii_lowercase}{ascii_uppercase}"
whitespace = " \t\n\r\v\f"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


def _is_name(text):
    return text.isascii() and text.isidentifier()


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        # Literal text as (text, None, at), a name as (its source, name, at), a stray delimiter as (it, "", at).
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield text[at:], None, at
                return
            yield text[at:found], None, at
            at = found + len(mark)
            if text.startswith(mark, at):
                yield mark, None, found
                at += len(mark)
                continue
            start = at + text.startswith("{", at)
            end = start
            while end < len(text) and _is_name(text[start:end + 1]):
                end += 1
            name = text[start:end]
            if start > at:
                if text[end:end + 1] != "}":
                    name = ""
                    end = at
                else:
                    end += bool(name)
            if not name:
                end = at
            yield text[found:end], name, found
            at = end

    def _fill(self, values, safe):
        out = []
        for source, name, at in self._parts():
            if name is None:
                out.append(source)
            elif name and (name in values or not safe):
                out.append(str(values[name]))
            elif safe:
                out.append(source)
            else:
                lines = self.template[:at + 1].splitlines(keepends=True)
                column = at + 1 - len("".join(lines[:-1]))
                raise ValueError(f"Invalid placeholder in string: line {len(lines)}, col {column}")
        return "".join(out)

    def substitute(self, mapping=None, /, **kws):
        return self._fill({**(mapping or {}), **kws} if kws or mapping is None else mapping, False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._fill({**(mapping or {}), **kws} if kws or mapping is None else mapping, True)

    def is_valid(self):
        return all(name != "" for _, name, _ in self._parts())

    def get_identifiers(self):
        return list(dict.fromkeys([name for _, name, _ in self._parts() if name]))


class Formatter:
    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)
