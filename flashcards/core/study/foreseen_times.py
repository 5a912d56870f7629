"""What dates foresee that the cards they ask take today."""

from collections.abc import Mapping
from dataclasses import field

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ForeseenTimes:
    """Milliseconds of each card that dates ask, and of a learning step of one of them."""

    each_ms: Mapping[CardId, float] = field(default_factory=dict)
    step_ms: float = 0.0


NOTHING_FORESEEN = ForeseenTimes()
"""Where no date asks anything."""
