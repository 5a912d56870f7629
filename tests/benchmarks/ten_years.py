"""Ten years of answers: a collection with a long log, and one with a fifth of its cards beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from benchmarks.synthetic import NOW, Size, Writer, opened, write_decks

from flashcards.core.card import Card
from flashcards.core.log.card_facts import Introduced, Review
from flashcards.core.log.facts import Fact
from flashcards.core.rating import Rating
from flashcards.core.study_day import study_day
from flashcards.services.collection import Collection
from flashcards.services.log.rebuild import rebuild
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.machine import machine
from flashcards.storage.projection.cards import known_cards

_YEARS: Final = timedelta(days=3_650)
_RATINGS: Final = (1, 2, 3, 3, 3, 3, 3, 3, 4, 4)
_LONGEST_DAYS: Final = 365.0
_FACTS_AT_ONCE: Final = 10_000
_ROLLOVER: Final = 4


@dataclass(frozen=True, slots=True)
class Years:
    """How large a collection is, and how long its log."""

    size: Size
    reviews_a_card: int

    @property
    def reviews(self) -> int:
        """All answers."""
        return self.size.cards * self.reviews_a_card


class _Answer(NamedTuple):
    """An answer that was given, and how many days its card then waited."""

    at: datetime
    number: int
    rating: int
    gap: float
    is_first: bool


def make_years(root: Path, years: Years) -> None:
    """Decks, read, and ten years of answers to all of their cards."""
    write_decks(root, years.size)
    with opened(root) as collection:
        add_years(collection, years)


def add_years(collection: Collection, years: Years, seed: int = 1) -> None:
    """As many answers for each card, spread over ten years, in the order in which they came."""
    with reading(collection.engine) as connection:
        cards = [known.card for known in known_cards(connection)]
    with writing(collection.engine) as connection:
        writer = Writer(machine(connection), Random(seed))
        facts = _facts(writer, cards, _answers(writer.random, len(cards), years.reviews_a_card))
        while chunk := list(islice(facts, _FACTS_AT_ONCE)):
            log.append(connection, chunk)
    rebuild(collection)


def _facts(writer: Writer, cards: Sequence[Card], answers: Sequence[_Answer]) -> Iterator[Fact]:
    for at, number, rating, gap, is_first in sorted(answers):
        card = cards[number]
        if is_first:
            yield Introduced(writer.stamp(at), card.id, card.kind, card.front, card.back)
        day = study_day(at, timezone.utc, _ROLLOVER)
        due, took = day + timedelta(days=round(gap)), writer.random.randint(2_000, 60_000)
        yield Review(writer.stamp(at), card.id, Rating(rating), day, 0, None, took, due)


def _answers(random: Random, cards: int, reviews_a_card: int) -> list[_Answer]:
    """At gaps that grow, and begin anew after Again; a card begins whenever it still has time."""
    return [
        answer for number in range(cards) for answer in _of_card(random, number, reviews_a_card)
    ]


def _of_card(random: Random, number: int, reviews: int) -> Iterator[_Answer]:
    gaps: list[float] = []
    ratings = [random.choice(_RATINGS) for _ in range(reviews)]
    gap = 1.0
    for rating in ratings:
        grown = gap * random.uniform(1.3, 2.4)
        gap = 1.0 if rating == Rating.AGAIN else min(grown, _LONGEST_DAYS)
        gaps.append(gap)
    spread = sum(gaps[:-1])
    whole = _YEARS / timedelta(days=1) - 2
    scale = min(1.0, whole / spread) if spread else 1.0
    at = NOW - _YEARS + timedelta(days=random.uniform(0, max(1.0, whole - spread)))
    for place, (rating, gap) in enumerate(zip(ratings, gaps, strict=True)):
        yield _Answer(at, number, rating, gap, place == 0)
        at += timedelta(days=gap * scale, seconds=random.randint(0, 3_600))
        at = min(at, NOW - timedelta(seconds=reviews - place))
