"""The figures of trees and ensembles."""

from math import comb, exp
from typing import Final

from decks.figures import Figures


def gini(*counts: float) -> float:
    """The chance that two draws from a node differ in class."""
    return 1 - sum((count / sum(counts)) ** 2 for count in counts)


def split(p: float, n: float, lp: float, ln: float, rp: float, rn: float) -> dict[str, float]:
    """Gini before and after a split of positives and negatives to the left and to the right."""
    assert (lp + rp, ln + rn) == (p, n)
    left, right = gini(lp, ln), gini(rp, rn)
    after = ((lp + ln) * left + (rp + rn) * right) / (p + n)
    return {
        "whole": gini(p, n),
        "left": left,
        "right": right,
        "after": after,
        "gain": gini(p, n) - after,
    }


def majority_errs(voters: float, error: float) -> float:
    """How often most of so many independent voters err."""
    n = int(voters)
    return sum(comb(n, k) * error**k * (1 - error) ** (n - k) for k in range(n // 2 + 1, n + 1))


def boosted(a: float, b: float, c: float, rate: float) -> dict[str, float]:
    """One round on half squared error with a stump that separates the third target."""
    mean = (a + b + c) / 3
    stump = ((a - mean) + (b - mean)) / 2
    near, far = mean + rate * stump, mean + rate * (c - mean)
    return {
        "mean": mean,
        "ra": a - mean,
        "rb": b - mean,
        "rc": c - mean,
        "stump": stump,
        "near": near,
        "far": far,
        "before": sum((y - mean) ** 2 for y in (a, b, c)),
        "after": (a - near) ** 2 + (b - near) ** 2 + (c - far) ** 2,
    }


def xgboost(p: float, k: float, lam: float, gamma: float) -> dict[str, float]:
    """Leaf values and gain of a split of k positives from k negatives, at log loss."""
    h = p * (1 - p)
    up, sums = k * (p - 1), k * h
    down = k * p
    gain = (
        up**2 / (sums + lam) + down**2 / (sums + lam) - (up + down) ** 2 / (2 * sums + lam)
    ) / 2 - gamma
    return {"h": h, "g": p - 1, "down": p, "leaf": -up / (sums + lam), "gain": gain}


FIGURES: Final = {
    "How does a decision tree choose its splits?": Figures(
        r"""
        Say a node holds <p> positives and <n> negatives: Gini is <whole>. A split sends
        <lp> positives and <ln> negatives to the left, <rp> positive and <rn> negatives
        to the right. The children have <left> and <right>; weighted by size, that is
        <after>. The gain is <gain>.
        """,
        split,
    ),
    "How do bagging and boosting differ?": Figures(
        r"""
        or <share> per cent.

        if <m> classifiers each erred on <e> per cent of cases, fully independently,
        their majority would err on only <v> per cent.
        """,
        lambda m, e: {"share": 100 * (1 - exp(-1)), "v": 100 * majority_errs(m, e / 100)},
    ),
    "Why does a random forest sample features at each split?": Figures(
        r"""
        did not see, about <out> per cent,

        With variance <s> and <b> trees, a correlation of <r> leaves <vr>, and <q>
        leaves <vq>.
        """,
        lambda s, b, r, q: {
            "out": 100 * exp(-1),
            "vr": r * s + (1 - r) / b * s,
            "vq": q * s + (1 - q) / b * s,
        },
    ),
    "How does gradient boosting work?": Figures(
        r"""
        Take targets <a>, <b> and <c>. We start from the mean, <mean>; the residuals are
        minus <ra>, minus <rb> and plus <rc>.

        predicts minus <stump>, minus <stump> and plus <rc>. With a learning rate of
        <rate>, the predictions become <near>, <near> and <far>, and the squared error
        falls from <before> to <after>.
        """,
        boosted,
    ),
    "What does XGBoost add to plain gradient boosting?": Figures(
        r"""
        With log loss at $p = <p>$, each $h$ is <h>, and $g$ is minus <g> for a positive
        and plus <down> for a negative. To split <k> positives from <k> negatives, with
        $\lambda = <lam>$ and $\gamma = <gamma>$, gives leaf values of plus and minus
        <leaf>, and a gain of <gain>.
        """,
        xgboost,
    ),
}
