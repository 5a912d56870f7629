"""The figures of unsupervised learning."""

from math import exp, pi, sqrt
from statistics import fmean
from typing import Final

from decks.figures import Figures


def k_means(
    a: float, b: float, c: float, d: float, first: float, second: float
) -> dict[str, float]:
    """Two rounds of assignment and averaging on four points, until nothing changes."""
    points, centres = (a, b, c, d), [(first, second)]
    while len(centres) < 2 or centres[-1] != centres[-2]:
        near, far = centres[-1]
        left = [x for x in points if abs(x - near) <= abs(x - far)]
        right = [x for x in points if abs(x - near) > abs(x - far)]
        if len(centres) == 1:
            assert left == [first]
        centres.append((fmean(left), fmean(right)))
    near, far = centres[-1]
    assert (left, right) == ([a, b], [c, d])
    total = sum((x - near) ** 2 for x in left) + sum((x - far) ** 2 for x in right)
    return {"moved": centres[1][1], "near": near, "far": far, "sum": total}


def density(x: float, mean: float) -> float:
    """Of a normal distribution with variance 1."""
    return exp(-((x - mean) ** 2) / 2) / sqrt(2 * pi)


def relative_spread(dimensions: float) -> float:
    """Standard deviation over mean of the squared distance between uniform points.

    In one dimension the difference has second moment 1/6 and fourth moment 1/15.
    """
    return sqrt(dimensions * (1 / 15 - 1 / 36)) / (dimensions / 6)


FIGURES: Final = {
    "How does k-means work, and when does it fail?": Figures(
        r"""
        Take the points <a>, <b>, <c> and <d>, with centres that start at <first> and
        <second>. First <first> is alone, and the others move the second centre to
        <moved>. Now <b> is nearer to <a>, so the clusters are {<a>, <b>} and {<c>,
        <d>}, with centres <near> and <far>, and the sum is <sum>.
        """,
        k_means,
    ),
    "How do you choose the number of clusters and judge a clustering?": Figures(
        r"""
        adjusted Rand index: <same> for the same partition, about <random> for random
        ones

        With $a = <a>$ and $b = <b>$ it is <s>:
        """,
        lambda a, b: {"s": (b - a) / max(a, b)},
        {"same": "as the index is defined", "random": "as the index is adjusted"},
    ),
    "What does PCA compute, and when would you not use it?": Figures(
        r"""
        with variance <v> each and covariance <c>,

        the eigenvalues are <big> and <small>, with directions (<x>, <x>) and (<x>,
        minus <x>).

        keeps <big> of <all> units of variance, <share> per cent
        """,
        lambda v, c, x: {
            "big": (v * x + c * x) / x,
            "small": (v * x - c * x) / x,
            "all": 2 * v,
            "share": 100 * (v + c) / (2 * v),
        },
    ),
    "How does the EM algorithm fit a Gaussian mixture?": Figures(
        r"""
        equal weight and variance <v> have means <m> and <n>. A point at <x> has
        densities <f> and <g>, so the first takes <r> per cent of it. A point at <half>
        is shared
        """,
        lambda m, n, x: {
            "v": 1,
            "f": density(x, m),
            "g": density(x, n),
            "r": 100 * density(x, m) / (density(x, m) + density(x, n)),
            "half": (m + n) / 2,
        },
    ),
    "What is the curse of dimensionality?": Figures(
        r"""
        For <r> per cent of the data that is <e> in <d> dimensions, <e2> in <d2>, and
        <e3> in <d3>:

        is <s> per cent of that in <d> dimensions, and only <s3> per cent in <d3>.
        """,
        lambda r, d, d2, d3: {
            "e": (r / 100) ** (1 / d),
            "e2": (r / 100) ** (1 / d2),
            "e3": (r / 100) ** (1 / d3),
            "s": 100 * relative_spread(d),
            "s3": 100 * relative_spread(d3),
        },
    ),
}
