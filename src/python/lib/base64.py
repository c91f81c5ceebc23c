_TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_TABLE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class Error(ValueError):
    __module__ = "binascii"


def _bytes(s):
    if isinstance(s, str):
        if not s.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return s.encode()
    return bytes(s)


def b64encode(s, altchars=None):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    s = bytes(s)
    out = []
    for at in range(0, len(s), 3):
        part = s[at:at + 3]
        value = int.from_bytes(part + bytes(3 - len(part)), "big")
        text = "".join([_TABLE[value >> shift & 63] for shift in (18, 12, 6, 0)])
        out.append(text[:len(part) + 1] + "=" * (3 - len(part)))
    text = "".join(out)
    if altchars is not None:
        altchars = _bytes(altchars).decode()
        text = text.replace("+", altchars[0]).replace("/", altchars[1])
    return text.encode()


def b64decode(s, altchars=None, validate=False):
    text = _bytes(s).decode("latin-1")
    if altchars is not None:
        altchars = _bytes(altchars).decode()
        text = text.replace(altchars[0], "+").replace(altchars[1], "/")
    value = bits = pads = digits = 0
    out = bytearray()
    for char in text:
        if char == "=":
            pads += 1
            if digits % 4 >= 2 and digits % 4 + pads >= 4:
                return bytes(out)
            continue
        at = _TABLE.find(char)
        if at < 0:
            if validate:
                raise Error("Only base64 data is allowed")
            continue
        pads = 0
        digits += 1
        value = value << 6 | at
        bits += 6
        if bits >= 8:
            bits -= 8
            out.append(value >> bits & 255)
            value &= (1 << bits) - 1
    if digits % 4 == 1:
        raise Error(f"Invalid base64-encoded string: number of data characters ({digits}) cannot be 1 more than a "
                    "multiple of 4")
    if digits % 4:
        raise Error("Incorrect padding")
    return bytes(out)


standard_b64encode = b64encode
standard_b64decode = b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def b32encode(s):
    out = []
    for at in range(0, len(s), 5):
        part = bytes(s[at:at + 5])
        value = int.from_bytes(part + bytes(5 - len(part)), "big")
        text = "".join([_TABLE32[value >> shift & 31] for shift in range(35, -1, -5)])
        size = (len(part) * 8 + 4) // 5
        out.append(text[:size] + "=" * (8 - size))
    return "".join(out).encode()


def b32decode(s, casefold=False, map01=None):
    text = _bytes(s).decode()
    if casefold:
        text = text.upper()
    if len(text) % 8:
        raise Error("Incorrect padding")
    value = bits = 0
    out = bytearray()
    for char in text.rstrip("="):
        at = _TABLE32.find(char)
        if at < 0:
            raise Error("Non-base32 digit found")
        value = value << 5 | at
        bits += 5
        if bits >= 8:
            bits -= 8
            out.append(value >> bits & 255)
            value &= (1 << bits) - 1
    return bytes(out)


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    text = _bytes(s).decode()
    if casefold:
        text = text.upper()
    if len(text) % 2 or any(char not in "0123456789ABCDEF" for char in text):
        raise Error("Non-base16 digit found" if len(text) % 2 == 0 else "Odd-length string")
    return bytes.fromhex(text)
