"""Which cards are the hardest."""

from collections.abc import Iterable
from heapq import nsmallest
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.statistics.distributions import Standing

_MOST: Final = 10


def hardest(standings: Iterable[Standing]) -> list[Standing]:
    """The ten answered cards that were forgotten most often, then the most difficult ones."""
    answered = (one for one in standings if one.difficulty is not None)
    return nsmallest(_MOST, answered, key=_ease)


def _ease(standing: Standing) -> tuple[int, float, CardId]:
    return -standing.lapses, -(standing.difficulty or 0.0), standing.card
