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
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._filled(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return text

    def _filled(self, text, args, kwargs, used, depth, number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, field, spec, conversion in self.parse(text):
            out.append(literal)
            if field is None:
                continue
            if (field == "" and number is False) or (field.isdigit() and number):
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            if field == "":
                field = str(number)
                number += 1
            elif field.isdigit():
                number = False
            value, first = self.get_field(field, args, kwargs)
            used.add(first)
            value = self.convert_field(value, conversion)
            spec, number = self._filled(spec, args, kwargs, used, depth - 1, number)
            out.append(self.format_field(value, spec))
        return "".join(out), number

    def parse(self, text):
        at = begin = 0
        while at < len(text):
            mark = text[at]
            at += 1
            if mark not in "{}":
                continue
            if text[at:at + 1] == mark:
                yield text[begin:at], None, None, None
                at += 1
                begin = at
                continue
            if mark == "}" or at == len(text):
                raise ValueError(f"Single {mark!r} encountered in format string")
            literal, begin, depth = text[begin:at - 1], at, 1
            while depth:
                if at == len(text):
                    raise ValueError("expected '}' before end of string")
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            field, _, spec = text[begin:at - 1].partition(":")
            field, _, conversion = field.partition("!")
            yield literal, field, spec, conversion or None
            begin = at
        if begin < at:
            yield text[begin:], None, None, None

    def get_field(self, field_name, args, kwargs):
        end = min((field_name.find(mark) for mark in ".[" if mark in field_name), default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        first = int(first) if first.isdigit() else first
        value = self.get_value(first, args, kwargs)
        for part in rest.replace("[", ".[").split(".")[1:]:
            if part.startswith("["):
                key = part[1:-1]
                value = value[int(key) if key.isdigit() else key]
            else:
                value = getattr(value, part)
        return value, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        kinds = {None: lambda value: value, "s": str, "r": repr, "a": ascii}
        if conversion not in kinds:
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return kinds[conversion](value)
