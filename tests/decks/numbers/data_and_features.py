"""The figures of data and features."""

from math import comb, hypot
from typing import Final

from decks.figures import Figures


def agreeing(rows: float, least: float) -> float:
    """How often so many coin flips agree with at least so many labels."""
    return sum(comb(int(rows), k) for k in range(int(least), int(rows) + 1)) / 2**rows


def distances(
    a1: float, i1: float, a2: float, i2: float, a3: float, i3: float, years: float, income: float
) -> dict[str, float]:
    """From the first customer to the others, raw and scaled."""
    return {
        "raw2": hypot(a2 - a1, i2 - i1),
        "raw3": hypot(a3 - a1, i3 - i1),
        "scaled2": hypot((a2 - a1) / years, (i2 - i1) / income),
        "scaled3": hypot((a3 - a1) / years, (i3 - i1) / income),
    }


FIGURES: Final = {
    "How do you handle missing data?": Figures(
        r"""
        With <n> features, each missing independently in <gone> per cent

        $$ <kept>^{<n>} \approx <complete> $$

        with <gone> per cent filled, a column keeps only <left> per cent of the variance

        codes such as minus <one> or <nines>,
        """,
        lambda n, gone: {
            "kept": 1 - gone / 100,
            "complete": (1 - gone / 100) ** n,
            "left": 100 - gone,
        },
        {"one": "a common code", "nines": "a common code"},
    ),
    "How do you deal with class imbalance?": Figures(
        r"""
        With <p> per cent positives, always saying "no" is <no> per cent accurate. If a
        miss costs <miss> and a false alarm <alarm>, flag when $$ p >
        \frac{<alarm>}{<alarm> + <miss>} \approx <cut> $$ and not at <half>.

        If <kept> negative in <of> was kept, a score of <s> really means <q>.
        """,
        lambda p, miss, alarm, kept, of, s: {
            "no": 100 - p,
            "cut": alarm / (alarm + miss),
            "half": alarm / (alarm + alarm),
            "q": kept / of * s / (kept / of * s + 1 - s),
        },
    ),
    "What is data leakage, and how do you detect and prevent it?": Figures(
        r"""
        Take <rows> rows, and <m> features that are coin flips. One feature agrees with
        at least <k> of the <rows> labels with probability $$ \sum_{k \ge <k>}
        \binom{<rows>}{k} \, <half>^{<rows>} \approx <p> $$ so we expect about <found>
        such features. Selected on all rows, each looks at least <good> per cent
        """,
        lambda rows, m, k: {
            "half": 1 / 2,
            "p": agreeing(rows, k),
            "found": m * agreeing(rows, k),
            "good": 100 * k / rows,
        },
    ),
    "How would you encode categorical features?": Figures(
        r"""
        A category seen <n> times, always positive, with a global rate of <g> and $m =
        <m>$, becomes <up> over <down>, or <code>, not <raw>. One seen <n2> times with a
        rate of <r2> becomes <code2>,
        """,
        lambda n, g, m, n2, r2: {
            "up": n + m * g,
            "down": n + m,
            "code": (n + m * g) / (n + m),
            "raw": n / n,
            "code2": (n2 * r2 + m * g) / (n2 + m),
        },
    ),
    "Which models need feature scaling, and how do you do it?": Figures(
        r"""
        Take <count> customers by age and income: <a1> with <i1>, <a2> with <i2>, and
        <a3> with <i3>. Unscaled, the first is at distance <raw2> from the second and
        <raw3> from the third

        With standard deviations of <years> years and <income>, the distances are
        <scaled2> and <scaled3>:
        """,
        distances,
        {"count": "as many as follow"},
    ),
}
