"""Which cards are the hardest."""

from collections.abc import Iterable
from heapq import nsmallest
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.statistics.distributions import CardFigures

_MOST: Final = 10


def hardest(standings: Iterable[CardFigures]) -> list[CardFigures]:
    """The ten answered cards that were forgotten most often, then the most difficult ones."""
    answered = (one for one in standings if one.difficulty is not None)
    return nsmallest(_MOST, answered, key=_ease)


def _ease(standing: CardFigures) -> tuple[int, float, CardId]:
    return -standing.lapses, -(standing.difficulty or 0.0), standing.card
