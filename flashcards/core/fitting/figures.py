"""How well predictions of recall held: log loss, RMSE(bins), AUC; which of two did better.

Two sets of parameters differ by less than chance makes of either, so they are compared answer by
answer. Answers of one card are not independent, cards are: the standard error is taken over cards.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum
from math import fsum, log, sqrt
from typing import Final

from flashcards.core.frozen import dataclass

_NEAREST: Final = 1e-7
"""No probability is taken nearer to 0 or 1: a certain error costs 16, not infinity."""

_PLACES: Final = 6
LEAST_ERRORS: Final = 1.0
"""Standard errors that a gain has to exceed, and that a loss must not."""

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


@dataclass(frozen=True, slots=True)
class Gain:
    """How much lower log loss became, a review on average, and the standard error of that."""

    mean: float
    error: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Parameters in use and fitted ones on the same reviews."""

    in_use: Figures
    fitted: Figures
    gain: Gain


class Verdict(StrEnum):
    """What a comparison comes to."""

    BETTER = "better"
    NO_GAIN = "no-gain"
    WORSE_CALIBRATED = "worse-calibrated"
    UNSURE = "unsure"
    WORSE_LATER = "worse-later"


def figures_of(foretold: Sequence[float], recalled: Sequence[int], bins: Sequence[int]) -> Figures:
    """The figures of predictions, at least one, what happened (0 or 1), and the bins."""
    auc = _auc(foretold, recalled)
    return Figures(
        round(_log_loss(foretold, recalled), _PLACES),
        round(_rmse(foretold, recalled, bins), _PLACES),
        None if auc is None else round(auc, _PLACES),
        len(foretold),
    )


def gain_of(
    before: Sequence[float], after: Sequence[float], recalled: Sequence[int], cards: Sequence[int]
) -> Gain:
    """What the second predictions gain over the first; `cards` says whose each review is."""
    answers = zip(before, after, recalled, strict=True)
    gains = array("d", (_loss(old, y) - _loss(new, y) for old, new, y in answers))
    return gain_over_cards(gains, cards)


def gain_over_cards(gains: Sequence[float], cards: Sequence[int]) -> Gain:
    """The mean of what each review gains, at least one, and its error; `cards` says whose."""
    mean = fsum(gains) / len(gains)
    of_card: dict[int, float] = {}
    for card, gain in zip(cards, gains, strict=True):
        of_card[card] = of_card.get(card, 0.0) + gain - mean
    error = sqrt(fsum(rest**2 for rest in of_card.values())) / len(gains)
    return Gain(round(mean, _PLACES), round(error, _PLACES))


def decision(unseen_cards: Judgement, later: Gain) -> Verdict:
    """Better is what foretells unseen cards better by more than chance, at no other cost.

    It may cost a little RMSE(bins), and of later answers no more than chance may make of it.
    """
    found = verdict(unseen_cards.in_use, unseen_cards.fitted)
    if found is not Verdict.BETTER:
        return found
    if unseen_cards.gain.mean <= LEAST_ERRORS * unseen_cards.gain.error:
        return Verdict.UNSURE
    return Verdict.WORSE_LATER if later.mean < -LEAST_ERRORS * later.error else Verdict.BETTER


def verdict(in_use: Figures, fitted: Figures) -> Verdict:
    """Better is a lower log loss at no more than a little RMSE(bins), on the same reviews."""
    if round(in_use.log_loss - fitted.log_loss, _PLACES) < LEAST_GAIN:
        return Verdict.NO_GAIN
    if round(fitted.rmse_bins - in_use.rmse_bins, _PLACES) > RMSE_ALLOWANCE:
        return Verdict.WORSE_CALIBRATED
    return Verdict.BETTER


def _loss(foretold: float, recalled: int) -> float:
    given = foretold if recalled else 1 - foretold
    return -log(min(max(given, _NEAREST), 1 - _NEAREST))


def _log_loss(foretold: Sequence[float], recalled: Sequence[int]) -> float:
    return fsum(map(_loss, foretold, recalled)) / len(foretold)


def _rmse(foretold: Sequence[float], recalled: Sequence[int], bins: Sequence[int]) -> float:
    misses: dict[int, float] = {}
    counts: dict[int, int] = {}
    for p, y, one in zip(foretold, recalled, bins, strict=True):
        misses[one] = misses.get(one, 0.0) + p - y
        counts[one] = counts.get(one, 0) + 1
    return sqrt(fsum(miss**2 / counts[one] for one, miss in misses.items()) / len(foretold))


def _auc(foretold: Sequence[float], recalled: Sequence[int]) -> float | None:
    """By pairs (Mann and Whitney): how often the recalled one was foretold higher, a tie half."""
    kept = sorted(p for p, y in zip(foretold, recalled, strict=True) if y)
    lost = [p for p, y in zip(foretold, recalled, strict=True) if not y]
    if not kept or not lost:
        return None
    halves = sum(2 * len(kept) - bisect_left(kept, p) - bisect_right(kept, p) for p in lost)
    return halves / (2 * len(kept) * len(lost))
