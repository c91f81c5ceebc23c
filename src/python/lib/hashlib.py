def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _root(number, power, bits):
    # The first bits of the fraction of a number's square or cube root, in whole numbers.
    target = number << bits * power
    low, high = 0, 1 << bits + 10
    while high - low > 1:
        mid = (low + high) // 2
        if mid ** power <= target:
            low = mid
        else:
            high = mid
    return low & (1 << bits) - 1


_tables = {}


def _sha2_tables(bits, rounds):
    if bits not in _tables:
        _tables[bits] = [_root(prime, 3, bits) for prime in _primes(rounds)]
    return _tables[bits]


def _sha2(state, block, bits, rounds, turns):
    mask = (1 << bits) - 1
    size = bits // 8
    table = _sha2_tables(bits, rounds)
    (a1, a2, a3), (b1, b2, b3), (c1, c2, c3), (d1, d2, d3) = turns
    w = [int.from_bytes(block[i * size:i * size + size], "big") for i in range(16)]
    for i in range(16, rounds):
        x, y = w[i - 15], w[i - 2]
        s0 = (x >> c1 | x << bits - c1) ^ (x >> c2 | x << bits - c2) ^ x >> c3
        s1 = (y >> d1 | y << bits - d1) ^ (y >> d2 | y << bits - d2) ^ y >> d3
        w.append(w[i - 16] + (s0 & mask) + w[i - 7] + (s1 & mask) & mask)
    a, b, c, d, e, f, g, h = state
    for i in range(rounds):
        s1 = (e >> b1 | e << bits - b1) ^ (e >> b2 | e << bits - b2) ^ (e >> b3 | e << bits - b3)
        t1 = h + (s1 & mask) + (e & f ^ ~e & mask & g) + table[i] + w[i]
        s0 = (a >> a1 | a << bits - a1) ^ (a >> a2 | a << bits - a2) ^ (a >> a3 | a << bits - a3)
        t2 = (s0 & mask) + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = t1 + t2 & mask, a, b, c, d + t1 & mask, e, f, g
    return [x + y & mask for x, y in zip(state, (a, b, c, d, e, f, g, h))]


def _turn(x, n):
    x &= 0xffffffff
    return (x << n | x >> 32 - n) & 0xffffffff


def _sha1_block(state, block):
    w = [int.from_bytes(block[i * 4:i * 4 + 4], "big") for i in range(16)]
    for i in range(16, 80):
        w.append(_turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1))
    a, b, c, d, e = state
    for i in range(80):
        if i < 20:
            f, k = b & c | ~b & d, 0x5a827999
        elif i < 40:
            f, k = b ^ c ^ d, 0x6ed9eba1
        elif i < 60:
            f, k = b & c | b & d | c & d, 0x8f1bbcdc
        else:
            f, k = b ^ c ^ d, 0xca62c1d6
        a, b, c, d, e = _turn(a, 5) + (f & 0xffffffff) + e + k + w[i] & 0xffffffff, a, _turn(b, 30), c, d
    return [x + y & 0xffffffff for x, y in zip(state, (a, b, c, d, e))]


def _md5_block(state, block):
    if "md5" not in _tables:
        from math import sin
        _tables["md5"] = [int(abs(sin(i + 1)) * 2 ** 32) for i in range(64)]
    turns = (7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21)
    w = [int.from_bytes(block[i * 4:i * 4 + 4], "little") for i in range(16)]
    a, b, c, d = state
    for i in range(64):
        part = i // 16
        if part == 0:
            f, k = b & c | ~b & d, i
        elif part == 1:
            f, k = d & b | ~d & c, 5 * i + 1
        elif part == 2:
            f, k = b ^ c ^ d, 3 * i + 5
        else:
            f, k = c ^ (b | ~d & 0xffffffff), 7 * i
        f = (f & 0xffffffff) + a + _tables["md5"][i] + w[k % 16]
        a, d, c, b = d, c, b, b + _turn(f, turns[part][i % 4]) & 0xffffffff
    return [x + y & 0xffffffff for x, y in zip(state, (a, b, c, d))]


_turns256 = (2, 13, 22), (6, 11, 25), (7, 18, 3), (17, 19, 10)
_turns512 = (28, 34, 39), (14, 18, 41), (1, 8, 7), (19, 61, 6)


def _sha256_block(state, block):
    return _sha2(state, block, 32, 64, _turns256)


def _sha512_block(state, block):
    return _sha2(state, block, 64, 80, _turns512)


def _start(name):
    if name == "md5":
        return [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
    if name == "sha1":
        return [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
    if name == "sha256":
        return [_root(prime, 2, 32) for prime in _primes(8)]
    if name == "sha224":
        return [_root(prime, 2, 64) & 0xffffffff for prime in _primes(16)[8:]]
    return [_root(prime, 2, 64) for prime in (_primes(8) if name == "sha512" else _primes(16)[8:])]


# name: one block's function, block size, digest size, byte order
_kinds = {"md5": (_md5_block, 64, 16, "little"), "sha1": (_sha1_block, 64, 20, "big"),
          "sha224": (_sha256_block, 64, 28, "big"), "sha256": (_sha256_block, 64, 32, "big"),
          "sha384": (_sha512_block, 128, 48, "big"), "sha512": (_sha512_block, 128, 64, "big")}
algorithms_available = algorithms_guaranteed = set(_kinds)


class _Hash:
    def __init__(self, name, data):
        self.name = name
        self._step, self.block_size, self.digest_size, self._order = _kinds[name]
        self._state = _start(name)
        self._rest = b""
        self._length = 0
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        data = bytes(data)
        self._length += len(data)
        data = self._rest + data
        size = self.block_size
        whole = len(data) // size * size
        for at in range(0, whole, size):
            self._state = self._step(self._state, data[at:at + size])
        self._rest = data[whole:]

    def copy(self):
        other = object.__new__(_Hash)
        other.__dict__.update(self.__dict__)
        return other

    def digest(self):
        size = self.block_size
        zeros = (size - size // 8 - 1 - self._length) % size
        tail = self._rest + b"\x80" + bytes(zeros) + (self._length * 8).to_bytes(size // 8, self._order)
        state = self._state
        for at in range(0, len(tail), size):
            state = self._step(state, tail[at:at + size])
        word = size // 16
        return b"".join([part.to_bytes(word, self._order) for part in state])[:self.digest_size]

    def hexdigest(self):
        return self.digest().hex()

    def __repr__(self):
        return f"<{self.name} {type(self).__name__} object>"


def md5(string=b"", *, usedforsecurity=True):
    return _Hash("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return _Hash("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return _Hash("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return _Hash("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return _Hash("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return _Hash("sha512", string)


def new(name, data=b"", **kwargs):
    name = name.lower().replace("-", "")
    if name not in _kinds:
        raise ValueError(f"unsupported hash type {name}")
    return _Hash(name, data)
