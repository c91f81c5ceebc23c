import random
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
for s in [0, 1, 42, -7, 2**40, 10**50, "hello", "", "naïve", b"x", bytearray(b"yy"), 1.5, -2.25, 0.0, 1e300, True]:
    r = random.Random(s)
    print(s, r.random(), r.randint(1, 6), r.randrange(10), r.randrange(5, 50, 5), r.randrange(50, 5, -7), r.choice("abc"), r.choices([1, 2, 3], k=4), r.choices("ab", [1, 9], k=5), r.choices("ab", cum_weights=[1, 2], k=2), r.uniform(1, 2), r.gauss(0, 1), r.gauss(0, 1), r.gauss(), r.normalvariate(1, 2), r.expovariate(.5), r.triangular(0, 10, 3), r.triangular(), r.betavariate(2, 3), r.gammavariate(2, 1), r.gammavariate(.5, 1), r.gammavariate(1, 2), r.lognormvariate(0, 1), r.paretovariate(2), r.weibullvariate(1, 2), r.getrandbits(70), r.randbytes(5), r.sample(range(100), 5), r.sample(range(30), 25), r.sample("abcdef", 3), r.sample(range(10**6), 30), r.sample(["a", "b"], 3, counts=[2, 2]))
    l = list(range(20)); r.shuffle(l); print(l)
random.seed(1); print(random.random(), random.randint(1, 100)); st = random.getstate(); x = random.random(); random.setstate(st); print(x == random.random())
random.seed(3); print([random.randint(1, 10**20) for _ in range(3)], random.sample(range(5), 5), random.gauss(0, 1))
t(random.randint, 5, 1); t(random.randrange, 0); t(random.randrange, 5, 1); t(random.choice, []); t(random.sample, [1], 2); t(random.sample, {1}, 1); t(random.choices, [1], [1, 2]); t(random.choices, [1], [0]); t(random.randrange, 1, 5, 0); t(random.randrange, 1.5); t(random.seed, []); t(random.choices, [1, 2], 3)
print(0 <= random.SystemRandom().random() < 1)
import hashlib
for n in [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 300]:
    d = bytes(i % 256 for i in range(n))
    for k in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
        print(n, k, hashlib.new(k, d).hexdigest())
h = hashlib.sha256(); h.update(b"ab"); h.update(b"c"); g = h.copy(); g.update(b"d"); print(h.hexdigest(), g.digest(), h.name, h.digest_size, h.block_size); t(hashlib.sha256, "x")
import uuid, secrets, base64, random as r
print(uuid.UUID("12345678-1234-5678-1234-567812345678"), repr(uuid.UUID(int=5)), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.uuid4().version, len(str(uuid.uuid4())), uuid.uuid4() != uuid.uuid4(), uuid.UUID(int=5).hex, uuid.uuid1().version); t(uuid.UUID, "zz")
print(len(secrets.token_hex(8)), len(secrets.token_bytes()), secrets.choice("a"), secrets.randbelow(1), len(secrets.token_urlsafe(16)))
q = r.Random(9)
for n in range(40):
    d = q.randbytes(n); e = base64.b64encode(d); print(e, base64.b64decode(e) == d, base64.urlsafe_b64encode(d), base64.b32encode(d), base64.b32decode(base64.b32encode(d)) == d, base64.b16encode(d))
for bad in ("abc", "a", "ab==cd==", "YWJj\n", "YW Jj", "a===", "YQ", "YQ=", "YQ==", "YQ===", "=", "é"): t(base64.b64decode, bad)
t(base64.b64encode, "x")
