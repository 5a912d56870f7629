"""What the model foretold of each answer, before it was given."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from flashcards.core.memory.fsrs_model import Model


class Predictions(NamedTuple):
    """Of each answer to a card, in order, what was to be expected of it.

    `elapsed_days` are study days since the answer before, `stabilities` those of the memory that
    the answer left. `recalls` are probabilities that it would not be Again, None for the first
    answer and for a later one of the same day: FSRS foretells from one day to the next.
    """

    elapsed_days: Sequence[int]
    stabilities: Sequence[float]
    recalls: Sequence[float | None]


_NOTHING: Final = Predictions((), (), ())


def predictions(ratings: Sequence[int], days: Sequence[int], model: Model) -> Predictions:
    """The predictions for the answers to one card, given by grade and ordinal of the study day."""
    if not ratings:
        return _NOTHING
    elapsed = gaps(days)
    stabilities = model.stabilities(ratings, elapsed)
    foretold = zip(stabilities, elapsed[1:], strict=False)
    recalls = [model.recall(stability, gap) if gap else None for stability, gap in foretold]
    return Predictions(elapsed, stabilities, [None, *recalls])


def gaps(days: Sequence[int]) -> list[int]:
    """The study days from each answer to the next, and 0 before the first.

    Where the study day goes back, as after a journey, time stands still.
    """
    return [0, *(now - before for before, now in pairwise(accumulate(days, max)))][: len(days)]
