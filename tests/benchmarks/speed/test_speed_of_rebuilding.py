"""How long a log of a million reviews takes to be replayed and stored."""

from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from itertools import groupby, islice
from operator import itemgetter
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import Final

import fsrs
import pytest
from benchmarks.measuring import (
    Result,
    Trial,
    cpu_seconds_written,
    medians_in_turn,
    megabytes_written,
)
from benchmarks.raw import connected, empty_database, insert_rows, rows_of
from benchmarks.synthetic import NOW, Writer

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review
from flashcards.core.rating import Rating
from flashcards.core.settings import Settings
from flashcards.services.collection import Collection
from flashcards.services.log.rebuild import rebuild
from flashcards.services.place import Place
from flashcards.storage.database.engine import open_database, sqlite_url, writing
from flashcards.storage.log import log

_CARDS: Final = 100_000
_REVIEWS_A_CARD: Final = 10
_ROUNDS: Final = 3
_FACTS_AT_ONCE: Final = 10_000
_RATINGS: Final = (1, 2, 3, 3, 3, 3, 3, 3, 3, 4)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A database with a long log and no decks; its cards are orphans, which are replayed too."""
    path = tmp_path_factory.mktemp("long-log") / "flash.db"
    engine = open_database(sqlite_url(path))
    with writing(engine) as connection:
        facts = _reviews(Writer(log.machine(connection), Random(1)))
        while chunk := list(islice(facts, _FACTS_AT_ONCE)):
            log.append(connection, chunk)
    rebuild(Collection(Place(path.parent), engine, Settings()))
    engine.dispose()
    return path


def test_a_rebuild_costs_little_more_than_fsrs(benchmark, database, report, tmp_path):
    schedules = rows_of(database, "schedules")
    collection = Collection(Place(tmp_path), open_database(sqlite_url(database)), Settings())
    before_kb = getrusage(RUSAGE_SELF).ru_maxrss
    rebuild(collection)
    grown = (getrusage(RUSAGE_SELF).ru_maxrss - before_kb) * 1024 / 1e6
    reviews = list(reviews_in(database))
    storing = Trial(
        lambda empty: insert_rows(empty, schedules),
        lambda: (empty_database(tmp_path / "raw.db"),),
    )
    trials = (Trial(lambda: rebuild(collection)), Trial(lambda: review_all(reviews)), storing)
    took, fitted, stored = medians_in_turn(
        benchmark, *trials, rounds=_ROUNDS, warm_ups=0, clock=process_time
    )
    collection.engine.dispose()
    name = f"`flash rebuild`, {sum(map(len, reviews)):,} reviews of {len(reviews):,} cards"
    alone, both = "fsrs's `review_card` alone", "it and `executemany` of the schedules"
    report(
        Result(name, took, fitted, alone, 1.7, cpu_seconds_written),
        Result(name, took, fitted + stored, both, None, cpu_seconds_written),
        Result(
            "memory that it adds at its peak", grown, 100, "what it may take", 1, megabytes_written
        ),
    )


def _reviews(writer):
    """Ten answers a card at growing gaps, a tenth of them Again."""
    begin = NOW - timedelta(days=900)
    for number in range(_CARDS):
        card, at, gap = CardId(f"{number:032x}"), begin + timedelta(minutes=number % 90_000), 1.0
        for _ in range(_REVIEWS_A_CARD):
            rating = Rating(writer.random.choice(_RATINGS))
            yield Review(writer.stamp(at), card, rating, at.date(), 0, None, 9_000, _due(at, gap))
            gap = 1.0 if rating is Rating.AGAIN else gap * writer.random.uniform(1.3, 2.4)
            at += timedelta(days=gap)


def _due(at: datetime, gap: float) -> date:
    return at.date() + timedelta(days=round(gap))


def reviews_in(database):
    """The reviews as fsrs takes them, card by card."""
    query = "SELECT card_id, rating, at FROM facts WHERE kind = 'review' ORDER BY card_id, at"
    with closing(connected(database)) as connection:
        for _, rows in groupby(connection.execute(query), key=itemgetter(0)):
            yield [
                (fsrs.Rating(rating), _EPOCH + timedelta(microseconds=at)) for _, rating, at in rows
            ]


def review_all(reviews):
    """Every review given to fsrs, one card after the other."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    for own in reviews:
        card = fsrs.Card(card_id=0)
        for rating, at in own:
            card, _ = scheduler.review_card(card, rating, at)
