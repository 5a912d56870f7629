"""The figures of deployment."""

from math import exp, log, sqrt
from typing import Final

from decks.figures import Figures


def moved(p: float, by: float) -> float:
    """A probability whose log-odds rise."""
    return 1 / (1 + exp(-(log(p / (1 - p)) + by)))


def psi(expected: tuple[float, ...], actual: tuple[float, ...]) -> float:
    """The population stability index of shares in per cent."""
    pairs = zip(expected, actual, strict=True)
    return sum((a - e) / 100 * log(a / e) for e, a in pairs)


FIGURES: Final = {
    "What is training–serving skew, and how do you prevent it?": Figures(
        r"""
        has weight <w> on

        $$ <w> \cdot \ln <cents> \approx <up> $$ A customer at <p> per cent risk is now
        scored at <q> per cent
        """,
        lambda w, cents, p: {
            "cents": 100,
            "up": w * log(cents),
            "q": 100 * moved(p / 100, w * log(cents)),
        },
    ),
    "How would you monitor a deployed model for drift?": Figures(
        r"""
        If shares of <a>, <b> and <c> per cent become <d>, <e> and <f>, it is <psi>. By
        rule of thumb, below <small> is small and above <large> large
        """,
        lambda a, b, c, d, e, f: {"psi": psi((a, b, c), (d, e, f))},
        {"small": "a rule of thumb", "large": "a rule of thumb"},
    ),
    "When would you serve predictions online rather than in batch?": Figures(
        r"""
        In batch, <users> million users at <rate> predictions a second take <minutes>
        minutes; if only <seen> million show up, <wasted> per cent was wasted.

        = <l> \text{ per second} \cdot <w> \text{ s} = <n> $$ So I need room for <n> at
        """,
        lambda users, rate, seen, l, w: {  # noqa: E741  Little's law has these letters
            "minutes": users * 1e6 / rate / 60,
            "wasted": 100 * (1 - seen / users),
            "n": l * w,
        },
    ),
    "Why can a model improve offline metrics and still fail online?": Figures(
        r"""
        item at position <low> is examined with probability <p>,

        \frac{1}{<p>} = <times> $$ and a click at position <top>, examined with
        probability <q>, as <few>.
        """,
        lambda p, q: {"times": 1 / p, "few": 1 / q},
        {"low": "a place in a list", "top": "a place in a list"},
    ),
    "How do shadow, canary and A/B releases differ?": Figures(
        r"""
        Suppose errors normally hit <old> per cent of requests, and the new version has
        <new> per cent. On <share> per cent of <n> daily requests we expect <expected>
        errors and see about <seen>. $$ \frac{<seen> - <expected>}{\sqrt{<expected>}}
        \approx <z> $$ That is over <over> standard deviations, noticed long before the
        day is out, with <rest> per cent of traffic untouched. A gain of <gain> per cent
        """,
        lambda old, new, share, n: {
            "expected": n * share / 100 * old / 100,
            "seen": n * share / 100 * new / 100,
            "z": n * share / 1e4 * (new - old) / sqrt(n * share / 1e4 * old),
            "over": n * share / 1e4 * (new - old) // sqrt(n * share / 1e4 * old),
            "rest": 100 - share,
        },
        {"gain": "compared with 5 times as many errors"},
    ),
}
