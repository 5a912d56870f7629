"""The forgetting curve as foretold, against what happened."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.statistics.answered import TESTED, Answers, passed

_BINS: Final = 20
_RECALL_FROM: Final = tuple(log(number + 1) / log(_BINS + 1) for number in range(_BINS))
"""Bins of foretold recall, narrower towards 1, where most reviews are (fsrs-optimizer's)."""

_DAYS_FROM: Final = (1, 2, 3, 5, 8, 15, 31, 61, 121, 241)
# A certain error would cost infinity.
_SUREST: Final = 1e-6
_PLACES: Final = 4


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Reviews of cards in review: the mean recall foretold, the share that was not Again.

    `least` and `below` bound the recall foretold, or the study days since the answer before;
    `below` is None at the end.
    """

    least: float
    below: float | None
    reviews: int
    predicted: float | None
    observed: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the model is right: `rmse` over the bins by recall, weighted, and `log_loss`.

    `predicted` and `observed` are the means of all; `curve` is binned by elapsed days. Figures
    are None without reviews.
    """

    reviews: int
    predicted: float | None
    observed: float | None
    rmse: float | None
    log_loss: float | None
    bins: tuple[CalibrationBin, ...]
    curve: tuple[CalibrationBin, ...]


class Trials:
    """Answers that found a card in review, from the next day on: what was foretold, what happened.

    A million of them take 13 MB.
    """

    def __init__(self) -> None:
        self.recalls, self.elapsed_days, self.passed = array("d"), array("i"), array("b")

    def add(self, answers: Answers) -> None:
        """Those among the answers to a card."""
        columns = answers.marks, answers.elapsed_days, answers.recalls
        found = [
            one for one in zip(*columns, strict=True) if one[2] is not None and one[0] in TESTED
        ]
        if found:
            marks, elapsed, recalls = zip(*found, strict=True)
            self.passed.extend(map(passed, marks))
            self.elapsed_days.extend(elapsed)
            self.recalls.extend(recalls)


def calibration(trials: Trials) -> Calibration:
    """How far the model was right."""
    bins = _binned(trials, _RECALL_FROM, trials.recalls)
    return Calibration(
        len(trials.recalls),
        _mean(sum(trials.recalls), len(trials.recalls)),
        _mean(sum(trials.passed), len(trials.recalls)),
        _rmse(bins),
        _mean(sum(map(_loss, trials.recalls, trials.passed)), len(trials.recalls)),
        bins,
        _binned(trials, _DAYS_FROM, trials.elapsed_days),
    )


def _binned(
    trials: Trials, least: Sequence[float], values: Iterable[float]
) -> tuple[CalibrationBin, ...]:
    reviews, predicted, observed = ([0.0] * len(least) for _ in range(3))
    for value, recall, is_recalled in zip(values, trials.recalls, trials.passed, strict=True):
        number = bisect_right(least, value) - 1
        reviews[number] += 1
        predicted[number] += recall
        observed[number] += is_recalled
    ends = (*least[1:], None)
    return tuple(map(_bin, least, ends, map(int, reviews), predicted, observed))


def _bin(
    least: float, below: float | None, reviews: int, predicted: float, observed: float
) -> CalibrationBin:
    return CalibrationBin(
        round(least, _PLACES),
        None if below is None else round(below, _PLACES),
        reviews,
        _mean(predicted, reviews),
        _mean(observed, reviews),
    )


def _rmse(bins: Iterable[CalibrationBin]) -> float | None:
    squares = [
        (one.reviews, (one.predicted - one.observed) ** 2)
        for one in bins
        if one.predicted is not None and one.observed is not None
    ]
    reviews = sum(count for count, _ in squares)
    return round(sqrt(sum(n * s for n, s in squares) / reviews), _PLACES) if reviews else None


def _loss(recall: float, is_recalled: int) -> float:
    """Minus the logarithm of how probable what happened was said to be."""
    return -log(max(recall if is_recalled else 1 - recall, _SUREST))


def _mean(total: float, count: int) -> float | None:
    return round(total / count, _PLACES) if count else None
