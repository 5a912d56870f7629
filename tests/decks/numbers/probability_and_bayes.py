"""The figures of probability and Bayes."""

from math import comb, exp, factorial, log2, sqrt
from statistics import NormalDist, fmean, pvariance
from typing import Final

from decks.figures import Figures

NORMAL: Final = NormalDist()


def illness(p: float, found: float, wrong: float, n: float) -> dict[str, float]:
    """How many of n people are ill and positive, and what a positive test says."""
    ill = n * p / 100
    true, false = ill * found / 100, (n - ill) * wrong / 100
    again = p * found**2 / (p * found**2 + (100 - p) * wrong**2)
    return {
        "ill": ill,
        "healthy": n - ill,
        "true": true,
        "false": false,
        "all": true + false,
        "after": 100 * true / (true + false),
        "ratio": found / wrong,
        "again": 100 * again,
    }


def binomial(k: int, n: float, p: float) -> float:
    """The chance of k successes in n trials."""
    return float(comb(int(n), k) * p**k * (1 - p) ** (n - k))


def sums(s: float, t: float, r: float, dice: float, people: float) -> dict[str, float]:
    """Standard deviations of sums, dice and coats."""
    die = list(range(1, 7))
    return {
        "none": sqrt(s * s + t * t),
        "some": sqrt(s * s + t * t + 2 * r * s * t),
        "mean": fmean(die),
        "variance": pvariance(die),
        "sd": sqrt(pvariance(die) / dice),
        "own": 1 / people,
        "right": people / people,
    }


def rates(p: float, n: float, more: float, near: float) -> dict[str, float]:
    """How near a measured rate is to the truth."""
    reach = round(near * n)
    middle = round(p * n)
    error = sqrt(p * (1 - p) / n)
    inside = sum(binomial(k, n, p) for k in range(middle - reach, middle + reach + 1))
    return {
        "se": error,
        "less": sqrt(p * (1 - p) / more),
        "exact": inside,
        "curve": 2 * NORMAL.cdf((near + 0.5 / n) / error) - 1,
    }


def entropies(a: float, b: float, c: float) -> dict[str, float]:
    """In bits, against the uniform distribution."""
    p, q = (a, b, c), (1 / 3,) * 3
    entropy = -sum(x * log2(x) for x in p)
    cross = -sum(x * log2(y) for x, y in zip(p, q, strict=True))
    other = sum(y * log2(y / x) for x, y in zip(p, q, strict=True))
    return {
        "h": entropy,
        "cross": cross,
        "kl": cross - entropy,
        "back": other,
        "perplexity": 2**cross,
    }


FIGURES: Final = {
    "How does Bayes' rule update a belief, and why does the base rate matter?": Figures(
        r"""
        Say <p> per cent of people have a disease; a test finds <found> per cent of
        them, and is wrongly positive for <wrong> per cent of the healthy. Of <n>
        people, <true> of the <ill> ill and <false> of the <healthy> healthy are
        positive. So a positive person is ill with probability <true> over <all>, or
        <after> per cent. The likelihood ratio is <ratio>. A second, independent
        positive test makes it <again> per cent.
        """,
        illness,
    ),
    "How do independence and conditional independence differ?": Figures(
        r"""
        each with probability <coin>; one shows heads with <a>, the other with <b>.

        heads has probability <head>, but two heads have <both>, not <square>. After a
        first head, the second has <next>,
        """,
        lambda coin, a, b: {
            "head": coin * a + (1 - coin) * b,
            "both": coin * a * a + (1 - coin) * b * b,
            "square": (coin * a + (1 - coin) * b) ** 2,
            "next": (coin * a * a + (1 - coin) * b * b) / (coin * a + (1 - coin) * b),
        },
    ),
    "How do expectation and variance behave for sums and averages?": Figures(
        r"""
        With standard deviations <s> and <t>, a sum has <none> if they are uncorrelated,
        and <some> at a correlation of <r>. One die has mean <mean> and variance
        <variance>; the average of <dice> dice has standard deviation <sd>.

        if <people> people take <people> coats at random, each gets the right one with
        probability <own>, so we expect <right> right coat
        """,
        sums,
    ),
    "Which distributions do you meet most, and what is each good for?": Figures(
        r"""
        Of <n> requests, each fails independently with probability <p>. The exact chance
        of no failure is <exact>, and Poisson with mean <mean> gives <poisson> as well;
        at least <k> failures have <tail>. A normal value lies within <one> standard
        deviation with <inside> per cent, within <two> with <most>.
        """,
        lambda n, p, k, one, two: {
            "exact": (1 - p) ** n,
            "mean": n * p,
            "poisson": exp(-n * p),
            "tail": 1 - sum((n * p) ** i * exp(-n * p) / factorial(i) for i in range(int(k))),
            "inside": 100 * (2 * NORMAL.cdf(one) - 1),
            "most": 100 * (2 * NORMAL.cdf(two) - 1),
        },
    ),
    "What do the law of large numbers and the central limit theorem say?": Figures(
        r"""
        A conversion rate of <p>, measured on <n> users, has a standard error of <se>;
        on <more> users, <less>. With <n> users the exact chance to be within <near> of
        the truth is <exact>; the normal curve with continuity correction says <curve>.
        With a rate of <q> and <m> users, the chance to see none is <zero>:
        """,
        lambda p, n, more, near, q, m: rates(p, n, more, near) | {"zero": (1 - q) ** m},
    ),
    "How would you estimate a rate from few observations?": Figures(
        r"""
        a rate from <n> views is hardly known

        around <prior> per cent, like $\text{Beta}(<a>, <b>)$. A new one has <k> clicks
        in <n> views. The raw rate is <raw> per cent; the posterior is $\text{Beta}(<c>,
        <d>)$, with mean <mean> per cent. After <more> clicks in <of> views it would be
        <late> per cent.
        """,
        lambda a, b, k, n, more, of: {
            "prior": 100 * a / (a + b),
            "raw": 100 * k / n,
            "c": a + k,
            "d": b + n - k,
            "mean": 100 * (a + k) / (a + b + n),
            "late": 100 * (a + more) / (a + b + of),
        },
    ),
    "What are entropy, cross-entropy and KL divergence?": Figures(
        r"""
        For $p = (<a>, <b>, <c>)$ the entropy is <h> bits.

        it takes <cross> bits, so the KL divergence is <kl> bits. The other way round it
        is <back>. A perplexity is <two> to the cross-entropy in bits, here
        <perplexity>.
        """,
        entropies,
        {"two": "the base of bits"},
    ),
}
