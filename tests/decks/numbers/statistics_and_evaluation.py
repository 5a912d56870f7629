"""The figures of statistics and evaluation."""

from math import exp, pi, sin, sqrt
from statistics import NormalDist, fmean, stdev
from typing import Final

from decks.figures import Figures, Rough

NORMAL: Final = NormalDist()


def two_sided(z: float) -> float:
    """The p-value of a z."""
    return 2 * (1 - NORMAL.cdf(abs(z)))


def polynomial_error(degree: int, points: int, noise: float) -> tuple[float, float]:
    """Squared bias and variance, over [0, 1], of polynomials fitted to noisy points of a sine."""
    at = [i / (points - 1) for i in range(points)]
    grid = [i / 1000 for i in range(1001)]
    fitted, spread = [0.0] * len(grid), [0.0] * len(grid)
    basis: list[list[float]] = []
    for power in range(degree + 1):
        on = [(2 * x - 1) * b for x, b in zip(at + grid, basis[-1], strict=True)] if power else None
        column = on or [1.0] * (points + len(grid))
        for _ in range(2):
            for other in basis:
                share = sum(a * b for a, b in zip(column[:points], other[:points], strict=True))
                column = [a - share * b for a, b in zip(column, other, strict=True)]
        size = sqrt(sum(a * a for a in column[:points]))
        column = [a / size for a in column]
        basis.append(column)
        weight = sum(a * sin(2 * pi * x) for a, x in zip(column[:points], at, strict=True))
        fitted = [f + weight * b for f, b in zip(fitted, column[points:], strict=True)]
        spread = [s + b * b for s, b in zip(spread, column[points:], strict=True)]
    bias = fmean((f - sin(2 * pi * x)) ** 2 for f, x in zip(fitted, grid, strict=True))
    return bias, noise**2 * fmean(spread)


def false_alarms(looks: int, level: float, cells: int = 160) -> float:
    """How often a true null is rejected at one of so many evenly spaced looks.

    The density of the sum of `k` standard normal steps, where no look has rejected yet, is
    carried from look to look on a grid inside the bounds.
    """
    bound = NORMAL.inv_cdf(1 - level / 2)
    at, width, density = [0.0], 1.0, [1.0]
    for look in range(1, looks + 1):
        edge = bound * sqrt(look)
        step = 2 * edge / cells
        grid = [-edge + (cell + 0.5) * step for cell in range(cells)]
        density = [
            sum(d * exp(-((x - y) ** 2) / 2) for y, d in zip(at, density, strict=True))
            * (1.0 if look == 1 else width)
            / sqrt(2 * pi)
            for x in grid
        ]
        at, width = grid, step
    return 1 - sum(density) * width


def bias_variance(n: float, s: float) -> dict[str, float]:
    """Squared bias and variance of degrees 1, 3 and 12."""
    errors = {degree: polynomial_error(degree, int(n), s) for degree in (1, 3, 12)}
    assert errors[12][0] < 0.0001
    assert min(errors, key=lambda degree: sum(errors[degree])) == 3
    return {
        "b1": errors[1][0],
        "v1": errors[1][1],
        "b3": errors[3][0],
        "v3": errors[3][1],
        "v12": errors[12][1],
    }


def two_arms(n: float, a: float, b: float, c: float, m: float, level: float) -> dict[str, float]:
    """What two arms of n users with a and b conversions show."""
    p, q = a / n, b / n
    error = sqrt(p * (1 - p) / n + q * (1 - q) / n)
    reach = NORMAL.inv_cdf(0.5 + c / 200) * error
    return {
        "d": 100 * (q - p),
        "se": 100 * error,
        "z": (q - p) / error,
        "pv": two_sided((q - p) / error),
        "low": 100 * (q - p - reach),
        "high": 100 * (q - p + reach),
        "any": 100 * (1 - (1 - level / 100) ** m),
    }


FIGURES: Final = {
    "What is the bias–variance trade-off?": Figures(
        r"""
        to <n> evenly spaced points

        deviation <s>, many

        squared bias <b1> and variance <v1>:

        A cubic has <b3> and <v3>.

        Degree <degree> has almost no bias, but variance <v12>:
        """,
        bias_variance,
        {"degree": "the third degree that is fitted"},
    ),
    "How do precision and recall differ, and when does each matter most?": Figures(
        r"""
        Say <p> of <n> payments are fraud, and the model flags <f>, of which <tp> are
        fraud.

        Precision is <tp> out of <f>, or <precision> per cent; recall is <recall> per
        cent

        harmonic mean, is <f1>;

        Accuracy is <accuracy> per cent

        nothing scores <nothing>.
        """,
        lambda p, n, f, tp: {
            "precision": 100 * tp / f,
            "recall": 100 * tp / p,
            "f1": 2 / (f / tp + p / tp),
            "accuracy": 100 * (1 - ((f - tp) + (p - tp)) / n),
            "nothing": 100 * (1 - p / n),
        },
    ),
    "When would you look at a precision–recall curve rather than a ROC curve?": Figures(
        r"""
        Random guessing scores <guess> on

        Take TPR <t> and FPR <f>. At <a> per cent prevalence precision is <pa> per cent;
        at <b> per cent it is <pb>.

        but <false> of <alerts> alerts
        """,
        lambda t, f, a, b, alerts: {
            "pa": 100 * a * t / (a * t + (100 - a) * f),
            "pb": 100 * b * t / (b * t + (100 - b) * f),
            "false": alerts * (1 - b * t / (b * t + (100 - b) * f)),
        },
        {"guess": "a random positive scores above a random negative half of the time"},
    ),
    "How does cross-validation work, and when does plain k-fold mislead?": Figures(
        r"""
        Suppose <k> folds give accuracies <a>, <b>, <c>, <d> and <e>.

        The mean is <mean> and the standard deviation <sd>, so a rival with <rival> is
        """,
        lambda a, b, c, d, e: {
            "k": len([a, b, c, d, e]),
            "mean": fmean([a, b, c, d, e]),
            "sd": stdev([a, b, c, d, e]),
        },
        {"rival": "a score to compare with"},
    ),
    "What is a p-value, and what does it not tell you?": Figures(
        r"""
        with <n> users an arm, <a> and <b> convert. The difference is <d> percentage
        points, its standard error <se>, so $z = <z>$ and the two-sided p-value is <pv>.
        The <c> per cent interval runs from minus <low> to plus <high> points

        And <m> true nulls, tested independently at <level> per cent, give a false alarm
        <any> per cent
        """,
        two_arms,
    ),
    "How would you plan an A/B test for a new model?": Figures(
        r"""
        the first $p < <cut>$, unless

        $\delta$, <level> per cent two-sided significance and <power> per cent power

        \frac{<k> \, p(1-p)}

        With a base rate of <p> per cent and a lift of <lift> percentage points that is
        about <n> users

        first of <looks> evenly spaced looks with $p < <cut>$ raises false alarms from
        <level> to <peeked> per cent
        """,
        lambda level, power, k, p, lift, looks: {
            "k": Rough(2 * (NORMAL.inv_cdf(1 - level / 200) + NORMAL.inv_cdf(power / 100)) ** 2, 2),
            "n": Rough(k * p * (100 - p) / lift**2, 1),
            "peeked": 100 * false_alarms(int(looks), level / 100),
            "cut": level / 100,
        },
    ),
    "What does it mean for a classifier to be calibrated, and how do you fix one that is not?": (
        Figures(
            r"""
        that get <p>, <q> per cent turn out positive.

        If <n> cases are predicted near <p> and <k> are positive, the observed rate is
        <rate> per cent: overconfident by <gap> points
        """,
            lambda p, n, k: {"q": 100 * p, "rate": 100 * k / n, "gap": 100 * (p - k / n)},
        )
    ),
}
