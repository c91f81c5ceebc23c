from math import exp, fsum, log, sqrt


class StatisticsError(ValueError):
    pass


def _exact(data):
    """Type of the result, exact sum as a fraction, count."""
    from fractions import Fraction
    total = Fraction(0)
    count = 0
    kind = int
    for x in data:
        count += 1
        if isinstance(x, float):
            if x - x != 0:
                return float, None, sum(1 for _ in data) + count
            kind = float
        elif not isinstance(x, int):
            if isinstance(x, Fraction):
                kind = Fraction if kind is int else kind
            elif not hasattr(x, "as_integer_ratio"):
                raise TypeError(f"can't convert type {type(x).__name__!r} to numerator/denominator")
            else:
                kind = type(x)
        total += Fraction(*x.as_integer_ratio())
    return kind, total, count


def _convert(value, kind):
    if type(value) is kind:
        return value
    if kind is int and value.denominator != 1:
        kind = float
    if kind in (int, float):
        return kind(value)
    return kind(value.numerator) / value.denominator


def mean(data):
    data = list(data)
    kind, total, count = _exact(data)
    if not count:
        raise StatisticsError("mean requires at least one data point")
    return sum(data) / count if total is None else _convert(total / count, kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum([x * w for x, w in zip(data, weights)]) / total


def geometric_mean(data):
    data = list(data)
    if not data or any(x <= 0 for x in data):
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return exp(fmean(map(log, data)))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    weights = [1] * len(data) if weights is None else list(weights)
    if any(x == 0 for x in data):
        return 0
    kind, total, _ = _exact([w / x if isinstance(x, float) else _fraction(w) / x for w, x in zip(weights, data)])
    kind = _exact(data)[0]
    return _convert(sum(map(_fraction, weights)) / total, kind)


def _fraction(value):
    from fractions import Fraction
    return Fraction(value)


def _in_order(data):
    data = sorted(data)
    if data:
        return data, len(data) // 2
    raise StatisticsError("no median for empty data")


def median(data):
    data, half = _in_order(data)
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data, half = _in_order(data)
    return data[half if len(data) % 2 else half - 1]


def median_high(data):
    data, half = _in_order(data)
    return data[half]


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def _squares(data, center):
    kind, total, count = _exact(data)
    if not count:
        return kind, 0, 0
    middle = total / count if center is None else _fraction(center)
    return kind, sum([(_fraction(x) - middle) ** 2 for x in data]), count


def variance(data, xbar=None):
    kind, squares, count = _squares(list(data), xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(squares / (count - 1), kind)


def pvariance(data, mu=None):
    kind, squares, count = _squares(list(data), mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(squares / count, kind)


def _root(value):
    # The square root of a fraction, rounded once.
    from math import isqrt
    n, m = value.numerator, value.denominator
    shift = max(0, 110 - n.bit_length() + m.bit_length()) // 2 + 1
    scaled = (n << 2 * shift) // m
    root = isqrt(scaled)
    if root * root != scaled or (n << 2 * shift) % m:
        root = root * 2 + 1
        shift += 1
    return root / (1 << shift)


def stdev(data, xbar=None):
    _, squares, count = _squares(list(data), xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(_fraction(squares) / (count - 1))


def pstdev(data, mu=None):
    _, squares, count = _squares(list(data), mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(_fraction(squares) / count)


def quantiles(data, *, n=4, method="exclusive"):
    points = sorted(data)
    size = len(points)
    if n < 1 or size < 2:
        raise StatisticsError("n must be at least 1" if n < 1 else "must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    # Within: the ends are the 0th and the 100th percentile. Else there may be more beyond them.
    within = method == "inclusive"
    found = []
    for part in range(1, n):
        at, share = divmod(part * (size - 1 if within else size + 1), n)
        if not within:
            low = min(max(at, 1), size - 1)
            share += (at - low) * n
            at = low - 1
        found.append((points[at] * (n - share) + points[at + 1] * share) / n)
    return found


def _pairs(what, x, y):
    # How far each is from its mean.
    size = len(x)
    if len(y) != size:
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if size < 2:
        raise StatisticsError(f"{what} requires at least two data points")
    across, up = fsum(x) / size, fsum(y) / size
    return [(a - across, b - up) for a, b in zip(x, y)]


def covariance(x, y, /):
    return fsum([a * b for a, b in _pairs("covariance", x, y)]) / (len(x) - 1)


def _sums(pairs):
    return (fsum([a * b for a, b in pairs]), fsum([a ** 2 for a, _ in pairs]), fsum([b ** 2 for _, b in pairs]))


def correlation(x, y, /):
    both, across, up = _sums(_pairs("correlation", x, y))
    if across * up:
        return both / sqrt(across * up)
    raise StatisticsError("at least one of the inputs is constant")


def linear_regression(x, y, /, *, proportional=False):
    pairs = list(zip(x, y)) if proportional and len(x) == len(y) > 1 else _pairs("linear regression", x, y)
    both, across, _ = _sums(pairs)
    if not across:
        raise StatisticsError("x is constant")
    slope = both / across
    return LinearRegression((slope, 0.0 if proportional else fsum(y) / len(x) - slope * (fsum(x) / len(x))))


class LinearRegression(tuple):
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"
