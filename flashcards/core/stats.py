"""Figures from reviews: how many, how well remembered, in what time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log import Rating, Review
from flashcards.core.pace import counted_ms

PERIODS: Final[dict[str, int | None]] = {"today": 1, "week": 7, "month": 30, "all": None}
"""Study days that each period goes back, today included."""


@dataclass(slots=True)
class Tally:
    """Reviews counted so far; `tested` are those of cards that were in review, `kept` passed."""

    reviews: int = 0
    counted_ms: int = 0
    tested: int = 0
    kept: int = 0
    cards: set[CardId] = field(default_factory=set)

    @property
    def minutes(self) -> float:
        """Counted thinking time."""
        return round(self.counted_ms / 60_000, 1)

    @property
    def true_retention(self) -> float | None:
        """The share of reviews of cards in review that were not Again; None without any."""
        return round(self.kept / self.tested, 4) if self.tested else None

    def add(self, one: "Examined", limit_s: int | None) -> None:
        """Count one review."""
        review = one.review
        self.reviews += 1
        self.counted_ms += counted_ms(review.duration_ms or 0, limit_s)
        self.tested += one.was_in_review
        self.kept += one.was_in_review and review.rating is not Rating.AGAIN
        self.cards.add(review.card)


@dataclass(frozen=True, slots=True)
class Examined:
    """A review, and whether it found its card in review, on an interval of a day or more."""

    review: Review
    was_in_review: bool


def examined(reviews: Iterable[Review]) -> Iterator[Examined]:
    """Each review, in order, with the state it found: a due day was chosen by the one before."""
    in_review: dict[CardId, bool] = defaultdict(bool)
    for review in reviews:
        yield Examined(review, in_review[review.card])
        in_review[review.card] = review.due_on is not None


def periods_of(studied_on: date, today: date) -> Iterator[str]:
    """The periods that a study day belongs to."""
    for period, days in PERIODS.items():
        if days is None or today - timedelta(days=days) < studied_on <= today:
            yield period
