"""How well predictions of recall held: log loss, RMSE(bins), AUC; which of two did better."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import fsum, log, sqrt
from typing import Final

_NEAREST: Final = 1e-7
"""No probability is taken nearer to 0 or 1: a certain error costs 16, not infinity."""

_PLACES: Final = 6
LEAST_GAIN: Final = 0.0001
"""Log loss that has to be gained: a difference in the fourth place, the last that is shown."""

RMSE_ALLOWANCE: Final = 0.005
"""RMSE(bins) that a gain in log loss may cost; between splits of a real log it varies by more."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How well predictions held; lower is better, but for `auc`: null where one grade is missing.

    `log_loss` is the mean of -ln of the probability given to what happened. `rmse_bins` is
    sqrt(sum of n (p - y)^2 / sum of n) over the bins of srs-benchmark, n reviews with the mean
    prediction p and the share y recalled: 0 is perfectly calibrated. `auc` is the probability
    that a recalled review was foretold higher than a forgotten one, ties counting half.
    """

    log_loss: float
    rmse_bins: float
    auc: float | None
    reviews: int


class Verdict(StrEnum):
    """What a comparison comes to."""

    BETTER = "better"
    NO_GAIN = "no-gain"
    WORSE_CALIBRATED = "worse-calibrated"


def figures_of(foretold: Sequence[float], recalled: Sequence[int], bins: Sequence[int]) -> Figures:
    """The figures of predictions, at least one, what happened (0 or 1), and the bins."""
    auc = _auc(foretold, recalled)
    return Figures(
        round(_log_loss(foretold, recalled), _PLACES),
        round(_rmse(foretold, recalled, bins), _PLACES),
        None if auc is None else round(auc, _PLACES),
        len(foretold),
    )


def verdict(in_use: Figures, fitted: Figures) -> Verdict:
    """Better is a lower log loss at no more than a little RMSE(bins), on the same reviews."""
    if round(in_use.log_loss - fitted.log_loss, _PLACES) < LEAST_GAIN:
        return Verdict.NO_GAIN
    if round(fitted.rmse_bins - in_use.rmse_bins, _PLACES) > RMSE_ALLOWANCE:
        return Verdict.WORSE_CALIBRATED
    return Verdict.BETTER


def _log_loss(foretold: Sequence[float], recalled: Sequence[int]) -> float:
    given = (p if y else 1 - p for p, y in zip(foretold, recalled, strict=True))
    return -fsum(log(min(max(p, _NEAREST), 1 - _NEAREST)) for p in given) / len(foretold)


def _rmse(foretold: Sequence[float], recalled: Sequence[int], bins: Sequence[int]) -> float:
    misses: dict[int, float] = {}
    counts: dict[int, int] = {}
    for p, y, one in zip(foretold, recalled, bins, strict=True):
        misses[one] = misses.get(one, 0.0) + p - y
        counts[one] = counts.get(one, 0) + 1
    return sqrt(fsum(miss**2 / counts[one] for one, miss in misses.items()) / len(foretold))


def _auc(foretold: Sequence[float], recalled: Sequence[int]) -> float | None:
    """By ranks (Mann and Whitney): the mean rank of what was recalled, tied ranks shared."""
    kept = sum(recalled)
    lost = len(recalled) - kept
    if not kept or not lost:
        return None
    ranks, rank = 0.0, 0
    for _, tied in groupby(sorted(zip(foretold, recalled, strict=True)), key=lambda one: one[0]):
        outcomes = [y for _, y in tied]
        ranks += sum(outcomes) * (rank + (len(outcomes) + 1) / 2)
        rank += len(outcomes)
    return (ranks - kept * (kept + 1) / 2) / (kept * lost)
