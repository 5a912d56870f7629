"""The figures of confidence intervals and tests."""

from collections.abc import Sequence
from math import comb, gamma, pi, sqrt
from statistics import NormalDist, pstdev
from typing import Final

from decks.figures import Figures

NORMAL: Final = NormalDist()


def binomial(k: int, n: float, p: float) -> float:
    """The chance of k successes in n trials."""
    return float(comb(int(n), k) * p**k * (1 - p) ** (n - k))


def covered(p: float, n: float, z: float) -> float:
    """How often the simple interval of a rate covers it."""
    return sum(
        binomial(k, n, p)
        for k in range(int(n) + 1)
        if abs(k / n - p) <= z * sqrt(k / n * (1 - k / n) / n)
    )


def intervals(
    z: float, k: float, n: float, p: float, rows: float, three: float, runs: float
) -> dict[str, float]:
    """Intervals of k of n, how often they cover, and the rule of three."""
    rate = k / n
    error = z * sqrt(rate * (1 - rate) / n)
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    wide = z / (1 + z * z / n) * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    assert abs(1 - 0.05 ** (1 / runs) - three / runs) < 0.01
    return {
        "z": NORMAL.inv_cdf(0.975),
        "low": rate - error,
        "high": rate + error,
        "wlow": middle - wide,
        "whigh": middle + wide,
        "covers": 100 * covered(p, rows, z),
        "most": 100 * three / runs,
    }


def power(d: float, n: float, z: float) -> float:
    """Of a two-sided test of two arms with n values each."""
    return NORMAL.cdf(d / sqrt(2 / n) - z)


def two_sided_t(t: float, freedom: float, steps: int = 2000) -> float:
    """The p-value of a t, by Simpson's rule on the density from 0 to |t|."""
    scale = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    width = abs(t) / steps

    def density(x: float) -> float:
        return float((1 + x * x / freedom) ** (-(freedom + 1) / 2))

    inside = sum((2, 4)[i % 2] * density(i * width) for i in range(1, steps))
    return 1 - 2 * scale * (inside + density(0) + density(abs(t))) * width / 3


def welch(n: float, a: float, b: float, s: float, r: float) -> dict[str, float]:
    """Of two groups of n with means a and b and standard deviations s and r."""
    left, right = s * s / n, r * r / n
    t = (a - b) / sqrt(left + right)
    freedom = (left + right) ** 2 / (left**2 / (n - 1) + right**2 / (n - 1))
    return {"t": t, "df": freedom, "p": two_sided_t(t, freedom)}


def corrected(ps: Sequence[float], level: float) -> tuple[int, int, int]:
    """How many are found by Bonferroni, Holm, and Benjamini and Hochberg."""
    m = len(ps)
    bonferroni = sum(p <= level / m for p in ps)
    holm = next((k for k, p in enumerate(ps) if p > level / (m - k)), m)
    bh = max((k for k, p in enumerate(ps, start=1) if p <= k / m * level), default=0)
    return bonferroni, holm, bh


def many(a: float, b: float, c: float, d: float, e: float, level: float) -> dict[str, float]:
    """Of five p-values, the bounds that are named and how many are found."""
    found = corrected((a, b, c, d, e), level / 100)
    return {
        "each": level / 100 / 5,
        "second": level / 100 / 4,
        "third": level / 100 / 3,
        "fourth": level / 100 * 4 / 5,
        "bonferroni": found[0],
        "holm": found[1],
        "bh": found[2],
    }


def paired(n: float, a: float, b: float, only_a: float, only_b: float) -> dict[str, float]:
    """McNemar's z, its p-values, and what unpaired rates would say."""
    assert a - b == only_a - only_b
    z = (only_a - only_b) / sqrt(only_a + only_b)
    differ = int(only_a + only_b)
    exact = 2 * sum(binomial(k, differ, 0.5) for k in range(int(only_a), differ + 1))
    p, q = a / n, b / n
    unpaired = (p - q) / sqrt(p * (1 - p) / n + q * (1 - q) / n)
    return {
        "z": z,
        "p": 2 * (1 - NORMAL.cdf(z)),
        "exact": exact,
        "uz": unpaired,
        "up": 2 * (1 - NORMAL.cdf(unpaired)),
    }


FIGURES: Final = {
    "What does a 95 per cent confidence interval mean, and how do you get one?": Figures(
        r"""
        true value in <level> per cent of repeated samples; it is not a <level> per cent

        plus and minus <z> standard errors

        \hat p \pm <z> \sqrt

        With <k> right out of <n>, that is <low> to <high>; Wilson's interval is <wlow>
        to <whigh>. At a true rate of <p> and <rows> rows, the simple formula covers the
        truth in only <covers> per cent of samples. With no failure in <runs> runs, the
        rate may still be up to <three> over <runs>, or <most> per cent.
        """,
        intervals,
        {"level": "the level asked about"},
    ),
    "What are type I and type II errors, and what is power?": Figures(
        r"""
        type I rate, <level> per cent

        power at <level> per cent is about

        \right) $$ An effect of <d> with <n> an arm has power <high>; with <m> an arm,
        <low>. If <work> per cent of ideas work, at a power of <strong> per cent, then
        <false> per cent of

        {2 / n}} - <z>
        """,
        lambda level, d, n, m, z, work, strong: {
            "z": NORMAL.inv_cdf(1 - level / 200),
            "high": power(d, n, z),
            "low": power(d, m, z),
            "false": 100 * (100 - work) * level / ((100 - work) * level + work * strong),
        },
    ),
    "Which test would you choose to compare two groups?": Figures(
        r"""
        Two groups of <n> have means <a> and <b>, standard deviations <s> and <r>. Then
        $t = -<t>$, with <df> degrees of freedom, and the p-value is <p>. If <k> values
        all lie above <k> others, a one-sided permutation test gives <one> in <twenty>,
        """,
        lambda n, a, b, s, r, k: (
            welch(n, a, b, s, r) | {"one": 1, "twenty": comb(int(2 * k), int(k))}
        ),
    ),
    "How does the bootstrap work, and when does it fail?": Figures(
        r"""
        The middle <middle> per cent

        For the values <a>, <b>, <c>, <d> and <e> it is <se>. But the largest value is
        in <share> per cent of the samples of <n>, so the bootstrap believes that the
        maximum is <e> in <share> per cent
        """,
        lambda a, b, c, d, e, n: {
            "se": pstdev([a, b, c, d, e]) / sqrt(n),
            "n": len([a, b, c, d, e]),
            "share": 100 * (1 - (1 - 1 / n) ** n),
        },
        {"middle": "the usual level"},
    ),
    "How do you correct for testing many hypotheses?": Figures(
        r"""
        Take <a>, <b>, <c>, <d> and <e> at <level> per cent. Bonferroni compares with
        <each> and finds <bonferroni>. Holm compares the second with <second> and the
        third with <third>, and finds <holm>. Benjamini–Hochberg compares the fourth
        with <fourth>, and finds <bh>.
        """,
        many,
    ),
    "How would you tell whether one model is better than another on the same test set?": Figures(
        r"""
        On <n> cases A is right on <a> and B on <b>; only A is right on <only_a>, only B
        on <only_b>. Then $z = <z>$, a p-value of <p>; the exact one is <exact>.
        Unpaired, $z$ would be <uz>, with a p-value of <up>.
        """,
        paired,
    ),
    "How can a comparison turn round when groups are combined?": Figures(
        r"""
        sells to <a> of <m> mobile and <b> of <d> desktop visitors; the new one to <c>
        of <d> and <e> of <m>. It is better on mobile, <new_m> per cent against <old_m>,
        and on desktop, <new_d> against <old_d>. Yet overall it has <new> per cent, and
        the old one <old>. Weighted half and half it is <even_new> against <even_old>.
        """,
        lambda a, b, c, d, e, m: {
            "new_m": 100 * c / d,
            "old_m": 100 * a / m,
            "new_d": 100 * e / m,
            "old_d": 100 * b / d,
            "new": 100 * (c + e) / (d + m),
            "old": 100 * (a + b) / (m + d),
            "even_new": 50 * (c / d + e / m),
            "even_old": 50 * (a / m + b / d),
        },
    ),
    "How can an experiment see smaller effects without more users?": Figures(
        r"""
        With a correlation of <r>, <left> per cent of it remains, so <left> per cent of
        the users do; with <q>, <less> per cent. At equal variance, a change that only
        <some> per cent of users can meet needs <square> times as many users when its
        effect is averaged over all; if only those who can meet it are counted, <times>
        times as much traffic
        """,
        lambda r, q, some: {
            "left": 100 * (1 - r * r),
            "less": 100 * (1 - q * q),
            "times": 100 / some,
            "square": (100 / some) ** 2,
        },
    ),
}
