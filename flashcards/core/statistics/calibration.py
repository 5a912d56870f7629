"""The forgetting curve as foretold, against what happened."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from flashcards.core.statistics.answered import IN_REVIEW, AnswerInContext

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


@dataclass(frozen=True, slots=True)
class _Trial:
    recall: float
    elapsed_days: int
    passed: bool


def calibration(answers: Iterable[AnswerInContext]) -> Calibration:
    """Of the answers that found a card in review, from the next day on."""
    trials = [
        _Trial(answer.recall, answer.elapsed_days, answer.passed)
        for answer in answers
        if answer.recall is not None and answer.found in IN_REVIEW
    ]
    bins = _binned(trials, _RECALL_FROM, lambda trial: trial.recall)
    return Calibration(
        len(trials),
        _mean([trial.recall for trial in trials]),
        _mean([trial.passed for trial in trials]),
        _rmse(bins),
        _mean([_loss(trial) for trial in trials]),
        bins,
        _binned(trials, _DAYS_FROM, lambda trial: trial.elapsed_days),
    )


def _binned(
    trials: Iterable[_Trial], least: Sequence[float], value: Callable[[_Trial], float]
) -> tuple[CalibrationBin, ...]:
    held: list[list[_Trial]] = [[] for _ in least]
    for trial in trials:
        held[bisect_right(least, value(trial)) - 1].append(trial)
    ends = (*least[1:], None)
    return tuple(map(_bin, least, ends, held))


def _bin(least: float, below: float | None, trials: Sequence[_Trial]) -> CalibrationBin:
    return CalibrationBin(
        round(least, _PLACES),
        None if below is None else round(below, _PLACES),
        len(trials),
        _mean([trial.recall for trial in trials]),
        _mean([trial.passed for trial in trials]),
    )


def _rmse(bins: Iterable[CalibrationBin]) -> float | None:
    squares = [
        (one.reviews, (one.predicted - one.observed) ** 2)
        for one in bins
        if one.predicted is not None and one.observed is not None
    ]
    reviews = sum(count for count, _ in squares)
    return round(sqrt(sum(n * s for n, s in squares) / reviews), _PLACES) if reviews else None


def _loss(trial: _Trial) -> float:
    """Minus the logarithm of how probable what happened was said to be."""
    probability = trial.recall if trial.passed else 1 - trial.recall
    return -log(max(probability, _SUREST))


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), _PLACES) if values else None
