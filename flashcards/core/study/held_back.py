"""Due cards that today does not ask, and what holds them back."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass
from flashcards.core.study.queue import Candidate


class HoldingReason(StrEnum):
    """What holds a due card back: a date's plan, a sibling, the day's minutes or its reviews."""

    DATE = "date"
    SIBLING = "sibling"
    MINUTES = "minutes"
    REVIEWS = "reviews"


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A due card that today does not ask; `on` is the date whose plan asks it later."""

    why: HoldingReason
    card: Candidate
    on: date | None = None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """How many due cards one reason holds back, and their mean chance of recall now.

    They come on the next study day, but for those of a date: on the day `on` at the latest.
    """

    why: HoldingReason
    count: int
    recall: float
    on: date | None


def held_cards(
    due: Iterable[Candidate],
    asked: Collection[CardId],
    dates: Iterable[tuple[date, Collection[CardId]]],
    busy: Collection[Source],
    slow: Collection[CardId],
) -> Iterator[HeldCard]:
    """Why each due card that is not asked waits.

    `dates` are the days ahead with the cards they govern, `busy` the places that today asks a card
    of, `slow` the cards for which the minutes do not suffice.
    """
    governed = {card: on for on, cards in reversed(list(dates)) for card in cards}
    for one in due:
        if one.card in asked:
            continue
        if one.card in governed:
            yield HeldCard(HoldingReason.DATE, one, governed[one.card])
        elif one.source in busy:
            yield HeldCard(HoldingReason.SIBLING, one)
        else:
            is_slow = one.card in slow
            yield HeldCard(HoldingReason.MINUTES if is_slow else HoldingReason.REVIEWS, one)
