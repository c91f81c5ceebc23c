import _random
from bisect import bisect
from itertools import accumulate
from math import acos, ceil, cos, e, exp, inf, log, pi, sin, sqrt, tau

_NV_MAGIC = 4 * exp(-0.5) / sqrt(2.0)


class Random(_random.Random):
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        if a is None:
            import _time
            a = int(_time.now() * 1e6) ^ id(self)
        elif isinstance(a, (str, bytes, bytearray)):
            if version == 1:
                raise NotImplementedError("random.seed() with version=1")
            import hashlib
            data = a.encode() if isinstance(a, str) else bytes(a)
            a = int.from_bytes(data + hashlib.sha512(data).digest(), "big")
        elif isinstance(a, float):
            a = abs(hash(a)) if hash(a) >= 0 else hash(a) + (1 << 64)
        elif not isinstance(a, int):
            raise TypeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
        super().seed(abs(int(a)))
        self.gauss_next = None

    def _below(self, n):
        bits = n.bit_length()
        while True:
            value = self.getrandbits(bits)
            if value < n:
                return value

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        start = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start > 0:
                return self._below(start)
            raise ValueError("empty range for randrange()")
        stop = _index(stop)
        width = stop - start
        step = _index(step)
        if step == 1:
            if width > 0:
                return start + self._below(width)
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        if not step:
            raise ValueError("zero step for randrange()")
        count = -(-width // step)
        if count > 0:
            return start + step * self._below(count)
        raise ValueError("empty range for randrange()")

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        size = len(seq)
        if size:
            return seq[self._below(size)]
        raise IndexError("Cannot choose from an empty sequence")

    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, frozenset, dict)) or not hasattr(population, "__getitem__"):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        n = len(population)
        if counts is not None:
            ends = list(accumulate(counts))
            if len(ends) != n:
                raise ValueError("The number of counts does not match the population")
            if not isinstance(ends[-1], int):
                raise TypeError("Counts must be integers")
            if ends[-1] <= 0:
                raise ValueError("Total of counts must be greater than zero")
            return [population[bisect(ends, at)] for at in self.sample(range(ends[-1]), k=k)]
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        # From here on the numbers drawn have to be CPython's: a pool for large shares, else a set of what is taken.
        limit = 21
        if k > 5:
            limit += 4 ** ceil(log(k * 3, 4))
        if n <= limit:
            pool = list(population)
            result = []
            for i in range(k):
                j = self._below(n - i)
                result.append(pool[j])
                pool[j] = pool[n - i - 1]
            return result
        taken = {}
        while len(taken) < k:
            taken[self._below(n)] = True
        return [population[at] for at in taken]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if weights is None and cum_weights is None:
            return [population[int(self.random() * n)] for _ in range(k)]
        if weights is not None and cum_weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if isinstance(weights, int):
            raise TypeError(f"The number of choices must be a keyword argument: k={weights!r}")
        steps = list(accumulate(weights)) if cum_weights is None else cum_weights
        if len(steps) != n:
            raise ValueError("The number of weights does not match the population")
        whole = float(steps[-1])
        if not whole > 0:
            raise ValueError("Total of weights must be greater than zero")
        if whole == inf:
            raise ValueError("Total of weights must be finite")
        return [population[bisect(steps, self.random() * whole, 0, n - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        width = high - low
        u = self.random()
        if not width:
            return low
        peak = 0.5 if mode is None else (mode - low) / width
        if u <= peak:
            return low + width * sqrt(u * peak)
        return high + (low - high) * sqrt((1.0 - u) * (1.0 - peak))

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = _NV_MAGIC * (u1 - 0.5) / u2
            if z * z / 4.0 <= -log(u2):
                return mu + z * sigma

    def expovariate(self, lambd):
        return -log(1.0 - self.random()) / lambd

    def gauss(self, mu=0.0, sigma=1.0):
        # They come in pairs.
        now, self.gauss_next = self.gauss_next, None
        if now is None:
            angle = self.random() * tau
            radius = sqrt(-2.0 * log(1.0 - self.random()))
            now, self.gauss_next = cos(angle) * radius, sin(angle) * radius
        return mu + now * sigma

    def lognormvariate(self, mu, sigma):
        return exp(self.normalvariate(mu, sigma))

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-log(1.0 - self.random())) ** (1.0 / beta)

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha > 1.0:
            # R. Cheng, "The Generation of Gamma Variables with Non-integral Shape Parameter", 1977.
            root = sqrt(2.0 * alpha - 1.0)
            most = 1.0 + log(4.5)
            while True:
                one = self.random()
                if 1e-7 < one < 0.9999999:
                    two = 1.0 - self.random()
                    step = log(one / (1.0 - one)) / root
                    found = alpha * exp(step)
                    weight = one * one * two
                    score = alpha - log(4.0) + (alpha + root) * step - found
                    if score + most - 4.5 * weight >= 0.0 or score >= log(weight):
                        return found * beta
        if alpha == 1.0:
            return -log(1.0 - self.random()) * beta
        # "ALGORITHM GS" of Kennedy and Gentle's "Statistical Computing", 1980.
        edge = (e + alpha) / e
        while True:
            share = edge * self.random()
            low = share <= 1.0
            found = share ** (1.0 / alpha) if low else -log((edge - share) / alpha)
            if self.random() <= (exp(-found) if low else found ** (alpha - 1.0)):
                return found * beta

    def betavariate(self, alpha, beta):
        one = self.gammavariate(alpha, 1.0)
        return one and one / (one + self.gammavariate(beta, 1.0))

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return tau * self.random()
        half = 0.5 / kappa
        limit = half + sqrt(1.0 + half * half)
        while True:
            u = self.random()
            z = cos(pi * u)
            d = z / (limit + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
                break
        q = 1.0 / limit
        angle = acos((q + z) / (1.0 + q * z))
        return (mu + angle if self.random() > 0.5 else mu - angle) % tau

    def getstate(self):
        return 3, _random.Random.getstate(self), self.gauss_next

    def setstate(self, state):
        _random.Random.setstate(self, state[1])
        self.gauss_next = state[2]


def _index(value):
    if hasattr(value, "__index__"):
        return value.__index__()
    import warnings
    whole = int(value)
    if whole != value:
        warnings.warn("randrange() will raise TypeError in the future", DeprecationWarning, 3)
        raise ValueError("non-integer arg 1 for randrange()")
    warnings.warn("non-integer arguments to randrange() have been deprecated since Python 3.10 and will be "
                  "removed in a subsequent version", DeprecationWarning, 3)
    return whole


class SystemRandom(Random):
    def seed(self, *args, **kwds):
        _random.Random.seed(self)
        self.gauss_next = None

    def getstate(self):
        raise NotImplementedError("System entropy source does not have state.")

    setstate = getstate


_inst = Random()
globals().update((_name, getattr(_inst, _name)) for _name in """betavariate choice choices expovariate gammavariate gauss
getrandbits getstate lognormvariate normalvariate paretovariate randbytes randint random randrange sample seed setstate
shuffle triangular uniform vonmisesvariate weibullvariate""".split())
