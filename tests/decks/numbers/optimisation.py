"""The figures of optimisation."""

from math import cos, log, pi, sqrt
from typing import Final

from decks.figures import Figures


def coin(p: float, heads: float, tosses: float) -> float:
    """The log-likelihood of tosses."""
    return heads * log(p) + (tosses - heads) * log(1 - p)


FIGURES: Final = {
    "Why train with mini-batches rather than with the full data set?": Figures(
        r"""
        With <n> examples, full-batch descent makes <full> update a pass; batches of <b>
        make <steps>.

        from <b> to <more> examples costs <cost> times as much a step, and only halves
        """,
        lambda n, b, more: {
            "full": n / n,
            "steps": n / b,
            "cost": more / b if sqrt(more / b) == 2 else 0,
        },
    ),
    "What does momentum do for gradient descent?": Figures(
        r"""
        With $\beta = <b>$, a constant gradient accumulates to $g / (1 - <b>)$, <times>
        times its size.

        settles at $g / (1 + <b>)$

        factor of <gain>. With <c> the effective step is <more> times that of <b>.
        """,
        lambda b, c: {
            "times": 1 / (1 - b),
            "gain": (1 + b) / (1 - b),
            "more": (1 - b) / (1 - c),
        },
    ),
    "How does Adam work, and how does AdamW differ?": Figures(
        r"""
        with a learning rate of <rate> a gradient of <a> and one of <b> both move their
        weight by about <step>.

        decay rates are <m> and <v>.
        """,
        lambda rate, a, b: {
            "step": sum(rate * g / (sqrt(g * g) + 1e-8) for g in (a, b)) / 2,
        },
        {"m": "Adam's default", "v": "Adam's default"},
    ),
    "Why use a learning-rate schedule, and what is warm-up for?": Figures(
        r"""
        above <two> over the second derivative

        With $a = <a>$ the limit is <limit>: at <r> the error is <f> times as large
        after each step; at <s>, <g> times, so <power> times after <n> steps.

        From a peak of <peak> it falls to <one> after a quarter of the way, to <half>
        halfway, and to <three> after
        """,
        lambda a, two, r, s, n, peak: {
            "limit": two / a,
            "f": 1 - r * a,
            "g": 1 - s * a,
            "power": (1 - s * a) ** n,
            "one": peak / 2 * (1 + cos(pi / 4)),
            "half": peak / 2 * (1 + cos(pi / 2)),
            "three": peak / 2 * (1 + cos(3 * pi / 4)),
        },
    ),
    "Why is minimising squared error or cross-entropy the same as maximum likelihood?": Figures(
        r"""
        a coin with <h> heads in <n> tosses. At $p = <fair>$ the log-likelihood is minus
        <l>; at <best> it is minus <m>, the maximum, a cross-entropy of <e> a toss.

        after <k> heads in <k> tosses
        """,
        lambda h, n, fair: {
            "l": coin(fair, h, n),
            "best": h / n,
            "m": coin(h / n, h, n),
            "e": coin(h / n, h, n) / n,
        },
        {"k": "any number of heads without a tail"},
    ),
}
