class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        if hex is not None:
            digits = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(digits) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            value = _int(digits, 16)
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            value = _int.from_bytes(bytes, "big")
        elif int is not None:
            value = int
            if not 0 <= value < 1 << 128:
                raise ValueError("int is out of range (need a 128-bit value)")
        else:
            raise NotImplementedError("UUID(bytes_le=) and UUID(fields=)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            value = value & ~(0xc000 << 48) & ~(0xf000 << 64) | 0x8000 << 48 | version << 76
        self.__dict__["int"] = value

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    hex = property(lambda self: f"{self.int:032x}")
    bytes = property(lambda self: self.int.to_bytes(16, "big"))
    urn = property(lambda self: "urn:uuid:" + str(self))
    version = property(lambda self: self.int >> 76 & 15 if self.int >> 62 & 3 == 2 else None)
    time_low = property(lambda self: self.int >> 96)
    node = property(lambda self: self.int & 0xffffffffffff)

    @property
    def variant(self):
        top = self.int >> 61 & 7
        return NCS if top < 4 else RFC_4122 if top < 6 else RESERVED_MICROSOFT if top == 6 else RESERVED_FUTURE

    def __str__(self):
        text = self.hex
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __int__(self):
        return self.int

    def __hash__(self):
        return hash(self.int)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented


_int = int
NCS = "reserved for NCS compatibility"
RFC_4122 = "specified in RFC 4122"
RESERVED_MICROSOFT = "reserved for Microsoft compatibility"
RESERVED_FUTURE = "reserved for future definition"


def _random_bits(count):
    # Not the seeded generator: random.seed() must not make ids repeat.
    global _source
    if _source is None:
        import random
        _source = random.Random()
    return _source.getrandbits(count)


_source = None


def uuid4():
    return UUID(int=_random_bits(128), version=4)


def uuid1(node=None, clock_seq=None):
    from time import time_ns
    ticks = time_ns() // 100 + 0x01b21dd213814000
    low = ticks & 0xffffffff
    value = low << 96 | (ticks >> 32 & 0xffff) << 80 | (ticks >> 48 & 0xfff) << 64
    value |= (_random_bits(14) if clock_seq is None else clock_seq & 0x3fff) << 48
    return UUID(int=value | (_random_bits(48) | 1 << 40 if node is None else node), version=1)


def uuid3(namespace, name):
    import hashlib
    return UUID(bytes=hashlib.md5(namespace.bytes + name.encode()).digest(), version=3)


def uuid5(namespace, name):
    import hashlib
    return UUID(bytes=hashlib.sha1(namespace.bytes + name.encode()).digest()[:16], version=5)


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = [
    UUID(f"6ba7b81{_at}-9dad-11d1-80b4-00c04fd430c8") for _at in (0, 1, 2, 4)]
