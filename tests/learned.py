"""Logs of a learner whose memory is known: what there is to fit parameters to."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count
from random import Random

from histories import BEGIN, review

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review
from flashcards.core.log.facts import Fact
from flashcards.core.log.order import order
from flashcards.core.log.stamp import MachineId, Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.services.collection import Collection
from flashcards.storage.database.engine import writing
from flashcards.storage.log import log

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


END = BEGIN + 400 * DAY
"""Each card was last answered on this day, or on one of the nine before."""


def learned(
    cards: Iterable[CardId],
    answers: int = 8,
    *,
    half_life_days: float = 40.0,
    growth: float = 1.8,
    seed: int = 1,
) -> list[Review]:
    """Reviews in order, of cards given by id, by one whose memory of each fades by halves.

    The half-life grows with each answer that was right; one that was wrong begins it anew, and
    the card is answered once more, ten minutes later.
    """
    random, serial = Random(seed), count(1)
    given: list[Review] = []
    for card in cards:
        course = list(_course(random, answers, half_life_days, growth))
        ended = course[-1][0]
        last = END - random.randrange(10) * DAY + random.randrange(60) * MINUTE
        given += [_answer(card, rating, last - (ended - at), serial) for at, rating in course]
    return sorted(given, key=order)


def _course(
    random: Random, answers: int, half_life_days: float, growth: float
) -> Iterator[tuple[timedelta, Rating]]:
    """Times since the first answer, and ratings; the first decides when the second comes.

    fsrs-rs takes gaps after the first answer that few cards have for mistakes, and drops them.
    """
    at, half_life, first = (
        timedelta(0),
        half_life_days,
        random.choice((Rating.HARD, Rating.GOOD, Rating.EASY)),
    )
    yield at, first
    for number in range(answers):
        share = random.uniform(0.05, 0.6)
        days = max(1, round(half_life * share)) if number else _SECOND_AFTER_DAYS[first]
        at += days * DAY
        knew = random.random() < 0.5 ** (days / half_life)
        half_life = half_life * growth if knew else half_life_days
        yield at, Rating.GOOD if knew else Rating.AGAIN
        if not knew:
            yield at + 10 * MINUTE, Rating.GOOD


_SECOND_AFTER_DAYS = {Rating.HARD: 1, Rating.GOOD: 3, Rating.EASY: 8}


def _answer(card: CardId, rating: Rating, at: datetime, serial: Iterator[int]) -> Review:
    entropy = next(serial).to_bytes(10, "big")
    stamp = Stamp(fact_id(at, entropy), MachineId("there"), at, tick(0, at))
    return review(Rating(rating), at, card=card, stamp=stamp)


def written(collection: Collection, facts: Iterable[Fact]) -> None:
    """Put facts into a collection's log as they are."""
    with writing(collection.engine) as connection:
        log.append(connection, facts)
